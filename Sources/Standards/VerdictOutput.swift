public import ResponseModel

/// A verdict in JSON. `value`, `limit`, `unit`, `operator` and `evidence` are always there, `null`
/// where there is none; what does not apply to the rule's kind is absent.
public struct VerdictOutput: Sendable, Codable {
  public let rule: String
  public let title: LocalizedText
  public let verdict: Outcome
  public let value: Double?
  public let limit: Double?
  public let unit: MeasureUnit?
  public let comparison: Comparison?
  public let evidence: Evidence?
  public let mark: Mark
  public let compared: LocalizedText
  /// Which end of a range a pass rests on.
  public let passedTier: Tier?
  public let tiers: [TierOutput]?
  public let offending: OffendersOutput?
  public let denominators: [String: Double]?
  public let decidingBranch: String?
  public let branches: [VerdictOutput]?
  public let missing: [LocalizedText]?
  public let notes: [LocalizedText]?

  /// One end of a range.
  public struct TierOutput: Sendable, Codable {
    public let tier: Tier
    public let limit: Double
    public let verdict: Outcome
  }

  /// The places beyond the limit.
  public struct OffendersOutput: Sendable, Codable {
    public let demandPoints: [String]
    public let residents: Double
    public let townships: [String]
    public let residentsJudged: Double
    public let residentsWithin: Double
    public let residentsWithoutPosition: Double
    public let shareWithin: Double?

    enum CodingKeys: String, CodingKey {
      case residents, townships
      case demandPoints = "demand_points"
      case residentsJudged = "residents_judged"
      case residentsWithin = "residents_within"
      case residentsWithoutPosition = "residents_without_position"
      case shareWithin = "share_within"
    }
  }

  enum CodingKeys: String, CodingKey {
    case rule, title, verdict, value, limit, unit, evidence, mark, compared, tiers, offending
    case denominators, branches, missing, notes
    case comparison = "operator"
    case passedTier = "passed_tier"
    case decidingBranch = "deciding_branch"
  }

  public init(_ verdict: Verdict) {
    rule = verdict.ruleID
    title = verdict.title
    self.verdict = verdict.outcome
    value = verdict.value
    limit = verdict.limit
    unit = verdict.unit
    comparison = verdict.comparison
    evidence = verdict.evidence
    mark = verdict.mark
    compared = verdict.compared
    passedTier = verdict.passedTier
    tiers = verdict.tiers.presentElements?.map {
      TierOutput(tier: $0.tier, limit: $0.limit, verdict: $0.outcome)
    }
    offending = verdict.offenders.map {
      OffendersOutput(
        demandPoints: $0.demandIDs, residents: $0.residents, townships: $0.townshipCodes,
        residentsJudged: $0.residentsJudged, residentsWithin: $0.residentsWithin,
        residentsWithoutPosition: $0.residentsWithoutPosition, shareWithin: $0.shareWithin)
    }
    denominators = verdict.denominators.presentElements.map { counts in
      Dictionary(counts.map { ($0.denominator.rawValue, $0.count) }) { first, _ in first }
    }
    decidingBranch = verdict.decidingBranchID
    branches = verdict.branches.presentElements?.map { VerdictOutput($0.verdict) }
    missing = verdict.missing.presentElements
    notes = verdict.notes.presentElements
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule, forKey: .rule)
    try container.encode(title, forKey: .title)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(value, forKey: .value)
    try container.encode(limit, forKey: .limit)
    try container.encode(unit, forKey: .unit)
    try container.encode(comparison, forKey: .comparison)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(mark, forKey: .mark)
    try container.encode(compared, forKey: .compared)
    try container.encodeIfPresent(passedTier, forKey: .passedTier)
    try container.encodeIfPresent(tiers, forKey: .tiers)
    try container.encodeIfPresent(offending, forKey: .offending)
    try container.encodeIfPresent(denominators, forKey: .denominators)
    try container.encodeIfPresent(decidingBranch, forKey: .decidingBranch)
    try container.encodeIfPresent(branches, forKey: .branches)
    try container.encodeIfPresent(missing, forKey: .missing)
    try container.encodeIfPresent(notes, forKey: .notes)
  }
}

/// A rule over several counties in JSON: the verdict's keys, and the counties by outcome.
public struct TotalVerdictOutput: Sendable, Codable {
  public let verdict: VerdictOutput
  public let passed: [String]
  public let failed: [String]
  public let notAssessable: [String]

  enum CodingKeys: String, CodingKey {
    case passed = "counties_passed"
    case failed = "counties_failed"
    case notAssessable = "counties_not_assessable"
  }

  public init(_ total: TotalVerdict) {
    verdict = VerdictOutput(total.verdict)
    passed = total.passed
    failed = total.failed
    notAssessable = total.notAssessable
  }

  public init(from decoder: any Decoder) throws {
    verdict = try VerdictOutput(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    passed = try container.decode([String].self, forKey: .passed)
    failed = try container.decode([String].self, forKey: .failed)
    notAssessable = try container.decode([String].self, forKey: .notAssessable)
  }

  public func encode(to encoder: any Encoder) throws {
    try verdict.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(passed, forKey: .passed)
    try container.encode(failed, forKey: .failed)
    try container.encode(notAssessable, forKey: .notAssessable)
  }
}

extension Array {
  /// `nil` for an empty array, whose key is then left out.
  fileprivate var presentElements: Self? { isEmpty ? nil : self }
}
