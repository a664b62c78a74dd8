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

  /// How the centre of a cell is reached.
  struct Found {
    var column: UInt32
    var piece: UInt32
    /// Along the piece's segment.
    var fraction: Float
    var milliseconds: UInt32
  }

  private struct Nearest {
    var piece: UInt32?
    var segment = UInt32.max
    var square = Float.infinity
    var fraction: Float = 0

    var distance: Double { Double(square.squareRoot()) }
  }

  /// The cells of a row that are reached over land, from the west.
  func find(row: Int) -> [Found] {
    guard region.rows.contains(row) else { return [] }
    let rule = snapper.times.access
    let (limit, preference) = (rule.limitMeters.value, rule.islandPreferenceMeters.value)
    let metersPerSecond = rule.kilometersPerHour.value / 3.6
    let sides = grid.sides(row: row)
    // A road is somewhere in its cell, the corners and a hair for rounding included.
    let corner = (sides.east * sides.east + sides.north * sides.north).squareRoot() * 0.51
    let distances = roads.distances(row: row, sides)
    var all: [Found] = []
    // Mostly the nearest piece is that of the cell before, or not much nearer than that.
    var guess: UInt32?
    for column in region.columns {
      // Roads in a cell speak for it.
      let cell = row * grid.columns + column
      guard first[cell] == first[cell + 1], distances[column] - corner <= region.reach else {
        continue
      }
      var found = nearest(
        column, row, sides, reach: min(region.reach, distances[column] + corner), guess: guess,
        onlyMain: false)
      guess = found.piece
      guard found.piece != nil else { continue }
      if !snapper.servesDestinations[Int(found.segment)] {
        let better = nearest(
          column, row, sides, reach: min(limit, found.distance + preference), guess: nil,
          onlyMain: true)
        if better.piece != nil { found = better }
      }
      guard let piece = found.piece else { continue }
      let time = ArcTimes.milliseconds(found.distance / metersPerSecond)
      all.append(
        Found(
          column: UInt32(column), piece: piece, fraction: found.fraction,
          milliseconds: found.square > 0 ? max(1, time) : 0))
    }
    return all
  }

  /// The nearest piece to a cell's centre within so many metres, row by row from the centre's.
  ///
  /// - Parameter guess: a piece; nothing farther than it is looked at.
  private func nearest(
    _ column: Int, _ row: Int, _ sides: (east: Double, north: Double), reach: Double,
    guess: UInt32?, onlyMain: Bool
  ) -> Nearest {
    let (x, y) = (Float(column) + 0.5, Float(row) + 0.5)
    let (east, north) = (Float(sides.east), Float(sides.north))
    var best = Nearest()
    var limit = Float(reach * reach)
    first.withUnsafeBufferPointer { first in
      pieceOfPassage.withUnsafeBufferPointer { pieceOfPassage in
        pieces.withUnsafeBufferPointer { pieces in
          /// The square of the way from the centre to a piece, and the share of the piece it ends at.
          @inline(__always)
          func measure(_ piece: RoadPieces.Piece) -> (square: Float, share: Float) {
            let (ax, ay) = ((piece.x0 - x) * east, (piece.y0 - y) * north)
            let (dx, dy) = ((piece.x1 - piece.x0) * east, (piece.y1 - piece.y0) * north)
            let length = dx * dx + dy * dy
            let share = length > 0 ? min(1, max(0, -(ax * dx + ay * dy) / length)) : 0
            let (px, py) = (ax + share * dx, ay + share * dy)
            return (px * px + py * py, share)
          }
          if let guess { limit = min(limit, measure(pieces[Int(guess)]).square) }
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
            var before = UInt32.max
            for place in Int(first[from])..<Int(first[to + 1]) {
              // The same as in the cell before, mostly.
              guard pieceOfPassage[place] != before else { continue }
              before = pieceOfPassage[place]
              let piece = pieces[Int(before)]
              if onlyMain, !snapper.servesDestinations[Int(piece.segment)] { continue }
              let (square, share) = measure(piece)
              guard square <= limit else { continue }
              if square == best.square, piece.segment >= best.segment { continue }
              limit = square
              best = Nearest(
                piece: before, segment: piece.segment, square: square,
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
