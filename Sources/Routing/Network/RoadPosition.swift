public import Geometry

/// A position in units of 10⁻⁷ degree, as OpenStreetMap keeps it: 11 mm at most.
public struct RoadPosition: Sendable, Hashable, BitwiseCopyable {
  public let latitude: Int32
  public let longitude: Int32

  public init(latitude: Int32, longitude: Int32) {
    self.latitude = latitude
    self.longitude = longitude
  }

  public init(_ coordinate: GeographicCoordinate) {
    latitude = Int32((coordinate.latitude * 1e7).rounded())
    longitude = Int32((coordinate.longitude * 1e7).rounded())
  }

  /// Degrees.
  public var coordinate: GeographicCoordinate {
    GeographicCoordinate(easting: Double(longitude) / 1e7, northing: Double(latitude) / 1e7)
  }
}

/// A box around positions.
struct RoadBox: Sendable, Hashable, BitwiseCopyable {
  var south: Int32
  var west: Int32
  var north: Int32
  var east: Int32

  static let empty = RoadBox(south: .max, west: .max, north: .min, east: .min)

  mutating func add(_ position: RoadPosition) {
    south = min(south, position.latitude)
    north = max(north, position.latitude)
    west = min(west, position.longitude)
    east = max(east, position.longitude)
  }

  mutating func add(_ other: RoadBox) {
    south = min(south, other.south)
    north = max(north, other.north)
    west = min(west, other.west)
    east = max(east, other.east)
  }

  func touches(_ other: RoadBox) -> Bool {
    south <= other.north && north >= other.south && west <= other.east && east >= other.west
  }

  func contains(_ position: RoadPosition) -> Bool {
    position.latitude >= south && position.latitude <= north && position.longitude >= west
      && position.longitude <= east
  }

  /// Whether all that lies within so many 10⁻⁷ degrees of a position is inside.
  func contains(_ position: RoadPosition, north: Int, east: Int) -> Bool {
    let (y, x) = (Int(position.latitude), Int(position.longitude))
    return y - north >= Int(south) && y + north <= Int(self.north) && x - east >= Int(west)
      && x + east <= Int(self.east)
  }
}
