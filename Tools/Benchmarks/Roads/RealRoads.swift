import DataImport
import Foundation
import Geometry
import Quantities
import Routing

/// Measurements on a road network's file, at one speed for all roads: what they are called on the map
/// makes no difference to a search.
enum RealRoads {
  private static let kilometersPerHour = 50.0

  /// The searches' file of a network.
  static func file(_ path: String, origins: Int, destinations: Int) throws -> RoadFile {
    let network = try RoadNetwork(reading: path)
    let graph = SearchGraph(
      network, try network.travelTimes(.uniform(kilometersPerHour: kilometersPerHour)))
    return RoadFile(
      graph: graph, origins: RoadFile.places(origins, on: graph, seed: 1),
      destinations: RoadFile.places(destinations, on: graph, seed: 2))
  }

  /// An OpenStreetMap file made into a road network's file, digests and all.
  static func importing(
    _ path: String, _ target: String, _ repetitions: Int
  ) throws -> (seconds: [Double], figures: [String: Double]) {
    // The figures only: a network that is still open would count in the memory of the next import.
    try measured(repetitions) {
      let network = try RoadImport.run(
        path, to: target, RoadImport.Options(tool: "RoadBenchmarks")
      ).network
      return [
        "places": Double(network.placeCount), "arcs": Double(network.arcCount),
        "bytes": Double(network.byteCount), "km": network.totalLength.kilometers,
      ]
    }
  }

  /// Isochrones of so many minutes around nodes drawn at random.
  static func isochrones(
    _ path: String, count: Int, minutes: Double, repeating repetitions: Int
  ) async throws -> (seconds: [Double], figures: [String: Double]) {
    let network = try RoadNetwork(reading: path)
    let times = try network.travelTimes(.uniform(kilometersPerHour: kilometersPerHour))
    let graph = SearchGraph(network, times)
    return await isochrones(
      around: RoadFile.places(count, on: graph, seed: 3).map { network.coordinate(of: $0) },
      on: RoadSnapper(network, times), minutes, repetitions)
  }

  /// The same around places of a table with columns id, longitude and latitude, at a profile's speeds.
  static func isochrones(
    _ path: String, profile: String, origins: String, minutes: Double, repeating repetitions: Int
  ) async throws -> (seconds: [Double], figures: [String: Double]) {
    guard let profile = SpeedProfileFile(path: profile).profile else { throw UsageError() }
    let places = try String(contentsOfFile: origins, encoding: .utf8)
      .split(separator: "\n").dropFirst().map { line in
        let numbers = line.split(separator: ",").dropFirst().compactMap { Double($0) }
        guard numbers.count == 2 else { throw UsageError() }
        return GeographicCoordinate(easting: numbers[0], northing: numbers[1])
      }
    let network = try RoadNetwork(reading: path)
    let snapper = RoadSnapper(network, try network.travelTimes(profile))
    return await isochrones(around: places, on: snapper, minutes, repetitions)
  }

  /// What knows nothing of the origins (speeds, components) is made before.
  private static func isochrones(
    around places: [GeographicCoordinate], on snapper: RoadSnapper, _ minutes: Double,
    _ repetitions: Int
  ) async -> (seconds: [Double], figures: [String: Double]) {
    let origins = RoadPlaces(places, as: .origin, on: snapper)
    let search = IsochroneSearch(snapper)
    let (seconds, isochrones) = await measured(repetitions) {
      await search.isochrones(from: origins, limits: [Seconds(minutes: minutes)])
    }
    return (
      seconds,
      [
        "polygons": Double(isochrones.joined().reduce(0) { $0 + $1.area.polygons.count }),
        "points": Double(isochrones.joined().reduce(0) { $0 + $1.area.pointCount }),
        "area_km2": isochrones.joined().reduce(0) { $0 + $1.extent.squareKilometers },
      ]
    )
  }
}
