public import ResponseModel

/// A road network or a profile that cannot be used: what, where and what to do, in one line.
public struct RoutingError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: String, Sendable {
    case fileNotFound
    /// The file is not a road network, or it is damaged.
    case notARoadNetwork
    /// A road network of another version of the format.
    case otherVersion
    /// Not the file that was asked for: its digest differs.
    case otherDigest
    /// More nodes, arcs or shape bytes than the file format can number.
    case tooLarge
    /// There is no road to be had from the input.
    case noRoads
    /// A period of the day that the profile does not have.
    case unknownPeriod
    case inputOutput
  }

  public let code: Code
  public let message: LocalizedText

  public init(_ code: Code, _ message: LocalizedText) {
    self.code = code
    self.message = message
  }

  public var description: String { message.en }
}
