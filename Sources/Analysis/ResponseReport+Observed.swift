import Coverage
import ResponseModel
import Standards

extension ResponseReport.Observed {
  init(
    _ observed: ObservedResponse, _ groups: ResponseGroups,
    _ verdicts: [CoverageReport.RuleVerdict]
  ) {
    func slices<Key: Hashable & Comparable>(
      _ key: (ObservedEvent) -> Key, _ text: (Key) -> String
    ) -> [ResponseReport.Slice] {
      Dictionary(grouping: observed.counted, by: key).sorted { $0.key < $1.key }.map {
        key, events in
        ResponseReport.Slice(
          key: text(key), TimeSample(calls: events.map { Double($0.milliseconds) }))
      }
    }
    var excluded: [String: Int] = [:]
    for reason in CallExclusion.allCases {
      excluded[reason.rawValue] = observed.exclusions[reason] ?? 0
    }
    self.init(
      urban: groups.observed(.urban), rural: groups.observed(.rural),
      mountainOrIsland: groups.hasMountainRule ? groups.observed(.mountainOrIsland) : nil,
      unclassed: groups.unclassed(), all: groups.observed(.all), verdicts: verdicts,
      missions: observed.missions, missionsCounted: observed.missionsCounted,
      events: observed.events, eventsCounted: observed.counted.count,
      eventsWithSeveralMissions: observed.eventsWithSeveralMissions, excluded: excluded,
      cancelledWithArrival: observed.cancelledOnScene,
      zeroResponses: observed.counted.count { $0.milliseconds == 0 },
      stated: ResponseReport.Stated(
        missions: observed.stated.count, disagreeing: observed.stated.disagreeing,
        typicalDifferenceMin: observed.stated.typicalDifference.map { $0 / 60_000 },
        untilHospital: observed.stated.untilHospital),
      turnout: ResponseReport.Interval(
        observed, from: .orderReceived, to: .rolling, withinSeconds: 180),
      answered: ResponseReport.Interval(observed, from: .ring, to: .pickUp, withinSeconds: 10),
      byStation: slices({ $0.station ?? "" }, { $0 }), byMonth: slices(\.month) { $0 },
      byHour: slices(\.hour) { $0 < 10 ? "0\($0)" : "\($0)" })
  }
}

extension ResponseReport.Interval {
  fileprivate init(
    _ observed: ObservedResponse, from: ClockMark, to: ClockMark, withinSeconds limit: Double
  ) {
    let found = observed.intervals["\(from.rawValue)-\(to.rawValue)"]
    let times = found?.times ?? TimeSample(calls: [])
    func seconds(_ milliseconds: Double?) -> Double? { milliseconds.map { $0 / 1000 } }
    self.init(
      from: from.rawValue, to: to.rawValue, count: times.count, missing: found?.missing ?? 0,
      impossible: found?.impossible ?? 0, withinS: limit,
      shareWithin: times.isEmpty
        ? nil : times.weight { $0 <= limit * 1000 } / times.weight,
      meanS: seconds(times.mean), medianS: seconds(times.median), p90S: seconds(times.p90))
  }
}
