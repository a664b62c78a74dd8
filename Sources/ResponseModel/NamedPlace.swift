public import Geometry

/// A place of a table that somebody asks about: an id and a position, nothing else known.
public struct NamedPlace: Sendable, Hashable {
  public let id: String
  public let name: String?
  public let position: GeographicCoordinate

  public init(id: String, name: String? = nil, position: GeographicCoordinate) {
    self.id = id
    self.name = name
    self.position = position
  }
}
