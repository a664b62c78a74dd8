public import Geometry
public import ResponseModel

/// The observed response to one event: from its first call to the first ambulance on scene.
public struct ObservedEvent: Sendable, Hashable {
  /// 到达现场 of the first to arrive − the event's earliest 开始受理.
  public let milliseconds: Int64
  /// Of the first to arrive: its station's code, or its name where the store knows no such station.
  public let station: String?
  public let townshipCode: String?
  /// `nil` where the export does not say.
  public let areaClass: AreaClass?
  public let position: GeographicCoordinate?
  /// When it was received, by the clock of the record.
  public let received: Instant
  /// Ambulances that were sent and counted.
  public let missions: Int

  /// `2026-03`
  public var month: String {
    let date = received.localDate
    return String(date.description.prefix(7))
  }

  /// 0…23, by the clock of the record.
  public var hour: Int { received.millisecondsOfLocalDay / 3_600_000 }
  public var minuteOfDay: Int { received.millisecondsOfLocalDay / 60_000 }
}

/// The observed response times of one county.
public struct ObservedResponse: Sendable {
  public let countyCode: String
  /// Rows of the export.
  public let missions: Int
  public let missionsCounted: Int
  /// Missions that do not count, by reason.
  public let exclusions: [CallExclusion: Int]
  /// Of the cancelled, those with a time of arrival.
  public let cancelledOnScene: Int
  public let events: Int
  /// The events that count, in order of their call.
  public let counted: [ObservedEvent]
  /// Events of several missions that count.
  public let eventsWithSeveralMissions: Int
  /// Missions whose event number was used again a day or more later: taken as another event.
  public let reusedEventNumbers: Int
  /// Each counted mission by itself, for comparison; by area class, `nil` for those without.
  public let missionTimes: [AreaClass?: TimeSample]
  public let stated: StatedResponse
  public let intervals: [String: IntervalFacts]

  /// What the export's own column 急救反应时间 says.
  public struct StatedResponse: Sendable, Hashable {
    /// Missions that state one and have both times.
    public let count: Int
    /// Those that disagree with their clock times by more than 30 s.
    public let disagreeing: Int
    /// Median of stated − computed over the disagreeing, milliseconds.
    public let typicalDifference: Double?
    /// Of the disagreeing, those that agree with the arrival at the hospital.
    public let untilHospital: Int
  }

  public func sample(where isMeant: (ObservedEvent) -> Bool) -> TimeSample {
    TimeSample(calls: counted.lazy.filter(isMeant).map { Double($0.milliseconds) })
  }
}

extension CallTally {
  /// The counties that have calls, in order of their codes.
  public var countiesWithCalls: [String] { countyCodes.codes.sorted() }

  /// Makes one county's missions into events.
  ///
  /// Missions with one event number are one event, unless a day or more lies between their calls:
  /// then the number was used again. The event starts with its earliest 开始受理, also where that
  /// mission was called off or never arrived: whoever waits for the ambulance that replaces a broken
  /// one has waited since then. It ends with the first arrival of a mission that counts, whose
  /// station, place and class are the event's. An event none of whose missions counts is not counted.
  /// - Complexity: O(*n* log *n*) in all missions.
  public func observed(_ code: String) -> ObservedResponse? {
    guard let county = countyCodes.number(of: code) else { return nil }
    let own = missions.filter { $0.county == county }.sorted {
      ($0.event, $0.received, $0.arrived, $0.number)
        < ($1.event, $1.received, $1.arrived, $1.number)
    }
    var (counted, events, several, reused): ([ObservedEvent], Int, Int, Int) = ([], 0, 0, 0)
    // The first mission of the event, and the first of them that has a time of call.
    var (first, start) = (0, own.first?.received ?? Self.none)
    for index in own.indices {
      if start == Self.none { start = own[index].received }
      let isLast = index + 1 == own.count || own[index + 1].event != own[index].event
      let isSplit =
        !isLast && start != Self.none && own[index + 1].received - start >= CallExclusion.limit
      guard isLast || isSplit else { continue }
      if isSplit { reused += 1 }
      let group = own[first...index]
      events += 1
      if let event = event(of: group) {
        counted.append(event)
        if event.missions > 1 { several += 1 }
      }
      first = index + 1
      start = Self.none
    }
    counted.sort {
      ($0.received, $0.milliseconds, $0.station ?? "")
        < ($1.received, $1.milliseconds, $1.station ?? "")
    }
    return ObservedResponse(
      countyCode: code, missions: own.count, missionsCounted: own.count { $0.exclusion == 255 },
      exclusions: exclusions(of: own), cancelledOnScene: cancelledOnScene[Int(county)],
      events: events, counted: counted, eventsWithSeveralMissions: several,
      reusedEventNumbers: reused, missionTimes: missionTimes(of: own),
      stated: statedResponse(county), intervals: intervalFacts(county))
  }

