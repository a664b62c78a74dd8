import Foundation
import Geometry
import Quantities
import TestSupport

/// What the kernels and their twins are given: points and centres spread evenly over an area the
/// size of Lishui, in metres, in files of native doubles (x, y, x, y …).
enum CirclesOnPlane {
  static let radius = Meters(kilometers: 3.5)
  static let segments = [64, 256]
  private static let seed: UInt64 = 20_240_520
  private static let area = Bounds(
    minimum: PlanarPoint(x: 410_000, y: 3_033_000), maximum: PlanarPoint(x: 583_000, y: 3_203_000))

  static var plane: AnalysisPlane {
    get throws(GeometryError) { try AnalysisPlane(centralMeridian: 120) }
  }

  static func write(to folder: String) throws {
    var generator = SeededGenerator(seed: seed)
    let centers: [PlanarPoint] = generator.positions(500, in: area)
    try write(generator.positions(1_000_000, in: area), to: folder, "points")
    try write(centers, to: folder, "centers")
    let plane = try plane
    for segments in segments {
      let rings = centers.map { plane.circle(center: $0, radius: radius, segments: segments) }
      try write(rings.flatMap(\.points), to: folder, "rings-\(segments)")
      let union = try GEOSContext().union(of: rings).multiPolygon()
      try Data(Shape.multiPolygon(union).wkb()).write(to: file(folder, "union-\(segments).wkb"))
    }
  }

  static func points(in folder: String) throws -> [PlanarPoint] { try read(folder, "points") }

  static func centers(in folder: String) throws -> [PlanarPoint] { try read(folder, "centers") }

  static func rings(in folder: String, segments: Int) throws -> [LinearRing<PlanarPoint>] {
    let points = try read(folder, "rings-\(segments)")
    return try stride(from: 0, to: points.count, by: segments + 1).map { start in
      try LinearRing(Array(points[start...start + segments]))
    }
  }

  /// The union of the rings of 256 sides.
  static func union(in folder: String) throws -> MultiPolygon<PlanarPoint> {
    try Shape<PlanarPoint>(wkb: Data(contentsOf: file(folder, "union-256.wkb"))).areas
  }

  private static func file(_ folder: String, _ name: String) -> URL {
    URL(filePath: folder).appending(path: name)
  }

  private static func write(_ points: [PlanarPoint], to folder: String, _ name: String) throws {
    try points.withUnsafeBytes { try Data($0).write(to: file(folder, name + ".f64")) }
  }

  private static func read(_ folder: String, _ name: String) throws -> [PlanarPoint] {
    let data = try Data(contentsOf: file(folder, name + ".f64"))
    return data.withUnsafeBytes { Array($0.bindMemory(to: PlanarPoint.self)) }
  }
}
