import Geometry
public import Quantities
public import ResponseModel
public import Routing

/// A file that a result was computed from.
public struct InputFile: Sendable, Hashable {
  /// Without its folder.
  public let name: String
  public let digest: String

  public init(name: String, digest: String) {
    self.name = name
    self.digest = digest
  }
}

/// Places of a file and where they are on the roads.
public struct PlacesOnRoads: Sendable {
  public let file: InputFile
  public let places: [NamedPlace]
  public let onRoads: RoadPlaces

  /// - Complexity: O(places · log segments).
  public init(
    _ places: [NamedPlace], from file: InputFile, as role: RoadRole, on snapper: RoadSnapper
  ) {
    self.file = file
    self.places = places
    onRoads = RoadPlaces(places.map(\.position), as: role, on: snapper)
  }
}

/// The roads and speeds that travel times rest on.
public struct RoadBasis: Sendable {
  public let network: RoadNetwork
  public let times: ArcTimes
  public let snapper: RoadSnapper

  /// - Throws: `RoutingError.unknownPeriod`.
  /// - Complexity: O(arcs + points).
  public init(
    _ network: RoadNetwork, _ profile: SpeedProfile, period: String?
  ) throws(RoutingError) {
    self.network = network
    times = try network.travelTimes(profile, period: period)
    snapper = RoadSnapper(network, times)
  }
}

/// Travel times between places of two files.
public struct TravelTimeAnalysis: Sendable {
  public let basis: RoadBasis
  public let origins: PlacesOnRoads
  public let destinations: PlacesOnRoads
  public let limit: Seconds?
  public let matrix: TravelTimeMatrix

  /// Searches for all pairs.
  ///
  /// - Parameter tasks: origins searched from at a time; the result does not depend on it.
  public static func run(
    _ basis: RoadBasis, from origins: PlacesOnRoads, to destinations: PlacesOnRoads,
    limit: Seconds?, tasks: Int
  ) async -> TravelTimeAnalysis {
    let search = TravelTimeSearch(SearchGraph(basis.network, basis.times))
    var matrix = await search.matrix(
      from: origins.onRoads.searchPlaces, to: destinations.onRoads.searchPlaces, limit: limit,
      tasks: tasks)
    matrix.addDirectDrives(from: origins.onRoads, to: destinations.onRoads, limit: limit)
    return TravelTimeAnalysis(
      basis: basis, origins: origins, destinations: destinations, limit: limit, matrix: matrix)
  }
}

/// Isochrones around the places of a file.
public struct IsochroneAnalysis: Sendable {
  public let basis: RoadBasis
  public let origins: PlacesOnRoads
  /// Ascending.
  public let limits: [Seconds]
  public let cell: Meters
  /// By origin, then limit.
  public let isochrones: [[Isochrone]]

  public static func run(
    _ basis: RoadBasis, from origins: PlacesOnRoads, limits: [Seconds], cell: Meters, tasks: Int
  ) async -> IsochroneAnalysis {
    let isochrones = await IsochroneSearch(basis.snapper, cell: cell).isochrones(
      from: origins.onRoads, limits: limits, tasks: tasks)
    return IsochroneAnalysis(
      basis: basis, origins: origins, limits: limits, cell: cell, isochrones: isochrones)
  }
}
