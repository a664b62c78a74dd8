/// Choose `choose` sites so that the sum over rows of the cheapest chosen entry is smallest.
///
/// min Σᵢ min(ceilingᵢ, min over chosen j of cᵢⱼ), where exactly `choose` sites are chosen.
///
/// This one form holds the p-median problem (cᵢⱼ = weight × cost), maximal covering (cᵢⱼ = 0 inside
/// the radius, ceiling = weight: what is minimised is the weight left uncovered) and
/// survival-weighted cover (cᵢⱼ = weight × chance of not surviving). Existing and fixed sites are
/// in the ceilings already. Rows are sparse: entries that are not below the ceiling are left out,
/// and the rest stand in ascending order of cost.
struct MedianProblem: Sendable {
  let rowStarts: [Int]
  let rowSites: [Int32]
  let rowCosts: [Double]
  let ceilings: [Double]
  let columnStarts: [Int]
  let columnRows: [Int32]
  let columnCosts: [Double]
  /// How many sites are chosen.
  let choose: Int
  /// What no choice can change.
  let offset: Double
  /// Every value of the objective is a multiple of this beyond the offset; 0 where unknown.
  let step: Double
  /// The caller's index of each site, ascending.
  let names: [Int]

  var rowCount: Int { ceilings.count }
  var siteCount: Int { names.count }
  var entryCount: Int { rowSites.count }
  /// Whether a row is either reached or not, at no cost in between.
  var isCover: Bool { rowCosts.allSatisfy { $0 == 0 } }

  /// - Parameters:
  ///   - rowSites, rowCosts: by row, in any order; entries at or above the ceiling are dropped.
  /// - Complexity: O(*n* log *k*) for *n* entries in rows of *k*.
  init(
    rowStarts givenStarts: [Int], rowSites givenSites: [Int32], rowCosts givenCosts: [Double],
    ceilings givenCeilings: [Double], choose: Int, offset: Double, names: [Int]
  ) {
    var offset = offset
    var starts: [Int] = [0]
    var sites: [Int32] = []
    var costs: [Double] = []
    var ceilings: [Double] = []
    sites.reserveCapacity(givenSites.count)
    costs.reserveCapacity(givenSites.count)
    var merged = RowIndex()
    var line: [(cost: Double, site: Int32)] = []
    var isIntegral = offset.isExactInteger
    for row in givenCeilings.indices {
      let ceiling = givenCeilings[row]
      line.removeAll(keepingCapacity: true)
      var isSorted = true
      for k in givenStarts[row]..<givenStarts[row + 1] where givenCosts[k] < ceiling {
        let entry = (cost: givenCosts[k], site: givenSites[k])
        if let last = line.last, entry < last { isSorted = false }
        line.append(entry)
      }
      // A row that no site can help.
      if line.isEmpty {
        offset += ceiling
        isIntegral = isIntegral && ceiling.isExactInteger
        continue
      }
      if !isSorted { line.sort { $0 < $1 } }
      // What every choice pays is no part of the search.
      let base = line[0].cost
      if base != 0 {
        offset += base
        isIntegral = isIntegral && base.isExactInteger
      }
      let begin = sites.count
      for entry in line {
        sites.append(entry.site)
        costs.append(entry.cost - base)
        isIntegral = isIntegral && (entry.cost - base).isExactInteger
      }
      isIntegral = isIntegral && (ceiling - base).isExactInteger
      // Rows with the same sites at no cost differ in their weight alone: one row does for both.
      if costs.last == 0 {
        if let twin = merged.find(sites, starts, begin) {
          ceilings[twin] += ceiling - base
          sites.removeLast(sites.count - begin)
          costs.removeLast(costs.count - begin)
          continue
        }
        merged.insert(ceilings.count)
      }
      ceilings.append(ceiling - base)
      starts.append(sites.count)
    }
    self.rowStarts = starts
    self.rowSites = sites
    self.rowCosts = costs
    self.ceilings = ceilings
    self.choose = choose
    self.offset = offset
    self.names = names
    self.step = isIntegral ? Self.commonStep(costs, ceilings) : 0
    (columnStarts, columnRows, columnCosts) = Self.columns(starts, sites, costs, names.count)
  }

