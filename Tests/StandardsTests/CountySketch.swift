import Coverage
import Quantities
import ResponseModel
import Standards

/// A county drawn with a few numbers: where its residents live, measured from the nearest station,
/// and which townships have one.
struct CountySketch {
  /// A demand point; `meters` is `nil` where its position is not known.
  struct Place {
    var residents: Double
    var meters: Double?
    var area: AreaClass = .urban
  }

  var code = "A"
  var places: [Place] = []
  /// Kind and number of stations of each township.
  var townships: [(kind: TownshipKind, stations: Int)] = []
  var unplacedStations = 0
  /// Whether there is no station anywhere, whatever `places` says.
  var hasNoStation = false
  var stationEvidence: Evidence? = .assumed
  var demandEvidence: Evidence? = .modelled

  var coverage: CountyCoverage {
    let entries = townships.enumerated().map { index, township in
      TownshipPresence.Entry(
        townshipCode: "\(code)\(index)", kind: township.kind,
        stationCodes: (0..<township.stations).map { "S\(index).\($0)" })
    }
    return CountyCoverage(
      countyCode: code, area: nil, residents: ResidentCount(), townships: [],
      demand: places.enumerated().map { index, place in
        DemandReach(
          demandID: "\(code)-\(index)", townshipCode: nil, areaClass: place.area,
          residents: place.residents, hasPosition: place.meters != nil,
          nearest: hasNoStation
            ? nil
            : place.meters.map { NearestStation(stationCode: "S", distance: Meters($0)) })
      },
      radii: [],
      presence: TownshipPresence(
        townships: entries, basis: .boundaries,
        unplacedStationCodes: (0..<unplacedStations).map { "U\($0)" }),
      ownStationCodes: hasNoStation ? [] : ["S"], neighborStationCodes: [])
  }

  var facts: CountyFacts {
    CountyFacts(
      countyCode: code, countyName: code, coverage: coverage,
      stationEvidence: hasNoStation ? nil : stationEvidence, demandEvidence: demandEvidence)
  }

  static func urban(_ places: (residents: Double, meters: Double?)...) -> CountySketch {
    CountySketch(places: places.map { Place(residents: $0.residents, meters: $0.meters) })
  }

  static func rural(_ places: (residents: Double, meters: Double?)...) -> CountySketch {
    CountySketch(
      places: places.map { Place(residents: $0.residents, meters: $0.meters, area: .rural) })
  }
}

extension LocalizedText {
  /// A text of a test, the same in both languages.
  init(_ text: String) { self.init(zh: text, en: text) }
}

extension Rule {
  static func test(
    _ requirement: Requirement, id: String = "rule", mark: Mark = .fullText, due: TargetDate? = nil
  ) -> Rule {
    Rule(id: id, title: LocalizedText(id), mark: mark, due: due, requirement: requirement)
  }

  /// `lishui-2024` `urban-radius`.
  static let urbanRadius = Rule.test(
    .distance(
      DistanceRequirement(
        area: .urban, limit: Threshold(.atMost, 3.5, .kilometers, mark: .fullText))),
    id: "urban-radius")

  /// `lishui-2024` `rural-siting`.
  static let ruralSiting = Rule.test(
    .anyOf([
      Branch(
        id: "radius", title: LocalizedText("radius"), mark: .fullText,
        requirement: .distance(
          DistanceRequirement(
            area: .rural, limit: Threshold(.atMost, 8, lenient: 10, .kilometers, mark: .fullText)))),
      Branch(
        id: "townships", title: LocalizedText("townships"), mark: .fullText,
        requirement: .presence(in: .administrativeTownships)),
    ]), id: "rural-siting")

  func verdict(_ sketch: CountySketch, on date: String = "2025-06-30") -> Verdict {
    verdict(sketch.facts, on: date)
  }

  func verdict(_ facts: CountyFacts, on date: String = "2025-06-30") -> Verdict {
    assessment([facts], on: date).counties[0].verdicts[0]
  }

  func total(_ sketches: [CountySketch]) -> TotalVerdict {
    assessment(sketches.map(\.facts), on: "2025-06-30").total[0]
  }

  private func assessment(_ facts: [CountyFacts], on date: String) -> Assessment {
    guard let date = CalendarDate(date) else { preconditionFailure("no such day: \(date)") }
    return Assessment(
      of: Standard(id: "test", name: LocalizedText("test"), mark: .fullText, rules: [self]),
      on: date, facts: facts)
  }
}

extension Requirement {
  static func presence(in townships: Denominator, atLeast count: Double = 1) -> Requirement {
    .townshipPresence(
      TownshipRequirement(
        subject: .station, townships: townships,
        limit: Threshold(.atLeast, count, .count, mark: .fullText)))
  }
}
