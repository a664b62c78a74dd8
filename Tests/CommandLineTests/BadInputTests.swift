import Foundation
import Glibc
import Testing

/// Bad input gives one line that says what and what to do, the documented exit code, and leaves the
/// store as it was.
@Suite("Bad input to commands")
struct BadInputTests {
  private func expectComplaint(
    _ result: BuiltProgram.Outcome, code: Int32, _ words: String...,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(result.code == code, "\(result.errors)", sourceLocation: location)
    #expect(!result.complaint.contains("\n"), "\(result.errors)", sourceLocation: location)
    for word in words {
      #expect(result.complaint.contains(word), "\(result.errors)", sourceLocation: location)
    }
    #expect(result.output.isEmpty, sourceLocation: location)
  }

  @Test("An unknown county or standard is named, with those there are")
  func unknownNames() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    expectComplaint(
      try BuiltProgram.run("coverage", store, "--county", "999999"), code: 64, "999999", "331102")
    expectComplaint(
      try BuiltProgram.run("coverage", store, "--standard", "atlantis-1"), code: 64, "atlantis-1",
      "lishui-2024")
    expectComplaint(
      try BuiltProgram.run("new", folder.path("x.gpkg"), "--sample", "atlantis"), code: 64,
      "atlantis", "lishui")
  }

  @Test(
    "A radius that is no length is refused",
    arguments: ["0", "-5", "nan", "inf", "abc", "3.5", "0km", "1e9", "0x10km", "20000km"])
  func radius(text: String) throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try Data(contentsOf: URL(filePath: store))
    let result = try BuiltProgram.run("coverage", store, "--radius=\(text)")
    expectComplaint(result, code: 64, "a distance is")
    #expect(try Data(contentsOf: URL(filePath: store)) == before)
  }

  @Test("Words that are no command or option get one line too")
  func wrongWords() throws {
    for words in [
      ["coverage"], ["nonsense"], ["coverage", "x", "--on"], ["coverage", "x", "--jobs=0"],
    ] {
      let result = try BuiltProgram.run(words)
      expectComplaint(result, code: 64, "ambit: ", "--help")
    }
  }

  @Test("No result is written over the store or over another result")
  func sameFile() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try Data(contentsOf: URL(filePath: store))
    expectComplaint(
      try BuiltProgram.run("coverage", store, "--output", store), code: 64, "named twice")
    expectComplaint(
      try BuiltProgram.run("coverage", store, "--map", store), code: 64, "named twice")
    let link = folder.path("link.svg")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: store)
    expectComplaint(try BuiltProgram.run("coverage", store, "--map", link), code: 64, "named twice")
    let one = folder.path("one.json")
    expectComplaint(
      try BuiltProgram.run("coverage", store, "--output", one, "--map", one), code: 64,
      "named twice")
    #expect(try Data(contentsOf: URL(filePath: store)) == before)
  }

  @Test("A link is written through, a device is written to")
  func linksAndDevices() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let (target, link) = (folder.path("target.csv"), folder.path("link.csv"))
    try Data("old".utf8).write(to: URL(filePath: target))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(try BuiltProgram.run("coverage", store, "--format", "csv", "--output", link).code == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    #expect(try String(contentsOfFile: target, encoding: .utf8).hasPrefix("code,name"))
    #expect(try BuiltProgram.run("coverage", store, "--output", "/dev/null").code == 0)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("Complaints speak the language the command names")
  func languageOfComplaints() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.run("coverage", folder.path("none.gpkg"), "--language", "zh")
    expectComplaint(result, code: 66, "找不到")
  }

  @Test("A station on the wrong side of the world is named")
  func strayStation() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    // Longitude and latitude 0: sixteen zero bytes after the headers.
    try sqlite(
      store,
      "UPDATE stations SET geom = CAST(substr(geom, 1, 13) || zeroblob(16) AS BLOB)"
        + " WHERE code = '331102-S01'")
    expectComplaint(
      try BuiltProgram.run("coverage", store), code: 65, "331102-S01", "correct its position")
  }

  @Test("A row that names a county which is not there is an issue")
  func orphan() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    try sqlite(store, "UPDATE townships SET county_code = '999999' WHERE code = '331102001'")
    let result = try BuiltProgram.run("coverage", store, "--format", "json")
    #expect(result.code == 0)
    #expect(result.output.contains("township-of-no-county"))
  }

  @Test("A store that is not there, is empty, is text or was cut short is said to be so")
  func brokenStores() throws {
    let folder = try TemporaryFolder()
    expectComplaint(
      try BuiltProgram.run("coverage", folder.path("none.gpkg")), code: 66, "none.gpkg",
      "ambit new")
    for (name, bytes) in [
      ("empty.gpkg", Data()),
      ("text.gpkg", Data(String(repeating: "not a store\n", count: 200).utf8)),
    ] {
      let path = folder.path(name)
      try bytes.write(to: URL(filePath: path))
      expectComplaint(try BuiltProgram.run("coverage", path), code: 65, name)
      #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }
    let store = try folder.lishui()
    let whole = try Data(contentsOf: URL(filePath: store))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: store))
    expectComplaint(try BuiltProgram.run("coverage", store), code: 65, "lishui.gpkg")
  }

  @Test("A store of a newer version asks for a newer program")
  func newerStore() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    try sqlite(store, "INSERT INTO grdb_migrations VALUES ('99-from-the-future')")
    expectComplaint(try BuiltProgram.run("coverage", store), code: 65, "newer version")
  }

  @Test("Latitude and longitude the wrong way round are found, row named")
  func swapped() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    // A point blob: 8 bytes of header, 5 of WKB header, longitude, latitude.
    try sqlite(
      store,
      """
      UPDATE stations SET geom = CAST(substr(geom, 1, 13) || substr(geom, 22, 8)
        || substr(geom, 14, 8) AS BLOB) WHERE code = '331102-S01'
      """)
    let result = try BuiltProgram.run("coverage", store)
    expectComplaint(result, code: 65, "stations", "331102-S01", "swapped")
  }

  @Test("A boundary that crosses itself is repaired only with an issue that says so")
  func bowTie() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let wkb = BowTie.geoPackageBlob.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    try sqlite(store, "UPDATE counties SET geom = X'\(wkb)' WHERE code = '331125'")
    let result = try BuiltProgram.run("coverage", store, "--county", "331125", "--format", "json")
    #expect(result.code == 0)
    #expect(result.output.contains("boundary-repaired"))
    #expect(result.output.contains("Self-intersection"))
  }

  @Test("A file that is there is not replaced unasked")
  func existing() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    let before = try Data(contentsOf: URL(filePath: store))
    expectComplaint(try BuiltProgram.run("new", store), code: 64, "already exists", "--force")
    #expect(try Data(contentsOf: URL(filePath: store)) == before)
    // What a dead writer left beside the old file must not reach the new one.
    let journals = ["-wal", "-shm", "-journal"].map { store + $0 }
    for journal in journals { try Data("stale".utf8).write(to: URL(filePath: journal)) }
    #expect(try BuiltProgram.run("new", store, "--force").code == 0)
    #expect(journals.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
  }

  @Test("A result that cannot be written is an I/O error")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let store = try folder.lishui()
    expectComplaint(
      try BuiltProgram.run("coverage", store, "--output", folder.path("no/such/folder.json")),
      code: 74, "folder.json")
    expectComplaint(
      try BuiltProgram.run("new", folder.path("no/such/store.gpkg")), code: 74, "store.gpkg")
  }

  @Test("A data folder that is not one is said to be so")
  func dataFolder() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.run("standards", environment: ["AMBIT_DATA": folder.path("x")])
    expectComplaint(result, code: 66, "AMBIT_DATA")
  }

  @Test("Complaints are Chinese in a Chinese locale")
  func chinese() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.run(
      "coverage", folder.path("none.gpkg"), environment: ["LANG": "zh_CN.UTF-8"])
    #expect(result.code == 66)
    #expect(result.complaint.contains("找不到"))
  }

  /// Edits a store as another program would: with the triggers of the index off, since they call
  /// functions that only GeoPackage programs have.
  private func sqlite(_ store: String, _ sql: String) throws {
    let script = """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
          db.execute(f'DROP TRIGGER "{name}"')
      db.execute(sys.argv[2])
      db.commit()
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, store, sql]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}

/// A polygon that crosses itself, as a GeoPackage keeps it.
private enum BowTie {
  static var geoPackageBlob: [UInt8] {
    var bytes: [UInt8] = [0x47, 0x50, 0, 1]
    func append<Value>(_ value: Value) { withUnsafeBytes(of: value) { bytes += $0 } }
    append(Int32(4326).littleEndian)
    bytes.append(1)
    append(UInt32(6).littleEndian)
    append(UInt32(1).littleEndian)
    bytes.append(1)
    append(UInt32(3).littleEndian)
    append(UInt32(1).littleEndian)
    append(UInt32(5).littleEndian)
    for (longitude, latitude) in [
      (119.4, 28.0), (119.8, 28.3), (119.8, 28.0), (119.4, 28.3), (119.4, 28.0),
    ] {
      append(longitude.bitPattern.littleEndian)
      append(latitude.bitPattern.littleEndian)
    }
    return bytes
  }
}
