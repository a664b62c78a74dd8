public import ResponseModel

/// How a rule came out. What cannot be judged is never a pass.
public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
  case pass, fail
  case notAssessable = "not_assessable"
}

/// What a rule says of one county, or of several as a whole.
public struct Verdict: Sendable, Hashable {
  public let ruleID: String
  public let title: LocalizedText
  public var outcome: Outcome
  /// What was found, not rounded, in `unit`; `nil` where nothing was found.
  public var value: Double?
  /// The limit that decided: where the text gives a range, the end that was met or, on a fail, the
  /// lenient one. `value`, `comparison` and `limit` always agree with `outcome`.
  public var limit: Double?
  public var unit: MeasureUnit?
  public var comparison: Comparison?
  /// The weakest of what the verdict rests on; `nil` where it rests on nothing.
  public var evidence: Evidence?
  /// The weakest mark among the text and the numbers compared.
  public var mark: Mark
  /// One entry per end of a range, strict first; empty where the text gives one number.
  public var tiers: [TierOutcome] = []
  /// What was compared with what, in one sentence.
  public var compared: LocalizedText
  /// Who lies beyond the (strictest) limit; `nil` for rules that are not about places.
  public var offenders: Offenders?
  /// Units gone through or divided by, each with its name.
  public var denominators: [DenominatorCount] = []
  /// Each way of an any-of rule with its own verdict.
  public var branches: [BranchVerdict] = []
  /// The branch whose numbers stand above; `nil` for rules without branches, and for several
  /// counties that different branches decided.
  public var decidingBranchID: String?
  /// What would be needed to judge; empty unless not assessable.
  public var missing: [LocalizedText] = []
  /// What a reader must know: a metric the text does not name, a target year that has passed.
  public var notes: [LocalizedText] = []

  public init(
    ruleID: String, title: LocalizedText, outcome: Outcome, mark: Mark, compared: LocalizedText
  ) {
    self.ruleID = ruleID
    self.title = title
    self.outcome = outcome
    self.mark = mark
    self.compared = compared
  }

  /// Which end of the range a pass rests on; `nil` unless passed, and where there is no range.
  public var passedTier: Tier? {
    outcome == .pass ? tiers.first { $0.outcome == .pass }?.tier : nil
  }
}

/// How a value came out at one end of a range.
public struct TierOutcome: Sendable, Hashable {
  public let tier: Tier
  public let limit: Double
  public var outcome: Outcome

  public init(tier: Tier, limit: Double, outcome: Outcome) {
    self.tier = tier
    self.limit = limit
    self.outcome = outcome
  }
}

/// The places that keep a rule from being met.
public struct Offenders: Sendable, Hashable {
  /// Demand points beyond the strict limit, in the order of their input.
  public var demandIDs: [String] = []
  /// Residents of `demandIDs`.
  public var residents: Double = 0
  /// Townships without what the rule asks for, in the order of their input.
  public var townshipCodes: [String] = []
  /// Residents judged, those without a position included.
  public var residentsJudged: Double = 0
  /// Residents within the strict limit.
  public var residentsWithin: Double = 0
  /// Residents whose place is not known.
  public var residentsWithoutPosition: Double = 0

  public init() {}

  /// Share of the residents judged who are within the strict limit, 0…1; those without a position
  /// count as not within. `nil` where nobody is judged.
  public var shareWithin: Double? {
    residentsJudged > 0 ? residentsWithin / residentsJudged : nil
  }
}

/// How many of the units a rule names there are.
public struct DenominatorCount: Sendable, Hashable {
  public let denominator: Denominator
  public var count: Double

  public init(_ denominator: Denominator, count: Double) {
    self.denominator = denominator
    self.count = count
  }
}

/// The verdict of one way of an any-of rule.
public struct BranchVerdict: Sendable, Hashable {
  public let branchID: String
  public var verdict: Verdict

  public init(branchID: String, verdict: Verdict) {
    self.branchID = branchID
    self.verdict = verdict
  }
}

/// A rule over several counties as a whole.
public struct TotalVerdict: Sendable, Hashable {
  /// Fails where one county fails; not assessable where none fails and one is not assessable.
  public let verdict: Verdict
  /// County codes by outcome, in the order of their input.
  public let passed: [String]
  public let failed: [String]
  public let notAssessable: [String]

  public init(verdict: Verdict, passed: [String], failed: [String], notAssessable: [String]) {
    self.verdict = verdict
    self.passed = passed
    self.failed = failed
    self.notAssessable = notAssessable
  }
}
