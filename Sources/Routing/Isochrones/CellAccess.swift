/// Finds for the centre of each cell without roads the point on the road from which it is reached: the one that
/// `RoadSnapper` gives a destination there.
///
/// Cells are looked through in rings around the centre, and the distance found for the last cell says
/// how many of the inner rings are empty.
struct CellAccess: Sendable {
  private let region: CellRegion
  private let snapper: RoadSnapper
  private let grid: CellGrid
  private let pieces: [RoadPieces.Piece]
  private let first: [UInt32]
  private let pieceOfPassage: [UInt32]

  init(_ region: CellRegion) {
    self.region = region
    snapper = region.snapper
    grid = region.grid
    pieces = region.pieces.pieces
    (first, pieceOfPassage) = region.pieces.piecesByCell()
  }

  private struct Found {
    var segment: UInt32 = CellRoads.none
    var square = Float.infinity
    var fraction: Float = 0

    var distance: Double { Double(square.squareRoot()) }
  }

  /// What there is to know about a row of cells; no access for those outside of the region.
  func find(row: Int) -> [CellRoads.Access] {
    var accesses = [CellRoads.Access](repeating: CellRoads.Access(), count: grid.columns)
    guard region.rows.contains(row) else { return accesses }
    let rule = snapper.times.access
    let (limit, preference) = (rule.limitMeters.value, rule.islandPreferenceMeters.value)
    let metersPerSecond = rule.kilometersPerHour.value / 3.6
    let sides = grid.sides(row: row)
    var known = 0.0
    for column in region.columns {
      // Roads in a cell speak for it.
      let cell = row * grid.columns + column
      guard first[cell] == first[cell + 1] else {
        known = 0
        continue
      }
      // One step to the side changes the distance by no more than the step.
      let least = max(0, known - sides.east * 1.0001)
      var found = nearest(column, row, sides, least: least, reach: region.reach, onlyMain: false)
      known = found.segment == CellRoads.none ? region.reach : found.distance
      guard found.segment != CellRoads.none else { continue }
      if !snapper.servesDestinations[Int(found.segment)] {
        let better = nearest(
          column, row, sides, least: found.distance,
          reach: min(limit, found.distance + preference), onlyMain: true)
        if better.segment != CellRoads.none { found = better }
      }
      let time = ArcTimes.milliseconds(found.distance / metersPerSecond)
      accesses[column] = CellRoads.Access(
        segment: found.segment, fraction: found.fraction,
        milliseconds: found.square > 0 ? max(1, time) : 0)
    }
    return accesses
  }

  /// The nearest piece to a cell's centre.
  /// - Parameter least: metres; nothing is nearer.
  private func nearest(
    _ column: Int, _ row: Int, _ sides: (east: Double, north: Double), least: Double,
    reach: Double, onlyMain: Bool
  ) -> Found {
    let (narrow, wide) = (min(sides.east, sides.north), max(sides.east, sides.north))
    let (x, y) = (Float(column) + 0.5, Float(row) + 0.5)
    let (east, north) = (Float(sides.east), Float(sides.north))
    var best = Found()
    var limit = Float(reach * reach)
    // What lies in a ring is at most its far corner away.
    var ring = max(0, Int((least / (wide * 1.4143) - 0.5).rounded(.down)))
    first.withUnsafeBufferPointer { first in
      pieceOfPassage.withUnsafeBufferPointer { pieceOfPassage in
        pieces.withUnsafeBufferPointer { pieces in
          func look(_ line: Int, _ from: Int, _ to: Int) {
            guard line >= 0, line < grid.rows, from < grid.columns, to >= 0 else { return }
            let start = line * grid.columns
            let end = Int(first[start + min(to, grid.columns - 1) + 1])
            for place in Int(
              first[start + max(from, 0)])..<max(
                end, Int(first[start + max(from, 0)]))
            {
              let piece = pieces[Int(pieceOfPassage[place])]
              if onlyMain, !snapper.servesDestinations[Int(piece.segment)] { continue }
              let (ax, ay) = ((piece.x0 - x) * east, (piece.y0 - y) * north)
              let (dx, dy) = ((piece.x1 - piece.x0) * east, (piece.y1 - piece.y0) * north)
              let length = dx * dx + dy * dy
              let share = length > 0 ? min(1, max(0, -(ax * dx + ay * dy) / length)) : 0
              let (px, py) = (ax + share * dx, ay + share * dy)
              let square = px * px + py * py
              guard square <= limit else { continue }
              if square == best.square, piece.segment >= best.segment { continue }
              limit = square
              best = Found(
                segment: piece.segment, square: square,
                fraction: share == 0
                  ? piece.from
                  : share == 1 ? piece.to : piece.from + share * (piece.to - piece.from))
            }
          }
          while true {
            let nearestInRing = Float(max(0, Double(ring) - 0.5001) * narrow)
            if nearestInRing * nearestInRing > limit { break }
            look(row - ring, column - ring, column + ring)
            if ring > 0 {
              look(row + ring, column - ring, column + ring)
              for line in row - ring + 1..<row + ring {
                look(line, column - ring, column - ring)
                look(line, column + ring, column + ring)
              }
            }
            ring += 1
          }
        }
      }
    }
    return best
  }
}
