import Crypto
import FoundationEssentials
import Geometry
import Quantities
public import ResponseModel
public import Standards

/// What a result was computed from and by: enough to compute it again and compare.
public struct Provenance: Sendable, Hashable {
  public let program: String
  public let version: String
  /// SHA-256 over every value of the data that a figure or a text of the result reads.
  public let inputDigest: String
  public let sources: [SourceFile]
  public let standardID: String
  /// SHA-256 of the standard as it was read, every rule and number of it.
  public let standardDigest: String
  /// Versions of the libraries that computed.
  public let components: [String: String]
  /// Planes of projection that were used, by name.
  public let planes: [String]

  /// The version of Ambit.
  public static let currentVersion = "0.1.0"

  /// - Parameter digest: where a result reads more than the tables of places; theirs where `nil`.
  init(
    data: ServiceData, standard: Standard, planes: [AnalysisPlane], digest: String? = nil
  ) throws {
    program = "ambit"
    version = Self.currentVersion
    inputDigest = digest ?? InputDigest.sha256(of: data)
    sources = data.sources
    standardID = standard.id
    standardDigest = try InputDigest.sha256(of: standard)
    components = ["geos": ComponentVersions.geos, "proj": ComponentVersions.proj]
    self.planes = Set(planes.map(\.name)).sorted()
  }

  /// The digest that an analysis of these data will carry, without making it.
  /// - Complexity: O(rows and corners).
  public static func inputDigest(of data: ServiceData) -> String {
    var data = data
    ModelledDemand.fill(&data)
    return InputDigest.sha256(of: data)
  }

  /// The digest of a standard as it was read.
  public static func digest(of standard: Standard) throws -> String {
    try InputDigest.sha256(of: standard)
  }
}

/// A digest of the data that changes exactly where a value does: each field with its length before
/// it, numbers by their bits, rows in the order of their ids.
enum InputDigest {
  static func sha256(of standard: Standard) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var digest = Digest()
    digest.add(String(decoding: try encoder.encode(StandardOutput(standard)), as: UTF8.self))
    return digest.hexadecimal
  }

  static func sha256(of data: ServiceData) -> String {
    var digest = Digest()
    digest.layer("counties", data.counties.sorted { $0.code < $1.code }) { digest, county in
      digest.add(
        county.code, county.name, county.nameInEnglish, county.residents.map(bits),
        county.residentsDate, (county.publishedArea?.value).map(bits))
      digest.add(county.boundary)
    }
    digest.layer("townships", data.townships.sorted { $0.code < $1.code }) { digest, township in
      digest.add(
        township.code, township.countyCode, township.name, township.kind.rawValue,
        township.villages.map(String.init), township.urbanVillages.map(String.init))
      digest.add(township.seat)
      digest.add(township.boundary)
    }
    digest.layer("demand", data.demandPoints, inOrderOf: \.id) { digest, point in
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
    digest.layer("issues", data.issues) { digest, issue in
      digest.add(
        issue.severity.rawValue, issue.code, issue.message.zh, issue.message.en, issue.subject,
        issue.countyCode)
    }
    return digest.hexadecimal
  }

  static func bits(_ value: Double) -> String { String(value.bitPattern, radix: 16) }

  /// Fields are gathered and hashed many at a time.
  struct Digest {
    private static let batch = 1 << 16
    private var hash = SHA256()
    private var pending: [UInt8] = []

    mutating func layer<Row>(
      _ name: String, _ rows: [Row], _ add: (inout Digest, Row) -> Void
    ) {
      self.add(name, String(rows.count))
      for row in rows { add(&self, row) }
    }

    /// The same for many rows, which are sorted by their places in the list: a sorted copy of the rows
    /// would be the largest thing in memory.
    mutating func layer<Row>(
      _ name: String, _ rows: [Row], inOrderOf id: (Row) -> String,
      _ add: (inout Digest, Row) -> Void
    ) {
      self.add(name, String(rows.count))
      let isSorted = zip(rows, rows.dropFirst()).allSatisfy { id($0) < id($1) }
      let order =
        isSorted
        ? [] : (0..<UInt32(rows.count)).sorted { id(rows[Int($0)]) < id(rows[Int($1)]) }
      for place in rows.indices { add(&self, rows[isSorted ? place : Int(order[place])]) }
    }

    mutating func add(_ fields: String?...) {
      for field in fields { add(field) }
    }

    mutating func add(_ position: GeographicCoordinate?) {
      if let position {
        add(position)
      } else {
        add(nil, nil)
      }
    }

    mutating func add(_ shape: MultiPolygon<GeographicCoordinate>?) {
      add(shape.map { String($0.polygons.count) })
      for ring in shape?.rings ?? [] {
        add(String(ring.points.count))
        for point in ring.points { add(point) }
      }
    }

    var hexadecimal: String {
      mutating get {
        flush()
        return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      }
    }

    private mutating func add(_ position: GeographicCoordinate) {
      add(bitsOf: position.latitude)
      add(bitsOf: position.longitude)
    }

    /// The length first, so that "ab","c" and "a","bc" differ; −1 for no value.
    private mutating func add(_ field: String?) {
      if let field {
        pending.append(contentsOf: "\(field.utf8.count):".utf8)
        pending.append(contentsOf: field.utf8)
      } else {
        pending.append(contentsOf: "-1:".utf8)
      }
      if pending.count >= Self.batch { flush() }
    }

    /// The same bytes as a field `bits(value)`, without making strings: borders have many corners.
    private mutating func add(bitsOf value: Double) {
      let bits = value.bitPattern
      let digits = max((64 - bits.leadingZeroBitCount + 3) / 4, 1)
      if digits >= 10 { pending.append(UInt8(ascii: "1")) }
      pending.append(UInt8(ascii: "0") + UInt8(digits % 10))
      pending.append(UInt8(ascii: ":"))
      for digit in (0..<digits).reversed() {
        let nibble = UInt8(truncatingIfNeeded: bits >> UInt64(4 * digit)) & 0xF
        pending.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
      }
      if pending.count >= Self.batch { flush() }
    }

    private mutating func flush() {
      pending.withUnsafeBytes { hash.update(bufferPointer: $0) }
      pending.removeAll(keepingCapacity: true)
    }
  }
}
