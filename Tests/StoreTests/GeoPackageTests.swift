import Foundation
import GRDB
import Geometry
import ResponseModel
import TestSupport
import Testing

@testable import Store

/// What other programs see. They are part of Debian's gdal-bin and python3-gdal; where those are
/// missing the tests are skipped and say so.
@Suite struct GeoPackageTests {
  static let validator = "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py"
  static let hasValidator = FileManager.default.fileExists(atPath: validator)
  static let hasTools = FileManager.default.fileExists(atPath: "/usr/bin/ogrinfo")

  private let folder: StoreFolder
  private let path: String

  init() throws {
    folder = try StoreFolder()
    path = try folder.store(with: ServiceSketch.full())
  }

  /// By GDAL's own layer interface, as QGIS does it.
  private func edit(_ script: String) throws {
    let lines = [
      "from osgeo import ogr, gdal", "gdal.UseExceptions()", "ogr.UseExceptions()",
      "store = ogr.Open('\(path)', 1)",
      "def one(layer, filter):", "  layer.SetAttributeFilter(filter)",
      "  feature = layer.GetNextFeature()", "  layer.SetAttributeFilter(None)",
      "  return feature",
    ]
    let ran = try Running.run(
      "/usr/bin/python3", "-c", (lines + [script]).joined(separator: "\n"))
    #expect(ran.code == 0 && ran.errors.isEmpty, "\(ran.errors)")
  }

  private func expectValid() throws {
    let ran = try Running.run("/usr/bin/python3", Self.validator, path)
    #expect(ran.code == 0, "\(ran.output)\(ran.errors)")
    #expect(ran.output.isEmpty && ran.errors.isEmpty, "\(ran.output)\(ran.errors)")
  }

  @Test(.enabled(if: hasValidator, "install python3-gdal to run this"))
  func `GDAL's validator finds nothing, in a new, a migrated and an edited store`() throws {
    try expectValid()
    _ = try ServiceStore(writingTo: path).apply(
      [.stations([ServiceSketch.station("N1")])], note: ServiceSketch.note())
    try expectValid()
    let old = folder.path("old.gpkg")
    try OldStore.make(old, version: "1-first-light")
    _ = try ServiceStore(writingTo: old)
    let ran = try Running.run("/usr/bin/python3", Self.validator, old)
    #expect(ran.code == 0, "\(ran.output)\(ran.errors)")
  }

  @Test(.enabled(if: hasTools, "install gdal-bin to run this"))
  func `GDAL lists every layer under its Chinese name and reads every row`() throws {
    let ran = try Running.run("/usr/bin/ogrinfo", "-ro", "-al", path)
    #expect(ran.code == 0 && ran.errors.isEmpty, "\(ran.errors)")
    for words in [
      "IDENTIFIER=急救站", "IDENTIFIER=呼叫任务", "IDENTIFIER=救护车", "浙K1201急",
      "received_at (DateTime) = 2026/11/22 15:58:30.250+00",
    ] { #expect(ran.output.contains(words), "\(words)") }
  }

  @Test(.enabled(if: hasValidator, "install python3-gdal to run this"))
  func `A station that GDAL moves, adds or deletes is found where it is now`() throws {
    try edit(
      """
      layer = store.GetLayerByName('stations')
      station = one(layer, "code = 'X-S1'")
      station.SetGeometry(ogr.CreateGeometryFromWkt('POINT (119.5 27.9)'))
      layer.SetFeature(station)
      new = ogr.Feature(layer.GetLayerDefn())
      new['code'], new['name'], new['evidence'] = 'Q1', 'QGIS 站', 'surveyed'
      new.SetGeometry(ogr.CreateGeometryFromWkt('POINT (119.6 27.8)'))
      layer.CreateFeature(new)
      layer.DeleteFeature(one(layer, "code = '100001-S2'").GetFID())
      """)
    let stations = try ServiceStore(readingFrom: path).load().stations
    #expect(stations.map(\.code) == ["100001-S1", "X-S1", "Q1"])
    #expect(stations[1].position == GeographicCoordinate(easting: 119.5, northing: 27.9))
    let check = try StoreCheck(of: path)
    #expect(!check.isDamaged, "\(check.issues.first?.message.en ?? "")")
    let near = try DatabaseQueue(path: path).read {
      try Int.fetchOne(
        $0, sql: "SELECT count(*) FROM rtree_stations_geom WHERE minx > 119.45 AND maxx < 119.65")
    }
    #expect(near == 2)
  }

  @Test(.enabled(if: hasValidator, "install python3-gdal to run this"))
  func `A time that GDAL writes is read, and response follows it`() throws {
    try edit(
      """
      layer = store.GetLayerByName('calls')
      call = one(layer, "mission_id = '0001'")
      call['arrived_at'] = '2026/11/22 16:18:30+00'
      layer.SetFeature(call)
      """)
    let call = try ServiceStore(readingFrom: path).load().calls[0]
    #expect(call.times.arrived == ServiceSketch.moment("2026-11-23T00:18:30.000+08:00"))
    let response = try DatabaseQueue(path: path).read {
      try Double.fetchOne($0, sql: "SELECT response_s FROM calls WHERE mission_id = '0001'")
    }
    #expect(response == 1199.75)
  }

  @Test(.enabled(if: hasValidator, "install python3-gdal to run this"))
  func `A shape that GDAL saves anew counts as unchanged`() throws {
    try edit(
      """
      layer = store.GetLayerByName('counties')
      county = one(layer, "code = '100001'")
      county.SetGeometry(county.GetGeometryRef().Clone())
      layer.SetFeature(county)
      """)
    let full = try ServiceSketch.full()
    let result = try ServiceStore(writingTo: path).apply(
      [.counties(full.counties)], note: ServiceSketch.note())
    #expect(result.layers[0].unchanged == 2, "\(result.layers[0].differences)")
  }

  @Test func `Each layer with a style has one that is well-formed XML and the default`() throws {
    let rows = try DatabaseQueue(path: path).read {
      try Row.fetchAll($0, sql: "SELECT * FROM layer_styles")
    }
    #expect(rows.count == 8)
    for row in rows {
      #expect(row["useAsDefault"] == 1)
      let text: String = row["styleQML"]
      let parser = XMLWellFormed(text)
      #expect(parser.isWellFormed, "\(row["f_table_name"] as String)")
    }
  }

  @Test func `Rows that go in by thousands are all in the spatial index`() throws {
    let desert = DesertCounty()
    let points = (0..<2500).map { desert.demand($0 + 10, at: (Double($0), 0), residents: 1) }
    _ = try ServiceStore(writingTo: path).apply(
      [.demandPoints(points)], note: ServiceSketch.note(), mode: ImportMode(scope: .rows))
    try DatabaseQueue(path: path).read { database in
      let counts = try Row.fetchOne(
        database,
        sql: """
          SELECT (SELECT count(*) FROM rtree_demand_points_geom),
            (SELECT count(*) FROM demand_points WHERE geom IS NOT NULL),
            (SELECT count(*) FROM sqlite_master WHERE type = 'trigger'
              AND tbl_name = 'demand_points')
          """)
      #expect(counts?[0] == 2501 && counts?[1] == 2501 && counts?[2] == 6)
    }
  }
}
