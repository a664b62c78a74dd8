extension RoadNetworkColumns {
  /// Arcs of the open directions of each segment, by the place they start at; in the order of
  /// segments there, forward before backward.
  ///
  /// - Complexity: O(segments).
  mutating func addArcs() {
    let places = positions.count
    firstArc = Array(repeating: 0, count: places + 1)
    forEachOpenDirection { tail, _, _ in firstArc[tail + 1] += 1 }
    for place in 0..<places { firstArc[place + 1] += firstArc[place] }
    let count = Int(firstArc[places])
    var next = firstArc
    var heads = [UInt32](repeating: 0, count: count)
    var arcSegments = [UInt32](repeating: 0, count: count)
    forEachOpenDirection { tail, head, code in
      let arc = Int(next[tail])
      next[tail] += 1
      heads[arc] = UInt32(head)
      arcSegments[arc] = code
    }
    self.heads = heads
    self.arcSegments = arcSegments
  }

  private func forEachOpenDirection(_ body: (_ tail: Int, _ head: Int, _ code: UInt32) -> Void) {
    for segment in segmentFrom.indices {
      let (from, to) = (Int(segmentFrom[segment]), Int(segmentTo[segment]))
      let flags = segmentFlags[segment]
      if flags & SegmentFlags.openForward != 0 { body(from, to, UInt32(segment) << 1) }
      if flags & SegmentFlags.openBackward != 0 { body(to, from, UInt32(segment) << 1 | 1) }
    }
  }

  /// The arc of a segment's direction out of its place; `nil` where that direction is closed.
  func arc(_ segment: UInt32, forward: Bool) -> UInt32? {
    let tail = Int(forward ? segmentFrom[Int(segment)] : segmentTo[Int(segment)])
    let code = segment << 1 | (forward ? 0 : 1)
    return (firstArc[tail]..<firstArc[tail + 1]).first { arcSegments[Int($0)] == code }
  }
}
