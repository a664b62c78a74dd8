/// Puts names on a map so that none overlaps another name, a symbol or the edge.
///
/// Greedy by priority, each name in the best of the positions around its symbol that is still free
/// (the eight positions and their order after E. Imhof, Positioning names on maps, The American
/// Cartographer 2 (1975) 128–144, doi 10.1559/152304075784313304). Names that may, go farther off
/// with a line to their symbol. A name without a free position is left out and counted: a map with
/// a name missing is better than one with two that cannot be read.
///
/// The result depends on nothing but the input and its order.
struct MapLabelPlacer {
  private let frame: MapBox
  private var occupied = MapBoxIndex()
  /// Names and leaders, which no further leader may cross.
  private var names = MapBoxIndex()
  /// What a leader crosses only where every free place does.
  private var symbols = MapBoxIndex()
  private var lines = MapBoxIndex()
  private(set) var placed: [MapPlacedLabel] = []
  private(set) var dropped: [MapLabel] = []

  /// - Parameters:
  ///   - frame: what no label may leave.
  ///   - symbols: what no label may cover.
  ///   - lines: what labels cover only where every free place does.
  init(frame: MapBox, symbols: [MapBox], lines: [MapBox] = []) {
    self.frame = frame.grown(by: -4)
    for symbol in symbols {
      occupied.insert(symbol)
      self.symbols.insert(symbol)
    }
    for line in lines { self.lines.insert(line) }
  }

  /// - Complexity: O(labels × positions), each asking the few boxes near it.
  mutating func place(_ labels: [MapLabel]) {
    let order = labels.enumerated().sorted {
      ($0.element.priority, $0.offset) < ($1.element.priority, $1.offset)
    }
    for (_, label) in order { place(label) }
  }

  private mutating func place(_ label: MapLabel) {
    guard let position = freePosition(for: label) else {
      dropped.append(label)
      return
    }
    // Names closer than this read as one.
    var taken = [position.box.grown(by: 1)]
    if let leader = position.leader { taken += MapBox.along(leader.from, leader.to, margin: 1.5) }
    for box in taken {
      occupied.insert(box)
      names.insert(box)
    }
    placed.append(position)
  }

  private func freePosition(for label: MapLabel) -> MapPlacedLabel? {
    switch label.anchor {
    case .area(let centers):
      let (width, height) = (label.width, label.height)
      let boxes = centers.lazy.map { center in
        MapBox(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
      }
      return boxes.first(where: isFree).map {
        MapPlacedLabel(label: label, box: $0, alignment: .middle, leader: nil)
      }
    case .symbol(let point, let radius, let allowsLeader):
      // A larger symbol under its own: beside that one, not on it.
      let radius = max(radius, symbols.reach(around: point) - 1)
      let near = Self.besides(point, radius: radius + 2, of: label)
      let free = near.filter { isFree($0.box) }
      // A name close to a second symbol seems to name that one.
      func faults(_ box: MapBox) -> Int {
        (lines.overlaps(box) ? 1 : 0)
          + (symbols.overlaps(box.grown(by: 3), besidesThoseOver: point) ? 1 : 0)
      }
      if let found = free.min(by: { faults($0.box) < faults($1.box) }) {
        return MapPlacedLabel(
          label: label, box: found.box, alignment: found.alignment, leader: nil)
      }
      return allowsLeader ? distantPosition(for: label, at: point, radius: radius) : nil
    }
  }

  private func isFree(_ box: MapBox) -> Bool {
    frame.contains(box) && !occupied.overlaps(box)
  }

  /// The eight positions beside a symbol, best first: right before left, above before below.
  private static func besides(
    _ point: MapPoint, radius: Double, of label: MapLabel
  ) -> [(box: MapBox, alignment: MapPlacedLabel.Alignment)] {
    let (width, height) = (label.width, label.height)
    let diagonal = radius * 0.75
    let right = point.x + radius
    let left = point.x - radius - width
    let middle = point.y - height / 2
    func box(_ x: Double, _ y: Double) -> MapBox {
      MapBox(x: x, y: y, width: width, height: height)
    }
    return [
      (box(right, middle), .start),
      (box(point.x + diagonal, point.y - diagonal - height), .start),
      (box(point.x + diagonal, point.y + diagonal), .start),
      (box(left, middle), .end),
      (box(point.x - diagonal - width, point.y - diagonal - height), .end),
      (box(point.x - diagonal - width, point.y + diagonal), .end),
      (box(point.x - width / 2, point.y - radius - height), .middle),
      (box(point.x - width / 2, point.y + radius), .middle),
    ]
  }

  /// A position farther off, the nearest of sixteen directions first, with a line that crosses no
  /// name and no other such line, and no other symbol either where there is such a position: a line
  /// through a second symbol seems to name that one.
  private func distantPosition(
    for label: MapLabel, at point: MapPoint, radius: Double
  ) -> MapPlacedLabel? {
    var acrossSymbol: MapPlacedLabel?
    for distance in stride(from: 12.0, through: 60, by: 12) {
      for direction in MapAngle.directions(16) {
        let reach = radius + distance
        let tip = MapPoint(x: point.x + direction.x * reach, y: point.y + direction.y * reach)
        // The label hangs on the tip by the side that faces the symbol.
        let isRight = direction.x > 0.1
        let isLeft = direction.x < -0.1
        let x = isRight ? tip.x : isLeft ? tip.x - label.width : tip.x - label.width / 2
        let box = MapBox(
          x: x, y: tip.y - label.height * (1 - direction.y) / 2, width: label.width,
          height: label.height)
        guard isFree(box) else { continue }
        let start = MapPoint(
          x: point.x + direction.x * (radius + 1), y: point.y + direction.y * (radius + 1))
        let end = box.grown(by: 1).nearest(to: start)
        guard !crosses(from: start, to: end) else { continue }
        let position = MapPlacedLabel(
          label: label, box: box, alignment: isRight ? .start : isLeft ? .end : .middle,
          leader: (start, end))
        if !crossesSymbol(from: start, to: end, besides: point) { return position }
        acrossSymbol = acrossSymbol ?? position
      }
    }
    return acrossSymbol
  }

  private func crosses(from start: MapPoint, to end: MapPoint) -> Bool {
    MapBox.along(start, end, margin: 1.5).contains { names.overlaps($0) }
  }

  /// Symbols over `point` are the label's own, or cannot be avoided.
  private func crossesSymbol(
    from start: MapPoint, to end: MapPoint, besides point: MapPoint
  ) -> Bool {
    MapBox.along(start, end).contains { symbols.overlaps($0, besidesThoseOver: point) }
  }
}