  /// The greatest common divisor of all costs: two plans differ by a multiple of it.
  private static func commonStep(_ costs: [Double], _ ceilings: [Double]) -> Double {
    var divisor: UInt64 = 0
    for value in costs + ceilings where value > 0 {
      var (a, b) = (divisor, UInt64(value))
      while b > 0 { (a, b) = (b, a % b) }
      divisor = a
      if divisor == 1 { break }
    }
    return Double(divisor)
  }

  private static func columns(
    _ starts: [Int], _ sites: [Int32], _ costs: [Double], _ siteCount: Int
  ) -> ([Int], [Int32], [Double]) {
    var columnStarts = [Int](repeating: 0, count: siteCount + 1)
    for site in sites { columnStarts[Int(site) + 1] += 1 }
    for site in 0..<siteCount { columnStarts[site + 1] += columnStarts[site] }
    var next = columnStarts
    var rows = [Int32](repeating: 0, count: sites.count)
    var values = [Double](repeating: 0, count: sites.count)
    for row in 0..<(starts.count - 1) {
      for k in starts[row]..<starts[row + 1] {
        let site = Int(sites[k])
        rows[next[site]] = Int32(row)
        values[next[site]] = costs[k]
        next[site] += 1
      }
    }
    return (columnStarts, rows, values)
  }

  /// The objective of a choice, offset included.
  /// - Complexity: O(entries of the chosen columns + rows).
  func value(of chosen: [Int]) -> Double {
    var best = ceilings
    for site in chosen {
      for k in columnStarts[site]..<columnStarts[site + 1]
      where columnCosts[k] < best[Int(columnRows[k])] {
        best[Int(columnRows[k])] = columnCosts[k]
      }
    }
    return best.reduce(offset, +)
  }

  /// The same problem where some sites are chosen already and only `kept` are left to choose from.
  func restricted(to kept: [Int], taking forced: [Int]) -> MedianProblem {
    var ceilings = self.ceilings
    for site in forced {
      for k in columnStarts[site]..<columnStarts[site + 1] {
        let row = Int(columnRows[k])
        ceilings[row] = min(ceilings[row], columnCosts[k])
      }
    }
    var number = [Int32](repeating: -1, count: siteCount)
    for (index, site) in kept.enumerated() { number[site] = Int32(index) }
    var starts: [Int] = [0]
    var sites: [Int32] = []
    var costs: [Double] = []
    for row in 0..<rowCount {
      for k in rowStarts[row]..<rowStarts[row + 1] {
        if rowCosts[k] >= ceilings[row] { break }
        if number[Int(rowSites[k])] >= 0 {
          sites.append(number[Int(rowSites[k])])
          costs.append(rowCosts[k])
        }
      }
      starts.append(sites.count)
    }
    return MedianProblem(
      rowStarts: starts, rowSites: sites, rowCosts: costs, ceilings: ceilings,
      choose: choose - forced.count, offset: offset, names: kept.map { names[$0] })
  }
}

extension Double {
  /// Whether this is a whole number that sums of many stay exact for.
  var isExactInteger: Bool { self == self.rounded() && abs(self) < 4e12 }
}

/// Finds a row with the same sites among those inserted; open addressing on a hash of the sites.
struct RowIndex {
  private var slots: [Int32] = [Int32](repeating: -1, count: 1 << 12)
  private var hashes: [UInt64] = []
  private var rows: [Int32] = []
  private var pending: UInt64 = 0

  init() {}

  /// The row inserted before whose sites are those from `begin` on.
  mutating func find(_ sites: [Int32], _ starts: [Int], _ begin: Int) -> Int? {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for k in begin..<sites.count {
      hash = (hash ^ UInt64(UInt32(bitPattern: sites[k]))) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    pending = hash
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash {
        let row = Int(rows[index])
        let range = starts[row]..<starts[row + 1]
        if range.count == sites.count - begin,
          sites[range].elementsEqual(sites[begin...])
        {
          return row
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Inserts the row that `find` has just not found.
  mutating func insert(_ row: Int) {
    if rows.count * 2 >= slots.count { grow() }
    var slot = Int(pending & UInt64(slots.count - 1))
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(rows.count)
    rows.append(Int32(row))
    hashes.append(pending)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(hash & UInt64(slots.count - 1))
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
