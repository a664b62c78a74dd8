import Coverage
import Geometry
import Quantities
import ResponseModel
import TestSupport
import Testing

@Suite("Coverage of a county")
struct CountyCoverageTests {
  private let place = DesertCounty()

  private func assess(
    townships: [Township] = [], demand: [DemandPoint] = [], stations: [Station],
    radii: [Double] = [3500, 8000, 10_000], bounded: Bool = true
  ) throws -> CountyCoverage {
    let county = try place.county(bounded: bounded)
    let plane = try AnalysisPlane.fitting(
      Bounds(
        minimum: place.place(-20_000, -20_000), maximum: place.place(20_000, 20_000)))
    return try CountyCoverage.assessing(
      try ProjectedCounty(
        county: county, townships: townships, demand: demand, stations: stations, plane: plane),
      radii: radii.map { Meters($0) })
  }

  @Test("One circle inside the county covers πr², and the rest is one gap")
  func oneCircle() throws {
    let coverage = try assess(stations: [place.station(1, at: (0, 0))])
    for radius in coverage.radii {
      let expected = Double.pi * radius.radius.value * radius.radius.value
      let covered = try #require(radius.coveredArea).value
      #expect(abs(covered / expected - 1) < 0.0005)
      #expect(radius.gaps.count == 1)
      let whole = try #require(coverage.area).value
      #expect(abs(radius.gaps[0].area.value + covered - whole) < 1e-6 * whole)
    }
    #expect(abs(try #require(coverage.area).value / 1.6e9 - 1) < 0.001)
  }

  @Test("Circles that overlap are counted once")
  func overlap() throws {
    // Two circles of radius r, centres r apart: the lens is (2π/3 − √3/2) r².
    let r = 8000.0
    let coverage = try assess(
      stations: [place.station(1, at: (-r / 2, 0)), place.station(2, at: (r / 2, 0))], radii: [r])
    let expected = (2 * Double.pi - (2 * Double.pi / 3 - 3.0.squareRoot() / 2)) * r * r
    #expect(abs(try #require(coverage.radii[0].coveredArea).value / expected - 1) < 0.001)
  }

  @Test("Half a circle of a station on the border lies in the county")
  func border() throws {
    let coverage = try assess(stations: [place.station(1, at: (20_000, 0))], radii: [8000])
    let expected = Double.pi * 8000 * 8000 / 2
    #expect(abs(try #require(coverage.radii[0].coveredArea).value / expected - 1) < 0.002)
  }

  @Test("A station across the border counts, and is named as a neighbour")
  func neighbor() throws {
    let other = Station(
      code: "X", name: "邻", countyCode: "200002", hostTownshipCode: nil,
      position: place.place(21_000, 0), evidence: .surveyed)
    let coverage = try assess(
      demand: [place.demand(1, at: (19_000, 0), residents: 7)], stations: [other], radii: [3500])
    #expect(coverage.radii[0].coveredResidents == 7)
    #expect(coverage.neighborStationCodes == ["X"])
    #expect(coverage.ownStationCodes.isEmpty)
    let far = Station(
      code: "Y", name: "远", countyCode: "200002", hostTownshipCode: nil,
      position: place.place(24_000, 0), evidence: .surveyed)
    #expect(try assess(stations: [far], radii: [3500]).neighborStationCodes.isEmpty)
  }

  @Test("A place exactly at the radius is covered, one a millimetre beyond is not")
  func exactness() throws {
    let station = place.station(1, at: (0, 0))
    let edge = Geodesic.destination(
      from: station.position, azimuth: 33, distance: Meters(3500))
    let distance = Geodesic.distance(edge, station.position)
    let demand = DemandPoint(
      id: "edge", countyCode: place.code, townshipCode: nil, name: "", areaClass: .urban,
      residents: 5, position: edge, evidence: .surveyed, source: "")
    let coverage = try assess(
      demand: [demand], stations: [station],
      radii: [distance.value - 0.001, distance.value, distance.value + 0.001])
    #expect(coverage.radii.map(\.coveredResidents) == [0, 5, 5])
  }

  @Test("Covered, uncovered and unpositioned residents add up to all", arguments: Seeds.some)
  func conservation(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let demand = (0..<200).map { number in
      place.demand(
        number, number.isMultiple(of: 3) ? .urban : .rural,
        at: number.isMultiple(of: 17)
          ? nil : (generator.number(in: -19_000...19_000), generator.number(in: -19_000...19_000)),
        residents: Double(generator.integer(in: 1...5000)))
    }
    let stations = (1...6).map {
      place.station(
        $0, at: (generator.number(in: -19_000...19_000), generator.number(in: -19_000...19_000)))
    }
    let coverage = try assess(demand: demand, stations: stations)
    let total = demand.reduce(0) { $0 + $1.residents }
    #expect(coverage.residents.total == total)
    for radius in coverage.radii {
      let gaps = radius.gaps.reduce(0) { $0 + $1.residents }
      #expect(radius.coveredResidents + gaps + coverage.residents.unpositioned == total)
      for gap in radius.gaps {
        // The deepest point is beyond the radius, and no uncovered place of the gap is deeper.
        #expect(try #require(gap.nearest).distance.value > radius.radius.value * 0.9995)
      }
    }
  }

