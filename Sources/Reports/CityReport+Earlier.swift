import FoundationEssentials

extension CityReport {
  /// What an earlier report's JSON says for comparing. One of another version may lack keys or have
  /// others: only those that are compared are read, and of these the ones that later versions added
  /// may be missing.
  struct EarlierFile: Decodable {
    struct Document: Decodable {
      var id: String
    }

    struct Coverage: Decodable {
      var provenance: Source
    }

    struct Source: Decodable {
      var on: String
      var inputSha256: String
    }

    struct Circle: Decodable {
      var radiusKm: Double
      var coveredPopulation: Double?
      var coveredPopulationShare: Double?
      var coveredAreaShare: Double?
    }

    struct Line: Decodable {
      var code: String
      var stations: Int
      var population: Double?
      var reach: [Circle]
      var urbanMeanMin: Double?
      var ruralMeanMin: Double?
      var findings: Int?
      var plannedStations: Int?
    }

    var kind: String
    var standard: Document
    var coverage: Coverage
    var counties: [Line]
  }

  /// The figures of an earlier report that a new one is compared with.
  ///
  /// - Parameter data: JSON of a report of all, of this version or another.
  /// - Throws: `DecodingError` where it is none, or lacks what every version has.
  static func earlier(from data: Data) throws -> Earlier {
    let file = try ReportJSON.report(EarlierFile.self, from: data)
    guard file.kind == kindName else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "the kind is \(file.kind)"))
    }
    return Earlier(
      on: file.coverage.provenance.on, standard: file.standard.id,
      inputSha256: file.coverage.provenance.inputSha256,
      rows: file.counties.map { line in
        EarlierRow(
          code: line.code, stations: line.stations, population: line.population,
          reach: line.reach.map {
            Share(
              radiusKm: $0.radiusKm, coveredPopulation: $0.coveredPopulation,
              coveredPopulationShare: $0.coveredPopulationShare,
              coveredAreaShare: $0.coveredAreaShare)
          }, urbanMeanMin: line.urbanMeanMin, ruralMeanMin: line.ruralMeanMin,
          findings: line.findings, plannedStations: line.plannedStations)
      }.sorted { $0.code < $1.code })
  }
}
