/// The coordinate system of a file's positions.
public enum SourceDatum: Sendable, Hashable {
  case wgs84
  /// Treated as WGS 84: the two differ by centimetres here.
  case cgcs2000
  /// 高德, 腾讯
  case gcj02
  /// 百度
  case bd09
  /// Anything PROJ knows: `EPSG:4549`, WKT.
  case system(String)

  /// What `--crs` takes; `nil` for a word that is none.
  public init?(option: String) {
    switch option.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "wgs84", "epsg:4326", "4326", "epsg:4979", "ogc:crs84": self = .wgs84
    case "cgcs2000", "epsg:4490", "4490", "epsg:4480": self = .cgcs2000
    case "gcj02": self = .gcj02
    case "bd09", "bd09ll": self = .bd09
    default:
      guard option.uppercased().hasPrefix("EPSG:") || option.contains("[") || option.hasPrefix("+")
      else { return nil }
      self = .system(option)
    }
  }

  /// As `--crs` takes it and the audit trail keeps it.
  public var option: String {
    switch self {
    case .wgs84: "wgs84"
    case .cgcs2000: "cgcs2000"
    case .gcj02: "gcj02"
    case .bd09: "bd09"
    case .system(let definition): definition
    }
  }

  /// Its name in a sentence.
  public var name: String {
    switch self {
    case .wgs84: "WGS-84"
    case .cgcs2000: "CGCS2000"
    case .gcj02: "GCJ-02"
    case .bd09: "BD-09"
    case .system(let definition):
      // WKT fills pages; its name stands first in it, or where MapInfo gives none, its datum's.
      definition.contains("[")
        ? definition.split(separator: "\"").enumerated().lazy
          .filter { !$0.offset.isMultiple(of: 2) && $0.element != "unnamed" }
          .map { String($0.element) }.first ?? "WKT" : definition
    }
  }
}
