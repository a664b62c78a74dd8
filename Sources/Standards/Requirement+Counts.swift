public import ResponseModel

/// How many of something there are, or were opened within a period.
public struct CountRequirement: Sendable, Hashable {
  public let subject: Subject
  public let limit: Threshold
  /// First and last day in which it must come into being; `nil` where the text names no period.
  public let from: CalendarDate?
  public let to: CalendarDate?
  /// Where the text names each one.
  public let named: [String]
  public let scope: Scope

  public init(
    subject: Subject, limit: Threshold, from: CalendarDate? = nil, to: CalendarDate? = nil,
    named: [String] = [], scope: Scope = .county
  ) {
    self.subject = subject
    self.limit = limit
    self.from = from
    self.to = to
    self.named = named
    self.scope = scope
  }
}

/// One quantity over another: a share, a number per so many, or the yearly change of a share.
public struct RatioRequirement: Sendable, Hashable {
  public let numerator: Numerator
  public let denominator: Denominator
  /// `share` (percent), `per` (count per `per`) or `yearly_change` (points).
  public let statistic: Statistic
  /// The base of a number per so many: 1,000 for "per thousand"; `nil` otherwise.
  public let per: Double?
  public let limit: Threshold
  /// Whether the text says "about": the width is a parameter of the analysis, never a default.
  public let isApproximate: Bool

  public init(
    numerator: Numerator, denominator: Denominator, statistic: Statistic, per: Double? = nil,
    limit: Threshold, isApproximate: Bool = false
  ) {
    self.numerator = numerator
    self.denominator = denominator
    self.statistic = statistic
    self.per = per
    self.limit = limit
    self.isApproximate = isApproximate
  }
}

/// So many of each of certain things in each county.
public struct CountyRequirement: Sendable, Hashable {
  /// Each one is required.
  public let subjects: [Subject]
  /// Per county and subject.
  public let limit: Threshold

  public init(subjects: [Subject], limit: Threshold) {
    self.subjects = subjects
    self.limit = limit
  }
}

/// The share of staff who hold a licence, at one level of the service.
public struct LicenceRequirement: Sendable, Hashable {
  public let level: ServiceLevel
  public let limit: Threshold

  public init(level: ServiceLevel, limit: Threshold) {
    self.level = level
    self.limit = limit
  }
}
