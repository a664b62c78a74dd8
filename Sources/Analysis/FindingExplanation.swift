public import FoundationEssentials
public import Inspection
public import ResponseModel
import Standards

/// One finding with everything it rests on.
public struct FindingExplanation: Sendable, Codable {
  public struct Measure: Sendable, Codable {
    public var name: String
    @NullEncoded public var found: Double?
    @NullEncoded public var required: Double?
    @NullEncoded public var missing: Int?

    public init(name: String, found: Double?, required: Double?, missing: Int?) {
      self.name = name
      _found = NullEncoded(wrappedValue: found)
      _required = NullEncoded(wrappedValue: required)
      _missing = NullEncoded(wrappedValue: missing)
    }
  }

  public struct Time: Sendable, Codable {
    public var from: String
    public var to: String
    @NullEncoded public var people: String?
    @NullEncoded public var ambulances: String?
    @NullEncoded public var missing: String?

    public init(from: String, to: String, people: String?, ambulances: String?, missing: String?) {
      self.from = from
      self.to = to
      _people = NullEncoded(wrappedValue: people)
      _ambulances = NullEncoded(wrappedValue: ambulances)
      _missing = NullEncoded(wrappedValue: missing)
    }
  }

  public struct Event: Sendable, Codable {
    public var day: String
    /// `new`, `seen`, `reopened`, `cured`, `accepted`, `opened` or `noted`.
    public var event: String
    public var actor: String
    @NullEncoded public var text: String?

    public init(day: String, event: String, actor: String, text: String?) {
      self.day = day
      self.event = event
      self.actor = actor
      _text = NullEncoded(wrappedValue: text)
    }
  }

  public var id: String
  public var rule: String
  public var title: String
  @NullEncoded public var standard: String?
  @NullEncoded public var clause: String?
  @NullEncoded public var quote: String?
  @NullEncoded public var mark: String?
  public var severity: FindingSeverity
  public var subjectKind: SubjectKind
  public var subject: String
  @NullEncoded public var station: String?
  @NullEncoded public var county: String?
  public var message: String
  public var cure: String
  public var status: FindingStatus
  @NullEncoded public var statusBy: String?
  @NullEncoded public var reason: String?
  @NullEncoded public var note: String?
  public var firstSeen: String
  public var lastSeen: String
  @NullEncoded public var deadline: String?
  @NullEncoded public var recheckOn: String?
  public var measures: [Measure]
  /// All there were; a store keeps the first 400 of `times`.
  public var occurrenceCount: Int
  public var times: [Time]
  public var rows: [InspectionReport.Row]
  public var arithmetic: [String]
  public var history: [Event]
  /// What a reader of the data must know, e.g. that it is synthetic.
  public var notices: [String] = []

  public init(
    id: String, rule: String, title: String, standard: String?, clause: String?, quote: String?,
    mark: String?, severity: FindingSeverity, subjectKind: SubjectKind, subject: String,
    station: String?, county: String?, message: String, cure: String, status: FindingStatus,
    statusBy: String?, reason: String?, note: String?, firstSeen: String, lastSeen: String,
    deadline: String?, recheckOn: String?, measures: [Measure], occurrenceCount: Int,
    times: [Time], rows: [InspectionReport.Row], arithmetic: [String], history: [Event]
  ) {
    self.id = id
    self.rule = rule
    self.title = title
    self.severity = severity
    self.subjectKind = subjectKind
    self.subject = subject
    self.message = message
    self.cure = cure
    self.status = status
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.measures = measures
    self.occurrenceCount = occurrenceCount
    self.times = times
    self.rows = rows
    self.arithmetic = arithmetic
    self.history = history
    _standard = NullEncoded(wrappedValue: standard)
    _clause = NullEncoded(wrappedValue: clause)
    _quote = NullEncoded(wrappedValue: quote)
    _mark = NullEncoded(wrappedValue: mark)
    _station = NullEncoded(wrappedValue: station)
    _county = NullEncoded(wrappedValue: county)
    _statusBy = NullEncoded(wrappedValue: statusBy)
    _reason = NullEncoded(wrappedValue: reason)
    _note = NullEncoded(wrappedValue: note)
    _deadline = NullEncoded(wrappedValue: deadline)
    _recheckOn = NullEncoded(wrappedValue: recheckOn)
  }

