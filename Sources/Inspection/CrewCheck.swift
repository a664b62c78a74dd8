/// Which ambulances 每辆救护车 means.
public enum EachReading: String, Sendable, Hashable, CaseIterable {
  /// Every ambulance that is registered and not retired, all the time.
  case books
  /// Every ambulance while somebody is on duty on it.
  case duty
}

/// A stretch of time in which the same people are on one ambulance and a seat is empty.
public struct CrewGap: Sendable, Hashable {
  public let fromMS: Int64
  public let toMS: Int64
  /// Who is there: indices of `Roster.people`, ascending.
  public let people: [Int32]
  /// Empty seats by group of the plan.
  public let missing: [Int]
}

/// What the sweep over one ambulance found.
public struct CrewCheck: Sendable {
  public internal(set) var gaps: [CrewGap] = []
  /// Stretches with a full crew; neighbouring ones joined.
  public internal(set) var complete: [Range<Int64>] = []
  /// Stretches that were judged, and time in them.
  public internal(set) var stretches = 0
  public internal(set) var judgedMS: Int64 = 0
  /// Rows of the roster in the window.
  public internal(set) var assignments = 0
}

/// Judges the crews of ambulances by one crew rule.
///
/// Not Sendable: it keeps its working memory from one ambulance to the next.
public struct CrewSweep {
  public let plan: SeatPlan
  private var memo: SeatMemo
  private var sweep = IntervalSweep()
  private var rows: [Membership] = []
  private var roles: [UInt8] = []

  public init(_ plan: SeatPlan) {
    self.plan = plan
    memo = SeatMemo(plan)
  }

  /// - Parameters:
  ///   - index: of the ambulance.
  ///   - rolesOf: what each person of the roster can do.
  ///   - windows: when it is to be judged, ascending and apart; a moment is a millisecond.
  ///   - everyMoment: whether it must have a crew all that time, or only while somebody is on duty.
  /// - Complexity: O(*k*) in its assignments, for crews of a few people.
  public mutating func check(
    ambulance index: Int, of roster: Roster, rolesOf: [RoleSet], windows: [Range<Int64>],
    everyMoment: Bool
  ) -> CrewCheck {
    var check = CrewCheck()
    guard let first = windows.first?.lowerBound, let last = windows.last?.upperBound else {
      return check
    }
    rows.removeAll(keepingCapacity: true)
    for row in roster.assignments(ofAmbulance: index)
    where row.fromMS < last && row.toMS > first {
      rows.append(Membership(fromMS: row.fromMS, toMS: row.toMS, member: row.person))
    }
    check.assignments = rows.count
    for window in windows {
      judge(window, rolesOf, everyMoment, into: &check)
    }
    return check
  }

  private mutating func judge(
    _ window: Range<Int64>, _ rolesOf: [RoleSet], _ everyMoment: Bool, into check: inout CrewCheck
  ) {
    // The closure works on locals: what it changed of self would be checked at every access.
    var (memo, roles, found) = (memo, roles, check)
    rows.withUnsafeBufferPointer { rows in
      sweep.run(rows, within: window, withEmpty: everyMoment) { from, to, people in
        roles.removeAll(keepingCapacity: true)
        for person in people { roles.append(rolesOf[Int(person)].rawValue) }
        let shortfall = memo.shortfall(roles)
        found.stretches += 1
        found.judgedMS += to - from
        if shortfall == 0 {
          if let last = found.complete.last, last.upperBound == from {
            found.complete[found.complete.count - 1] = last.lowerBound..<to
          } else {
            found.complete.append(from..<to)
          }
        } else {
          found.gaps.append(
            CrewGap(
              fromMS: from, toMS: to, people: people, missing: memo.shortfalls[shortfall]))
        }
      }
    }
    self.memo = memo
    self.roles = roles
    check = found
  }
}
