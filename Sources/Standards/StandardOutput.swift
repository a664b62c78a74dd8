public import ResponseModel

/// One entry of `ambit standards list --format json`.
public struct StandardEntryOutput: Sendable, Codable {
  public let id: String
  public let name: LocalizedText
  public let mark: Mark
  public let ruleCount: Int
  public let isDefault: Bool
  public let isTemplate: Bool
  public let inForceFrom: String?
  public let inForceTo: String?

  enum CodingKeys: String, CodingKey {
    case id, name, mark
    case ruleCount = "rule_count"
    case isDefault = "is_default"
    case isTemplate = "is_template"
    case inForceFrom = "in_force_from"
    case inForceTo = "in_force_to"
  }

  public init(_ standard: Standard) {
    id = standard.id
    name = standard.name
    mark = standard.mark
    ruleCount = standard.rules.count
    isDefault = standard.isDefault
    isTemplate = standard.isTemplate
    inForceFrom = standard.inForceFrom?.description
    inForceTo = standard.inForceTo?.description
  }
}

/// `ambit standards show --format json`. Keys that a text leaves open are absent.
public struct StandardOutput: Sendable, Codable {
  public let id: String
  public let name: LocalizedText
  public let mark: Mark
  public let isDefault: Bool
  public let isTemplate: Bool
  public let document: DocumentOutput
  public let inForceFrom: String?
  public let inForceTo: String?
  public let notes: [LocalizedText]
  public let rules: [RuleOutput]

  enum CodingKeys: String, CodingKey {
    case id, name, mark, document, notes, rules
    case isDefault = "is_default"
    case isTemplate = "is_template"
    case inForceFrom = "in_force_from"
    case inForceTo = "in_force_to"
  }

  /// `date` is the day for which `target_year_passed` is said.
  public init(_ standard: Standard, on date: CalendarDate? = nil) {
    id = standard.id
    name = standard.name
    mark = standard.mark
    isDefault = standard.isDefault
    isTemplate = standard.isTemplate
    document = DocumentOutput(standard.document)
    inForceFrom = standard.inForceFrom?.description
    inForceTo = standard.inForceTo?.description
    notes = standard.notes
    rules = standard.rules.map { RuleOutput($0, on: date) }
  }
}

/// A source document.
public struct DocumentOutput: Sendable, Codable {
  public let title: String?
  public let number: String?
  public let numberMark: Mark?
  public let registerNumber: String?
  public let issuer: String?
  public let date: String?
  public let clauses: String?

  enum CodingKeys: String, CodingKey {
    case title, number, issuer, date, clauses
    case numberMark = "number_mark"
    case registerNumber = "register_number"
  }

  public init(_ document: SourceDocument) {
    title = document.title
    number = document.number
    numberMark = document.numberMark
    registerNumber = document.registerNumber
    issuer = document.issuer
    date = document.date?.description
    clauses = document.clauses
  }
}
