import GRDB
public import ResponseModel

extension ServiceStore {
  /// The file that holds the road network of a store, beside it: `lishui.gpkg` has `lishui.roads`.
  public static func roadFile(of path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[slash...].lastIndex(of: "."), dot != slash else { return path + ".roads" }
    return path[..<dot] + ".roads"
  }

  /// The road network of this store; `nil` where none was imported.
  public func roadNetwork() throws(StoreError) -> RoadNetworkRecord? {
    try StoreError.translating(path) {
      try queue.read { database in
        try ServiceRows.rows("road_networks", in: database) { row in
          RoadNetworkRecord(
            file: try row.text("file"), sha256: try row.text("sha256"),
            source: try row.text("source"), sourceSHA256: try row.text("source_sha256"),
            marginMeters: try row["margin_m"], places: try row["places"], nodes: try row["nodes"],
            arcs: try row["arcs"], segments: try row["segments"],
            lengthMeters: try row.present(try row.amount("length_m"), "length_m"),
            program: try row.text("program"),
            command: try row.text("command"), at: try row.requiredMoment("at"))
        }.last
      }
    }
  }

  /// Names a road network in place of the one there was, with its line in the audit trail, in one
  /// transaction.
  ///
  /// - Parameter placing: moves the new file to its place; runs before the transaction ends, so that
  ///   where it fails the store names the old file still.
  public func replaceRoadNetwork(
    _ record: RoadNetworkRecord, note: AuditNote, issues: [DataIssue] = [],
    placing: () throws -> Void
  ) throws {
    do {
      try queue.write { database in
        try database.execute(sql: "DELETE FROM road_networks")
        try database.execute(
          sql: """
            INSERT INTO road_networks (file, sha256, source, source_sha256, margin_m, places, nodes,
              arcs, segments, length_m, program, command, at, zone)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            record.file, record.sha256, record.source, record.sourceSHA256, record.marginMeters,
            record.places, record.nodes, record.arcs, record.segments, record.lengthMeters,
            record.program, record.command, record.at.utcText, record.at.zoneText,
          ])
        try AuditTrail.append(note, [], in: database)
        try AuditTrail.replaceIssues(issues, note, [], in: database)
        if let file = note.file { try AuditTrail.replaceSource(file, in: database) }
        try placing()
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}
