import ArgumentParser
import DataImport
import Foundation
import ResponseModel
import Store

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take a table or a map into a store.",
    discussion: """
      Reads XLSX, XLS, ODS, CSV, Shapefile, GeoPackage, GeoJSON, KML and MapInfo TAB. Columns are \
      known by their Chinese or English names (docs/import.md); --map names the others. Names, \
      telephones, addresses and diagnoses stay out.

        ambit import stations 急救站.xlsx --into lishui.gpkg --crs gcj02 --dry-run

      All or nothing: a row that cannot be read leaves the store as it was, unless --accept-valid.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: ArgumentHelp(
      "counties, townships, demand, stations, facilities, candidates, ambulances, equipment, crew,"
        + " shifts, calls, visits or consortium; or findings, the list of findings that came back.")
  )
  var layer: ImportWord

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
    guard includeColumn.isEmpty || layer == .layer(.calls) else {
      throw ValidationError("--include-column goes with calls: other layers have no place for it")
    }
  }

  func run() throws {
    let language = languageOption.language
    guard case .layer = layer else { return try importFindings(language) }
    let store = try ServiceStore(writingTo: into)
    let source = try ImportSource(file, options: options, store: store)
    var report = ImportReport(source, layer: facts, store: into, language: language)
    do {
      if let obstacle = source.obstacle { throw obstacle }
      let result = try source.take(
        into: store, note: .here(file: source.sourceFile), mode: try mode(source, store),
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

  /// The layer of facts; only where one is named.
  private var facts: Layer {
    guard case .layer(let layer) = layer else { preconditionFailure("findings are no layer") }
    return layer
  }

  private var options: ImportOptions {
    var options = ImportOptions(facts)
    options.datum = crs?.datum
    options.sheet = sheet
    options.map = Dictionary(map.map { ($0.field, $0.column) }) { _, last in last }
    options.encoding = encoding?.encoding
    options.countyCode = county
    options.includedColumns = includeColumn
    options.zone = zone
    options.evidence = evidence?.evidence ?? .reported
    return options
  }

  private func mode(_ source: ImportSource, _ store: ServiceStore) throws -> ImportMode {
    let county = county.flatMap(source.countyCode)
    // What is recorded month by month is never gone because this month's file is without it.
    let accumulates = [.calls, .visits, .shifts].contains(facts)
    let scope: ImportMode.Scope =
      county.map { .county($0) } ?? (accumulates && !replace ? .rows : .layer)
    let replaces = try replace || source.replacesModel(in: county)
    return ImportMode(
      scope: scope, gone: replaces ? .delete : .keep, acceptsValid: acceptValid, isDry: dryRun)
  }

  private func write(_ report: ImportReport, _ language: Language) throws {
    switch format {
    case .text: try Console.write(report.text(language), to: outputOption.output)
    case .json: try Console.write(try report.json(), to: outputOption.output)
    }
  }
}