  @Test("More radius or more stations never cover less", arguments: Seeds.some)
  func monotone(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let demand = (0..<100).map { number in
      place.demand(
        number,
        at: (generator.number(in: -19_000...19_000), generator.number(in: -19_000...19_000)),
        residents: 10)
    }
    var stations: [Station] = []
    var before = [(residents: Double, area: Double)](repeating: (0, 0), count: 3)
    for number in 1...5 {
      stations.append(
        place.station(
          number,
          at: (generator.number(in: -19_000...19_000), generator.number(in: -19_000...19_000))))
      let radii = try assess(demand: demand, stations: stations).radii
      for (index, radius) in radii.enumerated() {
        let area = try #require(radius.coveredArea).value
        #expect(radius.coveredResidents >= before[index].residents)
        #expect(area >= before[index].area - 1)
        before[index] = (radius.coveredResidents, area)
      }
      #expect(radii.map(\.coveredResidents) == radii.map(\.coveredResidents).sorted())
    }
  }

  @Test("The deepest point of a gap is its farthest point from every station")
  func deepest() throws {
    // One station in the south-west corner: the deepest point is the north-east corner.
    let coverage = try assess(stations: [place.station(1, at: (-20_000, -20_000))], radii: [3500])
    let gap = try #require(coverage.radii[0].gaps.first)
    let corner = place.place(20_000, 20_000)
    #expect(Geodesic.distance(gap.deepestPoint, corner).value < 1)
    #expect(gap.nearest?.stationCode == "100001-S1")
  }

  @Test("No place of a gap is deeper than its deepest point", arguments: Seeds.some)
  func nowhereDeeper(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func spot(_ reach: Double) -> (Double, Double) {
      (generator.number(in: -reach...reach), generator.number(in: -reach...reach))
    }
    // Some stations stand beyond the border.
    let stations = (1...25).map { place.station($0, at: spot(26_000)) }
    let samples = (0..<3000).map { _ in spot(19_900) }.map { place.place($0.0, $0.1) }
    func depth(_ position: GeographicCoordinate) -> Double {
      stations.map { Geodesic.distance(position, $0.position).value }.min() ?? .infinity
    }
    let coverage = try assess(stations: stations, radii: [2000, 5000])
    let plane = try AnalysisPlane(centralMeridian: 120)
    for radius in coverage.radii {
      for gap in radius.gaps {
        let deepest = depth(gap.deepestPoint)
        #expect(abs(try #require(gap.nearest).distance.value - deepest) < 1e-6)
        let area = AreaLocator(try plane.project(gap.shape))
        let inside = zip(samples, try plane.project(samples)).filter { area.contains($0.1) }
        for (sample, _) in inside { #expect(depth(sample) <= deepest + 0.001) }
      }
    }
  }

  @Test("A county without stations is one gap, and nobody is covered")
  func noStations() throws {
    let coverage = try assess(
      demand: [place.demand(1, at: (0, 0), residents: 9)], stations: [])
    for radius in coverage.radii {
      #expect(radius.coveredArea == SquareMeters(0))
      #expect(radius.coveredResidents == 0)
      #expect(radius.gaps.count == 1)
      #expect(radius.gaps[0].nearest == nil)
      #expect(radius.gaps[0].residents == 9)
    }
    #expect(coverage.demand[0].nearest == nil)
  }

  @Test("Without a boundary residents are judged and no area is stated")
  func noBoundary() throws {
    let coverage = try assess(
      demand: [place.demand(1, at: (0, 0), residents: 9)], stations: [place.station(1, at: (1, 1))],
      bounded: false)
    #expect(coverage.area == nil)
    #expect(coverage.radii.allSatisfy { $0.coveredArea == nil && $0.gaps.isEmpty })
    #expect(coverage.radii[0].coveredResidents == 9)
  }

  @Test("A township counts when its seat lies in a circle")
  func townships() throws {
    let coverage = try assess(
      townships: [
        place.township(1, at: (1000, 0)), place.township(2, at: (9000, 0)),
        place.township(3, at: nil),
      ], stations: [place.station(1, at: (0, 0))])
    #expect(coverage.radii.map(\.coveredTownshipCodes.count) == [1, 1, 2])
    #expect(coverage.townships[2].nearest == nil)
    let distance = try #require(coverage.townships[1].nearest).distance.value
    #expect(abs(distance - 9000) < 0.01)
  }
}
