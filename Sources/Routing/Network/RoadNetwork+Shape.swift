public import Geometry

extension RoadNetwork {
  /// Appends the points of a segment from its start to its end, ends included.
  /// - Complexity: O(points).
  func appendShape(ofSegment segment: Int, to points: inout [RoadPosition]) {
    var position = positions[Int(segmentFrom[segment])]
    points.append(position)
    var offset = Int(segmentShapes[segment])
    shapeBytes.withUnsafeBufferPointer { bytes in
      let count = ShapeCoder.read(bytes, &offset)
      for _ in 0..<count {
        let latitude = ShapeCoder.readStep(bytes, &offset)
        let longitude = ShapeCoder.readStep(bytes, &offset)
        position = RoadPosition(
          latitude: Int32(truncatingIfNeeded: Int64(position.latitude) + latitude),
          longitude: Int32(truncatingIfNeeded: Int64(position.longitude) + longitude))
        points.append(position)
      }
    }
    points.append(positions[Int(segmentTo[segment])])
  }

  /// The points of a segment from its start to its end.
  public func shape(ofSegment segment: Int) -> [GeographicCoordinate] {
    var points: [RoadPosition] = []
    appendShape(ofSegment: segment, to: &points)
    return points.map(\.coordinate)
  }

  /// The points of an arc in its direction.
  public func shape(ofArc arc: Int) -> [GeographicCoordinate] {
    let points = shape(ofSegment: segment(of: arc))
    return isForward(arc) ? points : points.reversed()
  }

  /// The name of the road, or its number where it has none; empty where neither is known.
  public func name(ofSegment segment: Int) -> String {
    nameBytes.withUnsafeBufferPointer { bytes in
      let start = Int(segmentNames[segment])
      return String(decoding: bytes[start...].prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// What the source says about a segment.
  public func attributes(ofSegment segment: Int) -> RoadAttributes {
    guard let roadClass = RoadClass(rawValue: segmentClasses[segment]),
      let surface = RoadSurface(rawValue: segmentSurfaces[segment]),
      let smoothness = RoadSmoothness(rawValue: segmentSmoothness[segment])
    else { preconditionFailure("checked when the network was opened") }
    let flags = segmentFlags[segment]
    var attributes = RoadAttributes(roadClass)
    attributes.isOpenForward = flags & SegmentFlags.openForward != 0
    attributes.isOpenBackward = flags & SegmentFlags.openBackward != 0
    attributes.isPrivate = flags & SegmentFlags.privateAccess != 0
    attributes.isPedestrianZone = flags & SegmentFlags.pedestrianZone != 0
    attributes.isTunnel = flags & SegmentFlags.tunnel != 0
    attributes.isBridge = flags & SegmentFlags.bridge != 0
    attributes.isRoundabout = flags & SegmentFlags.roundabout != 0
    attributes.statesSpeed = flags & SegmentFlags.statedSpeed != 0
    if flags & SegmentFlags.urban != 0 { attributes.isUrban = true }
    if flags & SegmentFlags.rural != 0 { attributes.isUrban = false }
    attributes.surface = surface
    attributes.smoothness = smoothness
    attributes.limitForward = SpeedLimit(
      tenthsOfKilometersPerHour: segmentLimitsForward[segment])
    attributes.limitBackward = SpeedLimit(
      tenthsOfKilometersPerHour: segmentLimitsBackward[segment])
    return attributes
  }

  /// Kilometres of street per square kilometre within 750 m of the segment's middle, rounded down,
  /// 255 at most.
  public func streetDensity(ofSegment segment: Int) -> Int { Int(segmentDensities[segment]) }

  /// Traffic signals that an arc passes, those at its end included, those at its start not; 15 at most.
  public func signalCount(ofSegment segment: Int, forward: Bool) -> Int {
    Int(forward ? segmentSignals[segment] & 15 : segmentSignals[segment] >> 4)
  }

  /// Gates that an arc passes, counted like signals.
  public func gateCount(ofSegment segment: Int, forward: Bool) -> Int {
    Int(forward ? segmentGates[segment] & 15 : segmentGates[segment] >> 4)
  }

  /// Milliseconds that the source says the segment takes (ferries); `nil` where it says nothing.
  /// - Complexity: O(log segments with such a time).
  public func statedMilliseconds(ofSegment segment: Int) -> UInt32? {
    var (low, high) = (0, timedSegments.count)
    while low < high {
      let middle = (low + high) / 2
      if timedSegments[middle] < segment { low = middle + 1 } else { high = middle }
    }
    guard low < timedSegments.count, timedSegments[low] == segment else { return nil }
    return timedMilliseconds[low]
  }
}
