/// A point on the page: x to the right, y down, in units of a quarter millimetre.
struct MapPoint: Sendable, Hashable {
  var x: Double
  var y: Double

  func moved(x dx: Double, y dy: Double) -> MapPoint { MapPoint(x: x + dx, y: y + dy) }

  func distance(to other: MapPoint) -> Double {
    let (dx, dy) = (other.x - x, other.y - y)
    return (dx * dx + dy * dy).squareRoot()
  }
}

/// A rectangle on the page.
struct MapBox: Sendable, Hashable {
  var minX: Double
  var minY: Double
  var maxX: Double
  var maxY: Double

  init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  init(x: Double, y: Double, width: Double, height: Double) {
    self.init(minX: x, minY: y, maxX: x + width, maxY: y + height)
  }

  /// The square around a symbol.
  init(center: MapPoint, radius: Double) {
    self.init(
      minX: center.x - radius, minY: center.y - radius, maxX: center.x + radius,
      maxY: center.y + radius)
  }

  var width: Double { maxX - minX }
  var height: Double { maxY - minY }
  var center: MapPoint { MapPoint(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

  /// Boxes that share only an edge do not overlap.
  func overlaps(_ other: MapBox) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  func contains(_ other: MapBox) -> Bool {
    minX <= other.minX && minY <= other.minY && maxX >= other.maxX && maxY >= other.maxY
  }

  func contains(_ point: MapPoint) -> Bool {
    point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
  }

  /// Grown by `margin` on every side; shrunk where it is negative.
  func grown(by margin: Double) -> MapBox {
    MapBox(
      minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }

  /// The point of the box that is nearest to `point`.
  func nearest(to point: MapPoint) -> MapPoint {
    MapPoint(x: min(max(point.x, minX), maxX), y: min(max(point.y, minY), maxY))
  }
}

extension MapBox {
  /// Small boxes that cover a line, the first and last `margin` units left out.
  static func along(
    _ start: MapPoint, _ end: MapPoint, step: Double = 1.5, margin: Double = 0
  ) -> [MapBox] {
    let length = start.distance(to: end)
    guard length > 0 else { return [] }
    return stride(from: margin, through: length - margin, by: step).map { way in
      let share = way / length
      return MapBox(
        center: MapPoint(
          x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share),
        radius: step / 2)
    }
  }
}

/// Boxes by the cells of a grid they touch, to ask only those near a place.
struct MapBoxIndex: Sendable {
  private struct Cell: Hashable {
    let column: Int
    let row: Int
  }

  private static let cellSize = 48.0
  private var boxes: [MapBox] = []
  private var cells: [Cell: [Int]] = [:]

  mutating func insert(_ box: MapBox) {
    for cell in Self.cells(of: box) { cells[cell, default: []].append(boxes.count) }
    boxes.append(box)
  }

  func overlaps(_ box: MapBox) -> Bool {
    contains(near: box) { $0.overlaps(box) }
  }

  /// Whether a box that does not contain `point` overlaps `box`.
  func overlaps(_ box: MapBox, besidesThoseOver point: MapPoint) -> Bool {
    contains(near: box) { $0.overlaps(box) && !$0.contains(point) }
  }

  /// Half the side of the largest box with its middle at the point, or nearly.
  func reach(around point: MapPoint) -> Double {
    let spot = MapBox(center: point, radius: 0)
    return Self.cells(of: spot).reduce(0) { reach, cell in
      (cells[cell] ?? []).reduce(reach) { reach, index in
        let box = boxes[index]
        return box.center.distance(to: point) <= 3
          ? max(reach, box.width / 2, box.height / 2) : reach
      }
    }
  }

  private func contains(near box: MapBox, where holds: (MapBox) -> Bool) -> Bool {
    Self.cells(of: box).contains { cell in
      cells[cell]?.contains { holds(boxes[$0]) } ?? false
    }
  }

  private static func cells(of box: MapBox) -> [Cell] {
    func index(_ value: Double) -> Int { Int((value / cellSize).rounded(.down)) }
    return (index(box.minY)...index(box.maxY)).flatMap { row in
      (index(box.minX)...index(box.maxX)).map { Cell(column: $0, row: row) }
    }
  }
}
