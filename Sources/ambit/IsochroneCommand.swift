import Analysis
import ArgumentParser
import Foundation
import Quantities
import Reports
import ResponseModel
import Routing

struct IsochroneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "isochrone",
    abstract: "Where one gets on roads from each origin within some minutes.",
    discussion: """
      ROADS is a store with roads, the file of its road network, or an OpenStreetMap file. Points are \
      any CSV, workbook or map with columns id, longitude and latitude (or 编号, 经度, 纬度).

        ambit isochrone lishui.gpkg --origins 急救站.csv --minutes 5,10,15 -o 等时圈.geojson

      An area is made of square cells. A cell that roads pass through belongs to it where all of them in \
      the cell are reached in time, one without roads where its middle is, on foot from the nearest \
      road. So no road beyond the limit is inside, and larger limits contain smaller ones.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, geojson
  }

  @Argument(help: "A store, a road network's file, or an .osm.pbf.")
  var roads: String

  @Option(help: ArgumentHelp("Points that journeys start at.", valueName: "file"))
  var origins: String

  @Option(help: ArgumentHelp("Limits, e.g. 5,10,15.", valueName: "min,…"))
  var minutes: String

  @Option(help: ArgumentHelp("Side of a cell in metres, 10 to 1000.", valueName: "m"))
  var cell = IsochroneSearch.defaultCell.value

  @Option(help: "geojson, json, csv or text; the last two without shapes.")
  var format: Format = .geojson

  @OptionGroup var points: PointOptions
  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  /// Ascending, each once.
  private var limits: [Seconds]? {
    let words = minutes.replacing("，", with: ",")
      .split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let numbers = words.compactMap { Double($0) }
    guard numbers.count == words.count, numbers.allSatisfy({ $0 > 0 && $0 <= 1440 }) else {
      return nil
    }
    return Set(numbers).sorted().map { Seconds(minutes: $0) }
  }

  func validate() throws {
    guard limits != nil else {
      throw ValidationError("--minutes takes numbers above 0, up to 1440, with commas: 5,10,15")
    }
    guard (10...1000).contains(cell) else { throw ValidationError("--cell must be 10 to 1000") }
  }

  func run() async throws {
    let language = languageOption.language
    try Console.requireDistinct([roads, origins, outputOption.output])
    let basis = try RoadSource.basis(
      roads, speeds: points.speeds, period: points.period, language)
    let analysis = await IsochroneAnalysis.run(
      basis, from: try points.places(origins, as: .origin, on: basis, language),
      limits: limits ?? [], cell: Meters(cell), tasks: points.tasks)
    let result: Data =
      switch format {
      case .text: Data(IsochroneReport.text(analysis, language: language).utf8)
      case .json: try IsochroneReport.json(analysis)
      case .csv: Data(IsochroneReport.csv(analysis).utf8)
      case .geojson: Data(try IsochroneReport.geoJSON(analysis).utf8)
      }
    try Console.write(result, to: outputOption.output)
  }
}
