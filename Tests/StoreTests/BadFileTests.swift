import Foundation
import GRDB
import ResponseModel
import Testing

@testable import Store

/// Each bad file gives one clear error and stays as it is.
@Suite struct BadFileTests {
  private let folder: StoreFolder
  private let good: String

  init() throws {
    folder = try StoreFolder()
    good = try folder.store(with: ServiceSketch.full())
  }

  /// What opening, checking, writing and copying it say.
  private func expectRefused(_ path: String, _ code: StoreError.Code) throws {
    let before = try bytes(of: path)
    func expect(_ what: String, _ code: StoreError.Code, _ body: () throws -> Void) {
      let error = #expect(throws: StoreError.self, "\(what)", performing: body)
      #expect(error?.code == code, "\(what): \(error?.message.en ?? "")")
      #expect(error?.message.en.contains("\n") == false)
    }
    expect("read", code) { _ = try ServiceStore(readingFrom: path).load() }
    expect("check", code) { _ = try StoreCheck(of: path) }
    expect("write", code) {
      let store = try ServiceStore(writingTo: path)
      _ = try store.apply([.stations([])], note: ServiceSketch.note())
    }
    if code != .newerVersion {
      expect("backup", code) { try ServiceStore.backup(path, to: folder.path("copy.gpkg")) }
    }
    #expect(try bytes(of: path) == before)
    #expect(try !folder.names().contains { $0.hasPrefix("copy") })
  }

  private func write(_ data: Data) throws -> String {
    let path = folder.path("bad.gpkg")
    try data.write(to: URL(filePath: path))
    return path
  }

  @Test func `An empty file is no store`() throws {
    try expectRefused(write(Data()), .notAStore)
  }

