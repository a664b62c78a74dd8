import Analysis
import Geometry
import Quantities
import ResponseModel
import Standards
import TestSupport
import Testing

@Suite("Data with problems")
struct DataProblemTests {
  private let place = DesertCounty()

  private func report(_ data: ServiceData) async throws -> CoverageReport {
    let standard = Standard(
      id: "empty", name: LocalizedText(zh: "空", en: "empty"), mark: .unverified, rules: [])
    let day = try #require(CalendarDate(year: 2026, month: 1, day: 1))
    return CoverageReport(
      try await CoverageAnalysis.run(on: data, standard: standard, date: day), language: .en)
  }

  private func failure(_ data: ServiceData) async -> String? {
    do {
      _ = try await report(data)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func county(_ points: [(Double, Double)]) throws -> County {
    County(
      code: place.code, name: "县", nameInEnglish: "County", residents: 100,
      boundary: MultiPolygon([
        Polygon(shell: try LinearRing(points.map { place.place($0.0, $0.1) }))
      ]))
  }

  @Test("A boundary that crosses itself is repaired, and an issue says where and by how much")
  func bowTie() async throws {
    let bowTie = try county([
      (-9000, -9000), (9000, 9000), (9000, -9000), (-9000, 9000), (-9000, -9000),
    ])
    let report = try await report(ServiceData(counties: [bowTie]))
    let issue = try #require(report.issues.first { $0.code == "boundary-repaired" })
    #expect(issue.severity == .warning)
    #expect(issue.message.contains("Self-intersection"))
    #expect(abs(try #require(report.counties[0].areaKm2) - 162) < 0.2)
  }

  @Test("A township without a position is an issue in every output, never dropped")
  func unpositioned() async throws {
    var data = ServiceData(
      counties: [try place.county(residents: 1000)],
      townships: [place.township(1, at: (0, 0)), place.township(2, at: nil)],
      stations: [place.station(1, at: (0, 0))])
    ModelledDemand.fill(&data)
    let report = try await report(data)
    #expect(report.counties[0].population == 1000)
    #expect(report.counties[0].unpositionedPopulation == 500)
    #expect(report.counties[0].townships == 2)
    #expect(report.counties[0].townshipReach.count == 2)
    let issue = try #require(report.issues.first { $0.code == "township-without-position" })
    #expect(issue.subject == "100001102")
    #expect(issue.message.contains("500 residents"))
  }

  @Test("Assumed stations and modelled residents are said to be so")
  func evidence() async throws {
    var data = ServiceData(
      counties: [try place.county(residents: 10)], townships: [place.township(1, at: (0, 0))],
      stations: [
        place.station(1, at: (0, 0), evidence: .assumed),
        place.station(2, at: (9, 0), evidence: .reported),
      ])
    ModelledDemand.fill(&data)
    let report = try await report(data)
    let codes = report.issues.map(\.code)
    #expect(codes.contains("stations-assumed") && codes.contains("demand-modelled"))
    #expect(report.counties[0].assumedStations == 1)
    #expect(report.counties[0].populationEvidence == .modelled)
  }

  @Test("A station outside its county's boundary is an issue")
  func outside() async throws {
    let data = ServiceData(
      counties: [try place.county()], stations: [place.station(1, at: (21_000, 0))])
    #expect(try await report(data).issues.contains { $0.code == "station-outside-county" })
  }

  @Test(
    "A county with no place at all, an id that stands twice, a pole and the antimeridian are errors"
  )
  func unusable() async throws {
    #expect(
      await failure(ServiceData(counties: [County(code: "1", name: "甲")]))?
        .contains("nothing to analyse") == true)
    let twice = ServiceData(
      counties: [try place.county()],
      stations: [place.station(1, at: (0, 0)), place.station(1, at: (5, 0))])
    #expect(await failure(twice)?.contains("100001-S1 stands twice") == true)
    for (latitude, longitude) in [(89.9, 0.0), (10.0, 179.95)] {
      let corner = DesertCounty(latitude: latitude, longitude: longitude)
      let message = await failure(ServiceData(counties: [try corner.county()]))
      #expect(message?.hasPrefix("100001 县100001: ") == true, "\(message ?? "no error")")
      #expect(message?.contains("\n") == false)
    }
  }

  @Test(
    "A county that no single zone fits is analysed in a plane of its own", arguments: [0.0, 45, 65])
  func wideCounty(latitude: Double) async throws {
    // 6° wide: 200 km and more on either side of the middle.
    let west = 84.0, east = 90.0
    let shell = [
      (west, latitude), (east, latitude), (east, latitude + 2), (west, latitude + 2),
      (west, latitude),
    ]
    let ring = try LinearRing(shell.map { GeographicCoordinate(easting: $0.0, northing: $0.1) })
    let data = ServiceData(
      counties: [
        County(code: "1", name: "宽", boundary: MultiPolygon([Polygon(shell: ring)]))
      ],
      stations: [
        Station(
          code: "S", name: "站", countyCode: "1", hostTownshipCode: nil,
          position: try GeographicCoordinate(latitude: latitude + 1, longitude: 84.5),
          evidence: .surveyed)
      ])
    let report = try await report(data)
    let covered = try #require(report.counties[0].radii.last?.coveredAreaKm2)
    #expect(abs(covered / (Double.pi * 100) - 1) < 0.0005)
    let plane = try #require(report.provenance.planes.first)
    #expect(plane.hasPrefix("local transverse Mercator CM 87E"))
  }

  @Test("A sum that leaves a county out is no sum")
  func partialTotal() async throws {
    let other = DesertCounty(code: "200002", latitude: 29)
    let data = ServiceData(
      counties: [try place.county(residents: 5), try other.county(residents: 7, bounded: false)],
      stations: [place.station(1, at: (0, 0)), other.station(1, at: (0, 0))])
    let report = try await report(data)
    #expect(report.total.areaKm2 == nil)
    #expect(report.total.radii.allSatisfy { $0.coveredAreaKm2 == nil })
    #expect(report.issues.contains { $0.code == "county-without-boundary" })
  }
}

@Suite("Figures that are not known")
struct UnknownFigureTests {
  private let place = DesertCounty()

