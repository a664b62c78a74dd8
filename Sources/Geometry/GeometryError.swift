/// What went wrong in a geometric operation, where, and what to do.
public struct GeometryError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    /// A coordinate that is not finite or not on the globe.
    case outOfRange
    /// A ring with fewer than four points, or not closed.
    case invalidRing
    /// Self-crossing or otherwise invalid input to an operation.
    case invalidShape
    /// The area of interest crosses the antimeridian or reaches a pole.
    case unsupportedExtent
    /// Text or bytes that are not the format they claim to be.
    case malformedInput
    /// A coordinate reference system PROJ does not know, or cannot convert.
    case unknownCRS
    /// A call into GEOS or PROJ failed; `message` holds the function's name and its own words.
    case operationFailed
  }

  public let code: Code
  public let message: String

  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }

  static func outOfRange(latitude: Double, longitude: Double) -> GeometryError {
    let swapped = (-90...90).contains(longitude) && (-180...180).contains(latitude)
    return GeometryError(
      .outOfRange,
      "latitude \(latitude), longitude \(longitude) is not on the globe"
        + (swapped ? "; the two look swapped: give latitude first" : ""))
  }
}
