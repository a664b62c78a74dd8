/// One feature of a GeoJSON file: a shape with properties, or properties without a shape.
public struct GeoJSONFeature: Sendable, Hashable {
  /// A string or a number.
  public var id: JSONValue?
  public var shape: Shape<GeographicCoordinate>?
  public var properties: [String: JSONValue]

  public init(
    id: JSONValue? = nil, shape: Shape<GeographicCoordinate>?,
    properties: [String: JSONValue] = [:]
  ) {
    self.id = id
    self.shape = shape
    self.properties = properties
  }
}

/// GeoJSON in and out: H. Butler et al., The GeoJSON Format, RFC 7946 (2016), doi 10.17487/RFC7946.
///
/// Always WGS 84, longitude first.
public enum GeoJSON {
  /// Writes a feature collection on one line a feature.
  ///
  /// Shells run counter-clockwise and holes clockwise, as the RFC asks. Members are sorted by key.
  ///
  /// - Parameters:
  ///   - members: further members of the collection beside `type` and `features`.
  ///   - decimals: digits kept of a degree; seven are 1 cm.
  /// - Throws: `GeometryError.outOfRange` for a property that is not a number JSON can hold.
  /// - Complexity: O(*n*).
  public static func text(
    _ features: [GeoJSONFeature], members: [String: JSONValue] = [:], decimals: Int = 7
  ) throws(GeometryError) -> String {
    precondition((0...15).contains(decimals), "decimals: 0 to 15")
    precondition(members["type"] == nil && members["features"] == nil, "members: not these two")
    var writer = GeoJSONWriter(decimals: decimals)
    try writer.write(features, members: members)
    return writer.text
  }

  /// One geometry without properties.
  public static func text(_ shape: Shape<GeographicCoordinate>, decimals: Int = 7) -> String {
    precondition((0...15).contains(decimals), "decimals: 0 to 15")
    var writer = GeoJSONWriter(decimals: decimals)
    writer.write(shape)
    return writer.text
  }
}

private struct GeoJSONWriter {
  private var bytes: [UInt8] = []
  private let decimals: Int
  private let unit: Double

  init(decimals: Int) {
    self.decimals = decimals
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    self.unit = unit
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func write(
    _ features: [GeoJSONFeature], members: [String: JSONValue]
  ) throws(GeometryError) {
    append(#"{"type":"FeatureCollection""#)
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      append(",")
      var member = ""
      JSONValue.write(key, to: &member)
      member += ":"
      try value.write(to: &member)
      append(member)
    }
    append(#","features":["#)
    for (index, feature) in features.enumerated() {
      append(index == 0 ? "\n" : ",\n")
      try write(feature)
    }
    append("\n]}\n")
  }

  private mutating func write(_ feature: GeoJSONFeature) throws(GeometryError) {
    var head = #"{"type":"Feature""#
    if let id = feature.id {
      head += #","id":"#
      try id.write(to: &head)
    }
    head += #","properties":"#
    try JSONValue.object(feature.properties).write(to: &head)
    head += #","geometry":"#
    append(head)
    if let shape = feature.shape { write(shape) } else { append("null") }
    append("}")
  }

  mutating func write(_ shape: Shape<GeographicCoordinate>) {
    switch shape {
    case .point(let point):
      object("Point") { $0.write(point) }
    case .multiPoint(let points):
      object("MultiPoint") { $0.list(points) { $0.write($1) } }
    case .lineString(let line):
      object("LineString") { $0.write(line.points) }
    case .multiLineString(let lines):
      object("MultiLineString") { $0.list(lines) { $0.write($1.points) } }
    case .polygon(let polygon):
      object("Polygon") { $0.write(polygon) }
    case .multiPolygon(let shape):
      object("MultiPolygon") { $0.list(shape.polygons) { $0.write($1) } }
    case .collection(let shapes):
      object("GeometryCollection", "geometries") { $0.list(shapes) { $0.write($1) } }
    }
  }

  private mutating func object(
    _ type: String, _ key: String = "coordinates", _ content: (inout GeoJSONWriter) -> Void
  ) {
    append(#"{"type":"\#(type)","\#(key)":"#)
    content(&self)
    append("}")
  }

  private mutating func list<Item>(
    _ items: some Sequence<Item>, _ write: (inout GeoJSONWriter, Item) -> Void
  ) {
    append("[")
    var isFirst = true
    for item in items {
      if !isFirst { append(",") }
      isFirst = false
      write(&self, item)
    }
    append("]")
  }

  private mutating func write(_ polygon: Polygon<GeographicCoordinate>) {
    let shell = polygon.shell.oriented(clockwise: false)
    list([shell] + polygon.holes.map { $0.oriented(clockwise: true) }) { $0.write($1) }
  }

  private mutating func write(_ points: [GeographicCoordinate]) {
    list(points) { $0.write($1) }
  }

  private mutating func write(_ point: GeographicCoordinate) {
    bytes.append(UInt8(ascii: "["))
    write(degrees: point.longitude)
    bytes.append(UInt8(ascii: ","))
    write(degrees: point.latitude)
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Rounded, in the shortest digits that read back as the same number.
  private mutating func write(degrees: Double) {
    let scaled = (degrees * unit).rounded()
    // Fifteen digits are told apart by every Double, so that those of the whole number are the shortest;
    // smaller and larger ones get exponents.
    guard abs(scaled) < 1e15, scaled == 0 || abs(scaled) * 10_000 >= unit else {
      // Adding zero turns -0 into 0.
      append(JSONValue.text(scaled / unit + 0))
      return
    }
    var rest = UInt64(abs(scaled))
    var places = decimals
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      // From the last digit, at the end of the block, to the first.
      var start = digits.count
      func put(_ byte: UInt8) {
        start -= 1
        digits[start] = byte
      }
      let point = places
      while rest > 0 || places >= 0 {
        put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
        places -= 1
        if places == 0, point > 0 { put(UInt8(ascii: ".")) }
      }
      bytes.append(contentsOf: digits[start...])
    }
  }
}

extension LinearRing {
  /// The ring's points in the direction asked for.
  func oriented(clockwise: Bool) -> [Point] {
    (signedArea < 0) == clockwise ? points : points.reversed()
  }

  /// Positive counter-clockwise, in squares of the coordinates' unit.
  var signedArea: Double {
    // Relative to the first point: differences of large numbers would cost the last digits.
    let origin = points[0]
    var twice = 0.0
    var from = origin
    for to in points.dropFirst() {
      twice +=
        (from.easting - origin.easting) * (to.northing - origin.northing)
        - (to.easting - origin.easting) * (from.northing - origin.northing)
      from = to
    }
    return twice / 2
  }
}