  private func report(_ data: ServiceData) async throws -> CoverageReport {
    let standard = Standard(
      id: "empty", name: LocalizedText(zh: "空", en: "empty"), mark: .unverified, rules: [])
    let day = try #require(CalendarDate(year: 2026, month: 1, day: 1))
    return CoverageReport(
      try await CoverageAnalysis.run(on: data, standard: standard, date: day), language: .en)
  }

  @Test("Without demand points nobody is said to be covered or not, and a total says so too")
  func withoutDemand() async throws {
    let other = DesertCounty(code: "200002", latitude: 30)
    var data = ServiceData(
      counties: [try place.county(residents: 50), try other.county(residents: 70)],
      townships: [other.township(1, at: (0, 0))],
      stations: [place.station(1, at: (0, 0))])
    ModelledDemand.fill(&data)
    let report = try await report(data)
    #expect(report.counties[0].population == 50)
    #expect(report.counties[0].urbanPopulation == nil)
    #expect(report.counties[0].radii.allSatisfy { $0.coveredPopulation == nil })
    #expect(report.counties[0].radii[0].gaps.allSatisfy { $0.population == nil })
    #expect(report.counties[1].radii.allSatisfy { $0.coveredPopulation == 0 })
    #expect(report.total.radii.allSatisfy { $0.coveredPopulation == nil })
    #expect(report.total.population == 120)
  }

  @Test("A station half a world away is nobody's nearest")
  func otherContinent() async throws {
    let other = DesertCounty(code: "200002", latitude: 47, longitude: 9)
    var data = ServiceData(
      counties: [try place.county(residents: 50), try other.county(residents: 70)],
      townships: [place.township(1, at: (0, 0)), other.township(1, at: (0, 0))],
      stations: [other.station(1, at: (0, 0))])
    ModelledDemand.fill(&data)
    let report = try await report(data)
    #expect(report.counties[0].townshipReach.map(\.nearestStation) == [nil])
    #expect(report.counties[1].townshipReach.map(\.nearestStation) == ["200002-S1"])
  }

  @Test("A station that names no county is told where it stands")
  func stationWithoutCounty() async throws {
    let station = Station(
      code: "X", name: "X", countyCode: nil, hostTownshipCode: nil, position: place.place(0, 0),
      evidence: .surveyed)
    let report = try await report(
      ServiceData(counties: [try place.county()], stations: [station]))
    #expect(report.issues.contains { $0.code == "station-without-county" && $0.subject == "X" })
    #expect(report.counties[0].stations == 0)
  }
}
