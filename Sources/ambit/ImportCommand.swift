import ArgumentParser
import DataImport
import Foundation
import Quantities
import ResponseModel
import Store

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take a table or a map into a store.",
    discussion: """
      Reads XLSX, XLS, ODS, CSV, Shapefile, GeoPackage, GeoJSON, KML, MapInfo TAB and, for demand, \
      GeoTIFF population grids. Columns are known by their Chinese or English names (docs/import.md); \
      --map names the others. Names, telephones, addresses and diagnoses stay out.

        ambit import stations 急救站.xlsx --into lishui.gpkg --crs gcj02 --dry-run

      Roads come from OpenStreetMap (.osm.pbf, .osm.gz, .osm.bz2, .osm) or from lines with columns \
      for class or speed; they become a file beside the store (docs/roads.md):

        ambit import roads zhejiang.osm.pbf --into lishui.gpkg

      All or nothing: a row that cannot be read leaves the store as it was, unless --accept-valid.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: ArgumentHelp(
      "counties, townships, demand, stations, facilities, candidates, ambulances, equipment, crew,"
        + " shifts, calls, visits or consortium; roads; or findings, the list that came back."))
  var target: ImportTarget

  @Argument(help: "The file.")
  var file: String

  @Option(help: ArgumentHelp("The store.", valueName: "store"))
  var into: String

  @Option(
    help: ArgumentHelp(
      "Datum of the positions: wgs84, cgcs2000, gcj02, bd09 or EPSG:n; as the file declares where"
        + " not given.", valueName: "crs"))
  var crs: DatumWord?

  @Option(help: ArgumentHelp("Sheet or layer, by name or number.", valueName: "name"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      "A column that is not recognised, e.g. code=编号; may be given several times.",
      valueName: "field=column"))
  var map: [ColumnWord] = []

  @Option(
    help: ArgumentHelp(
      "utf-8, gbk, gb18030, big5 or utf-16; found out where not given.", valueName: "name"))
  var encoding: EncodingWord?

  @Option(help: ArgumentHelp("The county of rows that name none.", valueName: "code"))
  var county: String?

  @Option(
    help: ArgumentHelp(
      "Keep this column although it may say who someone is; may be given several times (calls only).",
      valueName: "column"))
  var includeColumn: [String] = []

  @Option(
    help: ArgumentHelp("Time zone of clock times that do not name theirs.", valueName: "zone"))
  var zone = "Asia/Shanghai"

  @Option(
    help: ArgumentHelp(
      "How far rows can be trusted that do not say: observed, surveyed, reported, fitted, modelled,"
        + " assumed; reported where not given.", valueName: "word"))
  var evidence: EvidenceWord?

  @Option(
    help: ArgumentHelp(
      "Side of the squares that a population grid is gathered in, metres.", valueName: "metres"))
  var gridCell = 1000.0

  @Option(
    help: ArgumentHelp(
      "Roads: how far around the counties they are kept, e.g. 20km, 500m or 0.",
      valueName: "distance"), transform: Margin.init)
  var margin: Margin?

  @Option(
    help: ArgumentHelp(
      "Roads: the speed profile that islands are reported for, an id of 'ambit profiles' or a file.",
      valueName: "profile"))
  var profile: String?

  @Flag(help: "Show what would happen and write nothing.")
  var dryRun = false

  @Flag(help: "Take the rows that can be read and keep the list of the others.")
  var acceptValid = false

  @Flag(
    help: "Delete rows of the layer (with --county: of the county) that the file does not have.")
  var replace = false

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard includeColumn.isEmpty || target.layer == .calls else {
      throw ValidationError("--include-column goes with calls: other layers have no place for it")
    }
    guard gridCell.isFinite, gridCell >= 1 else {
      throw ValidationError("--grid-cell must be 1 or more")
    }
    if case .roads = target {
      guard !acceptValid, !replace, county == nil, encoding == nil, evidence == nil else {
        throw ValidationError(
          "roads take --margin, --profile, --crs, --sheet, --map and --dry-run, no other option")
      }
    } else {
      guard margin == nil, profile == nil else {
        throw ValidationError("--margin and --profile go with roads")
      }
    }
  }

  func run() throws {
    let language = languageOption.language
    let layer: Layer
    switch target {
    case .roads: return try importRoads(language)
    case .findings: return try importFindings(language)
    case .layer(let named): layer = named
    }
    let store = try ServiceStore(writingTo: into)
    let source = try ImportSource(file, options: options(layer), store: store)
    var report = ImportReport(source, layer: layer, store: into, language: language)
    do {
      if let obstacle = source.obstacle { throw obstacle }
      let result = try source.take(
        into: store, note: .here(file: source.sourceFile), mode: try mode(layer, source, store),
        acceptsValid: acceptValid)
      report.add(result, of: source)
    } catch {
      // What was understood helps to see why it failed; a dry run was asked to show just that.
      if dryRun {
        report.add(issuesOf: error, source)
        try write(report, language)
      }
      throw error
    }
    try write(report, language)
    if dryRun, source.errorCount > 0 { throw source.refusal(isDry: true) }
  }

  private func options(_ layer: Layer) -> ImportOptions {
    var options = ImportOptions(layer)
    options.datum = crs?.datum
    options.sheet = sheet
    options.map = Dictionary(map.map { ($0.field, $0.column) }) { _, last in last }
    options.encoding = encoding?.encoding
    options.countyCode = county
    options.includedColumns = includeColumn
    options.zone = zone
    options.evidence = evidence?.evidence ?? .reported
    options.gridMeters = gridCell
    return options
  }

  private func mode(
    _ layer: Layer, _ source: ImportSource, _ store: ServiceStore
  ) throws -> ImportMode {
    let county = county.flatMap(source.countyCode)
    // What is recorded month by month is never gone because this month's file is without it.
    let accumulates = [.calls, .visits, .shifts].contains(layer)
    let scope: ImportMode.Scope =
      county.map { .county($0) } ?? (accumulates && !replace ? .rows : .layer)
    let replaces = try replace || source.replacesModel(in: county)
    return ImportMode(
      scope: scope, gone: replaces ? .delete : .keep, acceptsValid: acceptValid, isDry: dryRun)
  }

  private func importRoads(_ language: Language) throws {
    let importing = RoadImporting(
      file: file, store: into, margin: margin?.meters ?? Meters(kilometers: 20), profile: profile,
      isDry: dryRun,
      map: Dictionary(map.map { ($0.field, $0.column) }) { _, last in last }, layer: sheet,
      crs: crs?.datum.option)
    let report = try importing.run(language)
    switch format {
    case .text: try Console.write(report.text(language), to: outputOption.output)
    case .json: try Console.write(try report.json(), to: outputOption.output)
    }
  }

  private func write(_ report: ImportReport, _ language: Language) throws {
    switch format {
    case .text: try Console.write(report.text(language), to: outputOption.output)
    case .json: try Console.write(try report.json(), to: outputOption.output)
    }
  }
}
