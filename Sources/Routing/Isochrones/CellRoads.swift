import Geometry
import Quantities

/// What the cells of a region have to do with roads: which parts of which segments lie in each, and
/// where there are none, from where on the road its centre is reached. It knows nothing of an origin.
///
/// All by segment: for an origin only the segments that it reaches matter.
struct CellRoads: Sendable {
  struct Cell {
    var column: UInt32
    var row: UInt32
  }

  /// A part of a segment in a cell, by fractions along the segment.
  struct Part {
    var cell: Cell
    var from: Float
    var to: Float
  }

  /// A cell's centre, and the point on the segment from which it is reached.
  struct Access {
    var cell: Cell
    var fraction: Float
    var milliseconds: UInt32
  }

  /// A segment with parts in the region; its parts and accesses go up to those of the next.
  struct Segment {
    var number: UInt32
    var firstPart: UInt32
    var firstAccess: UInt32
  }

  /// Segments that lie close together, and the cells around their parts and accesses.
  struct Group {
    /// Up to the first of the next group.
    var firstSegment: UInt32
    var columns: ClosedRange<UInt32>
    var rows: ClosedRange<UInt32>
  }

  let grid: CellGrid
  /// One more than there are, at the end.
  let segments: [Segment]
  /// One more than there are, at the end.
  let groups: [Group]
  let parts: [Part]
  /// For cells without roads.
  let accesses: [Access]
  /// By cell: whether there are roads in it.
  let hasRoads: [Bool]

  /// - Complexity: O(cells + points of the roads in them); about 0.3 µs a cell.
  init(_ region: CellRegion) {
    let access = CellAccess(region)
    self.init(region, region.grid.rowNumbers.map { access.find(row: $0) })
  }

  /// The same in several tasks.
  init(_ region: CellRegion, tasks: Int) async {
    let access = CellAccess(region)
    self.init(
      region, await inParallel(region.grid.rows, tasks: tasks) { { access.find(row: $0) } })
  }

  private init(_ region: CellRegion, _ found: [[CellAccess.Found]]) {
    grid = region.grid
    hasRoads = region.pieces.hasRoads()
    let pieces = region.pieces.pieces
    var segments: [Segment] = []
    /// By piece the index of its segment; pieces come by segment.
    var indexOfPiece: [UInt32] = []
    indexOfPiece.reserveCapacity(pieces.count)
    for piece in pieces {
      if segments.last?.number != piece.segment {
        segments.append(Segment(number: piece.segment, firstPart: 0, firstAccess: 0))
      }
      indexOfPiece.append(UInt32(segments.count - 1))
    }
    segments.append(Segment(number: .max, firstPart: 0, firstAccess: 0))
    parts = region.pieces.parts { piece in segments[Int(indexOfPiece[piece]) + 1].firstPart += 1 }
    for access in found.joined() {
      segments[Int(indexOfPiece[Int(access.piece)]) + 1].firstAccess += 1
    }
    for index in segments.indices.dropFirst() {
      segments[index].firstPart += segments[index - 1].firstPart
      segments[index].firstAccess += segments[index - 1].firstAccess
    }
    var next = segments.map { Int($0.firstAccess) }
    var accesses = [Access](
      repeating: Access(cell: Cell(column: 0, row: 0), fraction: 0, milliseconds: 0),
      count: next.last ?? 0)
    for (row, line) in found.enumerated() {
      for access in line {
        let index = Int(indexOfPiece[Int(access.piece)])
        accesses[next[index]] = Access(
          cell: Cell(column: access.column, row: UInt32(row)), fraction: access.fraction,
          milliseconds: access.milliseconds)
        next[index] += 1
      }
    }
    self.segments = segments
    self.accesses = accesses
    groups = Self.groups(segments, parts, accesses)
  }

  /// Segments come in the order of a Hilbert curve, so that neighbours in it are neighbours on the map.
  private static func groups(
    _ segments: [Segment], _ parts: [Part], _ accesses: [Access]
  ) -> [Group] {
    let count = segments.count - 1
    var groups: [Group] = []
    for first in stride(from: 0, to: count, by: 16) {
      let (start, end) = (segments[first], segments[min(first + 16, count)])
      var (west, east, south, north) = (UInt32.max, UInt32(0), UInt32.max, UInt32(0))
      func add(_ cell: Cell) {
        (west, east) = (min(west, cell.column), max(east, cell.column))
        (south, north) = (min(south, cell.row), max(north, cell.row))
      }
      for part in parts[Int(start.firstPart)..<Int(end.firstPart)] { add(part.cell) }
      for access in accesses[Int(start.firstAccess)..<Int(end.firstAccess)] { add(access.cell) }
      // A segment has at least one part.
      groups.append(
        Group(firstSegment: UInt32(first), columns: west...east, rows: south...north))
    }
    groups.append(Group(firstSegment: UInt32(count), columns: 0...0, rows: 0...0))
    return groups
  }
}

/// What is asked about: cells, and the roads near them.
struct CellRegion: Sendable {
  let snapper: RoadSnapper
  let grid: CellGrid
  let pieces: RoadPieces
  /// Columns and rows whose centres are asked about; the grid reaches farther, so that a road outside is
  /// found from inside.
  let columns: ClosedRange<Int>
  let rows: ClosedRange<Int>
  /// Metres from the road beyond which a centre is of no interest.
  let reach: Double

  init(_ snapper: RoadSnapper, cell: Meters, inner: RoadBox, reach: Double) {
    let preference = snapper.times.access.islandPreferenceMeters.value
    let outer = inner.widened(by: Meters(reach + preference + 2 * cell.value))
    grid = CellGrid(
      cell: cell, reference: snapper.network.bounds.middleLatitude, covering: outer)
    pieces = RoadPieces(snapper, grid)
    columns = Int(grid.x(inner.west))...Int(grid.x(inner.east))
    rows = Int(grid.y(inner.south))...Int(grid.y(inner.north))
    self.snapper = snapper
    self.reach = reach
  }
}

extension RoadBox {
  /// Grown by a distance on every side, never over the edges of the map.
  func widened(by distance: Meters) -> RoadBox {
    let widest = max(abs(Double(south)), abs(Double(north))) / 1e7
    let scale = GroundScale(latitude: min(89, widest))
    let dy = distance.value / scale.metersPerDegreeNorth * 1e7 + 1
    let dx = distance.value / scale.metersPerDegreeEast * 1e7 + 1
    return RoadBox(
      south: Int32(max(Double(south) - dy, -900_000_000)),
      west: Int32(max(Double(west) - dx, -1_800_000_000)),
      north: Int32(min(Double(north) + dy, 900_000_000)),
      east: Int32(min(Double(east) + dx, 1_800_000_000)))
  }

  /// Degrees.
  var middleLatitude: Double { (Double(south) + Double(north)) / 2e7 }
}

extension RoadNetwork {
  /// The box around all segments.
  var bounds: RoadBox { boxes.isEmpty ? .empty : boxes[boxes.count - 1] }
}
