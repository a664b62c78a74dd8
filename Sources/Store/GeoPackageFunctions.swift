import FoundationEssentials
import GRDB
import Geometry

/// The SQL functions that the R-tree triggers of a GeoPackage call (GeoPackage 1.3, annex F.3).
/// QGIS and GDAL bring their own; these are ours.
enum GeoPackageFunctions {
  static func register(in database: Database) {
    database.add(
      function: DatabaseFunction("ST_IsEmpty", argumentCount: 1, pure: true) { values in
        Data.fromDatabaseValue(values[0]).map { GeoPackageBlob.box($0) == nil }
      })
    let corners: [(String, @Sendable (Bounds<GeographicCoordinate>) -> Double)] = [
      ("ST_MinX", { $0.minimum.longitude }), ("ST_MaxX", { $0.maximum.longitude }),
      ("ST_MinY", { $0.minimum.latitude }), ("ST_MaxY", { $0.maximum.latitude }),
    ]
    for (name, corner) in corners {
      database.add(
        function: DatabaseFunction(name, argumentCount: 1, pure: true) { values in
          Data.fromDatabaseValue(values[0]).flatMap(GeoPackageBlob.box).map(corner)
        })
    }
  }
}
