import Foundation
import GRDB
import Geometry
import ResponseModel
import Store
import TestSupport
import Testing

@Suite struct ImportTests {
  private let folder: StoreFolder
  private let path: String
  private let full: ServiceData

  init() throws {
    folder = try StoreFolder()
    full = try ServiceSketch.full()
    path = try folder.store(with: full)
  }

  private func apply(
    _ rows: LayerRows..., mode: ImportMode = ImportMode(), file: SourceFile? = nil,
    issues: [DataIssue] = []
  ) throws -> ImportResult {
    try ServiceStore(writingTo: path)
      .apply(rows, issues: issues, note: ServiceSketch.note(file: file), mode: mode)
  }

  private func loaded() throws -> ServiceData { try ServiceStore(readingFrom: path).load() }

  @Test func `Matching keys update, new ones are added, the rest is reported gone and kept`() throws
  {
    let moved = ServiceSketch.station("100001-S1", name: "新名", at: (119.95, 28.01))
    let new = ServiceSketch.station("100001-S9")
    let result = try apply(.stations([moved, new, full.stations[2]]))
    let change = try #require(result.layers.first)
    #expect((change.added, change.changed, change.unchanged) == (1, 1, 1))
    #expect((change.gone, change.deleted) == (1, 0))
    #expect(try loaded().stations == [moved, full.stations[1], full.stations[2], new])
    let kinds = change.differences.map { "\($0.kind.rawValue) \($0.key)" }
    #expect(kinds == ["changed 100001-S1", "added 100001-S9", "gone 100001-S2"])
    let columns = change.differences[0].columns
    #expect(columns.map(\.name) == ["geom", "name"])
    #expect(columns[0].new == "119.95 28.01")
    #expect(columns[1].old == "站1" && columns[1].new == "新名")
  }

  @Test func `Bad rows among many are told from the others, which keep their order`() throws {
    var stations = (0..<100).map { number in
      let code = "N" + String(format: "%03d", number)
      return ServiceSketch.station(code, at: (119.5 + Double(number) / 1000, 28))
    }
    stations[40] = ServiceSketch.station("N007")
    stations[70] = Station(
      code: "N070", name: "x", countyCode: "999999", hostTownshipCode: nil,
      position: stations[70].position, evidence: .surveyed)
    let store = try ServiceStore(writingTo: path)
    let batch = LayerBatch(.stations(stations), lines: Array(2...101))
    func take(_ mode: ImportMode) throws -> LayerChange? {
      try store.importing(ServiceSketch.note(), mode: mode) { try $0.add(batch) }.layers.first
    }
    #expect(throws: StoreError.self) { try take(ImportMode(scope: .rows)) }
    #expect(try loaded().stations == full.stations)
    let change = try #require(try take(ImportMode(scope: .rows, acceptsValid: true)))
    #expect(change.added == 98)
    #expect(change.refused.map(\.line) == [42, 72])
    #expect(change.refused.map(\.code) == ["key-repeated", "reference-unknown"])
    let expected = stations.enumerated().filter { $0.offset != 40 && $0.offset != 70 }
    #expect(try loaded().stations == full.stations + expected.map(\.element))
    #expect(try !StoreCheck(of: path).isDamaged)
  }

  @Test func `What an import brings again is unchanged, details and shapes included`() throws {
    let result = try apply(
      .counties(full.counties), .townships(full.townships), .facilities(full.facilities),
      .consortium(full.consortium), .stations(full.stations), .candidates(full.candidates),
      .demandPoints(full.demandPoints), .ambulances(full.ambulances), .equipment(full.equipment),
      .crew(full.crew), .shifts(full.shifts), .calls(full.calls), .visits(full.visits))
    #expect(result.layers.count == Layer.allCases.count)
    for change in result.layers {
      #expect(change.isNone && change.gone == 0 && change.refusedCount == 0, "\(change)")
      #expect(change.unchanged == full[change.layer].count)
    }
    #expect(try loaded()[.facilities] == full[.facilities])
  }

  @Test func `A detail that changed makes its owner changed and nothing else`() throws {
    let member = CrewMember(
      id: "0007", roles: [.nurse], licences: full.crew[0].licences, employer: "县医院",
      stationCode: "100001-S1")
    let result = try apply(.crew([member, full.crew[1]]))
    #expect(result.layers[0].changed == 1 && result.layers[0].unchanged == 1)
    #expect(result.layers[0].differences[0].columns.map(\.name) == ["crew_roles"])
    #expect(try loaded().crew == [member, full.crew[1]])
  }

