import Geometry
import Quantities

/// Columns, and what restrictions need to find their roads in them.
struct OrderedSegments {
  var columns: RoadNetworkColumns
  /// As in `CutSegments`, by the numbers of the columns.
  var placeOfVia: [Int64: UInt32]
  var segmentsOfWay: [Int64: [UInt32]]
}

extension RoadNetworkBuilder {
  /// Numbers places and segments along a Hilbert curve, measures segments and encodes their shapes.
  /// Arcs are left empty. What was given of points and ways is let go of on the way: together with the
  /// columns it would be the peak of an import.
  mutating func ordered(_ cut: consuming CutSegments) throws(RoutingError) -> OrderedSegments {
    var columns = RoadNetworkColumns()
    var whole = RoadBox.empty
    for position in cut.placePositions { whole.add(position) }
    numberPlaces(&cut, &columns, in: whole)
    let order = segmentOrder(cut, in: whole)
    let durations = try measure(cut, order, &columns)
    references = []
    positions = []
    nodeBits = []
    cut.first = []
    cut.last = []
    describe(cut, order, durations, &columns)
    if !cut.segmentsOfWay.isEmpty {
      var newSegment = [UInt32](repeating: 0, count: order.count)
      for (new, old) in order.enumerated() { newSegment[Int(old)] = UInt32(new) }
      cut.segmentsOfWay = cut.segmentsOfWay.mapValues { $0.map { newSegment[Int($0)] } }
    }
    wayIDs = []
    wayAttributes = []
    wayNames = []
    firstReference = []
    return OrderedSegments(
      columns: columns, placeOfVia: cut.placeOfVia, segmentsOfWay: cut.segmentsOfWay)
  }

  /// Puts places in their order and the new numbers into the cut segments.
  private func numberPlaces(
    _ cut: inout CutSegments, _ columns: inout RoadNetworkColumns, in whole: RoadBox
  ) {
    let places = cut.placePositions
    let order = HilbertCurve.order(places.count) { HilbertCurve.key(places[$0], in: whole) }
    columns.positions = order.map { places[Int($0)] }
    cut.placePositions = []
    var newPlace = [UInt32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { newPlace[Int(old)] = UInt32(new) }
    for segment in cut.from.indices {
      cut.from[segment] = newPlace[Int(cut.from[segment])]
      cut.to[segment] = newPlace[Int(cut.to[segment])]
    }
    cut.placeOfVia = cut.placeOfVia.mapValues { newPlace[Int($0)] }
  }

  /// For each segment of the columns the cut one.
  private func segmentOrder(_ cut: CutSegments, in whole: RoadBox) -> [UInt32] {
    HilbertCurve.order(cut.from.count) { segment in
      let middle = references[(Int(cut.first[segment]) + Int(cut.last[segment])) / 2]
      return HilbertCurve.key(clamped(positions[Int(middle)], to: whole), in: whole)
    }
  }

  private func attributes(ofWay way: UInt32) -> RoadAttributes {
    attributes[Int(wayAttributes[Int(way)])]
  }

  /// The columns that follow from where points are.
  ///
  /// - Returns: the length of each way that states how long it takes, in metres.
  private func measure(
    _ cut: CutSegments, _ order: [UInt32], _ columns: inout RoadNetworkColumns
  ) throws(RoutingError) -> [UInt32: Double] {
    var densities = StreetDensity()
    var boxes: [RoadBox] = []
    var wayMeters: [UInt32: Double] = [:]
    let bytes = order.reduce(0) { $0 + shapeByteCount(cut, Int($1)) }
    guard bytes < UInt32.max else { throw .tooLarge(bytes, "bytes of shapes") }
    columns.shapeBytes.reserveCapacity(bytes)
    columns.segmentShapes.reserveCapacity(order.count)
    columns.segmentMillimeters.reserveCapacity(order.count)
    columns.segmentSignals.reserveCapacity(order.count)
    columns.segmentGates.reserveCapacity(order.count)
    columns.segmentDensities.reserveCapacity(order.count)
    boxes.reserveCapacity(order.count)
    for old in order {
      let segment = Int(old)
      let attributes = attributes(ofWay: cut.way[segment])
      let measure = measure(Int(cut.first[segment]), Int(cut.last[segment]))
      columns.segmentMillimeters.append(UInt32(min((measure.meters * 1000).rounded(), 4e9)))
      columns.segmentSignals.append(measure.signals)
      columns.segmentGates.append(measure.gates)
      columns.segmentShapes.append(UInt32(columns.shapeBytes.count))
      ShapeCoder.append(
        interior(cut, segment), from: start(cut, segment), to: &columns.shapeBytes)
      boxes.append(measure.box)
      if attributes.roadClass.countsAsStreet { densities.add(measure.meters, around: measure.box) }
      if attributes.durationSeconds != nil {
        wayMeters[cut.way[segment], default: 0] += measure.meters
      }
    }
    for box in boxes { columns.segmentDensities.append(densities.density(around: box)) }
    columns.boxes = SegmentTree.boxes(segments: order.count) { boxes[$0] }
    return wayMeters
  }

  private func start(_ cut: CutSegments, _ segment: Int) -> RoadPosition {
    positions[Int(references[Int(cut.first[segment])])]
  }

  private func interior(_ cut: CutSegments, _ segment: Int) -> some Collection<RoadPosition> {
    references[Int(cut.first[segment]) + 1..<Int(cut.last[segment])].lazy
      .map { positions[Int($0)] }
  }

  private func shapeByteCount(_ cut: CutSegments, _ segment: Int) -> Int {
    ShapeCoder.byteCount(interior(cut, segment), from: start(cut, segment))
  }

  /// The columns that follow from ways.
  private func describe(
    _ cut: CutSegments, _ order: [UInt32], _ wayMeters: [UInt32: Double],
    _ columns: inout RoadNetworkColumns
  ) {
    func column<Value>(_ value: (Int, UInt32) -> Value) -> [Value] {
      order.map { value(Int($0), cut.way[Int($0)]) }
    }
    columns.segmentFrom = column { segment, _ in cut.from[segment] }
    columns.segmentTo = column { segment, _ in cut.to[segment] }
    columns.segmentWays = column { _, way in wayIDs[Int(way)] }
    columns.segmentNames = column { _, way in wayNames[Int(way)] }
    columns.segmentFlags = column { _, way in SegmentFlags.bits(of: attributes(ofWay: way)) }
    columns.segmentLimitsForward = column { _, way in
      attributes(ofWay: way).limitForward.tenthsOfKilometersPerHour
    }
    columns.segmentLimitsBackward = column { _, way in
      attributes(ofWay: way).limitBackward.tenthsOfKilometersPerHour
    }
    columns.segmentClasses = column { _, way in attributes(ofWay: way).roadClass.rawValue }
    columns.segmentSurfaces = column { _, way in attributes(ofWay: way).surface.rawValue }
    columns.segmentSmoothness = column { _, way in attributes(ofWay: way).smoothness.rawValue }
    for (new, old) in order.enumerated() {
      let way = cut.way[Int(old)]
      guard let seconds = attributes(ofWay: way).durationSeconds, let meters = wayMeters[way]
      else { continue }
      let length = Double(columns.segmentMillimeters[new]) / 1000
      let share = meters > 0 ? length / meters : 1
      columns.timedSegments.append(UInt32(new))
      columns.timedMilliseconds.append(
        UInt32(min(Double(seconds) * 1000 * share, 4e9).rounded()))
    }
    columns.nameBytes = nameBytes
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
