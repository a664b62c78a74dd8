import Analysis
import ArgumentParser
import DataImport
import Foundation
import Quantities
import ResponseModel
import Store

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a store, empty or filled with a sample.",
    discussion: """
      The sample lishui holds the nine counties of Lishui, Zhejiang. Its stations are assumed but \
      for one, and residents by township are modelled: every output says so. The sample \
      lishui-roster adds a synthetic fleet with twelve weeks of shifts to it. The sample \
      liechtenstein has real roads (OpenStreetMap, 2013), its municipalities and villages; its one \
      station is assumed at the hospital, and each village counts as 1, since the map has no \
      residents.
      """)

  @Argument(help: "The file to make, e.g. lishui.gpkg.")
  var store: String

  @Option(
    help: ArgumentHelp(
      "Fill it with this sample: lishui, lishui-roster or liechtenstein.", valueName: "name"))
  var sample: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var languageOption: LanguageOption

  func run() async throws {
    let language = languageOption.language
    let data = try sample.map { try Sample.load($0) } ?? ServiceData()
    try ServiceStore.create(at: store, with: data, note: .here(), replacing: force)
    Console.note(
      LocalizedText(
        zh: "已建立 \(store)：\(data.counties.count) 个县（市、区），\(data.townships.count) 个乡镇（街道），"
          + "\(data.stations.count) 个急救站，\(data.demandPoints.count) 个需求点",
        en:
          "made \(store): \(data.counties.count, of: "county", "counties"), \(data.townships.count, of: "township"),"
          + " \(data.stations.count, of: "station"), \(data.demandPoints.count, of: "demand point")"
      )[language])
    if !data.shifts.isEmpty {
      Console.note(
        LocalizedText(
          zh: "另有 \(data.ambulances.count) 辆救护车，\(data.crew.count) 人，\(data.shifts.count) 个班次",
          en:
            "and \(data.ambulances.count, of: "ambulance"), \(data.crew.count, of: "person", "people"),"
            + " \(data.shifts.count, of: "shift")")[language])
    }
    for issue in data.issues where issue.severity > .note { Console.note(issue.line(in: language)) }
    if let sample, let roads = try Sample.roads(sample) {
      let report = try RoadImporting(
        file: roads, store: store, margin: Meters(kilometers: 20), profile: nil, isDry: false,
        map: [:], layer: nil, crs: nil
      ).run(language)
      Console.note(report.text(language).trimmingCharacters(in: .newlines))
    }
  }
}

/// A sample of the data folder.
private enum Sample {
  /// The places of `lishui` with a fleet and its shifts.
  private static let roster = "lishui-roster"

  static func load(_ name: String) throws -> ServiceData {
    let folder = try DataFolder()
    let manifest = try SampleManifest(folder: folder.path)
    if name == roster {
      var data = try load("lishui")
      try RosterFolder.read(
        "\(folder.path)/\(name)", origins: manifest.files(of: name), into: &data)
      return data
    }
    let files = manifest.files(of: name)
    guard files["counties.csv"] != nil else {
      throw Failure(
        .usage,
        LocalizedText(
          zh: "没有名为 \(name) 的样例；现有：lishui、lishui-roster、liechtenstein",
          en: "no sample is called \(name); there are: lishui, lishui-roster, liechtenstein"))
    }
    var data = try ServiceFolder.read("\(folder.path)/\(name)", origins: files)
    let errors = data.issues.filter { $0.severity == .error }
    guard errors.isEmpty else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "样例 \(name) 有 \(errors.count) 行无法读取，未建立数据文件",
          en: "\(errors.count, of: "row") of the sample \(name) cannot be read; no store was made"),
        issues: errors)
    }
    ModelledDemand.fill(&data)
    return data
  }

  /// The sample's roads, where it has some.
  static func roads(_ name: String) throws -> String? {
    let folder = try DataFolder()
    let files = try SampleManifest(folder: folder.path).files(of: name)
    return files.keys.sorted().first { $0.hasSuffix(".osm.pbf") }
      .map { "\(folder.path)/\(name)/\($0)" }
  }
}
