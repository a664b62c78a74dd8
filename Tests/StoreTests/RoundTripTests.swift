import Foundation
import GRDB
import Geometry
import ResponseModel
import Store
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test func `Everything that is put in comes out, column by column and in order`() throws {
    let folder = try StoreFolder()
    let data = try ServiceSketch.full()
    let loaded = try ServiceStore(readingFrom: folder.store(with: data)).load()
    for layer in Layer.allCases { #expect(loaded[layer] == data[layer], "\(layer)") }
    #expect(loaded.issues == data.issues)
    #expect(loaded.sources == data.sources)
  }

  @Test func `A layer that is not asked for is not read`() throws {
    let folder = try StoreFolder()
    let store = try ServiceStore(readingFrom: folder.store(with: ServiceSketch.full()))
    let data = try store.load(layers: [.stations])
    #expect(data.stations.count == 3)
    #expect(data.calls.isEmpty && data.counties.isEmpty)
  }

  @Test func `A county comes with its own rows and every station`() throws {
    let folder = try StoreFolder()
    let full = try ServiceSketch.full()
    let store = try ServiceStore(readingFrom: folder.store(with: full))
    let own = try store.load(county: "100001")
    #expect(own.counties.map(\.code) == ["100001"])
    #expect(own.townships.map(\.code) == ["100001101", "100001102"])
    #expect(own.townships[0].boundary == full.townships[0].boundary)
    #expect(own.facilities == [full.facilities[0]])
    #expect(own.consortium == [full.consortium[0]])
    #expect(own.stations == full.stations)
    #expect(own.ambulances == [full.ambulances[0]])
    #expect(own.equipment == [full.equipment[0]])
    #expect(own.crew == [full.crew[0]])
    #expect(own.shifts == [full.shifts[0]])
    #expect(own.calls == full.calls)
    #expect(own.visits == full.visits)
    #expect(own.issues == full.issues)
    let other = try store.load(county: "100002")
    #expect(other.facilities == [full.facilities[1]])
    #expect(other.calls.isEmpty && other.shifts.isEmpty && other.issues.isEmpty)
  }

  @Test func `A month is that of the caller's clock, and response is to the millisecond`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(
      with: ServiceData(
        counties: [DesertCounty().county()],
        calls: [
          // 2026-12-01 in China, still November in UTC.
          ServiceSketch.call(
            "A", received: "2026-12-01T00:10:00.000+08:00",
            arrived: "2026-12-01T00:20:00.125+08:00")
        ]))
    let row = try DatabaseQueue(path: path).read {
      try Row.fetchOne($0, sql: "SELECT month, response_s, received_at FROM calls")
    }
    #expect(row?["month"] == "2026-12")
    #expect(row?["response_s"] == 600.125)
    #expect(row?["received_at"] == "2026-11-30T16:10:00.000Z")
  }

  @Test func `Every view can be read`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceSketch.full())
    try DatabaseQueue(path: path).read { database in
      let views = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'view'")
      #expect(views.count >= 13)
      for view in views { _ = try Row.fetchAll(database, sql: "SELECT * FROM \(view)") }
      let month = try Row.fetchOne(
        database, sql: "SELECT * FROM 每月反应时间 WHERE 城乡 = 'urban'")
      #expect(month?["平均反应分钟"] == 15.0)
      #expect(month?["任务数"] == 1)
    }
  }

  @Test func `A store is made whole or not at all`() throws {
    let folder = try StoreFolder()
    let orphan = ServiceData(stations: [ServiceSketch.station("S1")])
    #expect(throws: StoreError.self) {
      try ServiceStore.create(at: folder.path("a.gpkg"), with: orphan)
    }
    #expect(try folder.names() == [])
    let path = try folder.store(with: ServiceSketch.full())
    let before = try bytes(of: path)
    #expect(throws: StoreError.self) { try ServiceStore.create(at: path, with: ServiceData()) }
    #expect(throws: StoreError.self) {
      try ServiceStore.create(at: path, with: orphan, replacing: true)
    }
    #expect(try bytes(of: path) == before)
    #expect(try folder.names() == ["store.gpkg"])
  }
}
