import Analysis
import Coverage
import FoundationEssentials
import Quantities
public import ResponseModel

/// Makes the report of all counties together: into the folder `city`, unless what stands there was
/// made from the same.
public struct CityReportMaker: Sendable {
  public static let folderName = "city"

  public let settings: ReportSettings
  public let sources: ReportSources

  public init(_ settings: ReportSettings, sources: ReportSources = .none) {
    self.settings = settings
    self.sources = sources
  }

  /// The report as a value, and the analyses it was made from.
  ///
  /// - Parameters:
  ///   - data: of all counties.
  ///   - excluded: counties whose own report could not be made; no figure includes them.
  /// - Throws: `AnalysisError`.
  public func report(
    on data: ServiceData, excluding excluded: [CityReport.Excluded], earlier: CityReport.Earlier?
  ) async throws -> (report: CityReport, analyses: CityAnalyses) {
    let out = Set(excluded.map(\.code))
    let codes = data.counties.map(\.code).filter { !out.contains($0) }
    // One after the other, each to the little that is printed, and not both at once.
    var (response, failure): (ResponseReport?, String?)
    do {
      response = try await responseTimes(of: data, codes)
    } catch let error as AnalysisError {
      failure = error.message[settings.language]
    }
    let isMapped = codes.count <= Self.mostMapped
    let analysis = try await CoverageAnalysis.run(
      on: data, standard: settings.standard, date: settings.date, radii: settings.radii,
      counties: codes, outlines: isMapped, places: isMapped ? .all : .none)
    let analyses = CityAnalyses(
      coverage: analysis, response: response, inspection: sources.inspection,
      plans: await plans(data, of: Set(codes)), failure: failure)
    return (
      CityReport(analyses, excluded: excluded, earlier: earlier, settings: settings), analyses
    )
  }

  private func responseTimes(
    of data: ServiceData, _ codes: [String]
  ) async throws -> ResponseReport {
    var tally = CallTally(
      intervals: ResponseAnalysis.intervals(of: settings.standard), counties: codes)
    for call in data.calls { tally.add(call) }
    return try await ResponseReport.ofAll(
      data, calls: tally, standard: settings.standard, date: settings.date,
      terms: settings.options.terms, roads: sources.roads, counties: codes,
      language: settings.language)
  }

  /// The plan of every county: those that its own report found, and the others now.
  private func plans(
    _ data: ServiceData, of codes: Set<String>
  ) async -> [(county: County, outcome: CountyPlans.Outcome)] {
    let lacking = codes.filter { sources.plans.outcome(of: $0) == nil }
    for extract in sources.extracts(of: data, settings).restricted(to: lacking) {
      let county = extract.counties[0]
      do {
        _ = try await sources.siting(of: extract, settings, outlines: false)
      } catch {
        sources.plans.keep(
          .none(ReportError(reporting: error).message[settings.language]), of: county.code)
      }
    }
    return data.counties.compactMap { county in
      guard codes.contains(county.code), let outcome = sources.plans.outcome(of: county.code)
      else { return nil }
      return (county, outcome)
    }
  }

  /// Counties of one map; the outlines of more than these are two thirds of the memory they take.
  static let mostMapped = 120

  /// Makes the folder, where it is not there already.
  ///
  /// - Parameters:
  ///   - since: a report of all to compare with; the one that stands there where `nil`.
  ///   - folder: of all reports.
  /// - Throws: `AnalysisError`, `ReportError`; what stood there stays.
  public func make(
    _ data: ServiceData, excluding excluded: [CityReport.Excluded] = [], since: String? = nil,
    in folder: String, renderer: DocumentRenderer? = nil
  ) async throws -> CountyReportMaker.Outcome {
    let target = ReportFolder("\(folder)/\(Self.folderName)")
    try ReportFolder.make("\(folder)/.locks")
    let lock = try await ReportLock.acquire("\(folder)/.locks/\(Self.folderName)")
    defer { withExtendedLifetime(lock) {} }
    target.removeDrafts()
    let given = try since.map(Self.earlier)
    let key = try settings.key([
      ("kind", CityReport.kindName), ("input", Provenance.inputDigest(of: data)),
      ("sources", data.sources.map { "\($0)" }.joined(separator: "\n")),
      ("registers", Provenance.registersDigest(of: data)),
      ("analyses", try sources.cityDigest()),
      ("excluded", excluded.map { "\($0)" }.joined(separator: "\n")),
      ("since", given.map { "\($0)" } ?? ""),
    ])
    if target.completeManifest()?.key == key { return .unchanged }
    let earlier = given ?? standing(in: target, input: Provenance.inputDigest(of: data))
    let (report, analyses) = try await report(on: data, excluding: excluded, earlier: earlier)
    let own = renderer ?? settings.renderer.map(DocumentRenderer.init)
    try await target.replace(
      manifest: ReportManifest(report, key: key), formats: settings.formats
    ) { draft in
      try await write(report, analyses, to: draft, renderer: own)
    }
    return .made
  }

