import ResponseModel

/// Segments as they come off their ways, before they are numbered for good.
struct CutSegments {
  /// Places in the order they were met.
  var placePositions: [RoadPosition] = []
  var from: [UInt32] = []
  var to: [UInt32] = []
  var way: [UInt32] = []
  /// The references of segment *s*, ends included, are those from `first[s]` through `last[s]`.
  var first: [UInt32] = []
  var last: [UInt32] = []
  /// The places of the points that restrictions name.
  var placeOfVia: [Int64: UInt32] = [:]
  /// Segments of the ways that restrictions name, in order along the way.
  var segmentsOfWay: [Int64: [UInt32]] = [:]

  static let noPlace = UInt32.max
}

extension RoadNetworkBuilder {
  /// Cuts ways at junctions, closed points, gates, signals, missing points and the edge of the boxes.
  ///
  /// - Parameter vias: the numbers of the points that restrictions name.
  mutating func cutWays(
    within boxes: [RoadBox], _ vias: [Int64: UInt32]
  ) throws(RoutingError) -> CutSegments {
    counts.ways = wayCount
    let (uses, segments) = uses(within: boxes)
    guard segments > 0 else { throw noRoads(isClipped: !boxes.isEmpty) }
    guard segments < 1 << 31 else { throw .tooLarge(segments, "segments") }
    var cut = CutSegments()
    cut.from.reserveCapacity(segments)
    cut.to.reserveCapacity(segments)
    cut.way.reserveCapacity(segments)
    cut.first.reserveCapacity(segments)
    cut.last.reserveCapacity(segments)
    var placeOfNode = Array(repeating: CutSegments.noPlace, count: positions.count)
    _ = forEachRun(within: boxes) { way, run in
      var first = run.lowerBound
      for index in run.dropFirst() {
        guard index == run.upperBound - 1 || uses[Int(references[index])] > 1 else { continue }
        cut.from.append(place(of: first, &placeOfNode, &cut.placePositions))
        cut.to.append(place(of: index, &placeOfNode, &cut.placePositions))
        cut.way.append(UInt32(way))
        cut.first.append(UInt32(first))
        cut.last.append(UInt32(index))
        first = index
      }
    }
    for (id, number) in vias where placeOfNode[Int(number)] != CutSegments.noPlace {
      cut.placeOfVia[id] = placeOfNode[Int(number)]
    }
    findSegmentsOfRestrictions(&cut)
    counts.closedPoints = nodeBits.count { RoadNode.isClosed($0) }
    return cut
  }

  private func findSegmentsOfRestrictions(_ cut: inout CutSegments) {
    guard !restrictions.isEmpty else { return }
    for restriction in restrictions {
      cut.segmentsOfWay[restriction.from] = []
      cut.segmentsOfWay[restriction.to] = []
      if case .ways(let ways) = restriction.via { for way in ways { cut.segmentsOfWay[way] = [] } }
    }
    for (segment, way) in cut.way.enumerated() {
      cut.segmentsOfWay[wayIDs[Int(way)]]?.append(UInt32(segment))
    }
  }

  /// The place at a reference that ends a segment. Where nothing passes, each road ends at a place of
  /// its own.
  private func place(
    of reference: Int, _ placeOfNode: inout [UInt32], _ places: inout [RoadPosition]
  ) -> UInt32 {
    let number = Int(references[reference])
    let isClosed = RoadNode.isClosed(nodeBits[number])
    if !isClosed, placeOfNode[number] != CutSegments.noPlace { return placeOfNode[number] }
    let place = UInt32(places.count)
    places.append(positions[number])
    if !isClosed { placeOfNode[number] = place }
    return place
  }

  /// What the runs of all ways leave out.
  private struct LeftOut {
    var missingPoints = 0
    var cutWays = 0
    var waysOutside = 0
  }

