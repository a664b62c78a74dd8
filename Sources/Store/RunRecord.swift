public import ResponseModel

/// An analysis that is kept: what was run on which inputs, and its figures.
public struct RunRecord: Sendable, Hashable {
  /// One figure or verdict.
  public struct Result: Sendable, Hashable {
    /// `nil` for the whole.
    public let countyCode: String?
    /// The rule it is judged by; `nil` for a figure alone.
    public let rule: String?
    /// What is measured, in the words of the report's JSON.
    public let measure: String
    /// `nil` where it could not be computed.
    public let value: Double?
    public let limit: Double?
    public let unit: String?
    /// `pass`, `fail` or `not_assessable`.
    public let verdict: String?
    public let evidence: Evidence?
    public let mark: String?

    public init(
      countyCode: String?, rule: String?, measure: String, value: Double?, limit: Double? = nil,
      unit: String?, verdict: String? = nil, evidence: Evidence? = nil, mark: String? = nil
    ) {
      self.countyCode = countyCode
      self.rule = rule
      self.measure = measure
      self.value = value
      self.limit = limit
      self.unit = unit
      self.verdict = verdict
      self.evidence = evidence
      self.mark = mark
    }
  }

  public let id: String
  public let command: String
  public let actor: String
  public let at: Instant
  public let program: String
  public let standardID: String?
  public let standardSHA256: String?
  /// A JSON object.
  public let parameters: String
  /// Of the report that was written.
  public let resultSHA256: String
  public let inputs: [SourceFile]
  public let results: [Result]

  public init(
    id: String, command: String, actor: String, at: Instant, program: String, standardID: String?,
    standardSHA256: String?, parameters: String, resultSHA256: String, inputs: [SourceFile],
    results: [Result]
  ) {
    self.id = id
    self.command = command
    self.actor = actor
    self.at = at
    self.program = program
    self.standardID = standardID
    self.standardSHA256 = standardSHA256
    self.parameters = parameters
    self.resultSHA256 = resultSHA256
    self.inputs = inputs
    self.results = results
  }
}

/// A standard that is in force somewhere for some time.
public struct StandardInForce: Sendable, Hashable {
  public let id: String
  public let name: String
  public let sha256: String
  /// The file as it was read.
  public let text: String
  /// `nil` for every county.
  public let countyCode: String?
  public let from: CalendarDate?
  public let to: CalendarDate?

  public init(
    id: String, name: String, sha256: String, text: String, countyCode: String?,
    from: CalendarDate?, to: CalendarDate?
  ) {
    self.id = id
    self.name = name
    self.sha256 = sha256
    self.text = text
    self.countyCode = countyCode
    self.from = from
    self.to = to
  }
}
