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
  /// Milliseconds by row and column of the box; `SearchTime.unreachable` beyond the last limit. What is
  /// surely within the first may have less than its time: what is asked is only which limits it is within.
  let milliseconds: [UInt32]

  /// - Parameter limits: the least and the greatest that is asked about, milliseconds.
  /// - Complexity: O(cells of the box + segments, and parts and accesses of those that are reached).
  init(
    _ roads: CellRoads, _ box: RoadBox, _ times: SegmentTimes, _ running: SegmentRunning,
    limits: (first: UInt32, last: UInt32)
  ) {
    let grid = roads.grid
    let columns = max(0, Int(grid.x(box.west)))..<min(grid.columns, Int(grid.x(box.east)) + 1)
    let rows = max(0, Int(grid.y(box.south)))..<min(grid.rows, Int(grid.y(box.north)) + 1)
    let limit = Double(limits.last)
    let (west, south) = (UInt32(columns.lowerBound), UInt32(rows.lowerBound))
    let (width, height) = (UInt32(columns.count), UInt32(rows.count))
    /// The index of a cell in the box; `nil` outside of it.
    @inline(__always)
    func place(_ cell: CellRoads.Cell) -> Int? {
      let (x, y) = (cell.column &- west, cell.row &- south)
      return x < width && y < height ? Int(y) &* Int(width) &+ Int(x) : nil
    }
    /// Rounded up; unreachable beyond the limit.
    @inline(__always)
    func whole(_ time: Double) -> UInt32 {
      guard time <= limit else { return SearchTime.unreachable }
      let whole = UInt32(max(0, time))
      return Double(whole) < time ? whole &+ 1 : whole
    }
    var milliseconds = Self.beginning(roads, columns, rows)
    milliseconds.withUnsafeMutableBufferPointer { milliseconds in
      roads.parts.withUnsafeBufferPointer { parts in
        roads.accesses.withUnsafeBufferPointer { accesses in
          roads.segments.withUnsafeBufferPointer { segments in
            for (group, nextGroup) in zip(roads.groups, roads.groups.dropFirst())
            where group.columns.upperBound >= west && group.rows.upperBound >= south
              && group.columns.lowerBound < west + width && group.rows.lowerBound < south + height
            {
              for index in Int(group.firstSegment)..<Int(nextGroup.firstSegment) {
                let (segment, next) = (segments[index], segments[index + 1])
                let ofSegment = Int(segment.firstPart)..<Int(next.firstPart)
                guard let reached = times.segment(Int(segment.number), running, latest: limit)
                else {
                  for part in ofSegment {
                    if let place = place(parts[part].cell) {
                      milliseconds[place] = SearchTime.unreachable
                    }
                  }
                  continue
                }
                // Of most segments everything is within the first limit, to a millisecond for rounding.
                let surely = reached.lastTime(0, 1) + 1
                let isWithin = surely <= Double(limits.first)
                for index in isWithin ? ofSegment.prefix(0) : ofSegment {
                  let part = parts[index]
                  guard let place = place(part.cell) else { continue }
                  let last = whole(reached.lastTime(Double(part.from), Double(part.to)))
                  if last > milliseconds[place] { milliseconds[place] = last }
                }
                for index in Int(segment.firstAccess)..<Int(next.firstAccess) {
                  let access = accesses[index]
                  guard access.milliseconds <= limits.last, let place = place(access.cell) else {
                    continue
                  }
                  let way = Double(access.milliseconds)
                  milliseconds[place] =
                    surely + way <= Double(limits.first)
                    ? 0 : whole(way + reached.time(at: access.fraction))
                }
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

  /// The last of a cell's parts counts, so that cells with roads begin with the first moment; others are
  /// not reached until an access says so.
  private static func beginning(
    _ roads: CellRoads, _ columns: Range<Int>, _ rows: Range<Int>
  ) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: columns.count * rows.count) { milliseconds, count in
      roads.hasRoads.withUnsafeBufferPointer { hasRoads in
        for row in rows {
          let line = row * roads.grid.columns
          for column in columns {
            milliseconds.initializeElement(
              at: count, to: hasRoads[line + column] ? 0 : SearchTime.unreachable)
            count += 1
          }
        }
      }
    }
  }
}
