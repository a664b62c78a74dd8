/// Finds for the centre of each cell without roads the point on the road from which it is reached: the one
/// that `RoadSnapper` gives a destination there.
///
/// How far the nearest cell with roads is bounds how far the road can be, so that only the cells within
/// that circle are looked at, and those that are too far from any are not looked at at all.
struct CellAccess: Sendable {
  private let region: CellRegion
  private let snapper: RoadSnapper
  private let grid: CellGrid
  private let pieces: [RoadPieces.Piece]
  private let first: [UInt32]
  private let pieceOfPassage: [UInt32]
  private let roads: RoadCellDistances

  /// - Complexity: O(cells + passages).
  init(_ region: CellRegion) {
    self.region = region
    snapper = region.snapper
    grid = region.grid
    pieces = region.pieces.pieces
    (first, pieceOfPassage) = region.pieces.piecesByCell()
    roads = RoadCellDistances(region.grid, first)
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
    // A road is somewhere in its cell, the corners and a hair for rounding included.
    let corner = (sides.east * sides.east + sides.north * sides.north).squareRoot() * 0.51
    let distances = roads.distances(row: row, sides)
    for column in region.columns {
      // Roads in a cell speak for it.
      let cell = row * grid.columns + column
      guard first[cell] == first[cell + 1], distances[column] - corner <= region.reach else {
        continue
      }
      var found = nearest(
        column, row, sides, reach: min(region.reach, distances[column] + corner), onlyMain: false)
      guard found.segment != CellRoads.none else { continue }
      if !snapper.servesDestinations[Int(found.segment)] {
        let better = nearest(
          column, row, sides, reach: min(limit, found.distance + preference), onlyMain: true)
        if better.segment != CellRoads.none { found = better }
      }
      let time = ArcTimes.milliseconds(found.distance / metersPerSecond)
      accesses[column] = CellRoads.Access(
        segment: found.segment, fraction: found.fraction,
        milliseconds: found.square > 0 ? max(1, time) : 0)
    }
    return accesses
  }

  /// The nearest piece to a cell's centre within so many metres, row by row from the centre's.
  private func nearest(
    _ column: Int, _ row: Int, _ sides: (east: Double, north: Double), reach: Double,
    onlyMain: Bool
  ) -> Found {
    let (x, y) = (Float(column) + 0.5, Float(row) + 0.5)
    let (east, north) = (Float(sides.east), Float(sides.north))
    var best = Found()
    var limit = Float(reach * reach)
    first.withUnsafeBufferPointer { first in
      pieceOfPassage.withUnsafeBufferPointer { pieceOfPassage in
        pieces.withUnsafeBufferPointer { pieces in
          /// Cells of a row that the circle touches; `false` where the row lies beyond it.
          func look(_ line: Int, _ away: Int) -> Bool {
            let gap = max(0, Float(away) - 0.51) * north
            let rest = limit - gap * gap
            guard rest >= 0 else { return false }
            guard line >= 0, line < grid.rows else { return true }
            let width = Int(rest.squareRoot() / east + 0.51)
            let start = line * grid.columns
            let from = start + max(0, column - width)
            let to = start + min(grid.columns - 1, column + width)
            for place in Int(first[from])..<Int(first[to + 1]) {
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
            return true
          }
          var isWithin = look(row, 0)
          var away = 1
          while isWithin {
            isWithin = look(row - away, away)
            if isWithin { isWithin = look(row + away, away) }
            away += 1
          }
        }
      }
    }
    return best
  }
}
