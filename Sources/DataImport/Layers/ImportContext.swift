import Geometry
import ResponseModel

/// What is known while rows are read, and what was noticed.
///
/// Not `Sendable`: one import, one task.
final class ImportContext {
  let references: ReferenceData
  let clock: ZoneClock
  /// How a row's numbers become a position; `nil` where the layer has none.
  let converter: PositionConverter?
  /// `--evidence`, for rows that do not say.
  let evidence: Evidence
  /// `--county`, for rows that do not say.
  let countyCode: String?
  /// File name, for rows that do not say where they come from.
  let sourceName: String
  var issues = IssueList()
  /// Names of stations that calls bear and the store does not know.
  var unknownStations: Set<String> = []
  /// Calls that state a response time, and those where the clock times say another.
  var statedResponses = 0
  var statedDisagreements = 0
  /// Those whose number has no unit, and those that are no duration at all.
  var statedWithoutUnit = 0
  var unreadableStated = 0
  /// Columns that some row filled.
  private var seen: Set<String> = []
  private var noted = 0
  /// What each name of a station was found to be; `nil` for one that no station has.
  private var stations: [String: String?] = [:]
  let memo = CallMemo()
  /// Clock times of the row at hand, kept for the room they take: a row of a million asks for none.
  var written: [(step: Int, time: WrittenTime)] = []

  init(
    references: ReferenceData, clock: ZoneClock, converter: PositionConverter?, evidence: Evidence,
    countyCode: String?, sourceName: String
  ) {
    self.references = references
    self.clock = clock
    self.converter = converter
    self.evidence = evidence
    self.countyCode = countyCode
    self.sourceName = sourceName
  }

  func stationCode(_ name: String) -> String? {
    if let known = stations[name] { return known }
    let found = references.stationCode(name)
    stations[name] = .some(found)
    return found
  }

  func hasSeen(_ field: String) -> Bool { seen.contains(field) }

  /// Remembers which columns a row that could be read had filled.
  func noteFilled(_ row: ImportRow) {
    // A thousand rows show which columns are ever filled.
    guard noted < 1000, seen.count < row.layout.slots.count else { return }
    noted += 1
    for (field, slot) in row.layout.slots where !row.raw.isEmpty(slot) { seen.insert(field) }
  }
}

/// Issues in the order they were found. Of each kind a thousand warnings are kept and a hundred
/// thousand errors: a file of a million odd rows is one finding, not a million.
struct IssueList {
  private(set) var issues: [DataIssue] = []
  private(set) var errorCount = 0
  private var counts: [String: Int] = [:]

  mutating func append(_ issue: DataIssue) {
    if issue.severity == .error { errorCount += 1 }
    let count = counts[issue.code, default: 0] + 1
    counts[issue.code] = count
    if count <= Self.limit(issue.severity) { issues.append(issue) }
  }

  /// All that were kept, and a line for each kind of which there were more.
  var all: [DataIssue] {
    var result = issues
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) {
      guard let last = issues.last(where: { $0.code == code }), count > Self.limit(last.severity)
      else { continue }
      let more = count - Self.limit(last.severity)
      result.append(
        DataIssue(
          last.severity, code: code,
          LocalizedText(zh: "另有 \(more) 行有同类问题", en: "\(more) more rows with the same issue"),
          file: last.file))
    }
    return result
  }

  private static func limit(_ severity: DataIssue.Severity) -> Int {
    severity == .error ? 100_000 : 1000
  }
}
