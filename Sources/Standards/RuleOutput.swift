public import ResponseModel

/// A rule in JSON. `compared` says in words what its kind makes of the keys.
public struct RuleOutput: Sendable, Codable {
  public let id: String
  public let title: LocalizedText
  public let quote: String?
  public let clause: String?
  public let document: DocumentOutput?
  public let mark: Mark
  public let validFrom: String?
  public let due: String?
  public let targetYearPassed: Bool?
  public let notes: [LocalizedText]
  public let requirement: RequirementOutput
  public let branches: [BranchOutput]?

  enum CodingKeys: String, CodingKey {
    case id, title, quote, clause, document, mark, due, notes, requirement, branches
    case validFrom = "valid_from"
    case targetYearPassed = "target_year_passed"
  }

  init(_ rule: Rule, on date: CalendarDate?) {
    id = rule.id
    title = rule.title
    quote = rule.quote
    clause = rule.clause
    document = rule.document.map(DocumentOutput.init)
    mark = rule.mark
    validFrom = rule.validFrom?.description
    due = rule.due?.description
    if let due = rule.due, let date {
      targetYearPassed = due.hasPassed(on: date)
    } else {
      targetYearPassed = nil
    }
    notes = rule.notes
    requirement = RequirementOutput(rule.requirement)
    if case .anyOf(let parts) = rule.requirement {
      branches = parts.map(BranchOutput.init)
    } else {
      branches = nil
    }
  }
}

/// One way in which an any-of rule can be met.
public struct BranchOutput: Sendable, Codable {
  public let id: String
  public let title: LocalizedText
  public let mark: Mark
  public let requirement: RequirementOutput

  init(_ branch: Branch) {
    id = branch.id
    title = branch.title
    mark = branch.mark
    requirement = RequirementOutput(branch.requirement)
  }
}

/// A number with its sign, unit and mark.
public struct ThresholdOutput: Sendable, Codable {
  public let comparison: Comparison
  public let value: Double
  public let lenientValue: Double?
  public let unit: MeasureUnit
  public let mark: Mark

  enum CodingKeys: String, CodingKey {
    case value, unit, mark
    case comparison = "operator"
    case lenientValue = "lenient_value"
  }

  init(_ threshold: Threshold) {
    comparison = threshold.comparison
    value = threshold.value
    lenientValue = threshold.lenientValue
    unit = threshold.unit
    mark = threshold.mark
  }
}
