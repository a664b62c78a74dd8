public import ResponseModel

/// One rule 条款 of a standard: the words of the text, and what they ask for as data.
public struct Rule: Sendable, Hashable {
  public let id: String
  public let title: LocalizedText
  /// The clause, word for word; `nil` where its words were not read.
  public let quote: String?
  /// Its number in the document, e.g. `二(一)4`.
  public let clause: String?
  /// `nil` where it is the standard's document.
  public let document: SourceDocument?
  /// How the text was verified. Each number carries its own mark besides.
  public let mark: Mark
  public let validFrom: CalendarDate?
  /// The date by which it is to be met; `nil` where the text names none.
  public let due: TargetDate?
  public let notes: [LocalizedText]
  public let requirement: Requirement

  public init(
    id: String, title: LocalizedText, quote: String? = nil, clause: String? = nil,
    document: SourceDocument? = nil, mark: Mark, validFrom: CalendarDate? = nil,
    due: TargetDate? = nil, notes: [LocalizedText] = [], requirement: Requirement
  ) {
    self.id = id
    self.title = title
    self.quote = quote
    self.clause = clause
    self.document = document
    self.mark = mark
    self.validFrom = validFrom
    self.due = due
    self.notes = notes
    self.requirement = requirement
  }
}

/// One way of several in which an any-of rule can be met.
public struct Branch: Sendable, Hashable {
  public let id: String
  public let title: LocalizedText
  public let mark: Mark
  /// Never itself an any-of.
  public let requirement: Requirement

  public init(id: String, title: LocalizedText, mark: Mark, requirement: Requirement) {
    if case .anyOf = requirement { preconditionFailure("a branch holds no further branches") }
    self.id = id
    self.title = title
    self.mark = mark
    self.requirement = requirement
  }
}
