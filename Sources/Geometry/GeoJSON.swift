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
  private(set) var text = ""
  private let unit: Double

  init(decimals: Int) {
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    self.unit = unit
  }

  mutating func write(
    _ features: [GeoJSONFeature], members: [String: JSONValue]
  ) throws(GeometryError) {
    text += #"{"type":"FeatureCollection""#
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      text += ","
      JSONValue.write(key, to: &text)
      text += ":"
      try value.write(to: &text)
    }
    text += #","features":["#
    for (index, feature) in features.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      try write(feature)
    }
    text += "\n]}\n"
  }

  private mutating func write(_ feature: GeoJSONFeature) throws(GeometryError) {
    text += #"{"type":"Feature""#
    if let id = feature.id {
      text += #","id":"#
      try id.write(to: &text)
    }
    text += #","properties":"#
    try JSONValue.object(feature.properties).write(to: &text)
    text += #","geometry":"#
    if let shape = feature.shape { write(shape) } else { text += "null" }
    text += "}"
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
    text += #"{"type":"\#(type)","\#(key)":"#
    content(&self)
    text += "}"
  }

  private mutating func list<Item>(
    _ items: some Sequence<Item>, _ write: (inout GeoJSONWriter, Item) -> Void
  ) {
    text += "["
    var isFirst = true
    for item in items {
      if !isFirst { text += "," }
      isFirst = false
      write(&self, item)
    }
    text += "]"
  }

  private mutating func write(_ polygon: Polygon<GeographicCoordinate>) {
    let shell = polygon.shell.oriented(clockwise: false)
    list([shell] + polygon.holes.map { $0.oriented(clockwise: true) }) { $0.write($1) }
  }

  private mutating func write(_ points: [GeographicCoordinate]) {
    list(points) { $0.write($1) }
  }

  private mutating func write(_ point: GeographicCoordinate) {
    text += "[\(rounded(point.longitude)),\(rounded(point.latitude))]"
  }

  private func rounded(_ degrees: Double) -> String {
    // Adding zero turns -0 into 0.
    JSONValue.text((degrees * unit).rounded() / unit + 0)
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