  /// A finding of an inspection just made.
  ///
  /// - Parameter lastSeen: the last day that was inspected; a time may end after it.
  public init(_ item: InspectionReport.Item, lastSeen: String, history: [Event]) {
    let names = Set(item.found.keys).union(item.required.keys).union(item.missing.keys)
    self.init(
      id: item.id, rule: item.rule, title: item.title, standard: item.standard,
      clause: item.clause, quote: item.quote, mark: item.mark?.rawValue, severity: item.severity,
      subjectKind: item.subjectKind, subject: item.subject, station: item.station,
      county: item.county, message: item.message, cure: item.cure, status: item.status,
      statusBy: item.statusBy, reason: item.reason, note: item.note, firstSeen: item.firstSeen,
      lastSeen: lastSeen, deadline: item.deadline,
      recheckOn: item.recheckOn,
      measures: names.sorted().map {
        Measure(
          name: $0, found: item.found[$0], required: item.required[$0], missing: item.missing[$0])
      },
      occurrenceCount: item.occurrenceCount,
      times: item.occurrences.map { time in
        Time(
          from: time.from, to: time.to,
          people: time.people.isEmpty ? nil : time.people.map(\.id).joined(separator: ", "),
          ambulances: time.ambulances.isEmpty ? nil : time.ambulances.joined(separator: ", "),
          missing: time.missing.isEmpty
            ? nil
            : time.missing.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
              .joined(separator: ", "))
      }, rows: item.rows, arithmetic: item.caveats + item.arithmetic, history: history)
  }

  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + [0x0A]
  }

  /// As a person reads it.
  public func text(_ language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    var lines = ["\(id)  \(message)"]
    func add(_ zh: String, _ en: String, _ value: String?) {
      if let value, !value.isEmpty { lines.append("  \(say(zh, en)): \(value)") }
    }
    add("条款", "rule", "\(title) (\(rule))")
    add("标准", "standard", standard ?? say("无标准条款，见限值文件", "none asks it; see the limits"))
    add("条文", "clause", clause)
    add("原文", "text", quote.map { "“\($0)”" })
    add("核实标记", "mark", mark.map { "[\($0)]" })
    add("级别", "severity", severity.label[language])
    add("对象", "subject", "\(subjectKind.label[language]) \(subject)")
    add("站点", "station", station)
    add("县（市、区）", "county", county)
    add("整改", "cure", cure)
    add("状态", "status", status.label[language])
    add("责任人", "by", statusBy)
    add("理由", "reason", reason)
    add("备注", "note", note)
    add("首次发现", "first seen", firstSeen)
    add("最近发现", "last seen", lastSeen)
    add("期限", "deadline", deadline)
    add("复查", "re-check", recheckOn)
    func number(_ value: Double?) -> String {
      guard let value else { return "–" }
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
    if !measures.isEmpty {
      lines.append("  " + say("数值（实际 / 要求 / 缺）：", "numbers (found / required / missing):"))
      lines += measures.map {
        "    \(FindingWords.measure($0.name)?[language] ?? $0.name): \(number($0.found)) / \(number($0.required)) / "
          + ($0.missing.map(String.init) ?? "–")
      }
    }
    if !times.isEmpty {
      lines.append("  " + say("时段（共 \(occurrenceCount)）：", "times (\(occurrenceCount) in all):"))
      lines += times.map { time in
        [
          "    \(time.from) – \(time.to)", time.people, time.ambulances,
          time.missing.map { "– \(FindingWords.missing($0, language))" },
        ]
        .compactMap { $0 }.joined(separator: "  ")
      }
    }
    if !rows.isEmpty {
      lines.append("  " + say("所读的行：", "rows read:"))
      lines += rows.map { row in
        "    [\(FindingWords.table(row.table)?[language] ?? row.table)] \(row.text)"
      }
    }
    if !arithmetic.isEmpty {
      lines.append("  " + say("计算：", "arithmetic:"))
      lines += arithmetic.map { "    " + $0 }
    }
    if !history.isEmpty {
      lines.append("  " + say("沿革：", "history:"))
      lines += history.map { event in
        "    \(event.day) \(FindingWords.event(event.event)?[language] ?? event.event) \(event.actor)"
          + (event.text.map { " \($0)" } ?? "")
      }
    }
    lines += notices.map { "! " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }
}
