extension Shape {
  /// Reads well-known text, with or without heights and measures, which are dropped.
  ///
  /// - Throws: `GeometryError.malformedInput` naming the character, `.outOfRange` for a position not
  ///   on the globe, `.invalidRing` and `.invalidShape` for a ring or line that is none.
  /// - Complexity: O(*n*).
  public init(wkt text: String) throws(GeometryError) {
    var reader = WKTReader<Point>(text)
    self = try reader.shape(depth: 0)
    try reader.finish()
  }
}

private struct WKTReader<Point: Coordinate> {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func finish() throws(GeometryError) {
    skipSpace()
    guard offset == bytes.count else { throw malformed("text left over") }
  }

  mutating func shape(depth: Int) throws(GeometryError) -> Shape<Point> {
    let keyword = word()
    var isEmpty = false
    switch word() {
    case "", "Z", "M", "ZM": isEmpty = word() == "EMPTY"
    case "EMPTY": isEmpty = true
    default: throw malformed("a bracket or EMPTY must follow \(keyword)")
    }
    // "POINTZ" is as good as "POINT Z".
    var kind = keyword
    while kind.last == "Z" || kind.last == "M" { kind.removeLast() }
    if isEmpty { return try emptyShape(kind) }
    switch kind {
    case "POINT":
      let points = try positions()
      guard points.count == 1 else { throw malformed("a point has one position") }
      return .point(points[0])
    case "MULTIPOINT": return .multiPoint(try multiPoint())
    case "LINESTRING": return .lineString(try LineString(positions()))
    case "MULTILINESTRING":
      return .multiLineString(
        try list { (reader) throws(GeometryError) in try LineString(reader.positions()) })
    case "POLYGON": return .polygon(try polygon())
    case "MULTIPOLYGON":
      let polygons = try list { (reader) throws(GeometryError) in try reader.polygonOrEmpty() }
      return .multiPolygon(MultiPolygon(polygons.compactMap { $0 }))
    case "GEOMETRYCOLLECTION":
      guard depth < Shape<Point>.maximumDepth else { throw malformed("nested too deeply") }
      return .collection(
        try list { (reader) throws(GeometryError) in try reader.shape(depth: depth + 1) })
    default:
      throw unknownKeyword(keyword)
    }
  }

  private func emptyShape(_ kind: String) throws(GeometryError) -> Shape<Point> {
    switch kind {
    case "POINT", "LINESTRING": throw malformed("an empty \(kind) has no position")
    case "MULTIPOINT": .multiPoint([])
    case "MULTILINESTRING": .multiLineString([])
    case "POLYGON", "MULTIPOLYGON": .multiPolygon(MultiPolygon())
    case "GEOMETRYCOLLECTION": .collection([])
    default: throw unknownKeyword(kind)
    }
  }

  /// Both "(1 2, 3 4)" and "((1 2), (3 4))" are in use.
  private mutating func multiPoint() throws(GeometryError) -> [Point] {
    try list { (reader) throws(GeometryError) in
      guard reader.peek() == UInt8(ascii: "(") else { return try reader.position() }
      let points = try reader.positions()
      guard points.count == 1 else { throw reader.malformed("a point has one position") }
      return points[0]
    }
  }

  private mutating func polygonOrEmpty() throws(GeometryError) -> Polygon<Point>? {
    switch word() {
    case "": return try polygon()
    case "EMPTY": return nil
    default: throw malformed("a bracket or EMPTY must be here")
    }
  }

  private mutating func polygon() throws(GeometryError) -> Polygon<Point> {
    let rings = try list { (reader) throws(GeometryError) in try LinearRing(reader.positions()) }
    return Polygon(shell: rings[0], holes: Array(rings.dropFirst()))
  }

  private mutating func positions() throws(GeometryError) -> [Point] {
    try list { (reader) throws(GeometryError) in try reader.position() }
  }

  /// One item or more in brackets, separated by commas.
  private mutating func list<Item>(
    _ item: (inout WKTReader) throws(GeometryError) -> Item
  ) throws(GeometryError) -> [Item] {
    try expect("(")
    var items = [try item(&self)]
    while peek() == UInt8(ascii: ",") {
      offset += 1
      items.append(try item(&self))
    }
    try expect(")")
    return items
  }

  private mutating func position() throws(GeometryError) -> Point {
    let easting = try number()
    let northing = try number()
    // Height and measure.
    for _ in 0..<2 where peek().map({ $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") }) == true
    {
      try skipNumber()
    }
    return try Point(checkedEasting: easting, northing: northing)
  }

  private mutating func skipNumber() throws(GeometryError) {
    let height = try number()
    guard height.isFinite else { throw malformed("a height is not a number") }
  }

  private mutating func number() throws(GeometryError) -> Double {
    skipSpace()
    let start = offset
    while offset < bytes.count, Self.isNumeric(bytes[offset]) { offset += 1 }
    // Only digits, signs, point and e reach Double, which would also read "nan" and hexadecimals.
    guard let value = Double(String(decoding: bytes[start..<offset], as: UTF8.self)),
      value.isFinite
    else {
      offset = start
      throw malformed("a number must be here")
    }
    return value
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// The next word in capitals; empty where something else follows.
  private mutating func word() -> String {
    skipSpace()
    let start = offset
    // Clearing bit 5 makes a capital of a letter.
    while offset < bytes.count,
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[offset] & 0xDF)
    {
      offset += 1
    }
    return String(decoding: bytes[start..<offset].map { $0 & 0xDF }, as: UTF8.self)
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(GeometryError) {
    guard peek() == UInt8(ascii: character) else {
      throw malformed("\"\(character)\" must be here")
    }
    offset += 1
  }

  private mutating func peek() -> UInt8? {
    skipSpace()
    return offset < bytes.count ? bytes[offset] : nil
  }

  private mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  private func unknownKeyword(_ keyword: String) -> GeometryError {
    malformed(keyword.isEmpty ? "a geometry must be here" : "\(keyword.prefix(30)) is no geometry")
  }

  private func malformed(_ what: String) -> GeometryError {
    GeometryError(.malformedInput, "well-known text, character \(offset + 1): \(what)")
  }
}
