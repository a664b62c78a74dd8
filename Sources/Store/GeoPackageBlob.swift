import FoundationEssentials
import GRDB
import Geometry

/// A geometry as GeoPackage keeps it: an eight-byte header, a box, then ISO well-known binary
/// (GeoPackage 1.3, clause 2.1.3).
enum GeoPackageBlob {
  /// All layers are in WGS 84 degrees.
  static let spatialReference: Int32 = 4326

  static func encode(_ shape: MultiPolygon<GeographicCoordinate>) -> Data {
    header(box: shape.bounds) + Data(Shape.multiPolygon(shape).wkb())
  }

  static func encode(_ point: GeographicCoordinate) -> Data {
    var bytes: [UInt8] = []
    append(point, to: &bytes)
    return Data(bytes)
  }

  /// Header and well-known binary of a point, little-endian, written without the way through shapes:
  /// there can be a million.
  static func append(_ point: GeographicCoordinate, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: pointHead)
    withUnsafeBytes(of: point.longitude.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: point.latitude.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static let pointHead: [UInt8] = Array(header(box: nil)) + [1, 1, 0, 0, 0]

  static func shape(_ blob: Data) throws(GeometryError) -> Shape<GeographicCoordinate> {
    let bytes = [UInt8](blob)
    guard let header = Header(bytes) else {
      throw GeometryError(.malformedInput, "not a GeoPackage geometry")
    }
    return try Shape(wkb: bytes[header.length...])
  }

  /// The well-known binary without the header before it; all of it where there is no header.
  static func body(_ blob: Data) -> Data {
    guard let header = Header([UInt8](blob.prefix(8)), count: blob.count) else { return blob }
    return blob.dropFirst(header.length)
  }

  /// For people: where a point is, how many areas a shape has.
  static func text(_ blob: Data) -> String {
    do {
      switch try shape(blob) {
      case .point(let point): return "\(point.longitude) \(point.latitude)"
      case let other: return "MULTIPOLYGON (\(other.areas.polygons.count))"
      }
    } catch {
      return "?"
    }
  }

  /// Two shapes for people. Areas of as many parts are told apart by how many points their outlines
  /// have and by the first that is not the same.
  static func texts(_ old: Data, _ new: Data) -> (old: String, new: String) {
    let plain = (old: text(old), new: text(new))
    guard plain.old == plain.new else { return plain }
    do {
      let (before, after) = (try outlinePoints(old), try outlinePoints(new))
      let index = zip(before, after).prefix { $0 == $1 }.count
      func told(_ points: [GeographicCoordinate]) -> String {
        let place = points.indices.contains(index) ? points[index] : points.last
        return place.map { "\(points.count) POINTS, \($0.longitude) \($0.latitude)" }
          ?? "EMPTY"
      }
      return ("\(plain.old): \(told(before))", "\(plain.new): \(told(after))")
    } catch {
      return plain
    }
  }

  private static func outlinePoints(
    _ blob: Data
  ) throws(GeometryError) -> [GeographicCoordinate] {
    try shape(blob).areas.polygons.flatMap { polygon in
      ([polygon.shell] + polygon.holes).flatMap(\.points)
    }
  }

  /// The type and reference system of a shape that can be read; `nil` for one that cannot.
  static func kind(_ blob: Data) -> (type: String, srs: Int32)? {
    let bytes = [UInt8](blob)
    guard let header = Header(bytes) else { return nil }
    do {
      let type =
        switch try shape(blob) {
        case .point: "POINT"
        case .multiPoint: "MULTIPOINT"
        case .lineString: "LINESTRING"
        case .multiLineString: "MULTILINESTRING"
        case .polygon: "POLYGON"
        case .multiPolygon: "MULTIPOLYGON"
        case .collection: "GEOMETRYCOLLECTION"
        }
      return (type, header.system)
    } catch {
      return nil
    }
  }

  /// The reference system that a geometry says it is in; `nil` where it has no header.
  static func system(_ blob: Data) -> Int32? {
    Header([UInt8](blob.prefix(8)), count: blob.count)?.system
  }

  /// The box around the shape; `nil` where it is empty or cannot be read.
  static func box(_ blob: Data) -> Bounds<GeographicCoordinate>? {
    let bytes = [UInt8](blob)
    guard let header = Header(bytes), !header.isEmpty else { return nil }
    if header.envelopeBytes >= 32 {
      let values = (0..<4).map { header.double(in: bytes, at: 8 + $0 * 8) }
      return Bounds(
        minimum: GeographicCoordinate(easting: values[0], northing: values[2]),
        maximum: GeographicCoordinate(easting: values[1], northing: values[3]))
    }
    if let point = point(in: bytes, after: header) { return Bounds(minimum: point, maximum: point) }
    // Points come without a box. A blob that cannot be read has no place in an index; reading the
    // row itself reports it.
    do {
      switch try Shape<GeographicCoordinate>(wkb: bytes[header.length...]) {
      case .point(let point): return Bounds(minimum: point, maximum: point)
      case let other: return other.areas.bounds
      }
    } catch {
      return nil
    }
  }

  /// A point as this program writes it, read without the way through shapes: there can be a million.
  private static func point(in bytes: [UInt8], after header: Header) -> GeographicCoordinate? {
    guard header.envelopeBytes == 0, header.isLittleEndian, bytes.count == 29,
      bytes[8...12].elementsEqual([1, 1, 0, 0, 0])
    else { return nil }
    let (longitude, latitude) = (header.double(in: bytes, at: 13), header.double(in: bytes, at: 21))
    guard longitude.isFinite, latitude.isFinite, abs(longitude) <= 180, abs(latitude) <= 90 else {
      return nil
    }
    return GeographicCoordinate(easting: longitude, northing: latitude)
  }

  private static func header(box: Bounds<GeographicCoordinate>?) -> Data {
    // Little-endian; envelope kind 1 is minx, maxx, miny, maxy.
    var data = Data([0x47, 0x50, 0, box == nil ? 0b0000_0001 : 0b0000_0011])
    withUnsafeBytes(of: spatialReference.littleEndian) { data.append(contentsOf: $0) }
    if let box {
      for value in [
        box.minimum.longitude, box.maximum.longitude, box.minimum.latitude, box.maximum.latitude,
      ] {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
    }
    return data
  }

  private struct Header {
    let isEmpty: Bool
    let isLittleEndian: Bool
    let envelopeBytes: Int
    let system: Int32

    var length: Int { 8 + envelopeBytes }

    init?(_ bytes: [UInt8]) { self.init(bytes, count: bytes.count) }

    /// From the first eight bytes of a blob of `count`.
    init?(_ bytes: [UInt8], count: Int) {
      guard bytes.count >= 8, bytes[0] == 0x47, bytes[1] == 0x50 else { return nil }
      let flags = bytes[3]
      isLittleEndian = flags & 1 == 1
      isEmpty = flags & 0b1_0000 != 0
      let ordered = isLittleEndian ? bytes[4..<8].reversed() : Array(bytes[4..<8])
      system = Int32(bitPattern: ordered.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
      switch (flags >> 1) & 0b111 {
      case 0: envelopeBytes = 0
      case 1: envelopeBytes = 32
      case 2, 3: envelopeBytes = 48
      case 4: envelopeBytes = 64
      default: return nil
      }
      guard count > length else { return nil }
    }

    func double(in bytes: [UInt8], at offset: Int) -> Double {
      let raw = (0..<8).reduce(UInt64(0)) { value, index in
        let byte = UInt64(bytes[offset + index])
        return value | byte << UInt64(8 * (isLittleEndian ? index : 7 - index))
      }
      return Double(bitPattern: raw)
    }
  }
}
