public import ResponseModel

/// What a store knows of the road network beside it. The roads themselves are in that file.
public struct RoadNetworkRecord: Sendable, Hashable {
  /// The file in the store's folder.
  public let file: String
  /// SHA-256 of that file.
  public let sha256: String
  /// The file it was made from, without its folder, and its SHA-256.
  public let source: String
  public let sourceSHA256: String
  /// Metres kept around the counties; `nil` where the whole source was taken.
  public let marginMeters: Double?
  /// Junctions and ends.
  public let places: Int
  /// Places and their copies for turn restrictions.
  public let nodes: Int
  public let arcs: Int
  public let segments: Int
  public let lengthMeters: Double
  /// The version of Ambit that made it.
  public let program: String
  /// The command that made it, without folders; typed again, it makes it anew.
  public let command: String
  public let at: Instant

  public init(
    file: String, sha256: String, source: String, sourceSHA256: String, marginMeters: Double?,
    places: Int, nodes: Int, arcs: Int, segments: Int, lengthMeters: Double, program: String,
    command: String, at: Instant
  ) {
    self.file = file
    self.sha256 = sha256
    self.source = source
    self.sourceSHA256 = sourceSHA256
    self.marginMeters = marginMeters
    self.places = places
    self.nodes = nodes
    self.arcs = arcs
    self.segments = segments
    self.lengthMeters = lengthMeters
    self.program = program
    self.command = command
    self.at = at
  }
}
