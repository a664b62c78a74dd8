public import ResponseModel
import Standards

/// What was done about a finding.
public enum FindingStatus: String, Sendable, Hashable, Codable, CaseIterable {
  case open, cured, accepted

  public var label: LocalizedText {
    switch self {
    case .open: LocalizedText(zh: "未整改", en: "open")
    case .cured: LocalizedText(zh: "已整改", en: "cured")
    case .accepted: LocalizedText(zh: "已接受", en: "accepted")
    }
  }
}

/// How a finding stands to the inspection before.
public enum FindingChange: String, Sendable, Hashable, Codable, CaseIterable {
  case new, persisting, reopened, cured

  public var label: LocalizedText {
    switch self {
    case .new: LocalizedText(zh: "新发现", en: "new")
    case .persisting: LocalizedText(zh: "仍存在", en: "persisting")
    case .reopened: LocalizedText(zh: "再次出现", en: "reopened")
    case .cured: LocalizedText(zh: "已消除", en: "cured")
    }
  }
}

/// A finding as a store keeps it between inspections.
public struct FindingState: Sendable, Hashable {
  public let id: String
  public let standardID: String?
  public let rule: String
  public let title: LocalizedText
  public let subjectKind: SubjectKind
  public let subject: String
  public let station: String?
  public let county: String?
  public let severity: FindingSeverity
  public let clause: String?
  public let quote: String?
  public let mark: String?
  public let message: LocalizedText
  public let cure: LocalizedText
  public var status: FindingStatus
  public var statusOn: CalendarDate
  public var statusBy: String?
  public var reason: String?
  public var note: String?
  public var deadline: CalendarDate?
  public var recheckOn: CalendarDate?
  public let firstSeen: CalendarDate
  public let lastSeen: CalendarDate
  /// Times at which it showed when it was last seen.
  public let timeCount: Int
  /// How long the inspection that last saw it looked.
  public let windowMS: Int64

  public init(
    id: String, standardID: String?, rule: String, title: LocalizedText, subjectKind: SubjectKind,
    subject: String, station: String?, county: String?, severity: FindingSeverity,
    clause: String? = nil, quote: String? = nil, mark: String? = nil, message: LocalizedText,
    cure: LocalizedText, status: FindingStatus, statusOn: CalendarDate, statusBy: String? = nil,
    reason: String? = nil, note: String? = nil, deadline: CalendarDate? = nil,
    recheckOn: CalendarDate? = nil, firstSeen: CalendarDate, lastSeen: CalendarDate,
    timeCount: Int, windowMS: Int64
  ) {
    self.id = id
    self.standardID = standardID
    self.rule = rule
    self.title = title
    self.subjectKind = subjectKind
    self.subject = subject
    self.station = station
    self.county = county
    self.severity = severity
    self.clause = clause
    self.quote = quote
    self.mark = mark
    self.message = message
    self.cure = cure
    self.status = status
    self.statusOn = statusOn
    self.statusBy = statusBy
    self.reason = reason
    self.note = note
    self.deadline = deadline
    self.recheckOn = recheckOn
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.timeCount = timeCount
    self.windowMS = windowMS
  }
}

/// An inspection beside what was kept of earlier ones.
public struct FindingComparison: Sendable {
  /// Of each finding of the inspection, by id.
  public let changes: [String: FindingChange]
  /// What was open, would have shown and does not.
  public let cured: [FindingState]
  public let known: [String: FindingState]

  /// - Parameter states: findings that were kept.
  public init(_ result: InspectionResult, with states: [FindingState]) {
    known = Dictionary(states.map { ($0.id, $0) }) { first, _ in first }
    var changes: [String: FindingChange] = [:]
    for finding in result.findings {
      switch known[finding.id]?.status {
      case nil: changes[finding.id] = .new
      case .cured?: changes[finding.id] = .reopened
      case .open?, .accepted?: changes[finding.id] = .persisting
      }
    }
    self.changes = changes
    let open = Set(result.open.map { "\($0.check)|\($0.county ?? "")" })
    let counties = Set(result.counties.map(\.code))
    cured = states.filter { state in
      state.status != .cured && changes[state.id] == nil
        && state.standardID.map { $0 == result.standard.id } ?? true
        && state.county.map(counties.contains) ?? result.isWhole
        && result.judged.contains(state.rule)
        && !result.unjudged.contains("\(state.rule)|\(state.subject)")
        && !open.contains("\(state.rule)|\(state.county ?? "")") && !open.contains("\(state.rule)|")
        && state.lastSeen <= result.window.lastDay
        // Only who looked as long can say that what shows at times is gone.
        && (state.timeCount == 0
          || result.window.span.upperBound - result.window.span.lowerBound >= state.windowMS)
    }
  }
}