  @Test func `Garbage is no store`() throws {
    try expectRefused(write(Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) })), .notAStore)
  }

  @Test func `A GeoPackage of another program is no store`() throws {
    let path = folder.path("other.gpkg")
    let queue = try DatabaseQueue(path: path)
    try queue.write {
      try $0.execute(sql: "PRAGMA application_id = 1196444487; CREATE TABLE t (a)")
    }
    try queue.close()
    try expectRefused(path, .notAStore)
  }

  @Test(arguments: [0.02, 0.2, 0.5, 0.8, 0.99])
  func `A truncated file is damaged or no store, never half read`(part: Double) throws {
    let whole = try bytes(of: good)
    let path = try write(whole.prefix(Int(Double(whole.count) * part)))
    let before = try bytes(of: path)
    let check = Result { try StoreCheck(of: path) }
    switch check {
    case .success(let check): #expect(check.isDamaged)
    case .failure(let error as StoreError):
      #expect([.damaged, .notAStore].contains(error.code), "\(error)")
    case .failure(let error): throw error
    }
    #expect(throws: StoreError.self) { try ServiceStore.backup(path, to: folder.path("copy.gpkg")) }
    #expect(try bytes(of: path) == before)
    #expect(try folder.names() == ["bad.gpkg", "store.gpkg"])
  }

  @Test func `A store of a newer version is refused and can still be copied`() throws {
    let queue = try DatabaseQueue(path: good)
    try queue.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-from-the-future')")
    }
    try queue.close()
    try expectRefused(good, .newerVersion)
    try ServiceStore.backup(good, to: folder.path("copy.gpkg"))
    #expect(try folder.names().contains("copy.gpkg"))
  }

  @Test func `A missing file is missing`() throws {
    let error = #expect(throws: StoreError.self) {
      try ServiceStore(readingFrom: folder.path("none.gpkg"))
    }
    #expect(error?.code == .fileNotFound)
    #expect(try folder.names() == ["store.gpkg"])
  }

  @Test func `A row that another program made impossible is named`() throws {
    try DatabaseQueue(path: good, configuration: ServiceStore.configuration()).write {
      try $0.execute(sql: "UPDATE counties SET residents = 'many' WHERE code = '100001'")
    }
    // A text in a column of numbers passes the check `>= 0` of SQLite.
    let error = #expect(throws: StoreError.self) { try ServiceStore(readingFrom: good).load() }
    #expect(error?.code == .badRow)
    #expect(error?.message.en.contains("residents") == true)
  }

  private func edit(_ sql: String) throws {
    try DatabaseQueue(path: good, configuration: ServiceStore.configuration()).write {
      try $0.execute(sql: sql)
    }
  }

  @Test func `A row without a code is named by what it has`() throws {
    try edit("UPDATE demand_points SET residents = 'many' WHERE fid = 1")
    let error = #expect(throws: StoreError.self) { try ServiceStore(readingFrom: good).load() }
    #expect(error?.code == .badRow)
    #expect(error?.message.en.contains("table demand_points, fid 1 (") == true)
  }

  @Test(arguments: [
    ("DROP TABLE visits", "visits"),
    ("ALTER TABLE demand_points RENAME COLUMN residents TO people", "residents"),
    ("ALTER TABLE licences RENAME COLUMN number TO text", "number"),
  ])
  func `A table or column that was taken away is named`(sql: String, word: String) throws {
    try edit(sql)
    let before = try bytes(of: good)
    let error = #expect(throws: StoreError.self) { try ServiceStore(readingFrom: good).load() }
    #expect(error?.code == .damaged)
    #expect(error?.message.en.contains(word) == true, "\(error?.message.en ?? "")")
    #expect(try bytes(of: good) == before)
  }

  @Test func `A folder is no store`() throws {
    let inside = folder.path("folder.gpkg")
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    let attempts: [() throws -> Void] = [
      { _ = try ServiceStore(readingFrom: inside) }, { _ = try ServiceStore(writingTo: inside) },
      { _ = try StoreCheck(of: inside) },
    ]
    for attempt in attempts {
      let error = #expect(throws: StoreError.self, performing: attempt)
      #expect(error?.code == .notAStore)
      #expect(error?.message.en.contains("is a folder") == true)
    }
  }

  /// 4549 is 0x11C5.
  @Test(arguments: [
    "UPDATE gpkg_geometry_columns SET srs_id = 4549 WHERE table_name = 'stations'",
    "UPDATE stations SET geom = CAST(substr(geom, 1, 4) || X'C5110000' || substr(geom, 9) AS BLOB)",
  ])
  func `A layer that was reprojected is not read as degrees`(sql: String) throws {
    try edit(
      "INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4549, 'EPSG', 4549, 'undefined', '');"
        + sql)
    let error = #expect(throws: StoreError.self) {
      try ServiceStore(readingFrom: good).load(layers: [.stations])
    }
    #expect(error?.code == .badRow)
    #expect(error?.message.en.contains("stations is in reference system 4549") == true)
    #expect(error?.message.en.contains("EPSG:4326") == true)
    #expect(try StoreCheck(of: good).isDamaged)
    _ = try ServiceStore(readingFrom: good).load(layers: [.counties])
  }

  @Test func `A write-ahead log that was left behind is read, not lost`() throws {
    let queue = try DatabaseQueue(path: good, configuration: ServiceStore.configuration())
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try queue.write {
      try $0.execute(sql: "UPDATE stations SET name = '改名' WHERE code = '100001-S1'")
    }
    // What a crash leaves: both files, nobody's connection.
    let left = folder.path("left.gpkg")
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: good + suffix, toPath: left + suffix)
    }
    try queue.close()
    let before = try bytes(of: left)
    #expect(try ServiceStore(readingFrom: left).load().stations[0].name == "改名")
    #expect(try bytes(of: left) == before)
    try ServiceStore.backup(left, to: folder.path("copy.gpkg"))
    #expect(try ServiceStore(readingFrom: folder.path("copy.gpkg")).load().stations[0].name == "改名")
    _ = try ServiceStore(writingTo: left).apply(
      [.stations([ServiceSketch.station("N1")])], note: ServiceSketch.note(),
      mode: ImportMode(scope: .rows))
    #expect(try ServiceStore(readingFrom: left).load().stations.count == 4)
    #expect(try !StoreCheck(of: left).isDamaged)
  }

  @Test func `A full disk is said to be full, and the store is as it was`() throws {
    let path = try folder.store(
      "small.gpkg", with: ServiceData(counties: [County(code: "100001", name: "县")]))
    let before = try bytes(of: path)
    // A limit on the size of files stands in for the disk; the signal it sends is ignored.
    let blocks = before.count / 1024 + 200
    let ran = try Running.run(
      "/bin/bash", "-c",
      "trap '' XFSZ; ulimit -f \(blocks); exec '\(Stress.path)' import '\(path)' 20000 full")
    #expect(ran.code == 1)
    #expect(ran.errors.contains("small.gpkg"), "\(ran.errors)")
    #expect(ran.errors.split(separator: "\n").count == 1)
    #expect(try ServiceStore(readingFrom: path).load().demandPoints.isEmpty)
    #expect(try !StoreCheck(of: path).isDamaged)
    #expect(try bytes(of: path) == before)
  }

  /// Root may write everywhere, so that a test run by root becomes nobody for this.
  @Test func `A file or folder that may not be written is read, and writing says so`() throws {
    let files = FileManager.default
    let inside = folder.path("closed")
    try files.createDirectory(atPath: inside, withIntermediateDirectories: true)
    let path = inside + "/store.gpkg"
    try files.copyItem(atPath: good, toPath: path)
    try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: inside)
    defer {
      do {
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: inside)
      } catch {
        Issue.record(error)
      }
    }
    let before = try bytes(of: path)
    let program = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--clear-groups"] : []
    func run(_ words: String...) throws -> Ran {
      let all = program + [Stress.path] + words
      return try Running(all[0], Array(all.dropFirst())).end()
    }
    let read = try run("read", path, "1")
    #expect(read.code == 0, "\(read.errors)")
    let write = try run("append", path, "a", "1")
    #expect(write.code == 1)
    #expect(write.errors.contains("check the path and its permissions"), "\(write.errors)")
    #expect(write.errors.contains("\(path) can only be read"), "\(write.errors)")
    #expect(try bytes(of: path) == before)
    #expect(try files.contentsOfDirectory(atPath: inside) == ["store.gpkg"])
  }
}
