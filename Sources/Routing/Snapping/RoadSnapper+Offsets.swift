extension RoadSnapper {
  /// Where a drive from a point can enter the graph, and the milliseconds until then, access included:
  /// the far end of the segment in each direction that is open.
  ///
  /// A point exactly at an end of the segment is at the junction, and can leave by any road there.
  public func originOffsets(of point: RoadPoint) -> [NodeOffset] {
    var offsets: [NodeOffset] = []
    for forward in [true, false] {
      // The drive begins here: no turn restriction has begun before.
      let place = Int(
        forward ? network.segmentFrom[point.segment] : network.segmentTo[point.segment])
      let code = UInt32(point.segment) << 1 | (forward ? 0 : 1)
      guard let arc = network.arcs(from: place).first(where: { network.arcSegments[$0] == code }),
        times.isOpen(arc)
      else { continue }
      let rest = forward ? 1 - point.fraction : point.fraction
      let time = partial(arc, rest) + times.delay(ofArc: arc)
      offsets.append(
        NodeOffset(
          node: Int(network.heads[arc]), milliseconds: point.accessMilliseconds + time))
    }
    if let end = junction(of: point) {
      offsets.append(NodeOffset(node: end, milliseconds: point.accessMilliseconds))
    }
    return offsets
  }

  /// Where a drive to a point leaves the graph, and the milliseconds from there, access included: the
  /// near end of the segment in each direction that is open, the place itself and every copy of it
  /// that has the arc.
  public func destinationOffsets(of point: RoadPoint) -> [NodeOffset] {
    var offsets: [NodeOffset] = []
    for forward in [true, false] {
      let share = forward ? point.fraction : 1 - point.fraction
      for tail in network.tails(ofSegment: point.segment, forward: forward)
      where times.isOpen(tail.arc) {
        offsets.append(
          NodeOffset(
            node: tail.node, milliseconds: point.accessMilliseconds + partial(tail.arc, share)))
      }
    }
    if let end = junction(of: point) {
      for node in [end] + network.copies(of: end).map(Int.init) {
        offsets.append(NodeOffset(node: node, milliseconds: point.accessMilliseconds))
      }
    }
    return offsets
  }

  /// Milliseconds from one point to another on the same segment without leaving it, both accesses
  /// included; `nil` where they are on different segments or the way is against the direction.
  public func directMilliseconds(from origin: RoadPoint, to destination: RoadPoint) -> UInt32? {
    guard origin.segment == destination.segment else { return nil }
    let access = origin.accessMilliseconds + destination.accessMilliseconds
    if origin.fraction == destination.fraction { return access }
    let forward = destination.fraction > origin.fraction
    guard
      let tail = network.tails(ofSegment: origin.segment, forward: forward).first(where: {
        times.isOpen($0.arc)
      })
    else { return nil }
    return access + partial(tail.arc, abs(destination.fraction - origin.fraction))
  }

  /// Milliseconds from one point to another, given those between nodes.
  ///
  /// - Parameter between: milliseconds from an origin's node to a destination's; `nil` where it cannot
  ///   be reached.
  public func milliseconds(
    from origin: RoadPoint, to destination: RoadPoint,
    between: (_ from: NodeOffset, _ to: NodeOffset) -> UInt32?
  ) -> UInt32? {
    var best = directMilliseconds(from: origin, to: destination)
    let ends = destinationOffsets(of: destination)
    for start in originOffsets(of: origin) {
      for end in ends {
        guard let time = between(start, end) else { continue }
        let total = UInt64(start.milliseconds) + UInt64(time) + UInt64(end.milliseconds)
        guard total < UInt64(UInt32.max) else { continue }
        best = min(best ?? .max, UInt32(total))
      }
    }
    return best
  }

  /// The place at which a point exactly at an end of its segment is.
  private func junction(of point: RoadPoint) -> Int? {
    if point.fraction == 0 { return Int(network.segmentFrom[point.segment]) }
    if point.fraction == 1 { return Int(network.segmentTo[point.segment]) }
    return nil
  }

  /// Milliseconds for a share of an arc, waiting at its end not counted.
  private func partial(_ arc: Int, _ share: Double) -> UInt32 {
    let running = times.milliseconds[arc] - times.delay(ofArc: arc)
    return UInt32((Double(running) * share).rounded())
  }
}