  /// The report that stands there, to compare with. One of the same data is no earlier one: it is
  /// being made again, and is compared with what it was compared with then. What cannot be read is
  /// replaced.
  private func standing(in folder: ReportFolder, input: String) -> CityReport.Earlier? {
    guard
      let data = FileManager.default.contents(
        atPath: folder.path + "/" + ReportFormat.json.fileName),
      let earlier = try? CityReport.earlier(from: data)
    else { return nil }
    guard earlier.inputSha256 == input else { return earlier }
    return (try? ReportJSON.report(CityReport.self, from: data))?.earlier
  }

  /// What a report of all says for comparing.
  /// - Throws: `ReportError` where the file is none.
  public static func earlier(_ path: String) throws(ReportError) -> CityReport.Earlier {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReportError(
        .missingInput, LocalizedText(zh: "没有文件 \(path)", en: "there is no file \(path)"))
    }
    do {
      return try CityReport.earlier(from: data)
    } catch {
      throw ReportError(
        .badData,
        LocalizedText(
          zh: "\(path) 不是全市报告的 report.json", en: "\(path) is no report.json of all counties"))
    }
  }

  private func write(
    _ report: CityReport, _ analyses: CityAnalyses, to folder: String,
    renderer: DocumentRenderer?
  ) async throws {
    func path(_ format: ReportFormat) -> String { "\(folder)/\(format.fileName)" }
    let formats = settings.formats
    if formats.contains(.json) {
      try ReportFolder.write(to: path(.json)) { try report.write(to: $0) }
    }
    if formats.contains(.geojson) {
      let text = try CoverageGeoJSON.text(
        analyses.coverage, adding: ReportFeatures.all(analyses), language: settings.language)
      try ReportFolder.write(Data(text.utf8), to: path(.geojson))
    }
    if formats.contains(.xlsx) {
      try ReportWorkbook(
        CityResultSheets(report, words: ReportWords(language: settings.language)).sheets,
        title: report.standard.name, created: report.coverage.provenance.on
      ).write(to: path(.xlsx))
    }
    if formats.contains(where: { $0 == .html || $0.needsRenderer }) {
      try await settings.write(
        html: try html(report, analyses), to: folder, created: report.coverage.provenance.on,
        renderer: renderer)
    }
  }

  /// The report as HTML.
  public func html(_ report: CityReport, _ analyses: CityAnalyses) throws -> String {
    let analysis = analyses.coverage
    let map =
      analysis.counties.count <= Self.mostMapped
      ? try CoverageMap.svg(
        analysis, siting: report.mapped(settings.language), language: settings.language,
        options: MapOptions(
          reviewNumber: settings.reviewNumber,
          size: MapSize(widthInMillimeters: 210, heightInMillimeters: 284), idPrefix: "city"))
      : nil
    var sections = CitySections(report, map: map?.withoutXMLDeclaration)
    return try settings.templates.html(
      sections.document(methods: try settings.templates.methods(settings.language)))
  }
}

extension ReportManifest {
  init(_ report: CityReport, key: String) {
    let total = report.coverage.total
    self.init(
      kind: report.kind, code: CityReportMaker.folderName, name: report.standard.name,
      nameEn: nil, standard: report.standard.id, on: report.coverage.provenance.on,
      language: report.language, key: key, tally: report.tally, population: total.population,
      stations: total.stations, assumedStations: total.assumedStations,
      issues: report.issues.count,
      coveredPopulationShare: report.reach.last?.coveredPopulationShare, files: [])
  }
}
