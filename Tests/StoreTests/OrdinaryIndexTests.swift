import GRDB
import ResponseModel
import Store
import Testing

/// Indexes that step aside while an empty table is filled are there again, whole, whatever the end.
@Suite struct OrdinaryIndexTests {
  private let folder: StoreFolder

  init() throws { folder = try StoreFolder() }

  /// More than one statement's rows, and some over.
  private static let count = 100

  private func calls(_ numbers: Range<Int>) throws -> LayerRows {
    let model = try #require(try ServiceSketch.full().calls.first)
    return .calls(
      numbers.map { number in
        var times = model.times
        times.arrived = times.received.map {
          Instant(
            milliseconds: $0.milliseconds + Int64(number % 17) * 60_000,
            minutesEast: $0.minutesEast)
        }
        return Call(
          missionID: "N\(number)", times: times, countyCode: model.countyCode,
          areaClass: number.isMultiple(of: 3) ? .urban : .rural)
      })
  }

  private func emptyOfCalls(_ name: String) throws -> String {
    var data = try ServiceSketch.full()
    data.calls = []
    return try folder.store(name, with: data)
  }

  private struct State: Equatable {
    let indexes: [String]
    let integrity: [String]
    let viaIndex: [String]
    let viaTable: [String]
    let plan: String
  }

  private func state(_ path: String) throws -> State {
    try DatabaseQueue(path: path).read { database in
      let query = "SELECT county_code || month || area_class || response_s FROM calls"
      let order = "ORDER BY county_code, month, area_class, response_s"
      return State(
        indexes: try String.fetchAll(
          database,
          sql: "SELECT name || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            + " ORDER BY name"),
        integrity: try String.fetchAll(database, sql: "PRAGMA integrity_check"),
        viaIndex: try String.fetchAll(
          database, sql: "\(query) INDEXED BY calls_by_month \(order)"),
        viaTable: try String.fetchAll(database, sql: "\(query) NOT INDEXED \(order)"),
        plan: try Row.fetchAll(
          database, sql: "EXPLAIN QUERY PLAN \(query) \(order)"
        ).map { $0["detail"] as String }.joined(separator: "; "))
    }
  }

  @Test func `After many rows into an empty table the index holds them all`() throws {
    let path = try emptyOfCalls("a.gpkg")
    let before = try state(path)
    let result = try ServiceStore(writingTo: path).apply(
      [try calls(0..<Self.count)], note: ServiceSketch.note(), mode: ImportMode(scope: .rows))
    #expect(result.layers.map(\.added) == [Self.count])
    let after = try state(path)
    #expect(after.indexes == before.indexes)
    #expect(after.integrity == ["ok"])
    #expect(after.viaIndex == after.viaTable)
    #expect(after.viaIndex.count == Self.count)
    #expect(after.plan.contains("calls_by_month"))
  }

  @Test func `An import that fails, or is only tried, leaves the index as it was`() throws {
    struct Stop: Error {}
    let path = try emptyOfCalls("b.gpkg")
    let before = try state(path)
    let store = try ServiceStore(writingTo: path)
    #expect(throws: Stop.self) {
      _ = try store.importing(ServiceSketch.note(), mode: ImportMode(scope: .rows)) { session in
        try session.add(try calls(0..<Self.count))
        throw Stop()
      }
    }
    #expect(try state(path) == before)
    let tried = try store.apply(
      [try calls(0..<Self.count)], note: ServiceSketch.note(),
      mode: ImportMode(scope: .rows, isDry: true))
    #expect(tried.layers.map(\.added) == [Self.count])
    #expect(try state(path) == before)
    // And rows beside rows that are there find it too.
    for numbers in [0..<Self.count, Self.count..<2 * Self.count] {
      _ = try store.apply(
        [try calls(numbers)], note: ServiceSketch.note(), mode: ImportMode(scope: .rows))
    }
    let after = try state(path)
    #expect(after.indexes == before.indexes)
    #expect(after.integrity == ["ok"])
    #expect(after.viaIndex == after.viaTable)
    #expect(after.viaIndex.count == 2 * Self.count)
  }
}
