public import Siting

import ResponseModel

/// Costs between demands and sites as a CSV in long form: demand, site, cost. A pair that is not
/// there, or is `inf`, cannot be reached.
///
/// Read by hand, not through GDAL: ten million lines take seconds. A header line names the columns
/// (`demand`, `site`, `cost` or 需求点, 候选点, 代价) in any order; without one they stand in that
/// order. UTF-8, separated by commas, semicolons or tabs.
public struct CostFile: Sendable {
  public let demands: [String]
  public let sites: [String]
  public let starts: [Int]
  public let siteIndices: [Int32]
  public let costs: [Double]

  /// - Throws: `ImportError` with file and line.
  /// - Complexity: O(bytes), and a sort where the lines of a demand do not stand together.
  public init(_ path: String) throws(ImportError) {
    var demands = IdTable()
    var sites = IdTable()
    var (demandOf, siteOf, values) = ([Int32](), [Int32](), [Double]())
    try LongTable.read(
      path, columns: [.demand, .site, .cost]
    ) { fields, line throws(ImportError) in
      demandOf.append(demands.index(of: fields[0]))
      siteOf.append(sites.index(of: fields[1]))
      values.append(try LongTable.number(fields[2], "cost", path, line))
    }
    guard !values.isEmpty else { throw LongTable.empty(path) }
    (self.demands, self.sites) = (demands.ids, sites.ids)
    (starts, siteIndices, costs) = Self.byDemand(demandOf, siteOf, values, demands.ids.count)
    try requireUniquePairs(path)
  }

  private static func byDemand(
    _ demandOf: [Int32], _ siteOf: [Int32], _ values: [Double], _ count: Int
  ) -> ([Int], [Int32], [Double]) {
    var starts = [Int](repeating: 0, count: count + 1)
    var isGrouped = true
    for index in demandOf.indices {
      starts[Int(demandOf[index]) + 1] += 1
      if index > 0, demandOf[index] < demandOf[index - 1] { isGrouped = false }
    }
    for demand in 0..<count { starts[demand + 1] += starts[demand] }
    if isGrouped { return (starts, siteOf, values) }
    var next = starts
    var (sites, costs) = (siteOf, values)
    for index in demandOf.indices {
      let demand = Int(demandOf[index])
      sites[next[demand]] = siteOf[index]
      costs[next[demand]] = values[index]
      next[demand] += 1
    }
    return (starts, sites, costs)
  }

  private func requireUniquePairs(_ path: String) throws(ImportError) {
    var seen = [Int32](repeating: -1, count: sites.count)
    for demand in demands.indices {
      for k in starts[demand]..<starts[demand + 1] {
        let site = Int(siteIndices[k])
        guard seen[site] != Int32(demand) else {
          let (from, to, name) = (demands[demand], sites[site], FileName.last(of: path))
          throw ImportError(
            .badData,
            LocalizedText(
              zh: "\(name)：需求点 \(from) 到候选点 \(to) 的代价出现了两次，每对只能有一行",
              en:
                "\(name): the cost from demand \(from) to site \(to) is given twice; keep one line"
                + " per pair"))
        }
        seen[site] = Int32(demand)
      }
    }
  }

  /// The question's data, with the weights of another file; 1 each where there is none.
  ///
  /// - Parameters:
  ///   - weights: by demand; a demand that no site reaches may be named there alone.
  ///   - openingCosts: by site, each of them.
  /// - Throws: `ImportError` where a demand has no weight or a site no opening cost; `SitingError`.
  public func instance(
    weights: ValueFile?, openingCosts: ValueFile? = nil
  ) throws -> SitingInstance {
    var ids = demands
    var starts = self.starts
    var values = [Double](repeating: 1, count: ids.count)
    if let weights {
      values = try demands.map { try weights.value(of: $0, role: .demand) }
      // Named there and reached from nowhere.
      let known = Set(demands)
      for id in weights.ids where !known.contains(id) {
        ids.append(id)
        values.append(try weights.value(of: id, role: .demand))
        starts.append(starts[starts.count - 1])
      }
    }
    let prices = try openingCosts.map { file in
      try sites.map { try file.value(of: $0, role: .site) }
    }
    return try SitingInstance(
      demands: ids, weights: values, sites: sites, openingCosts: prices,
      costs: CostMatrix(
        siteCount: sites.count, starts: starts, sites: siteIndices, costs: costs))
  }
}
