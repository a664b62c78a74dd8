/// A stretch in which one person is on duty on two or more ambulances.
public struct DoubleBooking: Sendable, Hashable {
  public let fromMS: Int64
  public let toMS: Int64
  /// Indices of `Roster.plates`, ascending.
  public let ambulances: [Int32]
}

/// Time on duty without a break: shifts that touch or overlap are one stretch, on whichever
/// ambulances, so it makes no difference how the roster cuts them.
public struct DutyStretch: Sendable, Hashable {
  public let fromMS: Int64
  public let toMS: Int64

  public var milliseconds: Int64 { toMS - fromMS }
}

/// What the sweep over one person found.
public struct DutyCheck: Sendable {
  public internal(set) var doubleBookings: [DoubleBooking] = []
  /// Stretches of duty longer than the limit that reach into the window, whole.
  public internal(set) var long: [DutyStretch] = []
  /// Breaks shorter than the limit before a stretch that begins in the window.
  public internal(set) var shortRests: [DutyStretch] = []
  /// Whether they are on duty in the window at all.
  public internal(set) var isOnDuty = false
}

/// Judges one person after the other.
public struct DutySweep {
  private let order: [UInt32]
  private let starts: [Int]
  private var sweep = IntervalSweep()
  private var rows: [Membership] = []

  /// - Complexity: O(*n* log *k*): it sorts the roster by person.
  public init(_ roster: Roster) {
    (order, starts) = roster.byPerson()
  }

  /// The assignments of a person, by start.
  public func assignments(ofPerson person: Int, of roster: Roster) -> [Assignment] {
    order[starts[person]..<starts[person + 1]].map { roster.assignments[Int($0)] }
  }

  /// - Parameters:
  ///   - longestMS: longest duty allowed; none where `nil`.
  ///   - restMS: shortest break allowed; none where `nil`.
  /// - Complexity: O(*k*) in the person's assignments.
  public mutating func check(
    person: Int, of roster: Roster, within window: Range<Int64>, longestMS: Int64?, restMS: Int64?
  ) -> DutyCheck {
    var check = DutyCheck()
    rows.removeAll(keepingCapacity: true)
    var overlaps = false
    var stretch: (from: Int64, to: Int64)?
    var earlierEnd: Int64?
    func end(_ from: Int64, _ to: Int64) {
      if let longestMS, to - from > longestMS, from < window.upperBound, to > window.lowerBound {
        check.long.append(DutyStretch(fromMS: from, toMS: to))
      }
      if let restMS, let earlier = earlierEnd, from - earlier < restMS,
        window.contains(from)
      {
        check.shortRests.append(DutyStretch(fromMS: earlier, toMS: from))
      }
      earlierEnd = to
    }
    for index in order[starts[person]..<starts[person + 1]] {
      let row = roster.assignments[Int(index)]
      rows.append(Membership(fromMS: row.fromMS, toMS: row.toMS, member: row.ambulance))
      if row.fromMS < window.upperBound, row.toMS > window.lowerBound { check.isOnDuty = true }
      if let open = stretch, row.fromMS <= open.to {
        if row.fromMS < open.to { overlaps = true }
        stretch = (open.from, max(open.to, row.toMS))
      } else {
        if let open = stretch { end(open.from, open.to) }
        stretch = (row.fromMS, row.toMS)
      }
    }
    if let open = stretch { end(open.from, open.to) }
    if overlaps, check.isOnDuty {
      rows.withUnsafeBufferPointer { rows in
        sweep.run(rows, within: window, withEmpty: false) { from, to, ambulances in
          guard ambulances.count > 1 else { return }
          check.doubleBookings.append(
            DoubleBooking(fromMS: from, toMS: to, ambulances: ambulances))
        }
      }
    }
    return check
  }
}
