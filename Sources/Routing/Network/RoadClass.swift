/// What kind of road a segment is: OpenStreetMap's `highway` values that a vehicle can use, service
/// roads by their kind, and ferries. The raw value is its number in a road network's file.
public enum RoadClass: UInt8, Sendable, Hashable, CaseIterable {
  case motorway, motorwayLink, trunk, trunkLink, primary, primaryLink, secondary, secondaryLink
  case tertiary, tertiaryLink, unclassified, residential, livingStreet
  /// `highway=service` without a kind of its own.
  case service
  case driveway, parkingAisle, alley, emergencyAccess
  case pedestrian, track
  /// Footways, cycleways and paths that are expressly open to motor or emergency vehicles.
  case path
  case busway
  /// `highway=road`: nobody knows yet.
  case road
  case ferry

  /// Its name in profiles and exports.
  public var word: String { Self.words[Int(rawValue)] }

  public init?(word: String) {
    guard let index = Self.words.firstIndex(of: word) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  public static let words = [
    "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary",
    "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential", "living_street",
    "service", "driveway", "parking_aisle", "alley", "emergency_access", "pedestrian", "track",
    "path", "busway", "road", "ferry",
  ]

  /// Whether its length counts where the density of streets is measured: lanes on private ground,
  /// tracks and ferries do not make a town.
  var countsAsStreet: Bool {
    switch self {
    case .service, .driveway, .parkingAisle, .alley, .emergencyAccess, .track, .path, .busway,
      .ferry:
      false
    default: true
    }
  }
}

/// What a road is made of: OpenStreetMap's `surface`.
public enum RoadSurface: UInt8, Sendable, Hashable, CaseIterable {
  case unknown
  case paved, asphalt, concrete, pavingStones, sett, cobblestone, metal, wood, grassPaver
  case compacted, fineGravel, gravel, pebblestone, unpaved, ground, dirt, grass, rock, sand, mud
  case snow

  public var word: String { Self.words[Int(rawValue)] }

  public init?(word: String) {
    guard let index = Self.words.firstIndex(of: word) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  public static let words = [
    "unknown", "paved", "asphalt", "concrete", "paving_stones", "sett", "cobblestone", "metal",
    "wood", "grass_paver", "compacted", "fine_gravel", "gravel", "pebblestone", "unpaved", "ground",
    "dirt", "grass", "rock", "sand", "mud", "snow",
  ]
}

/// How even it is: OpenStreetMap's `smoothness`.
public enum RoadSmoothness: UInt8, Sendable, Hashable, CaseIterable {
  case unknown, excellent, good, intermediate, bad, veryBad, horrible, veryHorrible, impassable

  public var word: String { Self.words[Int(rawValue)] }

  public init?(word: String) {
    guard let index = Self.words.firstIndex(of: word) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  public static let words = [
    "unknown", "excellent", "good", "intermediate", "bad", "very_bad", "horrible", "very_horrible",
    "impassable",
  ]
}
