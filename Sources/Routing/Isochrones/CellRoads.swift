import Geometry
import Quantities

/// What the cells of a region have to do with roads: which parts of which segments lie in each, and
/// where there are none, from where on the road its centre is reached. It knows nothing of an origin.
struct CellRoads: Sendable {
  /// Stands for a cell whose centre is too far from any road.
  static let none = UInt32.max

  /// A part of a segment in a cell, by fractions along the segment.
  struct Part {
    var segment: UInt32
    var from: Float
    var to: Float
  }

  /// The point on the road from which a cell's centre is reached.
  struct Access {
    var segment = CellRoads.none
    var fraction: Float = 0
    var milliseconds: UInt32 = 0
  }

  let grid: CellGrid
  /// By cell, row after row from the south-west; none for cells with roads.
  let accesses: [Access]
  /// Rows into `parts`, one more than there are cells.
  let firstPart: [UInt32]
  let parts: [Part]

  /// - Complexity: O(cells + points of the roads in them); about 0.5 µs a cell.
  init(_ region: CellRegion) {
    grid = region.grid
    (firstPart, parts) = region.pieces.partsByCell()
    let access = CellAccess(region)
    accesses = grid.rowNumbers.flatMap { access.find(row: $0) }
  }

  /// The same in several tasks.
  init(_ region: CellRegion, tasks: Int) async {
    grid = region.grid
    (firstPart, parts) = region.pieces.partsByCell()
    let access = CellAccess(region)
    let rows = await inParallel(grid.rows, tasks: tasks) { { access.find(row: $0) } }
    accesses = Array(rows.joined())
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