  private func event(of group: ArraySlice<Mission>) -> ObservedEvent? {
    let valid = group.filter { $0.exclusion == 255 }
    guard
      let first = valid.min(by: {
        ($0.arrived, $0.received, $0.number) < ($1.arrived, $1.received, $1.number)
      })
    else { return nil }
    let calls = group.lazy.map(\.received).filter {
      $0 != Self.none && $0 <= first.arrived && first.arrived - $0 < CallExclusion.limit
    }
    let start = calls.min() ?? first.received
    let hasPosition = first.longitude.isFinite && first.latitude.isFinite
    return ObservedEvent(
      milliseconds: first.arrived - start, station: stationNames[first.station],
      townshipCode: townshipCodes[first.township], areaClass: Self.areaClass(first),
      position: hasPosition
        ? GeographicCoordinate(easting: first.longitude, northing: first.latitude) : nil,
      received: Instant(milliseconds: start, minutesEast: Int(first.minutesEast)),
      missions: valid.count)
  }

  private static func areaClass(_ mission: Mission) -> AreaClass? {
    mission.areaClass == 0 ? .urban : mission.areaClass == 1 ? .rural : nil
  }

  private func exclusions(of own: [Mission]) -> [CallExclusion: Int] {
    var counts: [CallExclusion: Int] = [:]
    for mission in own where mission.exclusion != 255 {
      counts[CallExclusion.allCases[Int(mission.exclusion)], default: 0] += 1
    }
    return counts
  }

  private func missionTimes(of own: [Mission]) -> [AreaClass?: TimeSample] {
    var times: [AreaClass?: [Double]] = [:]
    for mission in own where mission.exclusion == 255 {
      times[Self.areaClass(mission), default: []]
        .append(Double(mission.arrived - mission.received))
    }
    return times.mapValues { TimeSample(calls: $0) }
  }

  private func statedResponse(_ county: Int32) -> ObservedResponse.StatedResponse {
    let tally = stated[Int(county)]
    return ObservedResponse.StatedResponse(
      count: tally.count, disagreeing: tally.differences.count,
      typicalDifference: TimeSample(calls: tally.differences.map { Double($0) }).median,
      untilHospital: tally.untilHospital)
  }

  private func intervalFacts(_ county: Int32) -> [String: IntervalFacts] {
    var facts: [String: IntervalFacts] = [:]
    for (interval, found) in zip(intervals, times[Int(county)]) {
      facts[interval.id] = IntervalFacts(
        times: TimeSample(calls: found.milliseconds.map { Double($0) }),
        missing: found.missingCount,
        impossible: found.impossible, isPerEvent: interval.isPerEvent)
    }
    return facts
  }
}

extension ObservedResponse {
  /// - Parameter mountains: whether a township is marked as mountain or island.
  public func facts(mountains: [String: Bool]) -> ResponseFacts {
    var times: [ResponseFacts.Stratum: [Double]] = [:]
    for event in counted {
      let stratum = ResponseFacts.Stratum(
        areaClass: event.areaClass,
        isMountainOrIsland: event.townshipCode.flatMap { mountains[$0] } ?? false)
      times[stratum, default: []].append(Double(event.milliseconds))
    }
    return ResponseFacts(
      method: .observed, times: times.mapValues { TimeSample(calls: $0) },
      excluded: events - counted.count, hasMountainMarks: !mountains.isEmpty,
      evidence: [.urban: .observed, .rural: .observed, nil: .observed])
  }
}
