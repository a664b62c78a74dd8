import Crypto
import FoundationEssentials
import Geometry
public import ResponseModel
import Standards

/// What a result was computed from and by: enough to compute it again and compare.
public struct Provenance: Sendable, Hashable {
  public let program: String
  public let version: String
  /// SHA-256 over every row of the data, in a fixed order.
  public let inputDigest: String
  public let sources: [SourceFile]
  public let standardID: String
  /// Planes of projection that were used, by name.
  public let planes: [String]

  /// The version of Ambit.
  public static let currentVersion = "0.1.0"

  init(data: ServiceData, standard: Standard, planes: [AnalysisPlane]) {
    program = "ambit"
    version = Self.currentVersion
    inputDigest = InputDigest.sha256(of: data)
    sources = data.sources
    standardID = standard.id
    self.planes = Set(planes.map(\.name)).sorted()
  }
}

/// A digest of the data that changes exactly where a value does: each field with its length before
/// it, numbers by their bits, rows in the order of their ids.
enum InputDigest {
  static func sha256(of data: ServiceData) -> String {
    var digest = Digest()
    digest.layer("counties", data.counties.sorted { $0.code < $1.code }) { digest, county in
      digest.add(county.code, county.name, county.residents.map(bits))
      digest.add(county.boundary)
    }
    digest.layer("townships", data.townships.sorted { $0.code < $1.code }) { digest, township in
      digest.add(
        township.code, township.countyCode, township.name, township.kind.rawValue,
        township.villages.map(String.init), township.urbanVillages.map(String.init))
      digest.add(township.seat)
      digest.add(township.boundary)
    }
    digest.layer("demand", data.demandPoints.sorted { $0.id < $1.id }) { digest, point in
      digest.add(
        point.id, point.countyCode, point.townshipCode, point.areaClass.rawValue,
        bits(point.residents), point.evidence.rawValue, point.source)
      digest.add(point.position)
    }
    digest.layer("stations", data.stations.sorted { $0.code < $1.code }) { digest, station in
      digest.add(
        station.code, station.name, station.countyCode, station.hostTownshipCode,
        station.evidence.rawValue)
      digest.add(station.position)
    }
    return digest.hexadecimal
  }

  private static func bits(_ value: Double) -> String { String(value.bitPattern, radix: 16) }

  private struct Digest {
    private var hash = SHA256()

    mutating func layer<Row>(
      _ name: String, _ rows: [Row], _ add: (inout Digest, Row) -> Void
    ) {
      self.add(name, String(rows.count))
      for row in rows { add(&self, row) }
    }

    mutating func add(_ fields: String?...) {
      for field in fields {
        // The length first, so that "ab","c" and "a","bc" differ; −1 for no value.
        let text = field.map { "\($0.utf8.count):\($0)" } ?? "-1:"
        hash.update(data: Data(text.utf8))
      }
    }

    mutating func add(_ position: GeographicCoordinate?) {
      add(position.map { bits($0.latitude) }, position.map { bits($0.longitude) })
    }

    mutating func add(_ shape: MultiPolygon<GeographicCoordinate>?) {
      add(shape.map { String($0.polygons.count) })
      for ring in shape?.rings ?? [] {
        add(String(ring.points.count))
        for point in ring.points { add(point) }
      }
    }

    var hexadecimal: String {
      hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }
}
