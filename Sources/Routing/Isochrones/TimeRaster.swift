import Geometry

/// For each cell of a box when it is reached from one origin: a cell with roads when the last point of
/// them is, one without when its centre is, the way there from the nearest road included.
///
/// So the cells within a limit contain no node and no piece of road beyond it; and the cells within a
/// smaller limit are among those within a larger one.
struct TimeRaster {
  /// The cells of the box.
  let columns: Range<Int>
  let rows: Range<Int>
  /// Milliseconds by row and column of the box; `SearchTime.unreachable` beyond the limit.
  let milliseconds: [UInt32]

  /// - Complexity: O(cells of the box + parts of segments in them).
  init(
    _ roads: CellRoads, _ box: RoadBox, _ times: SegmentTimes, _ running: SegmentRunning,
    latest: UInt32
  ) {
    let grid = roads.grid
    let columns = max(0, Int(grid.x(box.west)))..<min(grid.columns, Int(grid.x(box.east)) + 1)
    let rows = max(0, Int(grid.y(box.south)))..<min(grid.rows, Int(grid.y(box.north)) + 1)
    let limit = Double(latest)
    var milliseconds = [UInt32](
      repeating: SearchTime.unreachable, count: columns.count * rows.count)
    roads.accesses.withUnsafeBufferPointer { accesses in
      roads.firstPart.withUnsafeBufferPointer { firstPart in
        roads.parts.withUnsafeBufferPointer { parts in
          milliseconds.withUnsafeMutableBufferPointer { milliseconds in
            for row in rows {
              for column in columns {
                let cell = row * grid.columns + column
                let roads = Int(firstPart[cell])..<Int(firstPart[cell + 1])
                var last = 0.0
                for part in roads { last = max(last, times.lastTime(parts[part], running)) }
                if roads.isEmpty {
                  let access = accesses[cell]
                  guard access.segment != CellRoads.none, access.milliseconds <= latest else {
                    continue
                  }
                  last =
                    Double(access.milliseconds)
                    + times.time(Int(access.segment), at: access.fraction, running)
                }
                guard last <= limit else { continue }
                let place =
                  (row - rows.lowerBound) * columns.count + column - columns.lowerBound
                milliseconds[place] = UInt32(last.rounded(.up))
              }
            }
          }
        }
      }
    }
    self.columns = columns
    self.rows = rows
    self.milliseconds = milliseconds
  }
}
