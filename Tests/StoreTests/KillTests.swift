import Foundation
import GRDB
import ResponseModel
import Testing

@testable import Store

/// Whatever the moment a program dies, the store is as it was before or as it would be after.
///
/// Ten kills each; `Tools/stress-store` sets `AMBIT_KILLS` to hundreds.
@Suite(.serialized) struct KillTests {
  static let kills =
    ProcessInfo.processInfo.environment["AMBIT_KILLS"].flatMap(Int.init) ?? 10
  private static let rows = 3000

  /// Moments spread over the time that an undisturbed run takes, and a little beyond.
  private func delay(_ index: Int, of span: Double) -> UInt32 {
    UInt32(span * 1.05 * 1e6 * (Double(index) + 0.5) / Double(Self.kills))
  }

  private func span(_ arguments: [String]) throws -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    let ran = try Running(Stress.path, arguments).end()
    try #require(ran.code == 0, "\(ran.errors)")
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }

  private func expectSound(_ path: String) throws {
    let check = try StoreCheck(of: path)
    #expect(!check.isDamaged, "\(check.issues.first?.message.en ?? "")")
  }

  @Test func `Killed during an import, a store has the old rows or the new ones`() throws {
    let folder = try StoreFolder()
    let counties = ServiceData(counties: [County(code: "100001", name: "县")])
    let path = try folder.store(with: counties)
    _ = try span(["import", path, "\(Self.rows)", "state-0"])
    // The first import inserts, each later one updates every row.
    let whole = try span(["import", path, "\(Self.rows)", "state-1"])
    var (state, died, finished) = ("state-1", 0, 0)
    // A run that ends before its kill proves nothing: each is tried again, somewhat earlier.
    var (index, early) = (0, 1.0)
    while died < Self.kills, index < Self.kills * 3 {
      defer { index += 1 }
      let next = "state-\(index + 2)"
      let running = try Stress.start("import", path, "\(Self.rows)", next)
      usleep(delay(died, of: whole * early))
      running.kill()
      let ran = try running.end()
      if !ran.wasKilled { early *= 0.9 }
      // Reading comes first: a reader too must cope with what the dead program left.
      let data = try ServiceStore(readingFrom: path).load(layers: [.demandPoints, .calls])
      let found = Set(data.demandPoints.map(\.source)).union(data.calls.compactMap(\.outcomeText))
      #expect(data.demandPoints.count == Self.rows && data.calls.count == Self.rows)
      #expect(found.count == 1 && [state, next].contains(found.first), "\(found)")
      if found == [next] { finished += 1 }
      if ran.wasKilled { died += 1 }
      state = found.first ?? state
      try expectSound(path)
    }
    #expect(died == Self.kills, "only \(died) kills came in time")
    print("import: \(died) of \(index) died; \(finished) had come to their commit")
  }

  @Test func `Killed during a migration, a store has the old version or the new one`() throws {
    let folder = try StoreFolder()
    let old = folder.path("old.gpkg")
    try OldStore.make(old, version: "1-first-light")
    let trial = folder.path("trial.gpkg")
    try FileManager.default.copyItem(atPath: old, toPath: trial)
    let whole = try span(["open", trial])
    var versions: [String: Int] = [:]
    for index in 0..<Self.kills {
      let path = folder.path("\(index).gpkg")
      try FileManager.default.copyItem(atPath: old, toPath: path)
      let running = try Stress.start("open", path)
      usleep(delay(index, of: whole))
      running.kill()
      _ = try running.end()
      let check = try StoreCheck(of: path)
      #expect(!check.isDamaged)
      #expect(Schema.versions.contains(check.version))
      versions[check.version, default: 0] += 1
      let data = try ServiceStore(writingTo: path).load()
      #expect(data.facilities.count == 1 && data.consortium.count == 1)
      try FileManager.default.removeItem(atPath: path)
    }
    print("versions after kills during migration: \(versions)")
  }
}
