import Geometry
import Quantities
import ResponseModel
import Routing
import TestSupport
import Testing

@testable import Coverage

@Suite("Response times on roads")
struct RoadResponseTests {
  /// 36 km/h everywhere and no access time to speak of: 100 m are 10 s.
  private func profile() -> SpeedProfile {
    var profile = SpeedProfile.uniform(kilometersPerHour: 36)
    profile.access = AccessRule(
      kilometersPerHour: SourcedValue(36), limitMeters: SourcedValue(2000),
      islandPreferenceMeters: SourcedValue(500))
    return profile
  }

  private let terms = ResponseTerms(
    callHandling: EvidencedTime(Seconds(60), .observed),
    turnout: EvidencedTime(Seconds(120), .observed),
    speedKilometersPerHour: EvidencedNumber(36, .observed), detour: EvidencedNumber(1, .observed))

  /// A to B is 800 m by line and 1,800 m by road; E and F are an island.
  private let drawing = """
    A       B
    |       |
    |       |
    |       |
    |       |
    C-------D       E---F
    """

  private func station(_ code: String, _ position: GeographicCoordinate, turnout: Double? = nil)
    -> Station
  {
    Station(
      code: code, name: code, countyCode: "X", hostTownshipCode: nil, position: position,
      evidence: .surveyed,
      turnout: Turnout(day: turnout.map { Seconds($0) }, night: nil, evidence: .observed))
  }

  private func point(_ id: String, _ position: GeographicCoordinate?) -> DemandPoint {
    DemandPoint(
      id: id, countyCode: "X", townshipCode: nil, name: id, areaClass: .urban, residents: 10,
      position: position, evidence: .surveyed, source: "test")
  }

  private func county(_ stations: [Station], _ demand: [DemandPoint]) throws -> ProjectedCounty {
    let positions = stations.map(\.position) + demand.compactMap(\.position)
    let plane = try AnalysisPlane.fitting(try #require(Bounds(containing: positions)))
    return try ProjectedCounty(
      county: County(code: "X", name: "X"), townships: [], demand: demand, stations: stations,
      plane: plane)
  }

  @Test("follow the road, add every term, and find who answers first and second")
  func onRoads() async throws {
    let sketch = NetworkSketch(drawing, metersPerCharacter: 100)
    let network = sketch.network()
    let roads = try RoadModel(network, profile())
    let (a, b) = (try #require(sketch.coordinates["A"]), try #require(sketch.coordinates["B"]))
    let c = try #require(sketch.coordinates["C"])
    let model = try await ModelledResponse.onRoads(
      county([station("S1", a), station("S2", c, turnout: 400)], [point("p", b)]), terms: terms,
      roads)
    let place = model.places[0]
    let best = try #require(place.best(.day))
    #expect(model.stations[best.station].code == "S1")
    // 500 m down, 800 m across, 500 m up: 1,800 m at 10 m/s.
    let seconds = best.milliseconds(speedFactor: 1) / 1000
    #expect(abs(seconds - 360.0) < 0.5)
    let second = try #require(place.second)
    #expect(model.stations[second.station].code == "S2")
    let later = second.milliseconds(speedFactor: 1) / 1000
    #expect(abs(later - 590.0) < 0.5)
    #expect(place.method == .road)
    #expect(model.method == .road)
  }

  @Test("say for each place which method it got, and keep who is not reached")
  func methods() async throws {
    let sketch = NetworkSketch(drawing, metersPerCharacter: 100)
    let network = sketch.network()
    let roads = try RoadModel(network, profile())
    let a = try #require(sketch.coordinates["A"])
    let f = try #require(sketch.coordinates["F"])
    let d = try #require(sketch.coordinates["D"])
    let far = Geodesic.destination(from: a, azimuth: 0, distance: Meters(kilometers: 30))
    let model = try await ModelledResponse.onRoads(
      county(
        [station("S1", a)],
        [
          point("near", d), point("island", f),
          point("nowhere", nil), point("beyond", far),
        ]), terms: terms, roads)
    #expect(model.places.map(\.method) == [.road, .road, nil, .straightLine])
    #expect(model.places.map(\.methodReason) == [nil, .noPath, nil, .noRoadsNear])
    #expect(model.places[1].isUnreachable)
    #expect(model.method == .mixed)
    let sample = model.sample { _ in true }
    #expect(sample.weight == 30)
    #expect(sample.weight { !$0.isFinite } == 10)
    #expect(model.unpositionedResidents { _ in true } == 10)
  }

  @Test("part a drive by class, and the parts add up")
  func drives() throws {
    let sketch = NetworkSketch(drawing, metersPerCharacter: 100) { way in
      way == "CD" ? RoadAttributes(.primary) : nil
    }
    let network = sketch.network()
    let roads = try RoadModel(network, profile())
    let places = try ["A", "B", "D"].map { try #require(sketch.coordinates[$0]) }
    let found = roads.drives(from: places[0], to: [places[1], places[2], places[0]], .day)
    let drive = try #require(found[0])
    #expect(abs(drive.milliseconds - 180_000) < 100)
    #expect(abs((drive.classes[RoadClass.primary.rawValue] ?? 0) - 80_000) < 100)
    #expect(abs((drive.classes[RoadClass.residential.rawValue] ?? 0) - 100_000) < 100)
    for drive in found.compactMap(\.self) {
      let parts = drive.access + drive.waiting + drive.classes.values.reduce(0, +)
      #expect(abs(parts - drive.milliseconds) < 1e-6)
    }
  }
}
