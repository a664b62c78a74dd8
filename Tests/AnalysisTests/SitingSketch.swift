import Analysis
import Coverage
import Geometry
import Quantities
import ResponseModel
import Standards
import TestSupport

/// A county in the desert to put stations in, and a standard to judge them by.
struct SitingSketch {
  let place = DesertCounty(halfSide: 40_000)
  var data = ServiceData()
  var terms = ResponseTerms.usual

  init() throws {
    data.counties = [try place.county(residents: 10_000)]
  }

  mutating func station(_ east: Double, _ north: Double, evidence: Evidence = .surveyed) {
    data.stations.append(
      place.station(data.stations.count + 1, at: (east, north), evidence: evidence))
  }

  mutating func demand(
    _ areaClass: AreaClass, _ east: Double, _ north: Double, _ residents: Double
  ) {
    data.demandPoints.append(
      place.demand(
        data.demandPoints.count + 1, areaClass, at: (east, north), residents: residents))
  }

  mutating func candidate(_ id: String, _ east: Double, _ north: Double, cost: Double? = nil) {
    data.candidates.append(
      CandidateSite(
        id: id, name: "点\(id)", countyCode: place.code, position: place.place(east, north),
        cost: cost, costUnit: cost == nil ? nil : "CNY", evidence: .surveyed))
  }

  func request(_ goal: SitingRequest.Goal) -> SitingRequest {
    var request = SitingRequest(countyCode: place.code, goal: goal)
    request.candidates = .candidates
    request.terms = terms
    return request
  }

  static func rule(_ id: String, _ requirement: Requirement) -> Rule {
    Rule(
      id: id, title: LocalizedText(zh: id, en: id), mark: .unverified, requirement: requirement)
  }

  static func standard(_ rules: [Rule]) -> Standard {
    Standard(
      id: "test", name: LocalizedText(zh: "试", en: "test"), mark: .unverified, rules: rules)
  }

  static func within(_ area: JudgedArea, _ kilometers: Double, lenient: Double? = nil)
    -> Requirement
  {
    .distance(
      DistanceRequirement(
        area: area, statistic: .every, metric: nil,
        limit: Threshold(.atMost, kilometers, lenient: lenient, .kilometers, mark: .unverified),
        share: nil))
  }

  static func mean(
    _ area: JudgedArea, _ minutes: Double, _ comparison: Comparison = .lessThan
  ) -> Requirement {
    .responseStatistic(
      ResponseRequirement(
        area: area, statistic: .mean,
        limit: Threshold(comparison, minutes, .minutes, mark: .unverified)))
  }

  static func share(_ area: JudgedArea, _ minutes: Double, _ percent: Double) -> Requirement {
    .responseStatistic(
      ResponseRequirement(
        area: area, statistic: .share,
        limit: Threshold(.atMost, minutes, .minutes, mark: .unverified),
        share: Threshold(.atLeast, percent, .percent, mark: .unverified)))
  }

  static func presence() -> Requirement {
    .townshipPresence(
      TownshipRequirement(
        subject: .station, townships: .administrativeTownships,
        limit: Threshold(.atLeast, 1, .count, mark: .unverified)))
  }

  /// Urban 3.5 km and 11 min, rural 8–10 km or a station per township, 14 min.
  static let usual = standard([
    rule("urban-radius", within(.urban, 3.5)), rule("urban-mean", mean(.urban, 11)),
    rule(
      "rural-siting",
      .anyOf([
        Branch(
          id: "radius", title: LocalizedText(zh: "径", en: "radius"), mark: .unverified,
          requirement: within(.rural, 8, lenient: 10)),
        Branch(
          id: "presence", title: LocalizedText(zh: "乡", en: "presence"), mark: .unverified,
          requirement: presence()),
      ])), rule("rural-mean", mean(.rural, 14)),
  ])

  /// A county drawn by lot: two stations, demand of both classes, candidates.
  static func random(_ seed: UInt64, candidates: Int = 6, spread: Double = 14_000) throws
    -> SitingSketch
  {
    var generator = SeededGenerator(seed: seed)
    var sketch = try SitingSketch()
    func spot() -> Double { generator.number(in: -spread...spread) }
    sketch.station(spot(), spot())
    for number in 0..<9 {
      sketch.demand(
        number < 3 ? .urban : .rural, spot(), spot(), generator.number(in: 50...900).rounded())
    }
    for number in 0..<candidates { sketch.candidate("c\(number)", spot(), spot()) }
    return sketch
  }
}
