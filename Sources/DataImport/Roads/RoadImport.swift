import FoundationEssentials
public import Geometry
public import ResponseModel
public import Routing

/// What became of a road file.
public struct RoadImportResult: Sendable {
  /// The file without its folder, and its SHA-256.
  public let sourceName: String
  public let sourceDigest: String
  /// SHA-256 of the road network's file.
  public let digest: String
  public let network: RoadNetwork
  public let buildCounts: BuildCounts
  /// `nil` where the source is a table.
  public let ruleCounts: OSMRuleCounts?
  public let issues: [DataIssue]
}

/// Makes a road network's file of an OpenStreetMap file or a table of roads.
public enum RoadImport {
  public struct Options: Sendable {
    /// What is kept: one box for each county, the margin added; everything where empty.
    public var boxes: [Bounds<GeographicCoordinate>]
    public var marginMeters: Double?
    /// The program, for the file's description.
    public var tool: String
    /// Columns of a table by field, as `--map` gives them.
    public var map: [String: String]
    public var layer: String?
    public var declaredCRS: String?

    public init(
      boxes: [Bounds<GeographicCoordinate>] = [], marginMeters: Double? = nil, tool: String = "",
      map: [String: String] = [:], layer: String? = nil, declaredCRS: String? = nil
    ) {
      self.boxes = boxes
      self.marginMeters = marginMeters
      self.tool = tool
      self.map = map
      self.layer = layer
      self.declaredCRS = declaredCRS
    }
  }

  /// Whether the file's ending is one of OpenStreetMap's.
  public static func isOpenStreetMap(_ path: String) -> Bool { OSMFile.isOne(path) }

  /// Reads `path` and writes the road network to `target`, whole or not at all.
  ///
  /// - Parameter progress: gets the bytes read, of how many.
  /// - Throws: `ImportError` for a file that cannot be read or has no roads.
  public static func run(
    _ path: String, to target: String, _ options: Options,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(ImportError) -> RoadImportResult {
    let name = FileName.last(of: path)
    let digest = try digest(ofFileAt: path)
    // Only for the progress line.
    let size = size(ofFileAt: path)
    var description = RoadNetworkDescription(
      source: name, sourceDigest: digest, tool: options.tool, marginMeters: options.marginMeters,
      boxes: options.boxes.map {
        [$0.minimum.latitude, $0.minimum.longitude, $0.maximum.latitude, $0.maximum.longitude]
      })
    var builder: RoadNetworkBuilder
    var ruleCounts: OSMRuleCounts?
    var issues: [DataIssue] = []
    if isOpenStreetMap(path) {
      var reader = OSMRoadReader(path, within: options.boxes)
      var runs = 0
      var last = 0
      try reader.read { offset in
        if offset < last { runs += 1 }
        last = offset
        progress(min(runs * size + offset, 2 * size), 2 * size)
      }
      builder = reader.builder
      ruleCounts = reader.counts
      description.sourceTimestamp = reader.timestamp.isEmpty ? nil : reader.timestamp
      description.attribution = "© OpenStreetMap contributors, ODbL 1.0"
      try requireRoads(reader, name)
    } else {
      var table = try RoadTable(path, options)
      try table.read()
      builder = table.builder
      issues = table.issues
    }
    do {
      try builder.write(to: target, description, within: options.boxes)
      let network = try RoadNetwork(reading: target)
      return RoadImportResult(
        sourceName: name, sourceDigest: digest, digest: try self.digest(ofFileAt: target),
        network: network, buildCounts: builder.counts, ruleCounts: ruleCounts, issues: issues)
    } catch let error as RoutingError {
      throw ImportError(error, file: name)
    } catch let error as ImportError {
      throw error
    } catch {
      preconditionFailure("no other error is thrown above")
    }
  }

  private static func requireRoads(_ reader: OSMRoadReader, _ name: String) throws(ImportError) {
    guard reader.builder.wayCount == 0 else { return }
    guard reader.outsideWays == 0 else {
      try requirePoints(reader, name)
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 的 \(reader.outsideWays) 条道路都在数据文件各县及外扩范围之外，未改动任何内容：是别处的地图吗",
          en:
            "none of the \(reader.outsideWays) roads of \(name) is near the counties of the store,"
            + " nothing was changed: is it a map of somewhere else"))
    }
    throw ImportError(
      .badData,
      LocalizedText(
        zh: "\(name) 中没有可供车辆通行的道路，未改动任何内容",
        en: "\(name) holds no road for vehicles, nothing was changed"))
  }

  /// Roads without a single point lie nowhere, not somewhere else. Only a file that is refused anyhow is
  /// read once more for this.
  private static func requirePoints(_ reader: OSMRoadReader, _ name: String) throws(ImportError) {
    var all = reader.unclipped
    try all.read { _ in }
    guard all.builder.wayCount > 0, !all.builder.hasPoints else { return }
    throw ImportError(
      RoutingError.noPoints(ways: all.builder.wayCount), file: name)
  }

  /// SHA-256 of a file in hexadecimal.
  public static func digest(ofFileAt path: String) throws(ImportError) -> String {
    try FileDigest.sha256(ofFileAt: path)
  }

  private static func size(ofFileAt path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.size] as? Int ?? 0
  }
}

extension ImportError {
  init(_ error: RoutingError, file: String) {
    let code: Code =
      switch error.code {
      case .fileNotFound: .fileNotFound
      case .inputOutput: .inputOutput
      default: .badData
      }
    let message = error.message
    self.init(
      code,
      error.code == .noRoads || error.code == .tooLarge
        ? LocalizedText(
          zh: "\(file)：\(message.zh)，未改动任何内容", en: "\(file): \(message.en), nothing was changed")
        : message)
  }
}
