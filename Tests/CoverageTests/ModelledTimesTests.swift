import Geometry
import Quantities
import ResponseModel
import TestSupport
import Testing

@testable import Coverage

@Suite("Modelled times without names")
struct ModelledTimesTests {
  private let desert = DesertCounty()

  /// Places with and without a position, residents and a mark of mountains, and stations whose turnout
  /// differs by night.
  private func model(_ generator: inout SeededGenerator) throws -> ModelledResponse {
    func spot() -> (Double, Double) {
      (generator.number(in: -15_000...15_000), generator.number(in: -15_000...15_000))
    }
    let stations = (1...5).map { number -> Station in
      let plain = desert.station(number, at: spot())
      return Station(
        code: plain.code, name: plain.name, countyCode: plain.countyCode, hostTownshipCode: nil,
        position: plain.position, evidence: number == 1 ? .assumed : .surveyed,
        turnout: Turnout(
          day: Seconds(generator.number(in: 30...400)),
          night: Seconds(generator.number(in: 30...400)), evidence: .observed))
    }
    let demand = (1...40).map { number in
      desert.demand(
        number, number.isMultiple(of: 3) ? .urban : .rural,
        at: number.isMultiple(of: 7) ? nil : spot(),
        residents: number.isMultiple(of: 5) ? 0 : generator.number(in: 0.1...100))
    }
    let county = try desert.county()
    let plane = try AnalysisPlane.fitting(try #require(county.boundary?.bounds))
    return try ModelledResponse.straightLine(
      ProjectedCounty(
        county: county, townships: [], demand: demand, stations: stations, plane: plane),
      terms: .usual)
  }

  @Test("give the figures of the places themselves", arguments: Seeds.some)
  func same(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let models = [try model(&generator), try model(&generator)]
    let times = models.map(ModelledTimes.init)
    for areaClass in AreaClass.allCases {
      func isMeant(_ place: PlaceResponse) -> Bool { place.areaClass == areaClass }
      func isKind(_ kind: ModelledTimes.Kind) -> Bool { kind.areaClass == areaClass }
      for period in [nil, .day, .night] as [DayPeriod?] {
        for factor in [0.7, 1, 1.2] {
          #expect(
            ModelledTimes.sample(of: times, period: period, speedFactor: factor, where: isKind)
              == TimeSample(
                merging: models.map {
                  $0.sample(period: period, speedFactor: factor, where: isMeant)
                }))
        }
        let (a, b) = (
          ResponseCurve(models, period: period, where: isMeant),
          ResponseCurve(times, period: period, where: isKind)
        )
        #expect(a.breakEven(mean: 700_000) == b.breakEven(mean: 700_000))
        #expect(a.breakEven(part: 0.8, within: 700_000) == b.breakEven(part: 0.8, within: 700_000))
      }
      for (model, times) in zip(models, times) {
        #expect(
          times.unpositionedResidents(where: isKind)
            == model.unpositionedResidents(where: isMeant))
        #expect(times.evidence(where: isKind) == model.evidence(where: isMeant))
        let own = model.places.filter(isMeant)
        #expect(times.methods(where: isKind) == Set(own.compactMap(\.method)))
        #expect(times.inhabitedPlaces(where: isKind) == own.count { $0.residents > 0 })
        var inCircle = 0.0
        times.forEachInhabited(where: isKind) { residents, hasPosition, nearest, day, night in
          if hasPosition, nearest <= 5000, day != nil, night != nil { inCircle += residents }
        }
        #expect(
          inCircle
            == own.reduce(0) { sum, place in
              place.hasPosition && (place.nearest?.distance.value ?? .infinity) <= 5000
                ? sum + place.residents : sum
            })
      }
    }
  }
}
