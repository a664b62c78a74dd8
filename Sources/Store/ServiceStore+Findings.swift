import Analysis
import GRDB
public import Inspection
public import ResponseModel

/// What an inspector wrote about a finding.
public struct FindingEdit: Sendable, Hashable {
  public let id: String
  public var status: FindingStatus?
  public var by: String?
  public var reason: String?
  public var note: String?
  public var deadline: CalendarDate?
  public var recheckOn: CalendarDate?
  /// 1-based row of the file it came from.
  public let line: Int

  public init(id: String, line: Int) {
    self.id = id
    self.line = line
  }
}

/// What is stored of a finding for `ambit explain`.
public struct StoredFinding: Sendable, Hashable {
  public struct Time: Sendable, Hashable {
    public let from: Instant
    public let to: Instant
    public let people: String?
    public let ambulances: String?
    public let missing: String?
  }

  public struct Event: Sendable, Hashable {
    public let day: CalendarDate
    public let event: String
    public let actor: String
    public let text: String?
  }

  public struct Measure: Sendable, Hashable {
    public let name: String
    public let found: Double?
    public let required: Double?
    public let missing: Int?
  }

  public let state: FindingState
  public let measures: [Measure]
  public let times: [Time]
  public let rows: [EvidenceRow]
  public let steps: [LocalizedText]
  public let history: [Event]
}

extension ServiceStore {
  /// Findings that were kept.
  ///
  /// - Parameter day: as they stood at the end of this day, without later ones; as they stand where
  ///   `nil`.
  public func findings(asOf day: CalendarDate? = nil) throws(StoreError) -> [FindingState] {
    try StoreError.translating(path) {
      try queue.read { database in
        var states = try FindingTable.states(in: database)
        guard let day else { return states }
        states = states.filter { $0.firstSeen <= day }
        for index in states.indices {
          let event = try String.fetchOne(
            database,
            sql: """
              SELECT event FROM finding_history WHERE finding_id = ? AND day <= ?
                AND event <> 'noted' ORDER BY day DESC, fid DESC LIMIT 1
              """, arguments: [states[index].id, day.description])
          states[index].status =
            event == "cured" ? .cured : event == "accepted" ? .accepted : .open
        }
        return states
      }
    }
  }

  /// The last day inspected of each inspection that was kept, oldest first.
  public func inspectionDays() throws(StoreError) -> [CalendarDate] {
    try StoreError.translating(path) {
      try queue.read { database in
        try String.fetchAll(database, sql: "SELECT last_day FROM inspections ORDER BY last_day")
          .compactMap { CalendarDate($0) }
      }
    }
  }

  /// One finding with all that was kept of it; `nil` where there is none with this id.
  public func finding(_ id: String) throws(StoreError) -> StoredFinding? {
    try StoreError.translating(path) {
      try queue.read { try FindingTable.stored(id, in: $0) }
    }
  }

  /// Keeps an inspection, in one transaction: its findings, what became of earlier ones, and the
  /// history of each.
  ///
  /// - Returns: how it compares with what was kept before.
  /// - Throws: `StoreError`; `.badRow` where a later inspection of the same standard is already kept:
  ///   a history runs forward.
  public func keep(
    _ result: InspectionResult, note: AuditNote
  ) throws(StoreError) -> FindingComparison {
    try StoreError.translating(path) {
      try queue.write { database in
        try FindingWriter(database, result, note, path: path).write()
      }
    }
  }

  /// Applies what an inspector wrote: status, reason, deadline, note. All of it or nothing.
  ///
  /// - Parameter isDry: does the same and takes it back.
  /// - Returns: how many findings changed.
  /// - Throws: `StoreError.badRow` with an issue for each row that cannot be applied.
  public func apply(
    _ edits: [FindingEdit], file: SourceFile, on day: CalendarDate, isDry: Bool = false,
    note: AuditNote
  ) throws(StoreError) -> Int {
    try StoreError.translating(path) {
      var changed = 0
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          changed = try FindingEditor(database, note, day).apply(edits, file: file)
          return isDry ? .rollback : .commit
        }
      }
      return changed
    }
  }
}
