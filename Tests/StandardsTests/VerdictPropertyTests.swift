import ResponseModel
import Standards
import Testing

/// A small generator with a seed, so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct VerdictPropertyTests {
  static let rules: [Rule] = [
    .urbanRadius, .ruralSiting, .test(.presence(in: .townshipsAndSubdistricts)),
    .test(
      .distance(
        DistanceRequirement(
          area: .all, statistic: .share, limit: Threshold(.atMost, 5, .kilometers, mark: .fullText),
          share: Threshold(.atLeast, 50, .percent, mark: .fullText)))),
  ]

  static func county(_ generator: inout SeededGenerator, code: String = "A") -> CountySketch {
    CountySketch(
      code: code,
      places: (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        CountySketch.Place(
          residents: Double(Int.random(in: 0...3, using: &generator)),
          meters: Int.random(in: 0...5, using: &generator) == 0
            ? nil : Double.random(in: 0...14_000, using: &generator),
          area: Bool.random(using: &generator) ? .urban : .rural)
      },
      townships: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        (
          TownshipKind.allCases.randomElement(using: &generator) ?? .town,
          Int.random(in: 0...2, using: &generator)
        )
      },
      unplacedStations: Int.random(in: 0...1, using: &generator))
  }

  /// Worse first: a change for the better never goes down.
  static func rank(_ outcome: Outcome) -> Int { outcome == .fail ? 0 : outcome == .pass ? 2 : 1 }

  @Test(arguments: 1...80 as ClosedRange<UInt64>)
  func `Adding a station never makes a verdict worse`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let before = Self.county(&generator)
    var after = before
    for index in after.places.indices {
      if let meters = after.places[index].meters {
        after.places[index].meters = min(meters, Double.random(in: 0...14_000, using: &generator))
      }
    }
    if let index = after.townships.indices.randomElement(using: &generator) {
      after.townships[index].stations += 1
    }
    for rule in Self.rules {
      #expect(
        Self.rank(rule.verdict(after).outcome) >= Self.rank(rule.verdict(before).outcome),
        "seed \(seed) \(rule.id)")
    }
  }

  @Test(arguments: 1...80 as ClosedRange<UInt64>)
  func `Learning a position never turns a fail into a pass or a pass into a fail`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let before = Self.county(&generator)
    var after = before
    for index in after.places.indices where after.places[index].meters == nil {
      after.places[index].meters = Double.random(in: 0...14_000, using: &generator)
    }
    for rule in Self.rules {
      let old = rule.verdict(before).outcome
      let new = rule.verdict(after).outcome
      #expect(old == .notAssessable || new == old, "seed \(seed) \(rule.id)")
    }
  }

  @Test(arguments: 1...80 as ClosedRange<UInt64>)
  func `Value, sign and limit agree with the outcome, and what is open says why`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let counties = ["A", "B", "C"].map { Self.county(&generator, code: $0) }
    for rule in Self.rules {
      let total = rule.total(counties)
      for verdict in counties.map({ rule.verdict($0) }) + [total.verdict] {
        #expect(
          (verdict.outcome == .notAssessable) == !verdict.missing.isEmpty
            || verdict == total.verdict)
        guard let value = verdict.value, let limit = verdict.limit,
          let comparison = verdict.comparison, verdict.outcome != .notAssessable
        else { continue }
        #expect(
          comparison.holds(value, limit) == (verdict.outcome == .pass), "seed \(seed) \(rule.id)")
      }
      #expect(total.passed.count + total.failed.count + total.notAssessable.count == 3)
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `Doubling all residents changes no outcome and no share`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let before = Self.county(&generator)
    var after = before
    for index in after.places.indices { after.places[index].residents *= 2 }
    for rule in Self.rules {
      #expect(rule.verdict(after).outcome == rule.verdict(before).outcome)
      #expect(
        rule.verdict(after).offenders?.shareWithin == rule.verdict(before).offenders?.shareWithin)
    }
  }
}
