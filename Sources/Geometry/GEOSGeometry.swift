internal import CGEOS
public import Quantities

/// Owner of one GEOS geometry in a plane; freed once, when the value's life ends.
///
/// Shapes live outside of GEOS as values (`MultiPolygon<PlanarPoint>` and its kin); this is what they
/// become for an operation. Make one with `GEOSContext.geometry`, get a value back with
/// `multiPolygon()`.
public struct GEOSGeometry: ~Copyable {
  public let context: GEOSContext

  /// `nil` only after `relinquish`, when GEOS owns it.
  private var handle: OpaquePointer?

  init(taking handle: OpaquePointer, in context: GEOSContext) {
    self.handle = handle
    self.context = context
  }

  deinit {
    if let handle { GEOSGeom_destroy_r(context.handle, handle) }
  }

  /// Hands the geometry to a GEOS call that takes ownership, which GEOS does on failure too.
  consuming func relinquish() -> OpaquePointer {
    // `discard self` is refused while the struct holds a class reference.
    let pointer = self.pointer
    handle = nil
    return pointer
  }

  var pointer: OpaquePointer {
    guard let handle else { preconditionFailure("a relinquished geometry is not reachable") }
    return handle
  }
}

extension GEOSGeometry {
  /// Area in the plane; 0 for points and lines.
  public var area: SquareMeters {
    get throws(GeometryError) {
      var value = 0.0
      try context.check("GEOSArea_r", GEOSArea_r(context.handle, pointer, &value))
      return SquareMeters(value)
    }
  }

  /// Length of lines, perimeter of areas.
  public var length: Meters {
    get throws(GeometryError) {
      var value = 0.0
      try context.check("GEOSLength_r", GEOSLength_r(context.handle, pointer, &value))
      return Meters(value)
    }
  }

  public var isEmpty: Bool {
    get throws(GeometryError) {
      try context.predicate("GEOSisEmpty_r", GEOSisEmpty_r(context.handle, pointer))
    }
  }

  /// Shortest distance between the two; 0 where they touch.
  ///
  /// - Throws: `GeometryError.operationFailed` where one is empty: GEOS would say 0.
  public func distance(to other: borrowing GEOSGeometry) throws(GeometryError) -> Meters {
    guard try !isEmpty, try !other.isEmpty else {
      throw GeometryError(.operationFailed, "an empty shape has no distance to another")
    }
    var value = 0.0
    try context.check(
      "GEOSDistance_r", GEOSDistance_r(context.handle, pointer, other.pointer, &value))
    return Meters(value)
  }

  /// Whether the two share a point.
  public func intersects(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
    try context.predicate(
      "GEOSIntersects_r", GEOSIntersects_r(context.handle, pointer, other.pointer))
  }

  /// Whether `other` lies within this one and not only on its edge.
  public func contains(_ other: borrowing GEOSGeometry) throws(GeometryError) -> Bool {
    try context.predicate(
      "GEOSContains_r", GEOSContains_r(context.handle, pointer, other.pointer))
  }
}
