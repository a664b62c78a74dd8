import Foundation
import GRDB
import Geometry
import ResponseModel
import TestSupport
import Testing

@testable import Store

/// Stores as earlier versions of Ambit made them.
enum OldStore {
  /// A store of version `2-service` or earlier with rows in every table that version had.
  static func make(_ path: String, version: String) throws {
    let queue = try DatabaseQueue(path: path, configuration: ServiceStore.configuration())
    try Schema.migrator.migrate(queue, upTo: version)
    try queue.write { database in
      let point = GeoPackageBlob.encode(GeographicCoordinate(easting: 120, northing: 28))
      try database.execute(
        sql: """
          INSERT INTO counties (code, name, residents) VALUES ('100001', '县', 1000);
          INSERT INTO townships (code, county_code, name, kind) VALUES
            ('100001101', '100001', '镇', 'town');
          """)
      try database.execute(
        sql: """
          INSERT INTO stations (geom, code, name, county_code, evidence)
          VALUES (?, 'S1', '站', '100001', 'surveyed')
          """, arguments: [point])
      try database.execute(
        sql: """
          INSERT INTO demand_points (geom, id, county_code, name, area_class, residents, evidence,
            source) VALUES (?, 'D1', '100001', '点', 'rural', 10, 'surveyed', 'test')
          """, arguments: [point])
      guard version == "1-first-light" else { return }
      try database.execute(
        sql: """
          INSERT INTO facilities (geom, county_code, name, kind)
          VALUES (?, '100001', '县医院', 'hospital')
          """, arguments: [point])
      try database.execute(
        sql: """
          INSERT INTO consortium_units (name, lead_hospital, group_name, is_group_lead,
            township_code, township_source) VALUES ('卫生院', '县医院', '东片', 1, '100001101', 'unit name');
          INSERT INTO data_issues (severity, code, message_zh, message_en)
            VALUES ('note', 'test', '说明', 'message');
          INSERT INTO sources (name, sha256, row_count, source, licence)
            VALUES ('a.csv', 'ff', 1, 'x', 'y');
          """)
    }
    try queue.close()
  }

  /// Tables, indexes, views and triggers.
  static func outline(_ database: Database) throws -> [String] {
    // The tables behind an R-tree are SQLite's own.
    let objects = try String.fetchAll(
      database,
      sql: """
        SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master
        WHERE coalesce(sql, '') NOT LIKE 'CREATE TABLE "rtree_%' AND name NOT LIKE 'sqlite_%'
        """)
    return objects.sorted()
  }
}

@Suite struct MigrationTests {
  private let point = GeographicCoordinate(easting: 120, northing: 28)

  @Test func `A store of version 1 is brought up to date with every row`() throws {
    let folder = try StoreFolder()
    let path = folder.path("old.gpkg")
    try OldStore.make(path, version: "1-first-light")
    let data = try ServiceStore(writingTo: path).load()
    #expect(data.stations.map(\.position) == [point])
    #expect(
      data.facilities == [
        Facility(name: "县医院", countyCode: "100001", kind: .hospital, position: point)
      ])
    #expect(
      data.consortium == [
        ConsortiumMembership(
          unit: "卫生院", grid: "县医院", group: "东片", leadHospital: "县医院", isGroupLead: true,
          townshipCode: "100001101", townshipSource: "unit name")
      ])
    #expect(data.issues.count == 1 && data.sources.count == 1)
    #expect(try StoreCheck(of: path).issues.isEmpty)
  }

  @Test(arguments: Schema.versions)
  func `Every earlier version ends as a new store does`(version: String) throws {
    let folder = try StoreFolder()
    let (old, new) = (folder.path("old.gpkg"), folder.path("new.gpkg"))
    try OldStore.make(old, version: version)
    _ = try ServiceStore(writingTo: old)
    try ServiceStore.create(at: new, with: ServiceData())
    let outlines = try [old, new].map { try DatabaseQueue(path: $0).read(OldStore.outline) }
    #expect(outlines[0] == outlines[1])
    let catalogues = try [old, new].map { path in
      try DatabaseQueue(path: path).read {
        try String.fetchAll(
          $0, sql: "SELECT table_name || identifier FROM gpkg_contents ORDER BY table_name")
      }
    }
    #expect(catalogues[0] == catalogues[1])
  }

  @Test func `Reading an older store leaves its file as it is`() throws {
    let folder = try StoreFolder()
    let path = folder.path("old.gpkg")
    try OldStore.make(path, version: "1-first-light")
    let before = try bytes(of: path)
    let data = try ServiceStore(readingFrom: path).load()
    #expect(data.facilities.count == 1)
    _ = try StoreCheck(of: path)
    try ServiceStore.backup(path, to: folder.path("copy.gpkg"))
    #expect(try bytes(of: path) == before)
    #expect(try folder.names() == ["copy.gpkg", "old.gpkg"])
  }

  /// A migration that has shipped is never edited. Where this fails, add a new one instead.
  @Test func `Version 1 is as it was when it shipped`() throws {
    let queue = try DatabaseQueue(configuration: ServiceStore.configuration())
    try Schema.migrator.migrate(queue, upTo: "1-first-light")
    let outline = try queue.read(OldStore.outline)
    #expect(fingerprint(outline) == 9_904_083_002_051_924_376)
  }

  /// FNV-1a (G. Fowler, L.C. Noll, K.-P. Vo).
  private func fingerprint(_ lines: [String]) -> UInt64 {
    lines.joined(separator: "\n").utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }
}
