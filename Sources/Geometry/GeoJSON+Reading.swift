internal import FoundationEssentials

extension GeoJSON {
  /// Reads a feature collection, a single feature, or a bare geometry as one feature.
  ///
  /// - Throws: `GeometryError.malformedInput` naming the place, `.outOfRange` for a position not on
  ///   the globe, `.invalidRing` and `.invalidShape` for a ring or line that is none, `.unknownCRS`
  ///   where the file declares another system than WGS 84, as files before RFC 7946 may.
  /// - Complexity: O(*n*).
  public static func features(
    in bytes: some Sequence<UInt8>
  ) throws(GeometryError) -> [GeoJSONFeature] {
    var bytes = Array(bytes)
    // A byte order mark, as Windows programs write it, is no JSON.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do {
      return try JSONDecoder().decode(GeoJSONDocument.self, from: Data(bytes)).features
    } catch let error as GeometryError {
      throw error
    } catch let error as DecodingError {
      throw GeometryError(.malformedInput, "GeoJSON" + words(error))
    } catch {
      throw GeometryError(.malformedInput, "GeoJSON: \(error)")
    }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      return place(context.codingPath) + ": \"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return place(context.codingPath) + ": another kind of value must be here"
    case .dataCorrupted(let context):
      // The outer words are "The given data was not valid JSON"; the inner ones say where.
      let words = context.underlyingError.map { "\($0)" } ?? context.debugDescription
      return place(context.codingPath) + ": not valid JSON: "
        + String(words.map { $0.isNewline ? " " : $0 })
    @unknown default: return ": \(error)"
    }
  }

  fileprivate static func place(_ path: [any CodingKey]) -> String {
    guard !path.isEmpty else { return "" }
    return ", "
      + path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }
      .joined().drop { $0 == "." }
  }
}

private enum Member: String, CodingKey {
  case type, features, geometry, properties, id, coordinates, geometries, crs, name
}

private struct GeoJSONDocument: Decodable {
  let features: [GeoJSONFeature]

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Member.self)
    try Self.checkCRS(object)
    switch try object.decode(String.self, forKey: .type) {
    case "FeatureCollection":
      features = try object.decode([FeatureObject].self, forKey: .features).map(\.feature)
    case "Feature":
      features = [try FeatureObject(from: decoder).feature]
    default:
      features = [GeoJSONFeature(shape: try GeometryObject(from: decoder).shape)]
    }
  }

  /// Before RFC 7946 a file could name its system. A name of WGS 84, or of CGCS2000 which at this
  /// accuracy is the same, does no harm.
  private static func checkCRS(_ object: KeyedDecodingContainer<Member>) throws {
    guard object.contains(.crs), try !object.decodeNil(forKey: .crs) else { return }
    let crs = try object.nestedContainer(keyedBy: Member.self, forKey: .crs)
    let properties = try crs.nestedContainer(keyedBy: Member.self, forKey: .properties)
    let name = try properties.decode(String.self, forKey: .name)
    let known = ["CRS84", "EPSG:4326", "EPSG::4326", "EPSG:4490", "EPSG::4490"]
    guard known.contains(where: name.hasSuffix) else {
      throw GeometryError(
        .unknownCRS,
        "GeoJSON is always WGS 84 (RFC 7946), but this one declares \(name.prefix(60)); "
          + "convert it first")
    }
  }
}

private struct FeatureObject: Decodable {
  let feature: GeoJSONFeature

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Member.self)
    let type = try object.decode(String.self, forKey: .type)
    guard type == "Feature" else {
      throw malformed(decoder, "\"\(type.prefix(30))\" where a feature must be")
    }
    feature = GeoJSONFeature(
      id: try object.decodeIfPresent(JSONValue.self, forKey: .id),
      shape: try Self.shape(object, decoder),
      properties: try object.decodeIfPresent(
        [String: JSONValue].self, forKey: .properties) ?? [:])
  }

  /// A ring that is not closed says so; only here it is known in which feature.
  private static func shape(
    _ object: KeyedDecodingContainer<Member>, _ decoder: any Decoder
  ) throws -> Shape<GeographicCoordinate>? {
    do {
      return try object.decodeIfPresent(GeometryObject.self, forKey: .geometry)?.shape
    } catch let error as GeometryError where !decoder.codingPath.isEmpty {
      throw GeometryError(
        error.code, "GeoJSON\(GeoJSON.place(decoder.codingPath)): \(error.message)")
    }
  }
}

private struct GeometryObject: Decodable {
  let shape: Shape<GeographicCoordinate>

  init(from decoder: any Decoder) throws {
    // Two steps of the path a level: "geometries" and the index.
    guard decoder.codingPath.count <= 2 * Shape<GeographicCoordinate>.maximumDepth else {
      throw GeometryError(.malformedInput, "collections are nested too deeply")
    }
    let object = try decoder.container(keyedBy: Member.self)
    func coordinates<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
      try object.decode(Value.self, forKey: .coordinates)
    }
    let type = try object.decode(String.self, forKey: .type)
    switch type {
    case "Point": shape = .point(try coordinates(Position.self).point)
    case "MultiPoint": shape = .multiPoint(try coordinates([Position].self).map(\.point))
    case "LineString": shape = .lineString(try line(coordinates()))
    case "MultiLineString":
      shape = .multiLineString(try coordinates([[Position]].self).map(line))
    case "Polygon":
      shape = try polygon(coordinates()).map { .polygon($0) } ?? .multiPolygon(MultiPolygon())
    case "MultiPolygon":
      shape = .multiPolygon(
        MultiPolygon(try coordinates([[[Position]]].self).compactMap(polygon)))
    case "GeometryCollection":
      shape = .collection(
        try object.decode([GeometryObject].self, forKey: .geometries).map(\.shape))
    default:
      throw malformed(decoder, "\"\(type.prefix(30))\" where a geometry must be")
    }
  }
}

private struct Position: Decodable {
  let point: GeographicCoordinate

  init(from decoder: any Decoder) throws {
    var numbers = try decoder.unkeyedContainer()
    let longitude = try numbers.decode(Double.self)
    let latitude = try numbers.decode(Double.self)
    // A third number is a height; it is dropped, but it must be a number.
    while !numbers.isAtEnd { try numbers.skipNumber() }
    point = try GeographicCoordinate(latitude: latitude, longitude: longitude)
  }
}

extension UnkeyedDecodingContainer {
  fileprivate mutating func skipNumber() throws {
    let number = try decode(Double.self)
    guard number.isFinite else {
      throw GeometryError(.malformedInput, "a height is not a number")
    }
  }
}

private func line(_ positions: [Position]) throws -> LineString<GeographicCoordinate> {
  try LineString(positions.map(\.point))
}

/// `nil` where there is no ring at all.
private func polygon(_ rings: [[Position]]) throws -> Polygon<GeographicCoordinate>? {
  guard let shell = rings.first else { return nil }
  return Polygon(
    shell: try LinearRing(shell.map(\.point)),
    holes: try rings.dropFirst().map { try LinearRing($0.map(\.point)) })
}

private func malformed(_ decoder: any Decoder, _ what: String) -> GeometryError {
  GeometryError(.malformedInput, "GeoJSON\(GeoJSON.place(decoder.codingPath)): \(what)")
}
