internal import CGEOS

/// GEOS's conventions for return values, decoded here and nowhere else: a pointer or NULL; a
/// predicate 0, 1 or, on an exception, 2; a status 1 or, on an exception, 0; a count or -1.
extension GEOSContext {
  func failure(
    _ function: StaticString, _ code: GeometryError.Code = .operationFailed
  ) -> GeometryError {
    GeometryError(code, "\(function): \(takeMessage())")
  }

  /// A geometry that now is ours to free.
  func owned(
    _ function: StaticString, _ result: OpaquePointer?
  ) throws(GeometryError) -> GEOSGeometry {
    guard let result else { throw failure(function) }
    return GEOSGeometry(taking: result, in: self)
  }

  /// A pointer into something else.
  func borrowed(
    _ function: StaticString, _ result: OpaquePointer?
  ) throws(GeometryError) -> OpaquePointer {
    guard let result else { throw failure(function) }
    return result
  }

  func predicate(_ function: StaticString, _ result: CChar) throws(GeometryError) -> Bool {
    guard result == 0 || result == 1 else { throw failure(function) }
    return result == 1
  }

  /// A status of 1, or 0 on an exception.
  func check(_ function: StaticString, _ result: Int32) throws(GeometryError) {
    guard result == 1 else { throw failure(function) }
  }

  func count(_ function: StaticString, _ result: Int32) throws(GeometryError) -> Int {
    guard result >= 0 else { throw failure(function) }
    return Int(result)
  }
}
