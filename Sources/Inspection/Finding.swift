public import ResponseModel
public import Standards

/// How grave a finding is.
public enum FindingSeverity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// A clause is not met, or someone may not do what the roster says.
  case error
  /// Soon to be one, or beyond a limit that no standard gives.
  case warning
  /// Worth knowing.
  case note

  public static func < (lhs: FindingSeverity, rhs: FindingSeverity) -> Bool {
    lhs.rank < rhs.rank
  }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }

  public var label: LocalizedText {
    switch self {
    case .error: LocalizedText(zh: "严重", en: "error")
    case .warning: LocalizedText(zh: "一般", en: "warning")
    case .note: LocalizedText(zh: "提示", en: "note")
    }
  }
}

/// What a finding is about.
public enum SubjectKind: String, Sendable, Hashable, Codable, CaseIterable {
  case ambulance
  case crewMember = "crew_member"
  case station, township, village, facility, county

  public var label: LocalizedText {
    switch self {
    case .ambulance: LocalizedText(zh: "救护车", en: "ambulance")
    case .crewMember: LocalizedText(zh: "人员", en: "crew member")
    case .station: LocalizedText(zh: "急救站", en: "station")
    case .township: LocalizedText(zh: "乡镇（街道）", en: "township")
    case .village: LocalizedText(zh: "村", en: "village")
    case .facility: LocalizedText(zh: "医疗机构", en: "facility")
    case .county: LocalizedText(zh: "县（市、区）", en: "county")
    }
  }
}

/// One time at which a finding shows.
public struct Occurrence: Sendable, Hashable {
  public let fromMS: Int64
  public let toMS: Int64
  /// Who is there, by staff number.
  public var people: [String] = []
  /// The seat that each of `people` fills, by the group's key; `nil` for one who fills none.
  public var seats: [String?] = []
  public var ambulances: [String] = []
  /// Empty seats, by the group's key.
  public var missing: [String: Int] = [:]

  public init(fromMS: Int64, toMS: Int64) {
    self.fromMS = fromMS
    self.toMS = toMS
  }
}

/// A row that a finding rests on.
public struct EvidenceRow: Sendable, Hashable {
  /// Table of the store, and what tells the row apart in it.
  public let table: String
  public let key: String
  /// What it says.
  public let text: LocalizedText

  public init(table: String, key: String, text: LocalizedText) {
    self.table = table
    self.key = key
    self.text = text
  }
}

/// Something an inspector must know, with what it rests on and what would cure it.
public struct Finding: Sendable, Hashable {
  /// Made of standard, rule, subject and detail, never of times: the same problem found again next
  /// week is the same finding.
  public let id: String
  /// `nil` for what no standard asks.
  public let standardID: String?
  /// The standard's rule, or one of `InspectionCheck`.
  public let rule: String
  public let title: LocalizedText
  public let subjectKind: SubjectKind
  public let subject: String
  /// What tells findings of one rule and subject apart, e.g. the kind of licence.
  public let detail: String
  public var station: String?
  public var county: String?
  public var severity: FindingSeverity
  public var clause: String?
  public var quote: String?
  public var mark: Mark?
  /// The largest shortfall at any time, by seat.
  public var missing: [String: Int] = [:]
  /// What there is and what there must be, under the same keys; of the worst time.
  public var found: [String: Double] = [:]
  public var required: [String: Double] = [:]
  public var message: LocalizedText
  public var cure: LocalizedText
  public var deadline: CalendarDate?
  /// By time; empty for what has no times.
  public var occurrences: [Occurrence] = []
  public var rows: [EvidenceRow] = []
  /// The arithmetic, line by line.
  public var steps: [LocalizedText] = []
  /// Why it weighs less than it looks: the clause is not in force or not yet due, or what it rests on
  /// is assumed. Never empty where `isInForce` is false or `evidence` is assumed.
  public var caveats: [LocalizedText] = []
  /// Whether the clause was in force on the last day inspected; also where no standard asks.
  public let isInForce: Bool
  /// The weakest evidence of the station and the figures it rests on; `nil` where none is known.
  public internal(set) var evidence: Evidence?

