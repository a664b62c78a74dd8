import Analysis
import ArgumentParser
import Foundation
import Quantities
import Reports
import ResponseModel
import Routing

/// What commands on roads are told of the points they are given.
struct PointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Speed profile: an id of 'ambit profiles' or a file; ambulance where not given.",
      valueName: "profile"))
  var speeds: String?

  @Option(help: ArgumentHelp("One of the profile's periods, e.g. peak.", valueName: "period"))
  var period: String?

  @Option(
    help: ArgumentHelp(
      "Datum of the points: wgs84, cgcs2000, gcj02, bd09 or EPSG:n; as the file declares, else wgs84.",
      valueName: "crs"))
  var crs: DatumWord?

  @Option(
    help: ArgumentHelp(
      "A column that is not recognised, e.g. id=村码; may be given several times.",
      valueName: "field=column"))
  var map: [ColumnWord] = []

  @Option(
    help: ArgumentHelp(
      "utf-8, gbk, gb18030, big5 or utf-16; found out where not given.", valueName: "name"))
  var encoding: EncodingWord?

  @Option(
    help: ArgumentHelp(
      "Origins worked on at a time; one per processor where not given.", valueName: "n"))
  var jobs: Int?

  var tasks: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  func places(
    _ path: String, as role: RoadRole, on basis: RoadBasis, _ language: Language
  ) throws -> PlacesOnRoads {
    try PlaceSource.places(
      path, as: role, on: basis, crs: crs, map: map, encoding: encoding, language)
  }
}

struct MatrixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Travel times on roads from each origin to each destination.",
    discussion: """
      ROADS is a store with roads, the file of its road network, or an OpenStreetMap file. Points are \
      any CSV, workbook or map with columns id, longitude and latitude (or 编号, 经度, 纬度).

        ambit matrix lishui.gpkg --origins 急救站.csv --destinations 村.csv --limit 14 -o times.csv

      Times are seconds to the millisecond, from the origin to the destination, with the way from each \
      point to the road. What is not reached is an empty cell, and null in JSON.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  enum Layout: String, ExpressibleByArgument, CaseIterable {
    case long, wide
  }

  @Argument(help: "A store, a road network's file, or an .osm.pbf.")
  var roads: String

  @Option(help: ArgumentHelp("Points that journeys start at.", valueName: "file"))
  var origins: String

  @Option(help: ArgumentHelp("Points that they go to.", valueName: "file"))
  var destinations: String

  @Option(
    help: ArgumentHelp("Minutes; times above are as good as unreachable.", valueName: "min"))
  var limit: Double?

  @Option(help: "csv, json or text.")
  var format: Format = .csv

  @Option(help: "CSV with a row for each pair (long), or for each origin (wide).")
  var layout: Layout = .long

  @OptionGroup var points: PointOptions
  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if let limit, !(limit > 0 && limit.isFinite) {
      throw ValidationError("--limit must be a number of minutes above 0")
    }
    guard layout == .long || format == .csv else {
      throw ValidationError("--layout goes with --format csv")
    }
  }

  func run() async throws {
    let language = languageOption.language
    // One file may be both.
    try Console.requireDistinct([roads, origins, outputOption.output])
    try Console.requireDistinct([roads, destinations, outputOption.output])
    let basis = try RoadSource.basis(
      roads, speeds: points.speeds, period: points.period, language)
    let analysis = await TravelTimeAnalysis.run(
      basis, from: try points.places(origins, as: .origin, on: basis, language),
      to: try points.places(destinations, as: .destination, on: basis, language),
      limit: limit.map { Seconds(minutes: $0) }, tasks: points.tasks)
    let result =
      switch (format, layout) {
      case (.text, _): Data(TravelTimeReport.text(analysis, language: language).utf8)
      case (.json, _): try TravelTimeReport.json(analysis)
      case (.csv, .long): TravelTimeReport.csv(analysis)
      case (.csv, .wide): TravelTimeReport.wideCSV(analysis)
      }
    try Console.write(result, to: outputOption.output)
  }
}
