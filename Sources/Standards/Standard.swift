public import ResponseModel

/// The text a standard or a rule comes from. What was not read is `nil`, never guessed.
public struct SourceDocument: Sendable, Hashable {
  /// In the document's own language.
  public let title: String?
  public let number: String?
  /// Only where the number was verified less well than the rest.
  public let numberMark: Mark?
  /// The number under which a regulation is filed, e.g. `ZJKC01-2024-0011`.
  public let registerNumber: String?
  public let issuer: String?
  public let date: TargetDate?
  /// The articles or clauses read, where it is not known which rule stands in which.
  public let clauses: String?

  public init(
    title: String? = nil, number: String? = nil, numberMark: Mark? = nil,
    registerNumber: String? = nil, issuer: String? = nil, date: TargetDate? = nil,
    clauses: String? = nil
  ) {
    self.title = title
    self.number = number
    self.numberMark = numberMark
    self.registerNumber = registerNumber
    self.issuer = issuer
    self.date = date
    self.clauses = clauses
  }
}

/// A set of rules that a county is judged by, read from a file of `GeoData/standards`.
public struct Standard: Sendable, Hashable {
  public let id: String
  public let name: LocalizedText
  public let document: SourceDocument
  /// How the text as a whole was read; rules and numbers carry marks of their own.
  public let mark: Mark
  public let inForceFrom: CalendarDate?
  /// Last day in force; `nil` where no end is known.
  public let inForceTo: CalendarDate?
  public let notes: [LocalizedText]
  /// Used where a command names no standard.
  public let isDefault: Bool
  /// Ships without rules on purpose, to be filled in by whoever has the text.
  public let isTemplate: Bool
  /// In the order of the file; ids are unique.
  public let rules: [Rule]

  public init(
    id: String, name: LocalizedText, document: SourceDocument = SourceDocument(), mark: Mark,
    inForceFrom: CalendarDate? = nil, inForceTo: CalendarDate? = nil, notes: [LocalizedText] = [],
    isDefault: Bool = false, isTemplate: Bool = false, rules: [Rule]
  ) {
    self.id = id
    self.name = name
    self.document = document
    self.mark = mark
    self.inForceFrom = inForceFrom
    self.inForceTo = inForceTo
    self.notes = notes
    self.isDefault = isDefault
    self.isTemplate = isTemplate
    self.rules = rules
  }

  /// The same with other rules, e.g. some of its own.
  public func with(rules: [Rule]) -> Standard {
    Standard(
      id: id, name: name, document: document, mark: mark, inForceFrom: inForceFrom,
      inForceTo: inForceTo, notes: notes, isDefault: isDefault, isTemplate: isTemplate,
      rules: rules)
  }

  /// - Complexity: O(rules).
  public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }
}
