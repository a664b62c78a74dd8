import Geometry

/// Kilometres of street per square kilometre, on a grid of 500 m: what tells a town from the country
/// where no tag says so.
///
/// A street counts in the cell of the middle of its box. The density at a place is that of its cell
/// and the eight around it.
struct StreetDensity {
  private static let cellMeters = 500.0
  private var meters: [UInt64: Double] = [:]
  private var known: [UInt64: UInt8] = [:]

  mutating func add(_ length: Double, around box: RoadBox) {
    let (row, column) = Self.cell(of: box, rowShift: 0)
    meters[Self.key(row, column), default: 0] += length
  }

  /// Rounded down, 255 at most.
  mutating func density(around box: RoadBox) -> UInt8 {
    // All streets of a cell share its density: the middle of the cell stands for each.
    let (ownRow, ownColumn) = Self.cell(of: box, rowShift: 0)
    let key = Self.key(ownRow, ownColumn)
    if let density = known[key] { return density }
    let density = density(ofCellAround: box)
    known[key] = density
    return density
  }

  private func density(ofCellAround box: RoadBox) -> UInt8 {
    var total = 0.0
    for shift in -1...1 {
      let (row, column) = Self.cell(of: box, rowShift: shift)
      for neighbour in column - 1...column + 1 { total += meters[Self.key(row, neighbour)] ?? 0 }
    }
    let side = 3 * Self.cellMeters / 1000
    return UInt8(min(255, total / 1000 / (side * side)))
  }

  /// Row and column of the box's middle; the column in the row `rowShift` rows on, since rows have
  /// columns of their own width in degrees.
  private static func cell(of box: RoadBox, rowShift: Int) -> (Int, Int) {
    let latitude = (Double(box.south) + Double(box.north)) / 2e7
    let longitude = (Double(box.west) + Double(box.east)) / 2e7
    // One length for all rows: a row is a band, not a measure.
    let rowHeight = cellMeters / 111_000
    let row = Int((latitude / rowHeight).rounded(.down)) + rowShift
    let scale = GroundScale(latitude: min(89, max(-89, (Double(row) + 0.5) * rowHeight)))
    let column = Int((longitude * scale.metersPerDegreeEast / cellMeters).rounded(.down))
    return (row, column)
  }

  private static func key(_ row: Int, _ column: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: row)) << 32 | UInt64(UInt32(truncatingIfNeeded: column))
  }
}
