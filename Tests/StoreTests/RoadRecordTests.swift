import Foundation
import ResponseModel
import Store
import Testing

@Suite struct RoadRecordTests {
  private func record(_ digest: String) -> RoadNetworkRecord {
    RoadNetworkRecord(
      file: "store.roads", sha256: digest, source: "z.osm.pbf", sourceSHA256: "ab",
      marginMeters: 20_000, places: 3, nodes: 4, arcs: 6, segments: 3, lengthMeters: 1234.5,
      program: "0.1.0", command: "ambit import roads z.osm.pbf --into store.gpkg",
      at: ServiceSketch.moment("2026-11-22T12:00:00.000+08:00"))
  }

  private var note: AuditNote {
    AuditNote(
      actor: "tester", at: ServiceSketch.moment("2026-11-22T12:00:00.000+08:00"),
      command: "ambit import roads",
      file: SourceFile(
        name: "z.osm.pbf", sha256: "ab", rows: 7, source: "import roads", licence: "ODbL"))
  }

  private struct Refusal: Error {}

  @Test func `A store names one road network, and the next takes its place`() throws {
    let folder = try StoreFolder()
    let store = try ServiceStore(writingTo: folder.store(with: ServiceSketch.full()))
    let before = try StoreCheck(of: folder.path("store.gpkg")).issues
    #expect(try store.roadNetwork() == nil)
    try store.replaceRoadNetwork(record("one"), note: note) {}
    try store.replaceRoadNetwork(record("two"), note: note) {}
    #expect(try store.roadNetwork() == record("two"))
    #expect(try store.auditTrail().filter { $0.command == "ambit import roads" }.count == 2)
    #expect(try StoreCheck(of: folder.path("store.gpkg")).issues == before)
  }

  @Test func `Where the new file cannot be placed, the store names the old one still`() throws {
    let folder = try StoreFolder()
    let store = try ServiceStore(writingTo: folder.store(with: ServiceData()))
    try store.replaceRoadNetwork(record("one"), note: note) {}
    #expect(throws: Refusal.self) {
      try store.replaceRoadNetwork(record("two"), note: note) { throw Refusal() }
    }
    #expect(try store.roadNetwork()?.sha256 == "one")
    #expect(try store.auditTrail().count == 1)
  }

  @Test func `The road file has the store's name`() {
    #expect(ServiceStore.roadFile(of: "/a.b/lishui.gpkg") == "/a.b/lishui.roads")
    #expect(ServiceStore.roadFile(of: "lishui") == "lishui.roads")
    #expect(ServiceStore.roadFile(of: "/a.b/lishui") == "/a.b/lishui.roads")
    #expect(ServiceStore.roadFile(of: ".hidden") == ".hidden.roads")
  }
}
