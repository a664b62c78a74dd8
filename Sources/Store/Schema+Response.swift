import GRDB

/// Version 4: what response times are made of besides the way: call handling and day hours of
/// counties, turnout of stations, townships in the mountains or on islands.
extension Schema {
  static func response(_ database: Database) throws {
    func time(_ column: String) -> String {
      "\(column) DOUBLE CHECK (\(column) >= 0 AND \(column) < 86400)"
    }
    func clock(_ column: String) -> String {
      "\(column) TEXT CHECK (\(column) GLOB '[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]')"
    }
    let columns = [
      "counties": [
        time("call_handling_s"), word("call_handling_evidence", evidenceWords, required: false),
        clock("day_hours"),
      ],
      "townships": [flag("mountain_or_island", type: "BOOLEAN", required: false)],
      "stations": [
        time("turnout_day_s"), time("turnout_night_s"),
        word("turnout_evidence", evidenceWords, required: false),
      ],
    ]
    for (table, columns) in columns.sorted(by: { $0.key < $1.key }) {
      for column in columns {
        try database.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(column)")
      }
    }
  }
}
