public import Geometry
import ResponseModel

/// Makes a road network from ways, the points on them, and turn restrictions.
///
/// Ways are cut where they meet: at points that more than one way names, or one way twice. What only
/// looks like a crossing, as a bridge over a road, is none. First give all ways, then the points that
/// they name (`isWanted` says which), and restrictions at any time; then `build` or `write`, once, which
/// lets go of what it has used.
public struct RoadNetworkBuilder {
  var nodes = NodeTable()
  var wayIDs: [Int64] = []
  /// Indexes of `attributes`: few ways differ from all others.
  var wayAttributes: [UInt32] = []
  private(set) var attributes: [RoadAttributes] = []
  private var attributeNumbers: [RoadAttributes: UInt32] = [:]
  var wayNames: [UInt32] = []
  /// References of way *w*: `references[firstReference[w] ..< firstReference[w + 1]]`.
  var firstReference: [UInt32] = [0]
  /// Numbers of the node table, once all ways are known.
  var references: [UInt32] = []
  private var named = NamedPoints()
  private var isSettled = false
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
    id: Int64, _ road: RoadAttributes, name: String = "", points: some Sequence<Int64>
  ) {
    precondition(!isSettled, "ways come before points")
    guard named.append(points) else { return }
    wayIDs.append(id)
    wayAttributes.append(number(of: road))
    wayNames.append(offset(of: name))
    firstReference.append(UInt32(truncatingIfNeeded: named.count))
  }

  private mutating func number(of road: RoadAttributes) -> UInt32 {
    if let known = attributeNumbers[road] { return known }
    let number = UInt32(attributes.count)
    attributes.append(road)
    attributeNumbers[road] = number
    return number
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

  /// Numbers the points that the ways name, once all ways are known.
  private mutating func settle() {
    guard !isSettled else { return }
    isSettled = true
    nodes = NodeTable(named.ids)
    references = named.references(&nodes)
    named = NamedPoints()
    attributeNumbers = [:]
    nameOffsets = [:]
    positions = Array(repeating: Self.missing, count: nodes.count)
    nodeBits = Array(repeating: 0, count: nodes.count)
  }

  /// Whether a way names this point.
  public mutating func isWanted(_ point: Int64) -> Bool {
    settle()
    return nodes.number(of: point) != nil
  }

  /// Says where a point is; one that no way names is passed over.
  ///
  /// - Returns: whether a way names it.
  @discardableResult
  public mutating func setPoint(_ id: Int64, _ position: RoadPosition) -> Bool {
    settle()
    guard let number = nodes.number(of: id) else { return false }
    positions[Int(number)] = position
    return true
  }

  /// Says where every point is that a way names.
  public mutating func setPoints(_ position: (Int64) -> RoadPosition) {
    settle()
    for (number, id) in nodes.ids.enumerated() { positions[number] = position(id) }
  }

  /// Whether it is known of any point where it is.
  public var hasPoints: Bool { positions.contains { $0 != Self.missing } }

  /// Says what is at a point.
  public mutating func setPoint(_ id: Int64, _ node: RoadNode) {
    settle()
    guard let number = nodes.number(of: id) else { return }
    nodeBits[Int(number)] |= node.bits
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
    settle()
    guard references.count < UInt32.max else { throw .tooLarge(references.count, "points") }
    let vias = viaNumbers()
    nodes = NodeTable()
    var ordered = try ordered(cutWays(within: boxes.map(RoadBox.init), vias))
    ordered.columns.addArcs()
    if !restrictions.isEmpty { forbidTurns(&ordered) }
    ordered.columns.description = description
    return ordered.columns
  }

  /// The numbers of the points that restrictions name.
  private mutating func viaNumbers() -> [Int64: UInt32] {
    var numbers: [Int64: UInt32] = [:]
    for restriction in restrictions {
      if case .node(let id) = restriction.via { numbers[id] = nodes.number(of: id) }
    }
    return numbers
  }
}

extension RoadBox {
  init(_ bounds: Bounds<GeographicCoordinate>) {
    self = .empty
    add(RoadPosition(bounds.minimum))
    add(RoadPosition(bounds.maximum))
  }
}
