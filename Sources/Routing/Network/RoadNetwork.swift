public import Geometry
public import Quantities

/// A road network, frozen: nodes, segments of road between them, and the arcs that a search walks.
///
/// - A *node* is a junction, an end of a road, a gate or signal on one, or a *copy* of such a place that exists because of a turn
///   restriction: an arc that may not be followed by every other leads to a copy of its end that has
///   only the arcs that may follow. Copies have the numbers from `placeCount` on; `place(of:)` says
///   which place they are. So a plain search from node to node obeys every restriction.
/// - A *segment* is the road between two neighbouring places, with its shape.
/// - An *arc* is a segment in one direction, out of one node or copy. Arcs out of node *n* are
///   `firstArc[n] ..< firstArc[n + 1]`. The index of an arc is what travel times are kept by.
///
/// The value is a view of a file mapped into memory, or of a block of the same form; it is cheap to
/// copy and safe to share between threads.
public struct RoadNetwork: Sendable {
  public let description: RoadNetworkDescription
  /// Of the places; copies have none of their own.
  public let positions: RoadColumn<RoadPosition>
  /// For each copy, from node `placeCount` on, the place that it is.
  public let originalNodes: RoadColumn<UInt32>
  /// One more than there are nodes.
  public let firstArc: RoadColumn<UInt32>
  /// For each arc the node it leads to.
  public let heads: RoadColumn<UInt32>
  /// For each arc its segment · 2, plus 1 where it runs from the segment's end to its start.
  public let arcSegments: RoadColumn<UInt32>
  public let segmentFrom: RoadColumn<UInt32>
  public let segmentTo: RoadColumn<UInt32>
  public let segmentMillimeters: RoadColumn<UInt32>
  /// The way of the source that each segment is part of: an OpenStreetMap id, or a feature's number.
  public let segmentWays: RoadColumn<Int64>

  let segmentShapes: RoadColumn<UInt32>
  let segmentNames: RoadColumn<UInt32>
  let segmentFlags: RoadColumn<UInt16>
  let segmentLimitsForward: RoadColumn<UInt16>
  let segmentLimitsBackward: RoadColumn<UInt16>
  let segmentClasses: RoadColumn<UInt8>
  let segmentSurfaces: RoadColumn<UInt8>
  let segmentSmoothness: RoadColumn<UInt8>
  let segmentDensities: RoadColumn<UInt8>
  let segmentSignals: RoadColumn<UInt8>
  let segmentGates: RoadColumn<UInt8>
  let timedSegments: RoadColumn<UInt32>
  let timedMilliseconds: RoadColumn<UInt32>
  let shapeBytes: RoadColumn<UInt8>
  let nameBytes: RoadColumn<UInt8>
  let boxes: RoadColumn<RoadBox>
  let storage: RoadNetworkStorage

  /// Copies by the place they are copies of: those of place *p* are
  /// `copies[firstCopy[p] ..< firstCopy[p + 1]]`; empty where there are none at all.
  let firstCopy: [UInt32]
  let copies: [UInt32]

  public var nodeCount: Int { firstArc.count - 1 }
  /// Nodes that are places and no copies; they come first.
  public var placeCount: Int { positions.count }
  public var arcCount: Int { heads.count }
  public var segmentCount: Int { segmentFrom.count }
  /// Bytes that it takes on disk.
  public var byteCount: Int { storage.count }

  /// The place that a node is: itself, or what it is a copy of.
  public func place(of node: Int) -> Int {
    node < placeCount ? node : Int(originalNodes[node - placeCount])
  }

  public func position(of node: Int) -> RoadPosition { positions[place(of: node)] }

  /// Where the node is, degrees.
  public func coordinate(of node: Int) -> GeographicCoordinate { position(of: node).coordinate }

  /// The copies of a place, not itself.
  public func copies(of place: Int) -> ArraySlice<UInt32> {
    guard !firstCopy.isEmpty else { return [] }
    return copies[Int(firstCopy[place])..<Int(firstCopy[place + 1])]
  }

  /// Arcs out of a node.
  public func arcs(from node: Int) -> Range<Int> { Int(firstArc[node])..<Int(firstArc[node + 1]) }

  /// The segment of an arc.
  public func segment(of arc: Int) -> Int { Int(arcSegments[arc] >> 1) }

  /// Whether an arc runs from its segment's start to its end.
  public func isForward(_ arc: Int) -> Bool { arcSegments[arc] & 1 == 0 }

  /// Length of a segment along its shape on the ellipsoid.
  public func length(ofSegment segment: Int) -> Meters {
    Meters(Double(segmentMillimeters[segment]) / 1000)
  }

  /// Length of all segments.
  /// - Complexity: O(segments).
  public var totalLength: Meters {
    segmentMillimeters.withUnsafeBufferPointer { lengths in
      Meters(Double(lengths.reduce(UInt64(0)) { $0 + UInt64($1) }) / 1000)
    }
  }

  /// The nodes at which arcs along a segment in one direction start: the place first, then the copies
  /// that have such an arc.
  /// - Complexity: O(arcs of the place and its copies).
  func tails(ofSegment segment: Int, forward: Bool) -> [(node: Int, arc: Int)] {
    let place = Int(forward ? segmentFrom[segment] : segmentTo[segment])
    let wanted = UInt32(segment) << 1 | (forward ? 0 : 1)
    var found: [(Int, Int)] = []
    for node in [place] + copies(of: place).map(Int.init) {
      for arc in arcs(from: node) where arcSegments[arc] == wanted { found.append((node, arc)) }
    }
    return found
  }
}
