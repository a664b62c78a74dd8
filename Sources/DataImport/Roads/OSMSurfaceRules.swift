import Routing

/// `surface`, `smoothness` and `tracktype`.
enum OSMSurfaceRules {
  static func apply(_ tags: OSMTags, _ road: inout RoadAttributes) {
    if let surface = tags[.surface] { road.surface = self.surface(surface) }
    if road.surface == .unknown, let grade = tags[.tracktype] {
      road.surface = tracks[grade] ?? .unknown
    }
    if let smoothness = tags[.smoothness] {
      road.smoothness = RoadSmoothness(word: smoothness.trimmed) ?? .unknown
    }
  }

  /// A value of its own, or the one that it is a kind of: `concrete:plates` is concrete. Of several
  /// values the first.
  static func surface(_ text: String) -> RoadSurface {
    let first = text.split(separator: ";").first.map { String($0).trimmed } ?? ""
    if let same = RoadSurface(word: first) { return same }
    if let other = others[first] { return other }
    let stem = first.split(separator: ":").first.map(String.init) ?? ""
    return RoadSurface(word: stem) ?? .unknown
  }

  private static let others: [String: RoadSurface] = [
    "chipseal": .asphalt, "tarmac": .asphalt, "bricks": .pavingStones, "brick": .pavingStones,
    "unhewn_cobblestone": .cobblestone, "cobblestone:flattened": .sett, "metal_grid": .metal,
    "earth": .ground, "soil": .ground, "clay": .dirt, "salt": .compacted, "stone": .rock,
    "rocks": .rock, "stepping_stones": .rock, "shells": .gravel, "woodchips": .ground, "ice": .snow,
    "paving_stones:lanes": .pavingStones, "interlock": .pavingStones,
  ]

  /// What a track's grade says about its surface (OpenStreetMap wiki, Key:tracktype).
  private static let tracks: [String: RoadSurface] = [
    "grade1": .paved, "grade2": .compacted, "grade3": .gravel, "grade4": .ground, "grade5": .dirt,
  ]
}
