import Analysis
import Coverage
import Foundation
import Geometry
import Quantities
import ResponseModel
import Standards
import TestSupport
import Testing

@Suite("Analysing coverage")
struct CoverageAnalysisTests {
  private let day = CalendarDate(year: 2026, month: 1, day: 1)

  /// One distance rule of 3.5 km over urban demand.
  private var standard: Standard {
    Standard(
      id: "test", name: LocalizedText(zh: "试", en: "test"), mark: .unverified,
      rules: [
        Rule(
          id: "urban", title: LocalizedText(zh: "城", en: "urban"), mark: .unverified,
          requirement: .distance(
            DistanceRequirement(
              area: .urban, statistic: .every, metric: nil,
              limit: Threshold(.atMost, 3.5, .kilometers, mark: .unverified), share: nil)))
      ])
  }

  private func analyse(
    _ data: ServiceData, radii: [Meters]? = nil, counties: [String]? = nil, tasks: Int = 2
  ) async throws -> CoverageAnalysis {
    try await CoverageAnalysis.run(
      on: data, standard: standard, date: try #require(day), radii: radii, counties: counties,
      tasks: tasks)
  }

  /// Twelve square counties in two rows, each with stations and demand, seeded.
  private func country(seed: UInt64) throws -> ServiceData {
    var generator = SeededGenerator(seed: seed)
    var data = ServiceData()
    for row in 0..<2 {
      for column in 0..<6 {
        let place = DesertCounty(
          code: "\(100_000 + row * 10 + column)", latitude: 28 + Double(row) * 0.5,
          longitude: 118 + Double(column) * 0.5)
        func spot() -> (Double, Double) {
          (generator.number(in: -19_000...19_000), generator.number(in: -19_000...19_000))
        }
        data.counties.append(try place.county(residents: 100_000))
        data.townships += (1...8).map { place.township($0, at: spot()) }
        data.stations += (1...3).map { place.station($0, at: spot()) }
      }
    }
    ModelledDemand.fill(&data)
    return data
  }

  @Test("gives the same bytes for any number of tasks", arguments: Seeds.some)
  func sameBytes(seed: UInt64) async throws {
    let data = try country(seed: seed)
    let one = try CoverageReport(try await analyse(data, tasks: 1), language: .zh).json()
    for tasks in [2, 5, 32] {
      let many = try CoverageReport(try await analyse(data, tasks: tasks), language: .zh).json()
      #expect(many == one)
    }
  }

  @Test("writes the JSON that encoding the report at once would give", arguments: Seeds.some)
  func countyByCounty(seed: UInt64) async throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var report = CoverageReport(try await analyse(try country(seed: seed)), language: .zh)
    #expect(try report.json() == encoder.encode(report) + Data("\n".utf8))
    report.counties = []
    #expect(try report.json() == encoder.encode(report) + Data("\n".utf8))
  }

  @Test("gives the same figures without outlines", arguments: Seeds.some)
  func outlines(seed: UInt64) async throws {
    let data = try country(seed: seed)
    let bare = try await CoverageAnalysis.run(
      on: data, standard: standard, date: try #require(day), outlines: false)
    let report = try CoverageReport(try await analyse(data), language: .en).json()
    #expect(try CoverageReport(bare, language: .en).json() == report)
    #expect(bare.counties.allSatisfy { $0.coverage.radii.allSatisfy(\.coveredShape.isEmpty) })
  }

  @Test("gives the same figures where no place is kept", arguments: Seeds.some)
  func places(seed: UInt64) async throws {
    let data = try country(seed: seed)
    let report = try CoverageReport(try await analyse(data), language: .en).json()
    for places in [KeptPlaces.reached, .none] {
      let bare = try await CoverageAnalysis.run(
        on: data, standard: standard, date: try #require(day), outlines: false, places: places)
      #expect(try CoverageReport(bare, language: .en).json() == report)
      #expect(bare.counties.allSatisfy { $0.inputs.demand.isEmpty })
    }
  }

  @Test("does not depend on the order of the rows", arguments: Seeds.some)
  func order(seed: UInt64) async throws {
    let data = try country(seed: seed)
    var shuffled = data
    var generator = SeededGenerator(seed: seed)
    shuffled.counties.shuffle(using: &generator)
    shuffled.townships.shuffle(using: &generator)
    shuffled.stations.shuffle(using: &generator)
    shuffled.demandPoints.shuffle(using: &generator)
    let report = try CoverageReport(try await analyse(data), language: .en).json()
    #expect(try CoverageReport(try await analyse(shuffled), language: .en).json() == report)
  }

  @Test("of one county is the same alone and among others", arguments: Seeds.some)
  func alone(seed: UInt64) async throws {
    let data = try country(seed: seed)
    let all = CoverageReport(try await analyse(data), language: .en)
    for county in all.counties {
      let alone = CoverageReport(
        try await analyse(data, counties: [county.code]), language: .en)
      #expect(alone.counties.count == 1)
      #expect(try encoded(alone.counties[0]) == encoded(county))
    }
  }

  @Test("totals what its counties say", arguments: Seeds.some)
  func totals(seed: UInt64) async throws {
    let report = CoverageReport(try await analyse(try country(seed: seed)), language: .en)
    #expect(report.total.population == 1_200_000)
    for index in report.total.radii.indices {
      let covered = report.counties.reduce(0) { $0 + ($1.radii[index].coveredPopulation ?? 0) }
      #expect(report.total.radii[index].coveredPopulation == covered)
      let townships = report.counties.reduce(0) { $0 + $1.radii[index].coveredTownships }
      #expect(report.total.radii[index].coveredTownships == townships)
    }
  }

  @Test("finds the nearest station however far it is across the border")
  func farStation() async throws {
    let place = DesertCounty()
    let far = DesertCounty(code: "200002", latitude: 31, longitude: 117)
    var data = ServiceData(
      counties: [try place.county(residents: 10), try far.county(residents: 10)],
      townships: [place.township(1, at: (0, 0))], stations: [far.station(1, at: (0, 0))])
    ModelledDemand.fill(&data)
    let report = CoverageReport(try await analyse(data, counties: [place.code]), language: .en)
    let reach = try #require(report.counties[0].townshipReach.first)
    #expect(reach.nearestStation == "200002-S1")
    let expected = Geodesic.distance(place.center, far.center).kilometers
    #expect(abs(try #require(reach.distanceKm) - expected) < 1e-9)
  }

  @Test("takes the radii of the standard where none is given")
  func radii() async throws {
    let data = try country(seed: 1)
    #expect(try await analyse(data).radii == [Meters(3500)])
    let given = try await analyse(data, radii: [Meters(5000), Meters(200), Meters(5000)])
    #expect(given.radii == [Meters(200), Meters(5000)])
  }

  @Test("refuses a radius that is no length, and a county that is not there")
  func badParameters() async throws {
    let data = try country(seed: 1)
    for radius in [0, -1, Double.nan, .infinity] {
      await #expect(throws: AnalysisError.self) { try await analyse(data, radii: [Meters(radius)]) }
    }
    let unknown = await error { try await analyse(data, counties: ["999999"]) }
    #expect(unknown?.code == .badParameter)
    #expect(
      unknown?.message.en.hasPrefix("no county has the code 999999; there are: 100000 ") == true)
    #expect(await error { try await analyse(ServiceData()) }?.code == .badData)
  }

  private func error(_ body: () async throws -> CoverageAnalysis) async -> AnalysisError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error as? AnalysisError
    }
  }

  private func encoded(_ area: CoverageReport.Area) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(area)
  }
}
