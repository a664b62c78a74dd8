/// Where a road network comes from and what went into it, as its file tells it.
public struct RoadNetworkDescription: Sendable, Hashable, Codable {
  /// The file it was made from, without its folder.
  public var source: String
  /// SHA-256 of that file.
  public var sourceDigest: String
  /// The program that made it, e.g. `ambit 0.4.0`.
  public var tool: String
  /// Metres that were kept around the counties; `nil` where the whole file was taken.
  public var marginMeters: Double?
  /// The boxes that were kept: south, west, north, east in degrees.
  public var boxes: [[Double]]
  /// The state of the data as the source declares it, e.g. `2013-08-03T15:55:30Z`.
  public var sourceTimestamp: String?
  /// Who must be named wherever the roads are shown.
  public var attribution: String

  public init(
    source: String, sourceDigest: String = "", tool: String = "", marginMeters: Double? = nil,
    boxes: [[Double]] = [], sourceTimestamp: String? = nil, attribution: String = ""
  ) {
    self.source = source
    self.sourceDigest = sourceDigest
    self.tool = tool
    self.marginMeters = marginMeters
    self.boxes = boxes
    self.sourceTimestamp = sourceTimestamp
    self.attribution = attribution
  }

  enum CodingKeys: String, CodingKey {
    case source
    case sourceDigest = "source_sha256"
    case tool
    case marginMeters = "margin_m"
    case boxes
    case sourceTimestamp = "source_timestamp"
    case attribution
  }
}