  init(
    _ origin: FindingOrigin, _ subjectKind: SubjectKind, _ subject: String, detail: String = "",
    severity: FindingSeverity, message: LocalizedText, cure: LocalizedText
  ) {
    id = FindingIdentity.id([
      origin.standardID ?? "", origin.rule, subjectKind.rawValue, subject, detail,
    ])
    standardID = origin.standardID
    rule = origin.rule
    title = origin.title
    clause = origin.clause
    quote = origin.quote
    mark = origin.mark
    deadline = origin.deadline
    self.subjectKind = subjectKind
    self.subject = subject
    self.detail = detail
    self.severity = max(severity, origin.mildest)
    isInForce = origin.isInForce
    caveats = origin.caveats
    self.message = message
    self.cure = cure
  }

  /// Notes what it rests on; what is assumed makes a finding that nobody may act on unseen.
  mutating func rest(on evidence: Evidence?, _ caveat: LocalizedText) {
    guard let evidence else { return }
    self.evidence = Evidence.weakest([self.evidence, evidence].compactMap(\.self))
    if evidence == .assumed || evidence == .default, !caveats.contains(caveat) {
      caveats.append(caveat)
    }
  }

  /// Time in its occurrences.
  public var milliseconds: Int64 { occurrences.reduce(0) { $0 + ($1.toMS - $1.fromMS) } }
}

/// Which rule or check a finding comes from.
struct FindingOrigin {
  let standardID: String?
  let rule: String
  let title: LocalizedText
  let clause: String?
  let quote: String?
  let mark: Mark?
  let deadline: CalendarDate?
  var isInForce = true
  /// The gravest a finding may be: nothing is broken by not doing what is not yet asked.
  var mildest = FindingSeverity.error
  var caveats: [LocalizedText] = []

  init(_ rule: Rule, of standard: Standard, on date: CalendarDate) {
    standardID = standard.id
    self.rule = rule.id
    title = rule.title
    clause = rule.clause
    quote = rule.quote
    mark = Mark.weakest(rule.mark, rule.requirement.marks)
    deadline = rule.due.flatMap { $0.hasPassed(on: date) ? nil : $0.lastDay }
    if let due = rule.due, !due.hasPassed(on: date) {
      mildest = .warning
      caveats.append(
        LocalizedText(
          zh: "目标期限为 \(due)，检查时尚未到期", en: "the target is due by \(due), which has not passed"))
    }
    if let from = rule.validFrom ?? standard.inForceFrom, date < from {
      caveats.append(
        LocalizedText(
          zh: "条款自 \(from) 起施行，检查时尚未生效", en: "the clause is not in force before \(from)"))
      (isInForce, mildest) = (false, .note)
    }
    if let end = standard.inForceTo, date > end {
      caveats.append(
        LocalizedText(
          zh: "条款已于 \(end) 失效", en: "the clause is no longer in force since \(end)"))
      (isInForce, mildest) = (false, .note)
    }
  }

  init(_ check: InspectionCheck, mark: Mark? = nil) {
    standardID = nil
    rule = check.rawValue
    title = check.title
    clause = nil
    quote = nil
    self.mark = mark
    deadline = nil
  }
}

extension TargetDate {
  /// The last day that meets the target.
  var lastDay: CalendarDate? {
    switch self {
    case .year(let year): CalendarDate(year: year, month: 12, day: 31)
    case .month(let year, let month):
      CalendarDate(year: year, month: month, day: CalendarDate.days(inMonth: month, of: year))
    case .day(let day): day
    }
  }
}

enum FindingIdentity {
  /// `F` and 12 hexadecimal digits of the 64-bit FNV-1a digest of the parts with their lengths.
  static func id(_ parts: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in "\(part.utf8.count):\(part)".utf8 {
        hash ^= UInt64(byte)
        hash = hash &* 0x100_0000_01B3
      }
    }
    // The low bits of the product depend on few bits of the text: the halves are mixed.
    hash ^= hash >> 29
    let digits = String(hash & 0xFFFF_FFFF_FFFF, radix: 16)
    return "F" + String(repeating: "0", count: 12 - digits.count) + digits
  }
}
