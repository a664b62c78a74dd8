import GRDB
import Geometry
import ResponseModel
import Store
import TestSupport
import Testing

/// The tree that is made at once is held against SQLite's own check and against every row looked at.
@Suite struct SpatialPackingTests {
  private let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  private func points(_ count: Int) -> [DemandPoint] {
    let desert = DesertCounty()
    var draw = SeededGenerator(seed: 51)
    return (0..<count).map { index in
      let place = (
        Double.random(in: -9000...9000, using: &draw), Double.random(in: 0...9, using: &draw)
      )
      return desert.demand(index, at: place, residents: 1)
    }
  }

  private func store(_ count: Int) throws -> String {
    let data = ServiceData(counties: [try DesertCounty().county(residents: 1)])
    let path = try folder.store("\(count).gpkg", with: data)
    _ = try ServiceStore(writingTo: path).apply(
      [.demandPoints(points(count))], note: ServiceSketch.note(), mode: ImportMode(scope: .rows))
    return path
  }

  private static func verdict(_ database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT rtreecheck('rtree_demand_points_geom')")
  }

  private static func count(_ database: Database) throws -> Int? {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM rtree_demand_points_geom")
  }

  private static let window = """
    SELECT id FROM rtree_demand_points_geom
    WHERE minx <= ?1 AND maxx >= ?2 AND miny <= ?3 AND maxy >= ?4 ORDER BY id
    """

  private func expectSound(_ path: String, _ points: [DemandPoint]) throws {
    try DatabaseQueue(path: path).read { database in
      let verdict = try Self.verdict(database)
      #expect(verdict == "ok")
      for share in [0.02, 0.3, 1.0] {
        let middle = try #require(points[points.count / 2].position)
        let (east, north) = (middle.longitude + share / 10, middle.latitude + share / 10_000)
        let (west, south) = (middle.longitude - share / 10, middle.latitude - share / 10_000)
        let found = try Int64.fetchAll(
          database, sql: Self.window, arguments: [east, west, north, south])
        func rows(_ margin: Double) -> Set<Int64> {
          Set(
            points.indices.filter { index in
              points[index].position.map {
                $0.longitude <= east + margin && $0.longitude >= west - margin
                  && $0.latitude <= north + margin && $0.latitude >= south - margin
              } ?? false
            }.map { Int64($0 + 1) })
        }
        #expect(rows(0).isSubset(of: found))
        // Sides are 32 bits, rounded outwards: less than 16 millionths of a degree.
        #expect(rows(0.000_016).isSuperset(of: found))
      }
    }
  }

  /// 51 rows fill a node: at each number the tree has another shape.
  @Test(arguments: [1, 51, 52, 2601, 2602, 6000])
  func `A tree made at once is sound and finds what lies in a window`(count: Int) throws {
    try expectSound(try store(count), points(count))
  }

  @Test func `A tree made at once takes the edits of other programs`() throws {
    let path = try store(2602)
    let store = try ServiceStore(writingTo: path)
    var moved = points(2602)
    for index in stride(from: 0, to: moved.count, by: 3) {
      moved[index] = DesertCounty().demand(index, at: (Double(index), 20), residents: 2)
    }
    let change = try store.apply(
      [.demandPoints(moved)], note: ServiceSketch.note(), mode: ImportMode(scope: .rows))
    #expect(change.layers.first?.changed == 868)
    try expectSound(path, moved)
    _ = try store.apply(
      [.demandPoints(Array(moved.prefix(40)))], note: ServiceSketch.note(),
      mode: ImportMode(scope: .layer, gone: .delete))
    try DatabaseQueue(path: path).read { database in
      let verdict = try Self.verdict(database)
      #expect(verdict == "ok")
      let count = try Self.count(database)
      #expect(count == 40)
    }
    // The emptied tree is not as a new one: what comes next goes in row by row.
    _ = try store.apply(
      [.demandPoints([])], note: ServiceSketch.note(),
      mode: ImportMode(scope: .layer, gone: .delete))
    _ = try store.apply(
      [.demandPoints(points(2602))], note: ServiceSketch.note(), mode: ImportMode(scope: .rows))
    try expectSoundAfterRefill(path)
  }

  private func expectSoundAfterRefill(_ path: String) throws {
    try DatabaseQueue(path: path).read { database in
      let verdict = try Self.verdict(database)
      #expect(verdict == "ok")
      let count = try Self.count(database)
      #expect(count == 2602)
    }
  }
}

/// Rows that go in without their table's checks are such as keep them.
@Suite struct SureRowTests {
  private func call(_ index: Int, at start: Int64 = 1_732_250_000_000) -> Call {
    var times = CallTimes()
    times.received = Instant(milliseconds: start + Int64(index) * 60_000, minutesEast: 480)
    times.arrived = Instant(milliseconds: start + Int64(index) * 60_000 + 7, minutesEast: 480)
    let outcomes = CallOutcome.allCases
    return Call(
      missionID: "M\(index)", times: times, countyCode: nil,
      areaClass: index.isMultiple(of: 2) ? .urban : .rural,
      outcome: outcomes[index % outcomes.count])
  }

  @Test func `Calls of every kind keep every rule of their table`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceData())
    let result = try ServiceStore(writingTo: path).apply(
      [.calls((0..<640).map { call($0) })], note: ServiceSketch.note())
    #expect(result.layers.first?.added == 640)
    try DatabaseQueue(path: path).write { database in
      let verdict = try String.fetchAll(database, sql: "PRAGMA integrity_check(5)")
      #expect(verdict == ["ok"])
      // The check does look at the rules.
      for name in ["update1", "update2", "update3", "update4"] {
        try database.execute(sql: "DROP TRIGGER rtree_calls_geom_\(name)")
      }
      try database.execute(
        sql: """
          PRAGMA ignore_check_constraints = 1; UPDATE calls SET area_class = 'x' WHERE fid = 7;
          PRAGMA ignore_check_constraints = 0;
          """)
      let other = try String.fetchAll(database, sql: "PRAGMA integrity_check(5)")
      #expect(other != verdict)
    }
  }

  @Test func `A row that its table refuses is refused among many that it takes`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceData())
    var calls = (0..<96).map { call($0) }
    // The year 2500, which the table has to look at itself.
    calls[70] = call(70, at: 16_725_225_600_000)
    calls[41] = Call(missionID: "", times: calls[41].times)
    let batch = LayerBatch(.calls(calls), lines: Array(2...97))
    let result = try ServiceStore(writingTo: path).importing(
      ServiceSketch.note(), mode: ImportMode(acceptsValid: true)
    ) { try $0.add(batch) }
    let change = try #require(result.layers.first)
    #expect(change.added == 95 && change.refused.map(\.line) == [43])
    #expect(change.refused.allSatisfy { $0.code == "value-invalid" })
  }
}
