import Foundation
import GRDB
import Geometry
import ResponseModel
import TestSupport
import Testing

@testable import Store

@Suite struct StoreCheckTests {
  private func codes(_ data: ServiceData, breaking sql: String? = nil) throws -> [String] {
    let folder = try StoreFolder()
    let path = try folder.store(with: data)
    if let sql {
      var configuration = ServiceStore.configuration()
      configuration.foreignKeysEnabled = false
      try DatabaseQueue(path: path, configuration: configuration).write { database in
        try database.execute(
          sql: "PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON")
        try database.execute(sql: sql)
      }
    }
    let before = try bytes(of: path)
    let check = try StoreCheck(of: path)
    #expect(try bytes(of: path) == before)
    #expect(check.issues.allSatisfy { !$0.message.zh.isEmpty && !$0.message.en.contains("\n") })
    return check.issues.map(\.code).sorted()
  }

  @Test func `Planted problems are found and nothing else`() throws {
    #expect(
      try codes(ServiceSketch.full()) == [
        "ambulance-without-station", "call-times-missing", "crew-without-role",
        "station-without-ambulance", "station-without-ambulance",
      ])
  }

  @Test func `An empty store has nothing to say`() throws {
    #expect(try codes(ServiceData()) == [])
  }

  @Test func `Positions outside their county are named`() throws {
    let desert = DesertCounty()
    let data = ServiceData(
      counties: [try desert.county()],
      demandPoints: [
        desert.demand(1, at: (19_000, 0), residents: 1),
        desert.demand(2, at: (21_000, 0), residents: 1),
      ], stations: [desert.station(1, at: (0, 25_000))])
    #expect(try codes(data) == ["demand-outside-county", "station-outside-county"])
  }

  @Test(arguments: [("08:00", 0), ("07:59", 1), ("06:00", 1)])
  func `A hand-over at the same minute is no overlap, a minute earlier is`(
    second: String, found: Int
  ) throws {
    var data = ServiceData()
    data.ambulances = [Ambulance(plate: "A", type: .a, stationCode: nil, status: .retired)]
    data.crew = [CrewMember(id: "1", roles: [.driver])]
    data.shifts = [("00:00", "08:00"), (second, "16:00")].map { from, to in
      Shift(
        ambulancePlate: "A", crewMemberID: "1",
        from: ServiceSketch.moment("2026-11-22T\(from)+08:00"),
        to: ServiceSketch.moment("2026-11-22T\(to)+08:00"))
    }
    #expect(try codes(data) == Array(repeating: "shifts-overlap", count: found))
  }

  @Test func `Times that cannot be are counted`() throws {
    let data = ServiceData(
      counties: [try DesertCounty().county()],
      calls: [
        ServiceSketch.call(
          "1", received: "2026-11-22T08:00:00+08:00", arrived: "2026-11-22T07:59:59+08:00"),
        ServiceSketch.call(
          "2", received: "2026-11-22T08:00:00+08:00", arrived: "2026-11-23T08:00:00+08:00"),
        ServiceSketch.call(
          "3", received: "2026-11-22T08:00:00+08:00", arrived: "2026-11-23T07:59:59+08:00"),
      ])
    #expect(try codes(data) == ["call-times-impossible"])
  }

  @Test(arguments: [
    ("UPDATE ambulances SET station_code = 'none'", "reference-broken"),
    ("DELETE FROM rtree_stations_geom WHERE id = 1", "geopackage-broken"),
    ("DROP TRIGGER rtree_stations_geom_insert", "geopackage-broken"),
    ("DELETE FROM gpkg_geometry_columns WHERE table_name = 'stations'", "geopackage-broken"),
    ("DROP TABLE visits", "geopackage-broken"),
    ("UPDATE stations SET geom = x'4750' WHERE fid = 1", "geopackage-broken"),
    ("UPDATE ambulances SET status = 'flying'", "row-invalid"),
  ])
  func `What breaks the file is an error`(sql: String, code: String) throws {
    let found = try codes(ServiceSketch.full(), breaking: sql)
    #expect(!found.isEmpty && found.allSatisfy { $0 == code }, "\(found)")
  }
}