  @Test func `Gone rows are deleted only where that is asked for`() throws {
    let result = try apply(
      .visits([]), .calls([full.calls[1]]), mode: ImportMode(gone: .delete))
    #expect(result.layers.map(\.gone) == [1, 1])
    #expect(result.layers.map(\.deleted) == [1, 1])
    let left = try loaded()
    #expect(left.visits.isEmpty)
    #expect(left.calls == [full.calls[1]])
    let details = try DatabaseQueue(path: path).read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM call_details")
    }
    #expect(details == 0)
  }

  @Test func `A county's part is replaced and the others are left alone`() throws {
    let result = try apply(
      .facilities([]), mode: ImportMode(scope: .county("100002"), gone: .delete))
    #expect(result.layers[0].deleted == 1)
    #expect(try loaded().facilities == [full.facilities[0]])
  }

  @Test func `Rows alone make nothing gone`() throws {
    let result = try apply(
      .stations([full.stations[0]]), mode: ImportMode(scope: .rows, gone: .delete))
    #expect(result.layers[0].gone == 0)
    #expect(try loaded().stations.count == 3)
  }

  @Test func `A row that others refer to is not deleted, and they are named`() throws {
    let before = try bytes(of: path)
    let error = #expect(throws: StoreError.self) {
      try apply(.stations([]), mode: ImportMode(gone: .delete))
    }
    #expect(error?.code == .stillReferredTo)
    #expect(error?.message.en.contains("ambulances (1), calls (1), crew (1)") == true)
    #expect(try bytes(of: path) == before)
  }

  @Test func `One refused row undoes the import and every refused row is listed`() throws {
    let before = try loaded()
    let bad = [
      Shift(
        ambulancePlate: "无此车", crewMemberID: "0007",
        from: ServiceSketch.moment("2026-11-22T08:00:00Z"),
        to: ServiceSketch.moment("2026-11-22T20:00:00Z")),
      Shift(
        ambulancePlate: "浙K1201急", crewMemberID: "0007",
        from: ServiceSketch.moment("2026-11-22T20:00:00Z"),
        to: ServiceSketch.moment("2026-11-22T08:00:00Z")),
      full.shifts[0], full.shifts[0],
    ]
    let store = try ServiceStore(writingTo: path)
    let error = #expect(throws: StoreError.self) {
      try store.importing(ServiceSketch.note(file: ServiceSketch.file("aa"))) { session in
        try session.add(LayerBatch(.shifts(bad), lines: [5, 6, 7, 8]))
      }
    }
    #expect(error?.code == .badRow)
    #expect(error?.issues.map(\.line) == [5, 6, 8])
    #expect(error?.issues.map(\.code) == ["reference-unknown", "value-invalid", "key-repeated"])
    #expect(error?.issues[0].column == "ambulance_plate")
    #expect(error?.issues[0].file == "table.xlsx")
    #expect(try loaded() == before)
  }

  @Test func `Valid rows are taken where that is asked for, and the list is kept`() throws {
    let result = try apply(
      .stations([
        ServiceSketch.station("N1"),
        Station(
          code: "N2", name: "x", countyCode: "999999", hostTownshipCode: nil,
          position: full.stations[0].position, evidence: .assumed),
      ]), mode: ImportMode(scope: .rows, acceptsValid: true), file: ServiceSketch.file("bb"))
    #expect(result.layers[0].added == 1 && result.layers[0].refusedCount == 1)
    #expect(try loaded().issues.last?.code == "reference-unknown")
    // The corrected file takes the place of the list.
    _ = try apply(
      .stations([ServiceSketch.station("N2")]), mode: ImportMode(scope: .rows),
      file: ServiceSketch.file("cc"))
    #expect(try loaded().issues == full.issues)
  }

  @Test func `A refused detail takes its owner with it`() throws {
    let twice = CrewMember(id: "0009", roles: [.driver, .driver])
    let result = try apply(
      .crew([twice, CrewMember(id: "0010", roles: [.driver])]),
      mode: ImportMode(scope: .rows, acceptsValid: true))
    #expect(result.layers[0].added == 1 && result.layers[0].refusedCount == 1)
    #expect(try loaded().crew.map(\.id) == ["0007", "0008", "0010"])
  }

  @Test func `A dry import says what a real one does and changes nothing`() throws {
    let before = try bytes(of: path)
    let rows = LayerRows.stations([ServiceSketch.station("N1"), full.stations[0]])
    let dry = try apply(rows, mode: ImportMode(gone: .keep, isDry: true))
    #expect(!dry.isWritten)
    #expect(try bytes(of: path) == before)
    let real = try apply(rows)
    #expect(real.isWritten)
    #expect(real.layers == dry.layers)
  }

  @Test func `A file is recognised by its digest and leaves no trace where it changes nothing`()
    throws
  {
    let rows = LayerRows.stations([ServiceSketch.station("N1")])
    let first = try apply(rows, mode: ImportMode(scope: .rows), file: ServiceSketch.file("abc"))
    #expect(first.earlier == nil && first.isWritten)
    let before = try bytes(of: path)
    let second = try apply(rows, mode: ImportMode(scope: .rows), file: ServiceSketch.file("abc"))
    #expect(second.earlier?.sha256 == "abc" && !second.isWritten)
    #expect(try bytes(of: path) == before)
  }

  @Test func `Columns that a file does not have keep what is stored`() throws {
    let store = try ServiceStore(writingTo: path)
    let bare = Township(code: "100001101", countyCode: "100001", name: "改名", kind: .town)
    let result = try store.importing(ServiceSketch.note(), mode: ImportMode(scope: .rows)) {
      try $0.add(LayerBatch(.townships([bare]), columns: ["name"]))
    }
    #expect(result.layers[0].differences[0].columns.map(\.name) == ["name"])
    let township = try loaded().townships[0]
    #expect(township.name == "改名")
    #expect(township.seat == full.townships[0].seat)
    #expect(township.boundary == full.townships[0].boundary)
  }

  @Test func `An outline that moved by one point says which`() throws {
    let old = try #require(full.townships.first { $0.boundary != nil })
    let boundary = try #require(old.boundary)
    let ring = boundary.polygons[0].shell.points
    let point = try GeographicCoordinate(
      latitude: ring[1].latitude + 0.001, longitude: ring[1].longitude)
    let shell = try LinearRing([ring[0], point] + ring.dropFirst(2))
    let moved = Township(
      code: old.code, countyCode: old.countyCode, name: old.name, kind: old.kind,
      boundary: MultiPolygon(
        [Polygon(shell: shell, holes: boundary.polygons[0].holes)] + boundary.polygons.dropFirst()))
    let result = try ServiceStore(writingTo: path).importing(
      ServiceSketch.note(), mode: ImportMode(scope: .rows)
    ) {
      try $0.add(LayerBatch(.townships([moved]), columns: ["township_boundaries"]))
    }
    let column = try #require(result.layers[0].differences.first?.columns.first)
    let (before, after) = (try #require(column.old), try #require(column.new))
    #expect(before.hasSuffix(" \(ring[1].longitude) \(ring[1].latitude)"))
    #expect(after.hasSuffix(" \(point.longitude) \(point.latitude)"))
  }

  @Test func `The audit trail says who, when, what and how many`() throws {
    _ = try apply(
      .stations([ServiceSketch.station("N1"), full.stations[0]]), file: ServiceSketch.file("dd"))
    let entry = try #require(try ServiceStore(readingFrom: path).auditTrail().last)
    #expect(entry.actor == "tester" && entry.command == "test" && entry.layer == .stations)
    #expect(entry.at == ServiceSketch.moment("2026-11-22T12:00:00.000+08:00"))
    #expect(entry.file == "table.xlsx" && entry.sha256 == "dd" && entry.rows == 3)
    #expect((entry.added, entry.unchanged, entry.gone, entry.deleted) == (1, 1, 2, 0))
    #expect(try loaded().sources == [ServiceSketch.file("dd")])
  }

  @Test func `An error of the caller's own undoes the import and arrives as it was`() throws {
    struct Own: Error {}
    let before = try bytes(of: path)
    let store = try ServiceStore(writingTo: path)
    #expect(throws: Own.self) {
      try store.importing(ServiceSketch.note()) { session in
        try session.add(.stations([ServiceSketch.station("N1")]))
        throw Own()
      }
    }
    #expect(try bytes(of: path) == before)
  }
}
