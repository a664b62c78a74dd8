public import Analysis
public import ResponseModel

/// The report of all counties together as a value: their coverage side by side, a ranking that
/// states its denominator, and what changed since an earlier report.
public struct CityReport: Sendable, Codable {
  static let kindName = "city_report"

  /// One county's line.
  public struct Row: Sendable, Codable {
    public var code: String
    public var name: String
    @NullEncoded public var nameEn: String?
    @NullEncoded public var population: Double?
    @NullEncoded public var areaKm2: Double?
    public var stations: Int
    public var assumedStations: Int
    /// Residents for each station; `null` without stations or residents.
    @NullEncoded public var residentsPerStation: Double?
    public var reach: [Share]
    public var administrativeTownships: Int
    public var administrativeTownshipsWithStation: Int
    public var tally: CountyReport.Tally
    /// By the share of residents in the widest circles, 1 first; equal shares have equal ranks.
    /// `null` where the share is not known.
    @NullEncoded public var rank: Int?
  }

  public struct Share: Sendable, Codable {
    public var radiusKm: Double
    @NullEncoded public var coveredPopulation: Double?
    @NullEncoded public var coveredPopulationShare: Double?
    @NullEncoded public var coveredAreaShare: Double?
  }

  /// A county that no figure of this report includes.
  public struct Excluded: Sendable, Codable {
    public var code: String
    public var name: String
    public var reason: String

    public init(code: String, name: String, reason: String) {
      self.code = code
      self.name = name
      self.reason = reason
    }
  }

  /// An earlier report that this one is compared with.
  public struct Earlier: Sendable, Codable {
    public var on: String
    public var standard: String
    public var inputSha256: String
    public var rows: [EarlierRow]
  }

  public struct EarlierRow: Sendable, Codable {
    public var code: String
    public var stations: Int
    @NullEncoded public var population: Double?
    public var reach: [Share]
  }

  public struct Change: Sendable, Codable {
    public var code: String
    public var name: String
    public var radiusKm: Double
    @NullEncoded public var shareBefore: Double?
    @NullEncoded public var shareNow: Double?
    @NullEncoded public var pointsDifference: Double?
    public var stationsBefore: Int
    public var stationsNow: Int
  }

  public var kind = CityReport.kindName
  public var language: Language
  @NullEncoded public var reviewNumber: String?
  public var standard: CountyReport.Document
  public var tally: CountyReport.Tally
  public var coverage: CoverageReport
  public var reach: [CountyReport.Reach]
  /// In the order of the ranking; counties without a rank last.
  public var counties: [Row]
  public var excluded: [Excluded]
  @NullEncoded public var earlier: Earlier?
  public var changes: [Change]
  public var missing: [CountyReport.MissingAnalysis]
}

extension CityReport {
  /// - Parameters:
  ///   - analysis: of all counties that could be analysed.
  ///   - excluded: those that could not.
  ///   - earlier: a report to compare with.
  /// - Complexity: O(counties × log counties).
  public init(
    _ analysis: CoverageAnalysis, data: ServiceData, excluded: [Excluded], earlier: Earlier?,
    reviewNumber: String?, language: Language
  ) {
    let coverage = CoverageReport(analysis, language: language)
    let rows = Self.ranked(coverage.counties.map(Row.init))
    self.init(
      language: language, reviewNumber: reviewNumber,
      standard: CountyReport.Document(analysis.standard, language),
      tally: CountyReport.Tally(coverage.total.verdicts.map(\.verdict)), coverage: coverage,
      reach: coverage.total.radii.map { CountyReport.Reach($0, of: coverage.total) },
      counties: rows, excluded: excluded, earlier: earlier,
      changes: earlier.map { Self.changes(from: $0, to: rows) } ?? [],
      missing: [])
  }

  private static func ranked(_ rows: [Row]) -> [Row] {
    func share(_ row: Row) -> Double { row.reach.last?.coveredPopulationShare ?? -1 }
    var rows = rows.sorted { (share($1), $0.code) < (share($0), $1.code) }
    for index in rows.indices where share(rows[index]) >= 0 {
      let isTied = index > 0 && share(rows[index - 1]) == share(rows[index])
      rows[index].rank = isTied ? rows[index - 1].rank : index + 1
    }
    return rows
  }

  /// By the widest radius that both reports have.
  private static func changes(from earlier: Earlier, to rows: [Row]) -> [Change] {
    let before = Dictionary(
      earlier.rows.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.compactMap { row in
      guard let old = before[row.code],
        let now = row.reach.last(where: { share in
          old.reach.contains { $0.radiusKm == share.radiusKm }
        }), let then = old.reach.first(where: { $0.radiusKm == now.radiusKm })
      else { return nil }
      let difference = now.coveredPopulationShare.flatMap { new in
        then.coveredPopulationShare.map { (new - $0) * 100 }
      }
      return Change(
        code: row.code, name: row.name, radiusKm: now.radiusKm,
        shareBefore: then.coveredPopulationShare, shareNow: now.coveredPopulationShare,
        pointsDifference: difference, stationsBefore: old.stations, stationsNow: row.stations)
    }
  }

  /// What a later report compares itself with.
  public var asEarlier: Earlier {
    Earlier(
      on: coverage.provenance.on, standard: standard.id,
      inputSha256: coverage.provenance.inputSha256,
      rows: counties.map {
        EarlierRow(
          code: $0.code, stations: $0.stations, population: $0.population, reach: $0.reach)
      }.sorted { $0.code < $1.code })
  }
}

extension CityReport.Row {
  fileprivate init(_ area: CoverageReport.Area) {
    self.init(
      code: area.code, name: area.name, nameEn: area.nameEn, population: area.population,
      areaKm2: area.areaKm2, stations: area.stations, assumedStations: area.assumedStations,
      residentsPerStation: area.stations > 0
        ? area.population.map { $0 / Double(area.stations) } : nil,
      reach: area.radii.map {
        CityReport.Share(
          radiusKm: $0.radiusM / 1000, coveredPopulation: $0.coveredPopulation,
          coveredPopulationShare: CountyReport.share($0.coveredPopulation, of: area.population),
          coveredAreaShare: CountyReport.share($0.coveredAreaKm2, of: area.areaKm2))
      },
      administrativeTownships: area.townshipRule.administrativeTownships,
      administrativeTownshipsWithStation: area.townshipRule.withStation,
      tally: CountyReport.Tally(area.verdicts.map(\.verdict)), rank: nil)
  }
}
