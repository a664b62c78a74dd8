/// What it costs each demand to be reached from each site: minutes, metres, whatever the caller
/// means, in one unit. A pair that is not there cannot be reached.
///
/// Sparse, by demand; sites within a demand in ascending order of index.
public struct CostMatrix: Sendable {
  public let demandCount: Int
  public let siteCount: Int
  /// Where each demand's entries begin in `sites` and `costs`; one more than there are demands.
  public let starts: [Int]
  public let sites: [Int32]
  public let costs: [Double]

  /// - Parameters:
  ///   - starts, sites, costs: compressed rows; an infinite cost is a pair that cannot be reached.
  /// - Throws: `SitingError` for a cost that is negative or not a number, or a pair given twice.
  /// - Complexity: O(*n* log *k*) for *n* pairs, *k* of one demand.
  public init(siteCount: Int, starts: [Int], sites: [Int32], costs: [Double]) throws(SitingError) {
    precondition(!starts.isEmpty && starts[0] == 0 && starts[starts.count - 1] == sites.count)
    precondition(sites.count == costs.count)
    demandCount = starts.count - 1
    self.siteCount = siteCount
    var isClean = true
    for demand in 0..<demandCount {
      for k in starts[demand]..<starts[demand + 1] {
        let cost = costs[k]
        guard cost >= 0 else {
          throw SitingError(
            .badData,
            zh: "第 \(demand + 1) 个需求点到第 \(sites[k] + 1) 个候选点的代价是 \(cost)：代价必须是不小于 0 的数",
            en: "the cost from demand \(demand + 1) to site \(sites[k] + 1) is \(cost):"
              + " a cost must be a number of 0 or more")
        }
        precondition(sites[k] >= 0 && sites[k] < siteCount, "site index out of range")
        if cost == .infinity || (k > starts[demand] && sites[k] <= sites[k - 1]) { isClean = false }
      }
    }
    if isClean {
      (self.starts, self.sites, self.costs) = (starts, sites, costs)
      return
    }
    var (newStarts, newSites, newCosts) = ([0], [Int32](), [Double]())
    newSites.reserveCapacity(sites.count)
    newCosts.reserveCapacity(sites.count)
    for demand in 0..<demandCount {
      let order = (starts[demand]..<starts[demand + 1]).sorted { sites[$0] < sites[$1] }
      var last: Int32 = -1
      for k in order {
        guard sites[k] != last else {
          throw SitingError(
            .badData,
            zh: "第 \(demand + 1) 个需求点与第 \(sites[k] + 1) 个候选点的代价给了两次：每对只能有一行",
            en: "the cost from demand \(demand + 1) to site \(sites[k] + 1) is given twice:"
              + " keep one line per pair")
        }
        last = sites[k]
        guard costs[k] < .infinity else { continue }
        newSites.append(sites[k])
        newCosts.append(costs[k])
      }
      newStarts.append(newSites.count)
    }
    (self.starts, self.sites, self.costs) = (newStarts, newSites, newCosts)
  }

  /// From a full table by demand; `nil` cannot be reached.
  public init(_ table: [[Double?]], siteCount: Int) throws(SitingError) {
    var (starts, sites, costs) = ([0], [Int32](), [Double]())
    for row in table {
      precondition(row.count == siteCount, "each row has one entry per site")
      for (site, cost) in row.enumerated() {
        guard let cost else { continue }
        sites.append(Int32(site))
        costs.append(cost)
      }
      starts.append(sites.count)
    }
    try self.init(siteCount: siteCount, starts: starts, sites: sites, costs: costs)
  }

  /// The entries of a demand.
  func entries(_ demand: Int) -> Range<Int> { starts[demand]..<starts[demand + 1] }

  /// The same matrix with its sites in another order: the new site `i` is the old `order[i]`.
  func reordered(_ order: [Int]) -> CostMatrix {
    var place = [Int32](repeating: 0, count: siteCount)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    var (newSites, newCosts) = (sites, costs)
    var line: [(site: Int32, cost: Double)] = []
    var dense = [Double](repeating: -1, count: siteCount)
    for demand in 0..<demandCount {
      let range = entries(demand)
      var next = range.lowerBound
      // A row that is nearly full is put in order by looking at every site once.
      if range.count > siteCount / 8 {
        for k in range { dense[Int(place[Int(sites[k])])] = costs[k] }
        for site in 0..<siteCount where dense[site] >= 0 {
          newSites[next] = Int32(site)
          newCosts[next] = dense[site]
          dense[site] = -1
          next += 1
        }
        continue
      }
      line.removeAll(keepingCapacity: true)
      for k in range { line.append((place[Int(sites[k])], costs[k])) }
      line.sort { $0.site < $1.site }
      for entry in line {
        newSites[next] = entry.site
        newCosts[next] = entry.cost
        next += 1
      }
    }
    return CostMatrix(unchecked: siteCount, starts, newSites, newCosts)
  }

  private init(unchecked siteCount: Int, _ starts: [Int], _ sites: [Int32], _ costs: [Double]) {
    demandCount = starts.count - 1
    self.siteCount = siteCount
    (self.starts, self.sites, self.costs) = (starts, sites, costs)
  }
}
