import Siting

/// The pieces of a cost file as one table: rows by demand, sites in the order of their codes.
struct CostPieces {
  let demands: [String]
  let sites: [String]
  private(set) var starts: [Int]
  private(set) var siteIndices: [Int32]
  private(set) var costs: [Double]
  /// A pair that is given twice.
  private(set) var repeated: (demand: String, site: String)?

  /// - Complexity: O(pairs), and a sort of each row that is out of order.
  init(_ pieces: [CostPiece]) {
    let (demands, demandOf) = Self.join(pieces.map(\.demands))
    let (names, siteOf) = Self.join(pieces.map(\.sites))
    let order = SitingInstance.order(of: names)
    var place = [Int32](repeating: 0, count: names.count)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    (self.demands, sites) = (demands, order.map { names[$0] })

    var starts = [Int](repeating: 0, count: demands.count + 1)
    for (index, piece) in pieces.enumerated() {
      for run in piece.runs { starts[Int(demandOf[index][Int(run.demand)]) + 1] += run.count }
    }
    for demand in demands.indices { starts[demand + 1] += starts[demand] }
    let total = starts[demands.count]
    var next = starts
    // Every entry is written once below: each run has its place.
    costs = [Double](unsafeUninitializedCapacity: total) { costs, count in
      for (index, piece) in pieces.enumerated() {
        var source = CostPiece.Cursor()
        for run in piece.runs {
          let demand = Int(demandOf[index][Int(run.demand)])
          piece.copyCosts(run.count, from: &source, to: costs, at: next[demand])
          next[demand] += run.count
        }
      }
      count = total
    }
    next = starts
    siteIndices = [Int32](unsafeUninitializedCapacity: total) { sites, count in
      for (index, piece) in pieces.enumerated() {
        let number = siteOf[index].map { place[Int($0)] }
        var source = CostPiece.Cursor()
        for run in piece.runs {
          let demand = Int(demandOf[index][Int(run.demand)])
          piece.copySites(run.count, from: &source, to: sites, at: next[demand], number)
          next[demand] += run.count
        }
      }
      count = total
    }
    self.starts = starts
    putInOrder()
  }

  /// All ids in the order in which they are first seen, and each piece's ids in that numbering.
  private static func join(_ tables: [IdTable]) -> (ids: [String], numbers: [[Int32]]) {
    guard var all = tables.first else { return ([], []) }
    let numbers = tables.map { table in
      table.ids.map { id in
        var id = id
        return id.withUTF8 { all.index(of: UnsafeRawBufferPointer($0)) }
      }
    }
    return (all.ids, numbers)
  }

  /// Sorts the rows that need it, and leaves pairs out that cannot be reached.
  private mutating func putInOrder() {
    var kept = 0
    var line: [(site: Int32, cost: Double)] = []
    for demand in demands.indices {
      let row = starts[demand]..<starts[demand + 1]
      var isInOrder = true
      for k in row
      where costs[k] == .infinity || (k > row.lowerBound && siteIndices[k] <= siteIndices[k - 1]) {
        isInOrder = false
        break
      }
      starts[demand] = kept
      if isInOrder, kept == row.lowerBound {
        kept = row.upperBound
        continue
      }
      line.removeAll(keepingCapacity: true)
      for k in row { line.append((siteIndices[k], costs[k])) }
      if !isInOrder { line.sort { $0.site < $1.site } }
      for (index, entry) in line.enumerated() {
        if index > 0, line[index - 1].site == entry.site, repeated == nil {
          repeated = (demands[demand], sites[Int(entry.site)])
        }
        guard entry.cost < .infinity else { continue }
        siteIndices[kept] = entry.site
        costs[kept] = entry.cost
        kept += 1
      }
    }
    starts[demands.count] = kept
    siteIndices.removeLast(siteIndices.count - kept)
    costs.removeLast(costs.count - kept)
  }
}
