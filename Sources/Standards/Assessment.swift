public import ResponseModel

/// A standard applied to counties: a verdict per rule and county, and one per rule for the whole.
public struct Assessment: Sendable, Hashable {
  /// The verdicts of one county, in the order of the standard's rules.
  public struct County: Sendable, Hashable {
    public let countyCode: String
    public let verdicts: [Verdict]
  }

  public let standardID: String
  /// The day on which it is judged.
  public let date: CalendarDate
  /// In the order of the facts.
  public let counties: [County]
  /// In the order of the standard's rules.
  public let total: [TotalVerdict]

  /// Judges every rule for every county.
  ///
  /// - Complexity: O(rules × (demand points + townships)).
  public init(of standard: Standard, on date: CalendarDate, facts: [CountyFacts]) {
    standardID = standard.id
    self.date = date
    counties = facts.map { facts in
      County(
        countyCode: facts.countyCode,
        verdicts: standard.rules.map {
          Verdict(of: $0, in: standard, on: date, facts: facts)
        })
    }
    let perCounty = counties
    total = standard.rules.indices.map { index in
      TotalVerdict(
        of: standard.rules[index],
        counties: perCounty.map { ($0.countyCode, $0.verdicts[index]) })
    }
  }
}
