/// The columns of a road network on their way into a file or into memory.
struct RoadNetworkColumns {
  var description = RoadNetworkDescription(source: "")
  /// Of the nodes that are places; copies for turn restrictions come after them.
  var positions: [RoadPosition] = []
  /// For each copy the node it is a copy of.
  var originalNodes: [UInt32] = []
  var firstArc: [UInt32] = [0]
  var heads: [UInt32] = []
  /// Segment · 2, plus 1 where the arc runs against the segment's direction.
  var arcSegments: [UInt32] = []
  var segmentFrom: [UInt32] = []
  var segmentTo: [UInt32] = []
  var segmentMillimeters: [UInt32] = []
  var segmentWays: [Int64] = []
  var segmentShapes: [UInt32] = []
  var segmentNames: [UInt32] = []
  var segmentFlags: [UInt16] = []
  var segmentLimitsForward: [UInt16] = []
  var segmentLimitsBackward: [UInt16] = []
  var segmentClasses: [UInt8] = []
  var segmentSurfaces: [UInt8] = []
  var segmentSmoothness: [UInt8] = []
  /// Kilometres of street per square kilometre around.
  var segmentDensities: [UInt8] = []
  /// Signals passed when driving forward (low four bits) and backward (high four).
  var segmentSignals: [UInt8] = []
  /// Gates likewise.
  var segmentGates: [UInt8] = []
  /// Segments with a stated duration, ascending, and its milliseconds.
  var timedSegments: [UInt32] = []
  var timedMilliseconds: [UInt32] = []
  /// Points between the ends, as `ShapeCoder` writes them.
  var shapeBytes: [UInt8] = []
  /// Names, each ended by a zero; offset 0 is the empty one.
  var nameBytes: [UInt8] = [0]
  /// Boxes of `SegmentTree`.
  var boxes: [RoadBox] = []
}

/// The sections of a road network's file, in their order. Adding one changes the format's version.
enum RoadNetworkSection: Int, CaseIterable {
  case description, positions, originalNodes, firstArc, heads, arcSegments, segmentFrom, segmentTo
  case segmentMillimeters, segmentWays, segmentShapes, segmentNames, segmentFlags
  case segmentLimitsForward, segmentLimitsBackward, segmentClasses, segmentSurfaces
  case segmentSmoothness, segmentDensities, segmentSignals, segmentGates, timedSegments
  case timedMilliseconds, shapeBytes, nameBytes, boxes

  /// Bytes of one value.
  var stride: Int {
    switch self {
    case .description, .segmentClasses, .segmentSurfaces, .segmentSmoothness, .segmentDensities,
      .segmentSignals, .segmentGates, .shapeBytes, .nameBytes:
      1
    case .segmentFlags, .segmentLimitsForward, .segmentLimitsBackward: 2
    case .originalNodes, .firstArc, .heads, .arcSegments, .segmentFrom, .segmentTo,
      .segmentMillimeters, .segmentShapes, .segmentNames, .timedSegments, .timedMilliseconds:
      4
    case .positions, .segmentWays: 8
    case .boxes: 16
    }
  }
}

extension RoadNetworkColumns {
  /// Hands each section's bytes to `body`, in the order of `RoadNetworkSection`.
  func forEachSection<Failure: Error>(
    _ body: (RoadNetworkSection, UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try Self.give(.description, RoadNetworkFile.encoded(description), body)
    try Self.give(.positions, positions, body)
    try Self.give(.originalNodes, originalNodes, body)
    try Self.give(.firstArc, firstArc, body)
    try Self.give(.heads, heads, body)
    try Self.give(.arcSegments, arcSegments, body)
    try Self.give(.segmentFrom, segmentFrom, body)
    try Self.give(.segmentTo, segmentTo, body)
    try Self.give(.segmentMillimeters, segmentMillimeters, body)
    try Self.give(.segmentWays, segmentWays, body)
    try Self.give(.segmentShapes, segmentShapes, body)
    try Self.give(.segmentNames, segmentNames, body)
    try Self.give(.segmentFlags, segmentFlags, body)
    try Self.give(.segmentLimitsForward, segmentLimitsForward, body)
    try Self.give(.segmentLimitsBackward, segmentLimitsBackward, body)
    try Self.give(.segmentClasses, segmentClasses, body)
    try Self.give(.segmentSurfaces, segmentSurfaces, body)
    try Self.give(.segmentSmoothness, segmentSmoothness, body)
    try Self.give(.segmentDensities, segmentDensities, body)
    try Self.give(.segmentSignals, segmentSignals, body)
    try Self.give(.segmentGates, segmentGates, body)
    try Self.give(.timedSegments, timedSegments, body)
    try Self.give(.timedMilliseconds, timedMilliseconds, body)
    try Self.give(.shapeBytes, shapeBytes, body)
    try Self.give(.nameBytes, nameBytes, body)
    try Self.give(.boxes, boxes, body)
  }

  private static func give<Value: BitwiseCopyable, Failure: Error>(
    _ section: RoadNetworkSection, _ values: [Value],
    _ body: (RoadNetworkSection, UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    values.withUnsafeBytes { bytes in
      do throws(Failure) { try body(section, bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
