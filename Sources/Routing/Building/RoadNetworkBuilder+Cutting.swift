import ResponseModel

/// Segments as they come off their ways, before they are numbered for good.
struct CutSegments {
  /// Places in the order they were met.
  var placePositions: [RoadPosition] = []
  var from: [UInt32] = []
  var to: [UInt32] = []
  var way: [UInt32] = []
  /// The references of segment *s*, ends included, are those from `first[s]` through `last[s]`.
  var first: [Int] = []
  var last: [Int] = []
  /// Places by number of the node table, for restrictions at a node.
  var placeOfNode: [UInt32] = []
  /// Segments of the ways that restrictions name, in order along the way.
  var segmentsOfWay: [Int64: [UInt32]] = [:]

  static let noPlace = UInt32.max
}

extension RoadNetworkBuilder {
  /// Cuts ways at junctions, closed points, gates, signals, missing points and the edge of the boxes.
  mutating func cutWays(within boxes: [RoadBox]) throws(RoutingError) -> CutSegments {
    let runs = runs(within: boxes)
    let uses = uses(of: runs)
    var cut = CutSegments()
    cut.placeOfNode = Array(repeating: CutSegments.noPlace, count: nodes.count)
    for restriction in restrictions {
      cut.segmentsOfWay[restriction.from] = []
      cut.segmentsOfWay[restriction.to] = []
      if case .ways(let ways) = restriction.via { for way in ways { cut.segmentsOfWay[way] = [] } }
    }
    for run in runs {
      var first = run.range.lowerBound
      for index in run.range.dropFirst() {
        let number = Int(references[index])
        guard index == run.range.upperBound - 1 || uses[number] > 1 else { continue }
        cut.from.append(place(of: first, &cut))
        cut.to.append(place(of: index, &cut))
        cut.way.append(UInt32(run.way))
        cut.first.append(first)
        cut.last.append(index)
        first = index
      }
    }
    guard !cut.from.isEmpty else { throw noRoads(isClipped: !boxes.isEmpty) }
    guard cut.from.count < 1 << 31 else { throw .tooLarge(cut.from.count, "segments") }
    if !cut.segmentsOfWay.isEmpty {
      for (segment, way) in cut.way.enumerated() {
        cut.segmentsOfWay[wayIDs[Int(way)]]?.append(UInt32(segment))
      }
    }
    counts.closedPoints = nodeBits.count { RoadNode.isClosed($0) }
    return cut
  }

  /// The place at a reference that ends a segment. Where nothing passes, each road ends at a place of
  /// its own.
  private func place(of reference: Int, _ cut: inout CutSegments) -> UInt32 {
    let number = Int(references[reference])
    let isClosed = RoadNode.isClosed(nodeBits[number])
    if !isClosed, cut.placeOfNode[number] != CutSegments.noPlace { return cut.placeOfNode[number] }
    let place = UInt32(cut.placePositions.count)
    cut.placePositions.append(positions[number])
    if !isClosed { cut.placeOfNode[number] = place }
    return place
  }

  private struct Run {
    let way: Int
    /// Indexes of `references`, two at least.
    let range: Range<Int>
  }

  /// The stretches of each way whose points are there and that lie within the boxes.
  private mutating func runs(within boxes: [RoadBox]) -> [Run] {
    var runs: [Run] = []
    runs.reserveCapacity(wayCount)
    counts.ways = wayCount
    for way in 0..<wayCount {
      let range = firstReference[way]..<firstReference[way + 1]
      var start = range.lowerBound
      var isWhole = true
      var found = 0
      func close(at end: Int) {
        guard end - start >= 2 else { return }
        runs.append(Run(way: way, range: start..<end))
        found += 1
      }
      for index in range {
        let position = positions[Int(references[index])]
        if position == Self.missing {
          counts.missingPoints += 1
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
        if found > 0 { counts.cutWays += 1 } else { counts.waysOutside += 1 }
      }
    }
    return runs
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
  /// and what it costs lies between them.
  private func uses(of runs: [Run]) -> [UInt8] {
    var uses = [UInt8](repeating: 0, count: nodes.count)
    for run in runs {
      for index in run.range {
        let number = Int(references[index])
        let isEnd = index == run.range.lowerBound || index == run.range.upperBound - 1
        let isPlace = isEnd || nodeBits[number] != 0
        uses[number] = min(3, uses[number] + (isPlace ? 2 : 1))
      }
    }
    return uses
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
    return RoutingError(
      .noRoads,
      LocalizedText(
        zh: "其中 \(wayCount) 条道路的点都没有坐标：文件不完整",
        en: "not one point of its \(wayCount) roads has a position: the file is incomplete"))
  }
}

extension RoutingError {
  static func tooLarge(_ count: Int, _ what: String) -> RoutingError {
    RoutingError(
      .tooLarge,
      LocalizedText(
        zh: "路网过大（\(count) \(what)）：请缩小范围", en: "too large (\(count) \(what)): take a smaller area")
    )
  }
}
