/// Clauses that many tables share.
extension Schema {
  /// Attributes tables have an integer key and refuse values of another type.
  static func attributesTable(_ name: String, _ clauses: String) -> String {
    "CREATE TABLE \(name) (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,\n\(clauses)\n) STRICT;\n"
  }

  /// A table with shapes. STRICT knows no type called POINT, so these rely on their checks.
  static func featureTable(_ name: String, _ shape: String, _ clauses: String) -> String {
    "CREATE TABLE \(name) (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,\n"
      + "  geom \(shape),\n\(clauses)\n);\n"
  }

  /// A moment in UTC as GeoPackage writes it; decimals may be missing where another program wrote.
  static func moment(_ column: String, type: String = "TEXT", required: Bool = false) -> String {
    "\(column) \(type)\(required ? " NOT NULL" : "") CHECK (\(column) GLOB "
      + "'[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*Z')"
  }

  /// A day that exists.
  static func day(_ column: String, type: String = "TEXT", required: Bool = false) -> String {
    "\(column) \(type)\(required ? " NOT NULL" : "") CHECK (length(\(column)) = 10 "
      + "AND date(\(column)) IS \(column) OR \(column) IS NULL)"
  }

  /// The zone that the moments of a row came in, as `+08:00`.
  static let zone =
    "zone TEXT NOT NULL CHECK (zone GLOB '[+-][0-2][0-9]:[0-5][0-9]')"

  static func flag(_ column: String, type: String = "INTEGER", required: Bool = true) -> String {
    "\(column) \(type)\(required ? " NOT NULL" : "") CHECK (\(column) IN (0, 1))"
  }

  /// One of a closed list of words.
  static func word(_ column: String, _ words: [String], required: Bool = true) -> String {
    let list = words.map { "'\($0)'" }.joined(separator: ", ")
    return "\(column) TEXT\(required ? " NOT NULL" : "") CHECK (\(column) IN (\(list)))"
  }

  static func key(_ column: String) -> String {
    "\(column) TEXT NOT NULL UNIQUE CHECK (\(column) <> '')"
  }

  /// A reference that follows a renamed key and keeps what is referred to from being deleted.
  static func reference(
    _ column: String, _ target: String, required: Bool = false, cascades: Bool = false
  ) -> String {
    "\(column) TEXT\(required ? " NOT NULL" : "") REFERENCES \(target) ON UPDATE CASCADE"
      + (cascades ? " ON DELETE CASCADE" : "")
  }

  // The words as version 2 had them: a migration does not follow the model's later additions.
  static let evidenceWords = [
    "observed", "surveyed", "reported", "fitted", "modelled", "assumed", "default",
  ]
  static let roleWords = ["physician", "driver", "nurse", "stretcher_bearer"]
}
