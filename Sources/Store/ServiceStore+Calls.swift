import FoundationEssentials
import GRDB
import Geometry
import Quantities
public import ResponseModel

extension ServiceStore {
  /// Every call, one after the other in the order in which they came; none is kept.
  ///
  /// - Parameter county: only those of this county.
  /// - Throws: `StoreError.badRow` for a value that cannot be what it says; whatever `body` throws.
  /// - Complexity: O(calls) in time, O(1) in memory.
  public func eachCall(of county: String? = nil, _ body: (Call) throws -> Void) throws {
    do {
      try queue.read { database in
        let cursor = try Row.fetchCursor(
          database,
          sql: "SELECT \(CallColumns.list) FROM calls"
            + (county == nil ? "" : " WHERE county_code = ?1") + " ORDER BY fid",
          arguments: county.map { [$0] } ?? [])
        while let row = try cursor.next() { try body(try CallColumns.call(row)) }
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}

/// Columns of a call by their number: finding them by name would take most of the time that a
/// million calls need.
private enum CallColumns {
  static let names = [
    "fid", "mission_id", "event_id", "county_code", "township_code", "area_class", "station_name",
    "station_code", "outcome", "stated_response_s", "geom", "zone",
  ]
  static let moments: [(name: String, path: any WritableKeyPath<CallTimes, Instant?> & Sendable)] =
    [
      ("rang_at", \.rang), ("answered_at", \.answered), ("received_at", \.received),
      ("handled_at", \.handled), ("dispatched_at", \.dispatched), ("accepted_at", \.accepted),
      ("departed_at", \.departed), ("arrived_at", \.arrived), ("left_scene_at", \.leftScene),
      ("at_hospital_at", \.atHospital), ("completed_at", \.completed), ("returned_at", \.returned),
    ]

  static var list: String { (names + moments.map(\.name)).joined(separator: ", ") }

  static func call(_ row: Row) throws -> Call {
    let stored = StoredRow(table: "calls", row: row)
    guard let zone: String = row[11], let east = Instant.minutesEast(zone) else {
      throw stored.bad("zone", (row[11] as String?) ?? "NULL")
    }
    var times = CallTimes()
    for (index, moment) in moments.enumerated() {
      guard let text: String = row[names.count + index] else { continue }
      guard let instant = Instant(text) else { throw stored.bad(moment.name, text) }
      times[keyPath: moment.path] = instant.shown(minutesEast: east)
    }
    return Call(
      missionID: row[1], eventID: row[2], times: times,
      statedResponse: (row[9] as Double?).map { Seconds($0) }, position: try stored.point(),
      countyCode: row[3], townshipCode: row[4],
      areaClass: try word(row, 5, stored), stationName: row[6], stationCode: row[7],
      outcome: try word(row, 8, stored))
  }

  private static func word<Value: RawRepresentable>(
    _ row: Row, _ column: Int, _ stored: StoredRow
  ) throws -> Value? where Value.RawValue == String {
    guard let text: String = row[column] else { return nil }
    guard let value = Value(rawValue: text) else { throw stored.bad(names[column], text) }
    return value
  }
}
