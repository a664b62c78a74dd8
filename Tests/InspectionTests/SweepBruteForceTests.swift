import Inspection
import ResponseModel
import Standards
import TestSupport
import Testing

/// The sweeps against a probe at every minute.
struct SweepBruteForceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let seed: UInt64
    var testDescription: String { "seed \(seed)" }
  }

  static let minutes = 3 * 1440

  /// Shifts on whole minutes, some overlapping, some touching, some of the same person twice.
  static func roster(_ seed: UInt64) -> (Roster, [RoleSet]) {
    var random = SeededGenerator(seed: seed)
    var builder = RosterBuilder(plates: ["A", "B"], people: (0..<7).map { "P\($0)" })
    for _ in 0..<24 {
      let from = Int.random(in: -600..<Self.minutes, using: &random) / 60 * 60
      let length = [30, 60, 480, 720, 1440].randomElement(using: &random) ?? 60
      builder.add(
        plate: Bool.random(using: &random) ? "A" : "B",
        person: "P\(Int.random(in: 0..<7, using: &random))", fromMS: Int64(from) * 60_000,
        toMS: Int64(from + length) * 60_000)
    }
    let roles = (0..<7).map { _ in RoleSet(rawValue: UInt8.random(in: 0..<16, using: &random)) }
    return (builder.roster, roles)
  }

  /// Fewest empty seats over every way of seating people.
  static func fewestEmpty(_ people: [RoleSet], _ seats: [RoleSet]) -> Int {
    guard let first = people.first else { return seats.count }
    let rest = Array(people.dropFirst())
    var best = fewestEmpty(rest, seats)
    for index in seats.indices where !seats[index].isDisjoint(with: first) {
      var left = seats
      left.remove(at: index)
      best = min(best, fewestEmpty(rest, left))
    }
    return best
  }

  @Test(
    "Gaps of crews are those of a probe at every minute", arguments: (1...40).map { Case(seed: $0) }
  )
  func crews(_ one: Case) {
    let (roster, roles) = Self.roster(one.seed)
    let plan = SeatPlan(RosterSketch.crewRule)
    let seats: [RoleSet] = plan.groups.flatMap { Array(repeating: $0.roles, count: $0.minimum) }
    let window = 0..<Int64(Self.minutes) * 60_000
    for everyMoment in [false, true] {
      for car in 0..<2 {
        var sweep = CrewSweep(plan)
        let check = sweep.check(
          ambulance: car, of: roster, rolesOf: roles, windows: [window], everyMoment: everyMoment)
        var swept = [Int](repeating: 0, count: Self.minutes)
        var sweptPeople = [[Int32]](repeating: [], count: Self.minutes)
        for gap in check.gaps {
          for minute in Int(gap.fromMS / 60_000)..<Int(gap.toMS / 60_000) {
            #expect(swept[minute] == 0, "gaps lie apart")
            swept[minute] = gap.missing.reduce(0, +)
            sweptPeople[minute] = gap.people
          }
        }
        for minute in 0..<Self.minutes {
          let time = Int64(minute) * 60_000
          let people = Set(
            roster.assignments(ofAmbulance: car).filter { $0.fromMS <= time && time < $0.toMS }
              .map(\.person)
          ).sorted()
          let judged = everyMoment || !people.isEmpty
          let empty = Self.fewestEmpty(people.map { roles[Int($0)] }, seats)
          #expect(swept[minute] == (judged ? empty : 0))
          if swept[minute] > 0 { #expect(sweptPeople[minute] == people) }
        }
        let complete = check.complete.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) }
        let lacking = check.gaps.reduce(0) { $0 + ($1.toMS - $1.fromMS) }
        #expect(complete + lacking == check.judgedMS)
        if everyMoment { #expect(check.judgedMS == window.upperBound) }
      }
    }
  }

  @Test(
    "Double bookings, long duties and short rests are those of a probe at every minute",
    arguments: (1...40).map { Case(seed: $0) })
  func people(_ one: Case) {
    let (roster, _) = Self.roster(one.seed)
    let window = 0..<Int64(Self.minutes) * 60_000
    var sweep = DutySweep(roster)
    for person in roster.people.indices {
      let check = sweep.check(
        person: person, of: roster, within: window, longestMS: 13 * 3_600_000,
        restMS: 9 * 3_600_000)
      // From well before the window to well after it, on duty or not.
      let range = -1000..<Self.minutes + 2000
      var cars = [Int: Int]()
      for car in 0..<2 {
        for row in roster.assignments(ofAmbulance: car) where row.person == person {
          for minute in Int(row.fromMS / 60_000)..<Int(row.toMS / 60_000) {
            cars[minute, default: 0] |= 1 << car
          }
        }
      }
      var doubles = 0
      for minute in 0..<Self.minutes where cars[minute] == 3 { doubles += 1 }
      let swept = check.doubleBookings.reduce(0) { $0 + ($1.toMS - $1.fromMS) } / 60_000
      #expect(Int(swept) == doubles)

      var stretches: [(Int, Int)] = []
      var begin: Int?
      for minute in range {
        let on = (cars[minute] ?? 0) != 0
        if on, begin == nil { begin = minute }
        if !on, let start = begin {
          stretches.append((start, minute))
          begin = nil
        }
      }
      let long = stretches.filter { $0.1 - $0.0 > 780 && $0.1 > 0 && $0.0 < Self.minutes }
      #expect(check.long.map { Int($0.fromMS / 60_000) } == long.map(\.0))
      #expect(check.long.map { Int($0.toMS / 60_000) } == long.map(\.1))
      let rests = zip(stretches, stretches.dropFirst()).filter {
        $1.0 - $0.1 < 540 && $1.0 >= 0 && $1.0 < Self.minutes
      }
      #expect(check.shortRests.map { Int($0.fromMS / 60_000) } == rests.map(\.0.1))
      #expect(check.shortRests.map { Int($0.toMS / 60_000) } == rests.map(\.1.0))
    }
  }

  @Test(
    "It makes no difference how a roster cuts its rows", arguments: (1...20).map { Case(seed: $0) })
  func cuts(_ one: Case) {
    let (roster, roles) = Self.roster(one.seed)
    var builder = RosterBuilder(plates: roster.plates, people: roster.people)
    for car in 0..<2 {
      for row in roster.assignments(ofAmbulance: car) {
        let middle = (row.fromMS + row.toMS) / 120_000 * 60_000
        for (from, to) in [(row.fromMS, middle), (middle, row.toMS)] {
          builder.add(
            plate: roster.plates[car], person: roster.people[Int(row.person)], fromMS: from,
            toMS: to)
        }
      }
    }
    let cut = builder.roster
    let window = 0..<Int64(Self.minutes) * 60_000
    for car in 0..<2 {
      var sweep = CrewSweep(SeatPlan(RosterSketch.crewRule))
      let whole = sweep.check(
        ambulance: car, of: roster, rolesOf: roles, windows: [window], everyMoment: false)
      let parts = sweep.check(
        ambulance: car, of: cut, rolesOf: roles, windows: [window], everyMoment: false)
      #expect(whole.gaps == parts.gaps)
      #expect(whole.complete == parts.complete)
    }
    var (first, second) = (DutySweep(roster), DutySweep(cut))
    for person in roster.people.indices {
      let a = first.check(
        person: person, of: roster, within: window, longestMS: 43_200_000, restMS: 36_000_000)
      let b = second.check(
        person: person, of: cut, within: window, longestMS: 43_200_000, restMS: 36_000_000)
      #expect(a.long == b.long)
      #expect(a.shortRests == b.shortRests)
      #expect(a.doubleBookings == b.doubleBookings)
    }
  }

  @Test(
    "Seats stay empty only where no seating of the crew fills them",
    arguments: (1...200).map { Case(seed: $0) })
  func seating(_ one: Case) {
    var random = SeededGenerator(seed: one.seed)
    let all: [[CrewRole]] = [
      [.physician], [.driver], [.nurse], [.nurse, .stretcherBearer], [.driver, .nurse],
    ]
    let seats = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      CrewRequirement.Seats(
        roles: all.randomElement(using: &random) ?? [.driver],
        minimum: Int.random(in: 1...2, using: &random), mark: .fullText)
    }
    let plan = SeatPlan(CrewRequirement(seats: seats))
    let people = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      RoleSet(rawValue: UInt8.random(in: 0..<16, using: &random))
    }
    let flat: [RoleSet] = plan.groups.flatMap { Array(repeating: $0.roles, count: $0.minimum) }
    #expect(plan.missing(people).reduce(0, +) == Self.fewestEmpty(people, flat))
    for (person, group) in plan.filling(people).enumerated() {
      if let group { #expect(!people[person].isDisjoint(with: plan.groups[group].roles)) }
    }
  }
}
