/// A member of something for a stretch of time: a person on an ambulance, an ambulance of a person.
struct Membership {
  let fromMS: Int64
  let toMS: Int64
  let member: Int32
}

/// Walks over the boundaries of intervals and gives each stretch of time in which the same members
/// are there.
///
/// Intervals are half open, so where one ends and the next begins at the same moment there is neither
/// a gap nor an overlap. A member that is there twice counts once. Neighbouring stretches with the
/// same members are one, so it makes no difference how rows are cut.
struct IntervalSweep {
  private var active: [Membership] = []
  private var current: [Int32] = []
  private var next: [Int32] = []

  /// - Parameters:
  ///   - rows: by start.
  ///   - window: stretches are clipped to it.
  ///   - withEmpty: whether stretches without anybody are given too.
  ///   - body: gets start, end and the members in ascending order.
  /// - Complexity: O(*n* · *a*) for at most *a* members at a time.
  mutating func run(
    _ rows: UnsafeBufferPointer<Membership>, within window: Range<Int64>, withEmpty: Bool,
    _ body: (_ fromMS: Int64, _ toMS: Int64, _ members: [Int32]) -> Void
  ) {
    active.removeAll(keepingCapacity: true)
    current.removeAll(keepingCapacity: true)
    var row = 0
    var time = window.lowerBound
    var begin = time
    while time < window.upperBound {
      while row < rows.count, rows[row].fromMS <= time {
        if rows[row].toMS > time { active.append(rows[row]) }
        row += 1
      }
      active.removeAll { $0.toMS <= time }
      fillNext()
      if next != current {
        if time > begin, withEmpty || !current.isEmpty { body(begin, time, current) }
        swap(&current, &next)
        begin = time
      }
      var boundary = row < rows.count ? rows[row].fromMS : Int64.max
      for member in active { boundary = min(boundary, member.toMS) }
      time = min(boundary, window.upperBound)
    }
    if time > begin, withEmpty || !current.isEmpty { body(begin, time, current) }
  }

  /// The active members, each once, ascending.
  private mutating func fillNext() {
    next.removeAll(keepingCapacity: true)
    for entry in active {
      var place = next.count
      while place > 0, next[place - 1] > entry.member { place -= 1 }
      if place == 0 || next[place - 1] != entry.member { next.insert(entry.member, at: place) }
    }
  }
}
