public import Geometry
import ResponseModel

/// Makes a road network from ways, the points on them, and turn restrictions.
///
/// Ways are cut where they meet: at points that more than one way names, or one way twice. What only
/// looks like a crossing, as a bridge over a road, is none. First give all ways, then the points that
/// they name (`isWanted` says which), then restrictions; then `build`.
public struct RoadNetworkBuilder {
  var nodes = NodeTable()
  var wayIDs: [Int64] = []
  var wayAttributes: [RoadAttributes] = []
  var wayNames: [UInt32] = []
  /// References of way *w*: `references[firstReference[w] ..< firstReference[w + 1]]`.
  var firstReference: [Int] = [0]
  var references: [UInt32] = []
  var nameBytes: [UInt8] = [0]
  private var nameOffsets: [String: UInt32] = [:]
  /// By number of the node table; `missing` until the point comes.
  var positions: [RoadPosition] = []
  var nodeBits: [UInt8] = []
  var restrictions: [TurnRestriction] = []
  public internal(set) var counts = BuildCounts()

  static let missing = RoadPosition(latitude: .min, longitude: .min)

  public init() {}

  public var wayCount: Int { wayIDs.count }

  /// Adds a way with the points it names, in order. One with fewer than two is left out.
  public mutating func addWay(
    id: Int64, _ attributes: RoadAttributes, name: String = "", points: some Sequence<Int64>
  ) {
    let start = references.count
    for point in points {
      let number = nodes.insert(point)
      // A point that is named twice in a row is one point.
      if references.count > start, references.last == number { continue }
      references.append(number)
    }
    guard references.count - start >= 2 else {
      references.removeLast(references.count - start)
      return
    }
    wayIDs.append(id)
    wayAttributes.append(attributes)
    wayNames.append(offset(of: name))
    firstReference.append(references.count)
  }

  private mutating func offset(of name: String) -> UInt32 {
    guard !name.isEmpty else { return 0 }
    if let known = nameOffsets[name] { return known }
    let offset = UInt32(nameBytes.count)
    nameBytes += name.utf8.lazy.filter { $0 != 0 }
    nameBytes.append(0)
    nameOffsets[name] = offset
    return offset
  }

  /// Whether a way names this point.
  public func isWanted(_ point: Int64) -> Bool { nodes.number(of: point) != nil }

  /// Says where a point is; one that no way names is passed over.
  ///
  /// - Returns: whether a way names it.
  @discardableResult
  public mutating func setPoint(_ id: Int64, _ position: RoadPosition) -> Bool {
    guard let number = nodes.number(of: id) else { return false }
    reserve()
    positions[Int(number)] = position
    return true
  }

  /// Says what is at a point.
  public mutating func setPoint(_ id: Int64, _ node: RoadNode) {
    guard let number = nodes.number(of: id) else { return }
    reserve()
    nodeBits[Int(number)] |= node.bits
  }

  private mutating func reserve() {
    guard positions.count < nodes.count else { return }
    let more = nodes.count - positions.count
    positions += repeatElement(Self.missing, count: more)
    nodeBits += repeatElement(0, count: more)
  }

  public mutating func add(_ restriction: TurnRestriction) { restrictions.append(restriction) }

  /// The network of everything that was given.
  ///
  /// - Parameter boxes: only what touches one of these; all where empty. A way that leaves them is cut
  ///   at its first point outside.
  /// - Throws: `RoutingError.noRoads` where nothing is left, `.tooLarge` beyond 2³¹ segments or 4 GiB
  ///   of shapes.
  /// - Complexity: O(*n* log *n*) in the number of points.
  public mutating func build(
    _ description: RoadNetworkDescription, within boxes: [Bounds<GeographicCoordinate>] = []
  ) throws(RoutingError) -> RoadNetwork {
    RoadNetwork(try columns(description, within: boxes))
  }

  /// As `build`, but straight into a file, whole or not at all.
  public mutating func write(
    to path: String, _ description: RoadNetworkDescription,
    within boxes: [Bounds<GeographicCoordinate>] = []
  ) throws(RoutingError) {
    let columns = try columns(description, within: boxes)
    try columns.write(to: path)
  }

  private mutating func columns(
    _ description: RoadNetworkDescription, within boxes: [Bounds<GeographicCoordinate>]
  ) throws(RoutingError) -> RoadNetworkColumns {
    reserve()
    let cut = try cutWays(within: boxes.map(RoadBox.init))
    var ordered = try ordered(cut)
    ordered.columns.addArcs()
    if !restrictions.isEmpty { forbidTurns(cut, &ordered) }
    ordered.columns.description = description
    return ordered.columns
  }
}

extension RoadBox {
  init(_ bounds: Bounds<GeographicCoordinate>) {
    self = .empty
    add(RoadPosition(bounds.minimum))
    add(RoadPosition(bounds.maximum))
  }
}
