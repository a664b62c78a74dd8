import Geometry
import Quantities
import ResponseModel
import TestSupport
import Testing

@testable import Coverage

@Suite("Modelled response times")
struct ModelledResponseTests {
  private let desert = DesertCounty()

  /// 36 km/h and no detour: 100 m are 10 s.
  private let terms = ResponseTerms(
    callHandling: EvidencedTime(Seconds(60), .observed),
    turnout: EvidencedTime(Seconds(120), .observed),
    speedKilometersPerHour: EvidencedNumber(36, .observed), detour: EvidencedNumber(1, .observed))

  private func station(_ number: Int, at place: (Double, Double), _ turnout: Turnout?) -> Station {
    let plain = desert.station(number, at: place)
    return Station(
      code: plain.code, name: plain.name, countyCode: plain.countyCode, hostTownshipCode: nil,
      position: plain.position, evidence: .surveyed, turnout: turnout)
  }

  private func model(
    stations: [Station], demand: [DemandPoint], hours: DayHours? = nil
  ) throws -> ModelledResponse {
    let plain = try desert.county()
    let county = County(
      code: plain.code, name: plain.name, boundary: plain.boundary, dayHours: hours)
    let plane = try AnalysisPlane.fitting(try #require(plain.boundary?.bounds))
    return try ModelledResponse.straightLine(
      ProjectedCounty(
        county: county, townships: [], demand: demand, stations: stations, plane: plane),
      terms: terms)
  }

  private func seconds(_ option: ResponseOption?) -> Double? {
    option.map { $0.milliseconds(speedFactor: 1) / 1000 }
  }

  @Test("add call handling, turnout and travel")
  func terms1() throws {
    let model = try model(
      stations: [desert.station(1, at: (0, 0))],
      demand: [desert.demand(1, .urban, at: (3000, 0), residents: 10)])
    let found = try #require(seconds(model.places[0].best(.day)))
    #expect(abs(found - (60 + 120 + 300)) < 1e-6)
    #expect(model.method == .straightLine)
    #expect(model.evidence { _ in true } == .modelled)
  }

  @Test("find the station that answers first and not the nearest")
  func quicker() throws {
    let slow = Turnout(day: Seconds(300), night: Seconds(30), evidence: .observed)
    let model = try model(
      stations: [station(1, at: (1000, 0), slow), desert.station(2, at: (-2000, 0))],
      demand: [desert.demand(1, at: (0, 0), residents: 10)])
    let place = model.places[0]
    // Day: 60 + 300 + 100 against 60 + 120 + 200; night: 60 + 30 + 100.
    #expect(abs((seconds(place.best(.day)) ?? 0) - 380) < 1e-6)
    #expect(abs((seconds(place.best(.night)) ?? 0) - 190) < 1e-6)
    #expect(model.stations[try #require(place.best(.day)).station].code == "100001-S2")
    #expect(place.nearest?.stationCode == "100001-S1")
  }

  @Test("share residents between day and night by their hours")
  func wholeDay() throws {
    let turnout = Turnout(day: Seconds(60), night: Seconds(180), evidence: .observed)
    let model = try model(
      stations: [station(1, at: (0, 0), turnout)],
      demand: [desert.demand(1, at: (0, 0), residents: 10)],
      hours: DayHours("06:00-24:00"))
    let sample = model.sample { _ in true }
    #expect(abs((sample.mean ?? 0) - (60 + 0.75 * 60 + 0.25 * 180) * 1000) < 1e-3)
    #expect(sample.weight == 10)
    #expect(sample.p90 == 240_000)
  }

  @Test("keep residents without a position in the count and out of the mean")
  func unpositioned() throws {
    let model = try model(
      stations: [desert.station(1, at: (0, 0))],
      demand: [
        desert.demand(1, at: (0, 0), residents: 10), desert.demand(2, at: nil, residents: 5),
      ])
    #expect(model.unpositionedResidents { _ in true } == 5)
    #expect(model.sample { _ in true }.weight == 10)
    #expect(model.places[1].method == nil)
  }

  @Test("have no time where there is no station")
  func noStation() throws {
    let model = try model(
      stations: [], demand: [desert.demand(1, at: (0, 0), residents: 10)])
    #expect(model.places[0].isUnreachable)
    #expect(model.sample { _ in true }.mean == .infinity)
  }

  @Test("flip their mean exactly at the break-even factor", arguments: Seeds.some)
  func breakEven(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func spot() -> (Double, Double) {
      (generator.number(in: -15_000...15_000), generator.number(in: -15_000...15_000))
    }
    let stations = (1...6).map { number in
      station(
        number, at: spot(),
        Turnout(
          day: Seconds(generator.number(in: 30...400)),
          night: Seconds(generator.number(in: 30...400)), evidence: .observed))
    }
    let demand = (1...40).map {
      desert.demand($0, at: spot(), residents: generator.number(in: 1...100))
    }
    let model = try model(stations: stations, demand: demand)
    let curve = ResponseCurve([model]) { _ in true }
    let limit = 600_000.0
    func mean(_ factor: Double) throws -> Double {
      try #require(model.sample(speedFactor: factor) { _ in true }.mean)
    }
    let factor = try #require(curve.breakEven(mean: limit))
    #expect(abs(try mean(factor) - limit) < 1e-6)
    #expect(try mean(factor * (1 + 1e-9)) < limit)
    #expect(try mean(factor * (1 - 1e-9)) > limit)
    let share = try #require(curve.breakEven(part: 0.75, within: limit))
    func within(_ factor: Double) -> Double {
      let sample = model.sample(speedFactor: factor) { _ in true }
      return sample.weight { $0 <= limit } / sample.weight
    }
    #expect(within(share * (1 + 1e-9)) >= 0.75)
    #expect(within(share * (1 - 1e-9)) < 0.75)
  }

  @Test("have no break-even where call handling and turnout take as long as the limit")
  func noBreakEven() throws {
    let model = try model(
      stations: [desert.station(1, at: (0, 0))],
      demand: [desert.demand(1, at: (3000, 0), residents: 10)])
    let curve = ResponseCurve([model]) { _ in true }
    #expect(curve.breakEven(mean: 180_000) == nil)
    // 300 s of travel in 150 s.
    #expect(abs((curve.breakEven(mean: 330_000) ?? 0) - 2) < 1e-9)
  }

  @Test("never grow with speed, and find the best of all stations", arguments: Seeds.some)
  func bruteForce(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func spot() -> (Double, Double) {
      (generator.number(in: -15_000...15_000), generator.number(in: -15_000...15_000))
    }
    let stations = (1...12).map { number in
      station(
        number, at: spot(),
        Turnout(day: Seconds(generator.number(in: 0...600)), night: nil, evidence: .observed))
    }
    let demand = (1...30).map { desert.demand($0, at: spot(), residents: 1) }
    let model = try model(stations: stations, demand: demand)
    for (place, point) in zip(model.places, demand) {
      var last = Double.infinity
      for factor in [0.3, 0.7, 1, 1.5, 4] {
        let found = try #require(
          place.best(.day, speedFactor: factor)?.milliseconds(speedFactor: factor))
        let all = try stations.map { station in
          let position = try #require(point.position)
          let meters = Geodesic.distance(position, station.position).value
          return 60_000 + (station.turnout?.day?.value ?? 0) * 1000 + meters * 100 / factor
        }
        #expect(abs(found - (all.min() ?? 0)) < 1e-6)
        #expect(found <= last)
        last = found
      }
    }
  }
}
