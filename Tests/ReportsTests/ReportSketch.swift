import Analysis
import Foundation
import Geometry
import Quantities
import ResponseModel
import Standards
import TestSupport
import Testing

@testable import Reports

/// Reports of made-up counties, without a renderer.
enum ReportSketch {
  static let templates = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Templates").path

  static func settings(
    formats: [ReportFormat] = [.html, .json], language: Language = .zh, template: String? = nil,
    standard: Standard = MapSketch.standard
  ) throws -> ReportSettings {
    ReportSettings(
      standard: standard,
      date: try #require(CalendarDate(year: 2024, month: 6, day: 30)), language: language,
      formats: formats, templates: try ReportTemplates(shipped: templates, own: template),
      printSheet: templates + "/pdf.css")
  }

  /// The page and the JSON of the first county of some data.
  static func page(
    of data: ServiceData, settings: ReportSettings? = nil, sources: ReportSources = .none
  ) async throws -> (html: String, json: JSONValue, report: CountyReport) {
    let maker = CountyReportMaker(try settings ?? Self.settings(), sources: sources)
    let extract = try #require(
      sources.extracts(of: data, maker.settings).first)
    let (report, analysis) = try await maker.report(on: extract)
    // Not JSONSerialization, which loses the last digits of numbers.
    let json = try JSONDecoder().decode(JSONValue.self, from: try ReportJSON.data(report))
    return (try maker.html(report, analysis), json, report)
  }

  /// The number that a JSON pointer names.
  static func number(at pointer: String, in json: JSONValue) -> Double? {
    guard case .number(let number) = value(at: pointer, in: json) else { return nil }
    return number
  }

  /// How many items the list has that a JSON pointer names.
  static func length(at pointer: String, in json: JSONValue) -> Double? {
    guard case .array(let items) = value(at: pointer, in: json) else { return nil }
    return Double(items.count)
  }

  private static func value(at pointer: String, in json: JSONValue) -> JSONValue? {
    pointer.split(separator: "/").reduce(json as JSONValue?) { found, part in
      switch found {
      case .array(let items): Int(part).flatMap { items.dropFirst($0).first }
      case .object(let members): members[String(part)]
      default: nil
      }
    }
  }

  /// Two square counties side by side, stations and townships strewn over both.
  static func twoCounties(seed: UInt64) throws -> ServiceData {
    var data = try MapSketch.data(stations: 5, townships: 9, seed: seed)
    let east = GeographicCoordinate(
      easting: MapSketch.middle.longitude + 40.0 / 97.6, northing: MapSketch.middle.latitude)
    data.counties.append(
      try MapSketch.county("331199", name: "东县", nameInEnglish: "East", at: east))
    var generator = SeededGenerator(seed: seed &+ 100)
    for number in 100..<108 {
      let place = GeographicCoordinate(
        easting: east.longitude + generator.number(in: -0.19...0.19),
        northing: east.latitude + generator.number(in: -0.17...0.17))
      let township = MapSketch.township(number, at: place, county: "331199")
      data.townships.append(township)
      data.demandPoints.append(MapSketch.demand(township, residents: 1000))
      if number < 103 {
        data.stations.append(
          MapSketch.station(number, at: place, county: "331199", evidence: .surveyed))
      }
    }
    return data
  }
}

/// A folder of its own for one test, gone with it.
final class ReportTestFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "ambit-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      Issue.record("\(path) stays behind: \(error)")
    }
  }
}
