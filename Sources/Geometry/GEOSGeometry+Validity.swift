internal import CGEOS

/// Why a shape is not valid, and where.
public struct Invalidity: Sendable, Hashable, CustomStringConvertible {
  /// GEOS's words, such as "Self-intersection".
  public let reason: String
  /// `nil` where the defect has no single place.
  public let location: PlanarPoint?

  public var description: String {
    location.map { "\(reason) at (\($0.x), \($0.y))" } ?? reason
  }
}

extension GEOSGeometry {
  /// The first defect found; `nil` for a valid shape.
  public func invalidReason() throws(GeometryError) -> Invalidity? {
    var reason: UnsafeMutablePointer<CChar>?
    var place: OpaquePointer?
    let result = GEOSisValidDetail_r(context.handle, pointer, 0, &reason, &place)
    // Both are ours to free, whatever the result.
    defer { if let reason { GEOSFree_r(context.handle, reason) } }
    let location: PlanarPoint?
    if let place {
      location = try GEOSGeometry(taking: place, in: context).position()
    } else {
      location = nil
    }
    guard try !context.predicate("GEOSisValidDetail_r", result) else { return nil }
    return Invalidity(
      reason: reason.map { String(cString: $0) } ?? "not valid", location: location)
  }

  /// A valid shape of the same area as far as it can be told: overlapping parts are merged, holes
  /// taken off, parts without area dropped.
  public func madeValid() throws(GeometryError) -> GEOSGeometry {
    guard let parameters = GEOSMakeValidParams_create_r(context.handle) else {
      throw context.failure("GEOSMakeValidParams_create_r")
    }
    defer { GEOSMakeValidParams_destroy_r(context.handle, parameters) }
    // The other method, "linework", turns the overlap of two parts into a hole.
    try context.check(
      "GEOSMakeValidParams_setMethod_r",
      GEOSMakeValidParams_setMethod_r(context.handle, parameters, GEOS_MAKE_VALID_STRUCTURE))
    try context.check(
      "GEOSMakeValidParams_setKeepCollapsed_r",
      GEOSMakeValidParams_setKeepCollapsed_r(context.handle, parameters, 0))
    return try context.owned(
      "GEOSMakeValidWithParams_r",
      GEOSMakeValidWithParams_r(context.handle, pointer, parameters))
  }
}
