import Coverage
import Foundation
import Geometry
import Quantities
import Store

/// Our side of every measurement; `Tools/Benchmarks/run` calls it. Each job prints one line of JSON:
/// the CPU seconds of each repetition, and figures that its twin must reproduce.
@main
enum Benchmarks {
  static let usage = """
    usage: Benchmarks prepare FOLDER
           Benchmarks distance FOLDER REPETITIONS
           Benchmarks circles FOLDER SEGMENTS REPETITIONS
           Benchmarks union FOLDER SEGMENTS REPETITIONS
           Benchmarks locate FOLDER REPETITIONS
           Benchmarks counties COUNT STORE
           Benchmarks load STORE COUNTY REPETITIONS
           Benchmarks roster AMBULANCES DAYS STORE
    """

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    let numbers = words.dropFirst(2).compactMap(Int.init).filter { $0 > 0 }
    switch (words.first, words.count) {
    case ("prepare", 2): try CirclesOnPlane.write(to: words[1])
    case ("distance", 3) where numbers.count == 1: try distance(words[1], repeating: numbers[0])
    case ("circles", 4) where numbers.count == 2:
      try circles(words[1], segments: numbers[0], repeating: numbers[1])
    case ("union", 4) where numbers.count == 2:
      try union(words[1], segments: numbers[0], repeating: numbers[1])
    case ("locate", 3) where numbers.count == 1: try locate(words[1], repeating: numbers[0])
    case ("counties", 3):
      guard let count = Int(words[1]), count > 0 else { throw UsageError() }
      try ServiceStore.create(
        at: words[2], with: SyntheticService(counties: count).data, replacing: true)
    case ("load", 4):
      guard let count = Int(words[3]), count > 0 else { throw UsageError() }
      try StoreLoading.run(words[1], county: words[2], repeating: count)
    case ("roster", 4) where numbers.count == 1:
      guard let count = Int(words[1]), count > 0 else { throw UsageError() }
      try SyntheticRoster(ambulances: count, days: numbers[0]).write(to: words[3])
    default: throw UsageError()
    }
  }

  /// The nearest centre of each point within the radius.
  private static func distance(_ folder: String, repeating count: Int) throws {
    let points = try CirclesOnPlane.points(in: folder)
    let centers = try CirclesOnPlane.centers(in: folder)
    let (seconds, nearest) = measured(count) {
      StationGrid(centers, cell: CirclesOnPlane.radius.value).nearest(to: points)
    }
    let found = nearest.filter { $0 >= 0 }
    report(
      seconds, ["covered": Double(found.count), "sum": found.reduce(0) { $0 + Double($1) }])
  }

  /// Rings around the centres, and the polygons GEOS makes of them.
  private static func circles(_ folder: String, segments: Int, repeating count: Int) throws {
    let centers = try CirclesOnPlane.centers(in: folder)
    let geos = try GEOSContext()
    let plane = try CirclesOnPlane.plane
    let (seconds, area) = try measured(count) {
      let rings = centers.map {
        plane.circle(center: $0, radius: CirclesOnPlane.radius, segments: segments)
      }
      return try geos.geometry(MultiPolygon(rings.map { Polygon(shell: $0) })).area
    }
    report(seconds, ["area": area.value])
  }

  /// The union of given rings as a value, and its area on the ground.
  private static func union(_ folder: String, segments: Int, repeating count: Int) throws {
    let rings = try CirclesOnPlane.rings(in: folder, segments: segments)
    let geos = try GEOSContext()
    let plane = try CirclesOnPlane.plane
    let (seconds, area) = try measured(count) {
      plane.groundArea(try geos.union(of: rings).multiPolygon())
    }
    report(
      seconds, ["area": try geos.union(of: rings).area.value, "ground_area": area.value])
  }

  /// Whether each point lies in the union of the circles.
  private static func locate(_ folder: String, repeating count: Int) throws {
    let points = try CirclesOnPlane.points(in: folder)
    let union = try CirclesOnPlane.union(in: folder)
    let (seconds, inside) = measured(count) { AreaLocator(union).contains(points) }
    report(seconds, ["covered": Double(inside.count { $0 })])
  }
}

struct UsageError: Error, CustomStringConvertible {
  var description: String { Benchmarks.usage }
}