  /// Hands out the stretches of each way whose points are there and that lie within the boxes, as
  /// indexes of `references`, two at least.
  private func forEachRun(
    within boxes: [RoadBox], _ body: (_ way: Int, _ run: Range<Int>) -> Void
  ) -> LeftOut {
    var leftOut = LeftOut()
    for way in 0..<wayCount {
      let range = Int(firstReference[way])..<Int(firstReference[way + 1])
      var start = range.lowerBound
      var isWhole = true
      var found = 0
      func close(at end: Int) {
        guard end - start >= 2 else { return }
        body(way, start..<end)
        found += 1
      }
      for index in range {
        let position = positions[Int(references[index])]
        if position == Self.missing {
          leftOut.missingPoints += 1
          close(at: index)
          start = index + 1
        } else if index > start,
          !Self.isWithin(positions[Int(references[index - 1])], position, boxes)
        {
          isWhole = false
          close(at: index)
          start = index
        }
      }
      close(at: range.upperBound)
      if !isWhole {
        if found > 0 { leftOut.cutWays += 1 } else { leftOut.waysOutside += 1 }
      }
    }
    return leftOut
  }

  /// Whether the piece between two points touches one of the boxes, going by its own box.
  private static func isWithin(
    _ from: RoadPosition, _ to: RoadPosition, _ boxes: [RoadBox]
  ) -> Bool {
    guard !boxes.isEmpty else { return true }
    var box = RoadBox.empty
    box.add(from)
    box.add(to)
    return boxes.contains { $0.touches(box) }
  }

  /// How often each node is named, ends twice, and so is where something stands: what is more than 1 is
  /// a place. A gate or a signal is one, so that two places on either side of it are on two segments
  /// and what it costs lies between them. And how many segments there will be.
  private mutating func uses(within boxes: [RoadBox]) -> (uses: [UInt8], segments: Int) {
    var uses = [UInt8](repeating: 0, count: positions.count)
    let leftOut = forEachRun(within: boxes) { _, run in
      for index in run {
        let number = Int(references[index])
        let isEnd = index == run.lowerBound || index == run.upperBound - 1
        let isPlace = isEnd || nodeBits[number] != 0
        uses[number] = min(3, uses[number] + (isPlace ? 2 : 1))
      }
    }
    counts.missingPoints = leftOut.missingPoints
    counts.cutWays = leftOut.cutWays
    counts.waysOutside = leftOut.waysOutside
    var segments = 0
    _ = forEachRun(within: boxes) { _, run in
      for index in run.dropFirst()
      where index == run.upperBound - 1 || uses[Int(references[index])] > 1 {
        segments += 1
      }
    }
    return (uses, segments)
  }

  private func noRoads(isClipped: Bool) -> RoutingError {
    if wayCount == 0 {
      return RoutingError(
        .noRoads,
        LocalizedText(
          zh: "其中没有可供车辆通行的道路", en: "there is no road for vehicles in it"))
    }
    if isClipped, counts.waysOutside > 0 {
      return RoutingError(
        .noRoads,
        LocalizedText(
          zh: "其中的 \(wayCount) 条道路都在数据文件各县及外扩范围之外：是别处的地图吗",
          en: "none of its \(wayCount) roads is near the counties of the store: is it a map of"
            + " somewhere else"))
    }
    return .noPoints(ways: wayCount)
  }
}

extension RoutingError {
  /// None of the points that ways name is there.
  public static func noPoints(ways: Int) -> RoutingError {
    RoutingError(
      .noRoads,
      LocalizedText(
        zh: "其中 \(ways) 条道路的点都没有坐标：文件不完整",
        en: "not one point of its \(ways) roads has a position: the file is incomplete"))
  }

  static func tooLarge(_ count: Int, _ what: String) -> RoutingError {
    RoutingError(
      .tooLarge,
      LocalizedText(
        zh: "路网过大（\(count) \(what)）：请缩小范围", en: "too large (\(count) \(what)): take a smaller area")
    )
  }
}
