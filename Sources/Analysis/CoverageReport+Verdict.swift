public import ResponseModel
public import Standards

extension CoverageReport {
  /// A rule's verdict: the contract's keys, and what it takes to understand them.
  public struct RuleVerdict: Sendable, Codable {
    public var rule: String
    public var title: String
    @NullEncoded public var clause: String?
    @NullEncoded public var quote: String?
    public var verdict: Outcome
    @NullEncoded public var value: Double?
    /// `≤`, `<`, `≥`, `>` or `=`: how `value` is compared with `limit`.
    @NullEncoded public var comparison: String?
    @NullEncoded public var limit: Double?
    @NullEncoded public var unit: String?
    @NullEncoded public var evidence: Evidence?
    public var mark: Mark
    public var compared: String
    /// The ends of a range in the text; empty where it gives one number.
    public var tiers: [TierVerdict]
    @NullEncoded public var offenders: OffendingPlaces?
    public var denominators: [String: Double]
    public var branches: [RuleVerdict]
    @NullEncoded public var decidingBranch: String?
    public var missing: [String]
    public var notes: [String]
    /// Codes of the counties by outcome; `null` but for the total.
    @NullEncoded public var counties: CountiesByOutcome?
  }

  public struct TierVerdict: Sendable, Codable {
    public var tier: Tier
    public var limit: Double
    public var verdict: Outcome
  }

  public struct OffendingPlaces: Sendable, Codable {
    public var demandPoints: [String]
    public var population: Double
    public var townships: [String]
    public var populationJudged: Double
    public var populationWithin: Double
    public var populationWithoutPosition: Double
    @NullEncoded public var shareWithin: Double?
  }

  public struct CountiesByOutcome: Sendable, Codable {
    public var pass: [String]
    public var fail: [String]
    public var notAssessable: [String]
  }
}

extension CoverageReport.RuleVerdict {
  init(_ verdict: Verdict, of rule: Rule?, language: Language) {
    self.init(
      rule: verdict.ruleID, title: verdict.title[language], clause: rule?.clause,
      quote: rule?.quote, verdict: verdict.outcome, value: verdict.value,
      comparison: verdict.comparison?.rawValue, limit: verdict.limit,
      unit: verdict.unit?.rawValue, evidence: verdict.evidence, mark: verdict.mark,
      compared: verdict.compared[language],
      tiers: verdict.tiers.map {
        CoverageReport.TierVerdict(tier: $0.tier, limit: $0.limit, verdict: $0.outcome)
      },
      offenders: verdict.offenders.map(CoverageReport.OffendingPlaces.init),
      denominators: Dictionary(
        verdict.denominators.map { ($0.denominator.rawValue, $0.count) }, uniquingKeysWith: +),
      branches: verdict.branches.map { branch in
        var inner = CoverageReport.RuleVerdict(branch.verdict, of: nil, language: language)
        inner.rule = branch.branchID
        return inner
      },
      decidingBranch: verdict.decidingBranchID,
      missing: verdict.missing.map { $0[language] }, notes: verdict.notes.map { $0[language] },
      counties: nil)
  }
}

extension CoverageReport.OffendingPlaces {
  fileprivate init(_ offenders: Offenders) {
    self.init(
      demandPoints: offenders.demandIDs, population: offenders.residents,
      townships: offenders.townshipCodes, populationJudged: offenders.residentsJudged,
      populationWithin: offenders.residentsWithin,
      populationWithoutPosition: offenders.residentsWithoutPosition,
      shareWithin: offenders.shareWithin)
  }
}
