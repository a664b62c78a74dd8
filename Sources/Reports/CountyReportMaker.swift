import Analysis
import FoundationEssentials
import Quantities
public import ResponseModel

/// Makes the report of one county from its extract of the data: into a folder, unless what stands
/// there was made from the same.
public struct CountyReportMaker: Sendable {
  public enum Outcome: Sendable, Equatable {
    case made, unchanged
  }

  public let settings: ReportSettings
  public let sources: ReportSources

  public init(_ settings: ReportSettings, sources: ReportSources = .none) {
    self.settings = settings
    self.sources = sources
  }

  /// The report as a value, and the analyses it was made from.
  ///
  /// - Parameter data: an extract of `ReportSources.extracts`.
  /// - Throws: `AnalysisError` where the county's data cannot be analysed.
  public func report(
    on data: ServiceData
  ) async throws -> (report: CountyReport, analyses: CountyAnalyses) {
    let analyses = try await analyses(of: data)
    let sensitivity = try await CoverageSensitivity(of: analyses.coverage, on: data)
    return (
      CountyReport(analyses, data: data, sensitivity: sensitivity, settings: settings), analyses
    )
  }

  /// What the report of these data will be known by.
  public func key(of data: ServiceData) throws -> String {
    try settings.key([
      ("county", data.counties.first?.code ?? ""), ("input", Provenance.inputDigest(of: data)),
      ("sources", data.sources.map { "\($0)" }.joined(separator: "\n")),
      ("registers", Provenance.registersDigest(of: data)),
      ("analyses", try sources.digest(of: data)),
    ])
  }

  /// Whether the report stands in a folder, whole and made from these data. The report of all then
  /// takes the county's plan from it.
  ///
  /// - Parameter folder: of all reports.
  public func stands(_ data: ServiceData, in folder: String) throws -> Bool {
    guard let county = data.counties.first else { return false }
    let target = ReportFolder("\(folder)/\(county.code)")
    guard let manifest = target.completeManifest(), try manifest.key == key(of: data) else {
      return false
    }
    sources.plans.keep(standing: target, of: county.code)
    return true
  }

  /// Makes the folder, where it is not there already.
  ///
  /// - Parameters:
  ///   - folder: of all reports; this county's is named by its code.
  ///   - renderer: of the worker.
  /// - Throws: `AnalysisError`, `ReportError`; what stood there stays.
  public func make(
    _ data: ServiceData, in folder: String, renderer: DocumentRenderer?
  ) async throws -> Outcome {
    guard let county = data.counties.first else {
      preconditionFailure("an extract holds its county")
    }
    let target = ReportFolder("\(folder)/\(county.code)")
    try ReportFolder.make("\(folder)/.locks")
    let lock = try await ReportLock.acquire("\(folder)/.locks/\(county.code)")
    defer { withExtendedLifetime(lock) {} }
    target.removeDrafts()
    let key = try key(of: data)
    if target.completeManifest()?.key == key {
      sources.plans.keep(standing: target, of: county.code)
      return .unchanged
    }
    let (report, analyses) = try await report(on: data)
    try await target.replace(
      manifest: ReportManifest(report, key: key), formats: settings.formats
    ) { draft in
      try await write(report, analyses, data, to: draft, renderer: renderer)
    }
    return .made
  }

  /// The report as HTML.
  public func html(_ report: CountyReport, _ analyses: CountyAnalyses) throws -> String {
    var sections = CountySections(
      report, maps: try CountyMaps(analyses, report, settings: settings))
    return try settings.templates.html(
      sections.document(methods: try settings.templates.methods(settings.language)))
  }

  private func write(
    _ report: CountyReport, _ analyses: CountyAnalyses, _ data: ServiceData, to folder: String,
    renderer: DocumentRenderer?
  ) async throws {
    func path(_ format: ReportFormat) -> String { "\(folder)/\(format.fileName)" }
    let formats = settings.formats
    if formats.contains(.json) {
      try ReportFolder.write(try ReportJSON.data(report), to: path(.json))
    }
    if formats.contains(.geojson) {
      let text = try CoverageGeoJSON.text(
        analyses.coverage, adding: ReportFeatures.all(report), language: settings.language)
      try ReportFolder.write(Data(text.utf8), to: path(.geojson))
    }
    if formats.contains(.xlsx) {
      let words = ReportWords(language: settings.language)
      try ReportWorkbook(
        RosterSheets(data, words: words).sheets + CountyResultSheets(report, words: words).sheets,
        title: report.county.name, created: report.coverage.provenance.on
      ).write(to: path(.xlsx))
    }
    if formats.contains(where: { $0 == .html || $0.needsRenderer }) {
      try await settings.write(
        html: try html(report, analyses), to: folder, created: report.coverage.provenance.on,
        renderer: renderer)
    }
  }
}

extension ReportSettings {
  /// HTML, and PDF and DOCX from it, as far as they are wanted.
  func write(
    html: String, to folder: String, created: String, renderer: DocumentRenderer?
  ) async throws {
    func path(_ format: ReportFormat) -> String? {
      formats.contains(format) ? "\(folder)/\(format.fileName)" : nil
    }
    let source = "\(folder)/\(ReportFormat.html.fileName)"
    try ReportFolder.write(Data(html.utf8), to: source)
    if let renderer, formats.contains(where: \.needsRenderer) {
      try await renderer.render(
        html: source, sheet: printSheet, pdf: path(.pdf), docx: path(.docx), created: created)
    }
    if path(.html) == nil { try FileManager.default.removeItem(atPath: source) }
  }
}

extension String {
  /// SVG to stand within HTML.
  var withoutXMLDeclaration: String {
    guard hasPrefix("<?xml"), let end = firstRange(of: "?>\n") else { return self }
    return String(self[end.upperBound...])
  }
}

extension ReportManifest {
  init(_ report: CountyReport, key: String) {
    let area = report.area
    self.init(
      kind: report.kind, code: report.county.code, name: report.county.name,
      nameEn: report.county.nameEn, standard: report.standard.id,
      on: report.coverage.provenance.on, language: report.language, key: key, tally: report.tally,
      population: area.population, stations: area.stations, assumedStations: area.assumedStations,
      issues: report.issues.count,
      coveredPopulationShare: report.reach.last?.coveredPopulationShare, files: [])
  }
}
