import ArgumentParser
import DataImport
import Foundation
import Reports
import ResponseModel
import Routing
import Store

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a layer of a store to a file, or empty templates to fill in.",
    discussion: """
      The file's ending says the format: .xlsx, .csv, .geojson, .gpkg or .shp. Importing the file \
      again changes nothing.

        ambit export stations 急救站.xlsx --from lishui.gpkg
        ambit export templates 模板
        ambit export segments 路段.csv --from lishui.gpkg --profile ambulance

      Segments are the roads of the store's network in both directions, with length, class, the speed \
      used and why: .csv or .geojson.

      Templates are workbooks with Chinese headers, a row of notes, lists to choose from and an \
      example; filled in, they import without options.
      """)

  enum Headers: String, ExpressibleByArgument, CaseIterable {
    case zh, en
  }

  @Argument(help: "A layer as in 'ambit import', segments, or templates.")
  var layer: String

  @Argument(help: "The file to write; for templates, the folder.")
  var file: String

  @Option(help: ArgumentHelp("The store.", valueName: "store"))
  var from: String?

  @Option(help: ArgumentHelp("Only this county.", valueName: "code"))
  var county: String?

  @Option(help: "Headers and words in Chinese or English; Chinese in workbooks where not given.")
  var headers: Headers?

  @Option(
    help: ArgumentHelp(
      "Segments: the speed profile, an id of 'ambit profiles' or a file; ambulance where not given.",
      valueName: "profile"))
  var profile: String?

  @Option(
    help: ArgumentHelp("Segments: one of the profile's periods, e.g. peak.", valueName: "period"))
  var period: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if layer == "templates" {
      guard from == nil, county == nil else {
        throw ValidationError(
          "templates are the same for every store: leave --from and --county away")
      }
      return
    }
    guard layer == "segments" || (profile == nil && period == nil) else {
      throw ValidationError("--profile and --period go with segments")
    }
    if layer == "segments" {
      guard county == nil, headers == nil else {
        throw ValidationError("segments are exported whole: leave --county and --headers away")
      }
      guard [".csv", ".geojson", ".json"].contains(where: file.lowercased().hasSuffix) else {
        throw ValidationError("segments are written as .csv or .geojson")
      }
      guard from != nil else { throw ValidationError("name the store with --from STORE") }
      return
    }
    guard LayerWord(argument: layer) != nil else {
      throw ValidationError(
        "no layer is called '\(layer)'; there are: \(LayerWord.allValueStrings.joined(separator: ", ")),"
          + " segments and templates")
    }
    guard from != nil else { throw ValidationError("name the store with --from STORE") }
  }

  func run() throws {
    let language = languageOption.language
    if layer == "segments", let from {
      try writeSegments(from, language)
      return
    }
    guard let layer = LayerWord(argument: layer)?.layer, let from else {
      try writeTemplates(language)
      return
    }
    let data = try ServiceStore(readingFrom: from).load(county: county, layers: [layer])
    let rows = data[layer]
    let notes = try LayerExport.write(
      rows, to: file, chinese: headers.map { $0 == .zh }, replacing: force)
    for note in notes { Console.note(note.line(in: language)) }
    Console.note(
      LocalizedText(
        zh: "已写入 \(file)：\(rows.count) 行", en: "wrote \(file): \(rows.count, of: "row")")[
          language])
  }

  private func writeSegments(_ from: String, _ language: Language) throws {
    guard force || !FileManager.default.fileExists(atPath: file) else {
      throw Failure(
        .usage,
        LocalizedText(
          zh: "\(file) 已存在；如要替换请加 --force",
          en: "\(file) already exists; use --force to replace it"))
    }
    let profile = try SpeedProfileLibrary.profile(profile)
    let roads = try StoreRoads.require(besides: from, try ServiceStore(readingFrom: from))
    let export = SegmentExport(network: roads.network, profile: profile, period: period)
    let data = try file.lowercased().hasSuffix(".csv") ? export.csv() : export.geoJSON()
    try Console.write(data, to: file)
    let count = roads.network.segmentCount
    Console.note(
      LocalizedText(
        zh: "已写入 \(file)：\(count) 个路段的两个方向",
        en: "wrote \(file): both directions of \(count, of: "segment")")[
          language])
  }

  private func writeTemplates(_ language: Language) throws {
    do {
      try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .inputOutput,
        LocalizedText(
          zh: "无法建立文件夹 \(file)：\(error.localizedDescription)",
          en: "cannot make the folder \(file): \(error.localizedDescription)"))
    }
    for layer in Layer.allCases {
      let table = LayerTable(layer)
      let path = "\(file)/\(table.title).xlsx"
      guard force || !FileManager.default.fileExists(atPath: path) else {
        throw Failure(
          .usage,
          LocalizedText(
            zh: "\(path) 已存在；如要替换请加 --force",
            en: "\(path) already exists; use --force to replace it"))
      }
      try TemplateWorkbook(
        sheet: table.title,
        columns: table.fields.compactMap { TemplateWorkbook.Column($0) }
      ).write(to: path)
    }
    let count = Layer.allCases.count
    Console.note(
      LocalizedText(
        zh: "已在 \(file) 写入 \(count) 个模板", en: "wrote \(count, of: "template") to \(file)")[
          language])
  }
}

extension TemplateWorkbook.Column {
  /// Boundaries come from maps and have no column.
  fileprivate init?(_ field: LayerField) {
    if case .shape = field.kind { return nil }
    // A response time is computed, never entered.
    guard field.name != "stated_response" else { return nil }
    let isText: Bool
    switch field.kind {
    case .number, .count, .longitude, .latitude: isText = false
    default: isText = true
    }
    var header = field.header
    if field.name == "longitude" || field.name == "latitude" { header += "(WGS-84)" }
    self.init(
      header: header, note: field.note.zh, example: field.example, choices: field.choices ?? [],
      isText: isText, isRequired: field.isRequired)
  }
}
