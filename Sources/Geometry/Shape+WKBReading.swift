extension Shape {
  /// Reads well-known binary: OGC and ISO, both byte orders, with or without heights, measures and
  /// the SRID of PostGIS, which are dropped.
  ///
  /// - Throws: `GeometryError.malformedInput` naming the byte, `.outOfRange` for a position not on
  ///   the globe, `.invalidRing` and `.invalidShape` for a ring or line that is none.
  /// - Complexity: O(*n*).
  public init(wkb bytes: some Sequence<UInt8>) throws(GeometryError) {
    let bytes = Array(bytes)
    let result: Result<Shape, GeometryError> = bytes.withUnsafeBytes { buffer in
      var reader = WKBReader<Point>(buffer)
      do throws(GeometryError) {
        let shape = try reader.shape(depth: 0)
        try reader.finish()
        return .success(shape)
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}

private struct WKBReader<Point: Coordinate> {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private struct Header {
    var isLittleEndian: Bool
    var kind: UInt32
    /// 2 to 4 numbers a position.
    var dimension: Int
  }

  func finish() throws(GeometryError) {
    guard offset == bytes.count else {
      throw malformed("\(bytes.count - offset) bytes left over")
    }
  }

  mutating func shape(depth: Int) throws(GeometryError) -> Shape<Point> {
    let header = try header()
    switch header.kind {
    case 1: return .point(try position(header))
    case 2: return .lineString(try LineString(positions(header)))
    case 3:
      return try polygon(header).map { .polygon($0) } ?? .multiPolygon(MultiPolygon())
    case 4:
      return .multiPoint(
        try parts(header, of: 1) { (reader, part) throws(GeometryError) in
          try reader.position(part)
        })
    case 5:
      return .multiLineString(
        try parts(header, of: 2) { (reader, part) throws(GeometryError) in
          try LineString(reader.positions(part))
        })
    case 6:
      let polygons = try parts(header, of: 3) { (reader, part) throws(GeometryError) in
        try reader.polygon(part)
      }
      return .multiPolygon(MultiPolygon(polygons.compactMap { $0 }))
    case 7:
      guard depth < Shape<Point>.maximumDepth else { throw malformed("nested too deeply") }
      var shapes: [Shape<Point>] = []
      for _ in 0..<(try count(header, atLeast: 5)) { shapes.append(try shape(depth: depth + 1)) }
      return .collection(shapes)
    default:
      throw malformed("geometry type \(header.kind) is not supported")
    }
  }

  private mutating func header() throws(GeometryError) -> Header {
    let order = try byte()
    guard order <= 1 else { throw malformed("byte order \(order) is neither 0 nor 1") }
    var header = Header(isLittleEndian: order == 1, kind: 0, dimension: 2)
    var code = try integer(header)
    // PostGIS flags height, measure and SRID in the top bits; ISO adds 1000, 2000 or 3000.
    if code & 0x8000_0000 != 0 { header.dimension += 1 }
    if code & 0x4000_0000 != 0 { header.dimension += 1 }
    let hasSRID = code & 0x2000_0000 != 0
    code &= 0x1FFF_FFFF
    switch code / 1000 {
    case 0: break
    case 1, 2: header.dimension = 3
    case 3: header.dimension = 4
    default: throw malformed("geometry type \(code) is not supported")
    }
    header.kind = code % 1000
    if hasSRID { try skip(4) }
    return header
  }

  private mutating func parts<Part>(
    _ header: Header, of kind: UInt32,
    _ read: (inout WKBReader, Header) throws(GeometryError) -> Part
  ) throws(GeometryError) -> [Part] {
    var parts: [Part] = []
    for _ in 0..<(try count(header, atLeast: 5)) {
      let part = try self.header()
      guard part.kind == kind else {
        throw malformed("a part of type \(part.kind) where \(kind) must be")
      }
      parts.append(try read(&self, part))
    }
    return parts
  }

  /// `nil` for POLYGON EMPTY.
  private mutating func polygon(_ header: Header) throws(GeometryError) -> Polygon<Point>? {
    var rings: [LinearRing<Point>] = []
    for _ in 0..<(try count(header, atLeast: 4)) {
      rings.append(try LinearRing(positions(header)))
    }
    return rings.first.map { Polygon(shell: $0, holes: Array(rings.dropFirst())) }
  }

  private mutating func positions(_ header: Header) throws(GeometryError) -> [Point] {
    let count = try count(header, atLeast: 8 * header.dimension)
    var points: [Point] = []
    points.reserveCapacity(count)
    for _ in 0..<count { points.append(try position(header)) }
    return points
  }

  private mutating func position(_ header: Header) throws(GeometryError) -> Point {
    let easting = try double(header)
    let northing = try double(header)
    try skip(8 * (header.dimension - 2))
    guard easting.isFinite, northing.isFinite else {
      throw malformed("\(easting), \(northing) is not a position")
    }
    return try Point(checkedEasting: easting, northing: northing)
  }

  /// A count, checked against the bytes that are left before anything is allocated for it.
  private mutating func count(
    _ header: Header, atLeast size: Int
  ) throws(GeometryError) -> Int {
    let count = Int(try integer(header))
    guard count <= (bytes.count - offset) / size else {
      throw malformed("ends before its \(count) parts do")
    }
    return count
  }

  private mutating func byte() throws(GeometryError) -> UInt8 {
    let start = offset
    try skip(1)
    return bytes[start]
  }

  private mutating func integer(_ header: Header) throws(GeometryError) -> UInt32 {
    let start = offset
    try skip(4)
    let raw = bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
    return header.isLittleEndian ? UInt32(littleEndian: raw) : UInt32(bigEndian: raw)
  }

  private mutating func double(_ header: Header) throws(GeometryError) -> Double {
    let start = offset
    try skip(8)
    let raw = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    return Double(
      bitPattern: header.isLittleEndian ? UInt64(littleEndian: raw) : UInt64(bigEndian: raw))
  }

  private mutating func skip(_ size: Int) throws(GeometryError) {
    guard size <= bytes.count - offset else { throw malformed("ends too early") }
    offset += size
  }

  private func malformed(_ what: String) -> GeometryError {
    GeometryError(.malformedInput, "well-known binary, byte \(offset): \(what)")
  }
}
