import Geometry

/// The `d` attribute of a path, built in relative steps of tenths of a unit.
///
/// Every point is rounded to the grid of tenths before the step to it is taken, so rounding errors do
/// not add up along a line.
struct SVGPath {
  private(set) var text = ""
  private var x = 0
  private var y = 0

  init() {}

  /// All rings of some shapes, holes included: `fill-rule="evenodd"` leaves the holes open.
  init(_ shapes: [MultiPolygon<PlanarPoint>], in view: MapView) {
    for ring in shapes.flatMap(\.rings) { add(ring: ring.points.dropLast().map(view.page)) }
  }

  mutating func add(line points: [MapPoint]) {
    add(points, minimumCount: 2, end: "")
  }

  mutating func add(ring points: [MapPoint]) {
    add(points, minimumCount: 3, end: "z")
  }

  private mutating func add(_ points: [MapPoint], minimumCount: Int, end: String) {
    var grid: [(x: Int, y: Int)] = []
    for point in points {
      let next = (x: Int((point.x * 10).rounded()), y: Int((point.y * 10).rounded()))
      if let last = grid.last, last == next { continue }
      grid.append(next)
    }
    // Smaller than a tenth of a unit: nothing to see.
    guard grid.count >= minimumCount else { return }
    move(to: grid[0], "m")
    var command = "l"
    for point in grid.dropFirst() {
      move(to: point, command)
      // Further pairs after an `l` are lines too, and need no letter.
      command = ""
    }
    text += end
    // A closed ring leaves the pen at its start.
    if end == "z" { (x, y) = grid[0] }
  }

  private mutating func move(to point: (x: Int, y: Int), _ command: String) {
    let first = (Double(point.x - x) / 10).tenths
    let second = (Double(point.y - y) / 10).tenths
    text += command
    if command.isEmpty, !first.hasPrefix("-") { text += " " }
    text += first
    if !second.hasPrefix("-") { text += " " }
    text += second
    (x, y) = point
  }
}
