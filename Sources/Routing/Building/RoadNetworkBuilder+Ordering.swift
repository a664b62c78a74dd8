import Geometry
import Quantities

/// Columns without arcs, and how their numbers follow from those of `CutSegments`.
struct OrderedSegments {
  var columns: RoadNetworkColumns
  /// For each segment of the columns the cut one.
  let order: [UInt32]
  /// For each cut place that of the columns.
  let newPlace: [UInt32]
}

extension RoadNetworkBuilder {
  /// Numbers places and segments along a Hilbert curve, measures segments and encodes their shapes.
  /// Arcs are left empty.
  func ordered(_ cut: CutSegments) throws(RoutingError) -> OrderedSegments {
    var columns = RoadNetworkColumns()
    var whole = RoadBox.empty
    for position in cut.placePositions { whole.add(position) }
    let placeOrder = HilbertCurve.order(cut.placePositions.count) {
      HilbertCurve.key(cut.placePositions[$0], in: whole)
    }
    var newPlace = [UInt32](repeating: 0, count: placeOrder.count)
    columns.positions.reserveCapacity(placeOrder.count)
    for (new, old) in placeOrder.enumerated() {
      newPlace[Int(old)] = UInt32(new)
      columns.positions.append(cut.placePositions[Int(old)])
    }
    let segmentCount = cut.from.count
    let segmentOrder = HilbertCurve.order(segmentCount) { segment in
      let middle = references[(cut.first[segment] + cut.last[segment]) / 2]
      return HilbertCurve.key(clamped(positions[Int(middle)], to: whole), in: whole)
    }
    var densities = StreetDensity()
    var boxes: [RoadBox] = []
    boxes.reserveCapacity(segmentCount)
    var wayMeters: [UInt32: Double] = [:]
    for old in segmentOrder {
      let segment = Int(old)
      let way = Int(cut.way[segment])
      let attributes = wayAttributes[way]
      let measure = measure(cut.first[segment], cut.last[segment])
      columns.segmentFrom.append(newPlace[Int(cut.from[segment])])
      columns.segmentTo.append(newPlace[Int(cut.to[segment])])
      columns.segmentMillimeters.append(UInt32(min((measure.meters * 1000).rounded(), 4e9)))
      columns.segmentWays.append(wayIDs[way])
      columns.segmentNames.append(wayNames[way])
      columns.segmentFlags.append(SegmentFlags.bits(of: attributes))
      columns.segmentLimitsForward.append(attributes.limitForward.tenthsOfKilometersPerHour)
      columns.segmentLimitsBackward.append(attributes.limitBackward.tenthsOfKilometersPerHour)
      columns.segmentClasses.append(attributes.roadClass.rawValue)
      columns.segmentSurfaces.append(attributes.surface.rawValue)
      columns.segmentSmoothness.append(attributes.smoothness.rawValue)
      columns.segmentSignals.append(measure.signals)
      columns.segmentGates.append(measure.gates)
      guard columns.shapeBytes.count < UInt32.max else {
        throw .tooLarge(columns.shapeBytes.count, "bytes of shapes")
      }
      columns.segmentShapes.append(UInt32(columns.shapeBytes.count))
      let interior = references[(cut.first[segment] + 1)..<cut.last[segment]]
      ShapeCoder.append(
        interior.lazy.map { positions[Int($0)] },
        from: positions[Int(references[cut.first[segment]])],
        to: &columns.shapeBytes)
      boxes.append(measure.box)
      if attributes.roadClass.countsAsStreet { densities.add(measure.meters, around: measure.box) }
      if attributes.durationSeconds != nil { wayMeters[UInt32(way), default: 0] += measure.meters }
    }
    for box in boxes { columns.segmentDensities.append(densities.density(around: box)) }
    for (new, old) in segmentOrder.enumerated() {
      let way = cut.way[Int(old)]
      guard let seconds = wayAttributes[Int(way)].durationSeconds, let meters = wayMeters[way]
      else { continue }
      let length = Double(columns.segmentMillimeters[new]) / 1000
      let share = meters > 0 ? length / meters : 1
      columns.timedSegments.append(UInt32(new))
      columns.timedMilliseconds.append(
        UInt32(min(Double(seconds) * 1000 * share, 4e9).rounded()))
    }
    columns.boxes = SegmentTree.boxes(segments: segmentCount) { boxes[$0] }
    columns.nameBytes = nameBytes
    return OrderedSegments(columns: columns, order: segmentOrder, newPlace: newPlace)
  }

  private func clamped(_ position: RoadPosition, to box: RoadBox) -> RoadPosition {
    RoadPosition(
      latitude: min(max(position.latitude, box.south), box.north),
      longitude: min(max(position.longitude, box.west), box.east))
  }

  private struct Measure {
    var meters = 0.0
    var box = RoadBox.empty
    var signals: UInt8 = 0
    var gates: UInt8 = 0
  }

  /// Length, box, and what is passed. What stands at the end counts for who arrives there, what stands at
  /// the start for who drives back; in between nothing stands, or it would have been cut there.
  private func measure(_ first: Int, _ last: Int) -> Measure {
    var measure = Measure()
    var previous: GeographicCoordinate?
    for index in first...last {
      let position = positions[Int(references[index])]
      measure.box.add(position)
      let coordinate = position.coordinate
      if let previous { measure.meters += GroundScale.distance(previous, coordinate).value }
      previous = coordinate
    }
    let (start, end) = (nodeBits[Int(references[first])], nodeBits[Int(references[last])])
    measure.signals =
      RoadNode.signals(end, forward: true) | RoadNode.signals(start, forward: false) << 4
    measure.gates = RoadNode.gates(end) | RoadNode.gates(start) << 4
    return measure
  }
}
