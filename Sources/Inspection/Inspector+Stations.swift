import ResponseModel
import Standards

/// Stations: hours without a complete crew, and posts for round-the-clock cover.
extension Inspector {
  /// - Parameter complete: by station, when one of its ambulances has a full crew and can roll.
  mutating func inspectStations(
    _ complete: [String: [Range<Int64>]], _ origin: FindingOrigin, _ plan: SeatPlan
  ) {
    judged.formUnion([
      InspectionCheck.stationNeverComplete.rawValue,
      InspectionCheck.stationHoursIncomplete.rawValue,
    ])
    for station in data.stations where isInScope(station: station.code) {
      let covered = TimeSpans.united(complete[station.code] ?? [])
      let gaps = TimeSpans.subtracting(covered, from: [window.span])
      guard !gaps.isEmpty else { continue }
      let never = covered.isEmpty
      let check: InspectionCheck = never ? .stationNeverComplete : .stationHoursIncomplete
      let hours = Double(TimeSpans.length(gaps)) / 3_600_000
      let plates = data.ambulances.filter { $0.stationCode == station.code }.map(\.plate)
      var finding = Finding(
        FindingOrigin(check, mark: origin.mark), .station, station.code,
        severity: never ? .error : .warning,
        message: never
          ? LocalizedText(
            zh: "急救站 \(station.code) \(station.name)在检查时段内始终没有完整班组",
            en: "station \(station.code) has no complete crew at any time inspected")
          : LocalizedText(
            zh: "急救站 \(station.code) \(station.name)有 \(Self.hoursText(hours)) 小时没有完整班组",
            en: "station \(station.code) has no complete crew for \(Self.hoursText(hours)) hours"),
        cure: LocalizedText(
          zh: "在所列时间为该站至少一辆可用救护车排满班组",
          en: "roster a full crew on at least one working ambulance of the station at these times"))
      finding.found = ["hours_with_complete_crew": Double(TimeSpans.length(covered)) / 3_600_000]
      finding.required = [
        "hours_with_complete_crew": Double(TimeSpans.length([window.span])) / 3_600_000
      ]
      if window.isMoment {
        finding.found = ["complete_crews": 0]
        finding.required = ["complete_crews": 1]
      }
      finding.occurrences = gaps.map {
        Occurrence(fromMS: $0.lowerBound, toMS: window.isMoment ? $0.lowerBound : $0.upperBound)
      }
      finding.clause = origin.clause
      finding.rows = data.ambulances.filter { $0.stationCode == station.code }.map(evidence)
      finding.steps = [
        LocalizedText(
          zh: plates.isEmpty ? "该站没有救护车" : "该站救护车：\(plates.joined(separator: "、"))",
          en: plates.isEmpty
            ? "the station has no ambulance" : "its ambulances: \(plates.joined(separator: ", "))"),
        LocalizedText(
          zh: "完整班组：\(plan.text(plan.groups.map(\.minimum)).zh)；维修中的车不计",
          en:
            "a full crew: \(plan.text(plan.groups.map(\.minimum)).en); one in repair does not count"
        ),
      ]
      add(finding, station: station.code, county: station.countyCode)
    }
  }

  static func hoursText(_ hours: Double) -> String {
    let rounded = (hours * 100).rounded() / 100
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  }

  /// For the ambulances on the books on the last day inspected: all of them, or those that the roster
  /// mans at any time.
  ///
  /// A seat that is filled all year takes 8,760 hours, a post fills those of the limits. People who
  /// can take several seats are counted for one, whichever leaves the fewest posts empty.
  mutating func countPosts(_ rule: Rule, _ plan: SeatPlan, _ scoped: [Ambulance]) {
    guard let hours = request.limits.hoursPerPostYear?.value, hours > 0 else { return }
    let perSeat = 8760 / hours
    var manned: [String: Int] = [:]
    for ambulance in scoped {
      guard let station = ambulance.stationCode, let index = ambulanceIndex[ambulance.plate] else {
        continue
      }
      guard isOnBooks(ambulance) else { continue }
      // Whether it is meant to be manned is asked of the whole roster: what cover takes does not
      // depend on who is on duty on the days inspected.
      let counts =
        request.each == .books || !roster.assignments(ofAmbulance: index).isEmpty
      if counts { manned[station, default: 0] += 1 }
    }
    let unplaced = data.crew.filter { $0.stationCode == nil }.map { RoleSet($0.roles) }
    for station in data.stations where isInScope(station: station.code) {
      let count = manned[station.code] ?? 0
      guard count > 0 else { continue }
      let needed = plan.groups.map { Double($0.minimum * count) * perSeat }
      let whole = needed.map { Int(($0 - 1e-9).rounded(.up)) }
      let people = data.crew.filter { $0.stationCode == station.code }.map { RoleSet($0.roles) }
      let filled = SeatPlan(
        groups: zip(plan.groups, whole).map {
          Group(roles: $0.roles, minimum: $1, key: $0.key, label: $0.label)
        }
      ).filling(people)
      for (index, group) in plan.groups.enumerated() {
        let own = filled.count { $0 == index }
        let unplaced = unplaced.count { !$0.isDisjoint(with: group.roles) }
        let shortfall = max(0, whole[index] - own)
        posts.append(
          PostNeed(
            county: station.countyCode, station: station.code, rule: rule.id, ambulances: count,
            seat: group.key, label: group.label,
            postsPerAmbulance: Double(group.minimum) * perSeat, needed: needed[index],
            people: own, unplacedPeople: unplaced,
            shortfall: shortfall > 0 && unplaced > 0 ? nil : shortfall))
      }
    }
  }

  private typealias Group = SeatPlan.Group
}
