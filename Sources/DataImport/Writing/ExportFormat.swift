import ResponseModel

/// The formats that layers are written in.
public enum ExportFormat: String, Sendable, CaseIterable {
  case xlsx, csv, geojson, gpkg
  case shapefile = "shp"

  /// By the ending of a file's name; `nil` for any other.
  public init?(path: String) {
    switch FileName.suffix(of: path) {
    case "json": self = .geojson
    case let suffix: self.init(rawValue: suffix)
    }
  }

  var driver: String {
    switch self {
    case .xlsx: "XLSX"
    case .csv: "CSV"
    case .geojson: "GeoJSON"
    case .gpkg: "GPKG"
    case .shapefile: "ESRI Shapefile"
    }
  }

  /// Whether positions are shapes and not two columns.
  var hasShapes: Bool { self != .xlsx && self != .csv }

  var layerOptions: [String] {
    switch self {
    case .xlsx: []
    case .csv: ["STRING_QUOTING=IF_NEEDED", "LINEFORMAT=LF"]
    case .geojson: ["RFC7946=NO", "COORDINATE_PRECISION=15", "WRITE_NAME=NO"]
    case .gpkg: ["SPATIAL_INDEX=YES", "GEOMETRY_NAME=geom"]
    case .shapefile: ["ENCODING=UTF-8"]
    }
  }

  /// Office people open workbooks, programs the rest.
  public var prefersChinese: Bool { self == .xlsx }
}
