import Standards
import Yams

extension StandardFileReader {
  mutating func readDistance(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let area: JudgedArea? = need("area", in: &fields).flatMap { readWord($0, "area") }
    let statistic = readStatistic(
      &fields, among: [.every, .mean, .median, .p90, .share], absent: .every)
    let metric: DistanceMetric? = fields.take("metric").flatMap { readWord($0, "metric") }
    let limit = readThreshold("limit", &fields, mark, units: [.kilometers, .meters])
    let share = statistic.flatMap { readShare(&fields, $0, mark) }
    guard let area, let statistic, let limit else { return nil }
    return .distance(
      DistanceRequirement(
        area: area, statistic: statistic, metric: metric, limit: limit, share: share))
  }

  mutating func readResponse(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let area: JudgedArea? = need("area", in: &fields).flatMap { readWord($0, "area") }
    let statistic = readStatistic(&fields, among: [.every, .mean, .median, .p90, .share])
    let clock = fields.take("clock").flatMap { readClock($0) }
    let limit = readThreshold("limit", &fields, mark, units: [.minutes, .seconds])
    let share = statistic.flatMap { readShare(&fields, $0, mark) }
    guard let area, let statistic, let limit else { return nil }
    return .responseStatistic(
      ResponseRequirement(
        area: area, statistic: statistic, clock: clock, limit: limit, share: share))
  }

  private mutating func readClock(_ node: Node) -> Clock? {
    guard var fields = open(node, "clock") else { return nil }
    let start: ClockMark? = need("start", in: &fields).flatMap { readWord($0, "start") }
    let stop: ClockMark? = need("stop", in: &fields).flatMap { readWord($0, "stop") }
    close(fields)
    guard let start, let stop else { return nil }
    return Clock(start: start, stop: stop)
  }

  mutating func readEvent(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    var start: ClockMark?
    var stop: ClockMark?
    if let node = need("clock", in: &fields), var clock = open(node, "clock") {
      start = clock.take("start").flatMap { readWord($0, "start") }
      stop = need("stop", in: &clock).flatMap { readWord($0, "stop") }
      close(clock)
    }
    let statistic = readStatistic(&fields, among: [.every, .share])
    let limit = readThreshold("limit", &fields, mark, units: [.seconds, .minutes, .years])
    let share = statistic.flatMap { readShare(&fields, $0, mark) }
    guard let stop, let statistic, let limit else { return nil }
    return .eventShare(
      EventRequirement(
        start: start, stop: stop, statistic: statistic, limit: limit, share: share))
  }

  mutating func readTownshipPresence(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement?
  {
    let subject: Subject? = need("subject", in: &fields).flatMap { readWord($0, "subject") }
    let townships = need("townships", in: &fields).flatMap {
      readWord($0, "townships", among: Denominator.townshipKinds)
    }
    let limit = readThreshold("limit", &fields, mark, units: [.count])
    guard let subject, let townships, let limit else { return nil }
    return .townshipPresence(
      TownshipRequirement(subject: subject, townships: townships, limit: limit))
  }

  mutating func readTravelTime(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let facilities: [Subject]? = fields.take("facilities").flatMap { readWords($0, "facilities") }
    let limit = readThreshold("limit", &fields, mark, units: [.minutes, .seconds])
    let share = fields.take("share").flatMap {
      readThreshold($0, "share", mark, units: [.percent], mayBeRange: false)
    }
    let denominator: Denominator? = need("denominator", in: &fields).flatMap {
      readWord($0, "denominator", among: Self.populations)
    }
    let mode: TravelMode? = fields.take("travel_mode").flatMap { readWord($0, "travel_mode") }
    guard let limit, let denominator else { return nil }
    return .facilityTravelTime(
      TravelTimeRequirement(
        facilities: facilities ?? [], limit: limit, share: share,
        denominator: denominator, travelMode: mode))
  }

  static var populations: [Denominator] {
    [.residents, .registered, .servedPopulation, .population]
  }
}
