/// Plans to begin with for the programs that CBC solves: it improves on them, and a search that is ended
/// early falls back on them.
extension SolveContext {
  /// A plan under the rules that reaches every row, the cheapest that two quick ways find; `nil` where
  /// neither finds one, which does not say that there is none.
  ///
  /// - Parameter rows: what `openRows` leaves to be reached.
  /// - Complexity: O(sites × entries) and a local search of a fixed number of steps.
  func coverStart(_ rows: [[Int32]], _ prices: [Double]) -> [Double]? {
    let plans = [greedyCover(rows, prices), searchedCover(rows)].compactMap(\.self)
      .map(filledUp).filter(rules.allows)
    func paid(_ point: [Double]) -> Double { zip(prices, point).reduce(0) { $0 + $1.0 * $1.1 } }
    return plans.min { paid($0) < paid($1) }
  }

  /// The site that reaches the most rows for its price, again and again, with those linked to it.
  func greedyCover(_ rows: [[Int32]], _ prices: [Double]) -> [Double]? {
    var point = standing
    var groups: [Int: [Int]] = [:]
    for link in rules.links { for site in link { groups[site] = link } }
    for site in point.indices where point[site] > 0 {
      for other in groups[site] ?? [] { point[other] = max(point[other], 1) }
    }
    var left = rows.filter { !$0.contains { point[Int($0)] > 0 } }
    while !left.isEmpty {
      var counts = [Double](repeating: 0, count: siteCount)
      for row in left { for site in row { counts[Int(site)] += 1 } }
      var best: (worth: Double, group: [Int])?
      for site in 0..<siteCount where counts[site] > 0 {
        let group = groups[site] ?? [site]
        let price = max(group.reduce(0) { $0 + prices[$1] }, 1e-12)
        let worth = group.reduce(0) { $0 + counts[$1] } / price
        if best.map({ worth > $0.worth }) ?? true { best = (worth, group) }
      }
      guard let best else { return nil }
      for site in best.group { point[site] = max(point[site], 1) }
      left.removeAll { $0.contains { point[Int($0)] > 0 } }
    }
    return point
  }

  /// The fewest sites that a local search finds; `nil` where links would have to be kept.
  func searchedCover(_ rows: [[Int32]]) -> [Double]? {
    guard rules.links.isEmpty else { return nil }
    var point = standing
    let left = RowDominance.minimal(rows.filter { !$0.contains { point[Int($0)] > 0 } })
    guard !left.isEmpty else { return point }
    var search = CoverSearch(rows: left, siteCount: siteCount)
    let cover = search.run(
      seed: 1, steps: min(100_000, 400 * siteCount), enough: 0, deadline: deadline)
    guard !cover.isEmpty else { return nil }
    for site in cover { point[site] = 1 }
    return point
  }

  /// What must be there, and existing stations too where they may stay.
  private var standing: [Double] {
    (0..<siteCount).map {
      rules.isExisting[$0] ? max(rules.lower[$0], min(1, rules.upper[$0])) : rules.lower[$0]
    }
  }

  /// With sites of the lowest codes up to the number that the rules ask for exactly.
  private func filledUp(_ point: [Double]) -> [Double] {
    guard rules.isExact, let add = rules.add else { return point }
    var point = point
    var left = Double(add)
    for site in point.indices where !rules.isExisting[site] { left -= point[site] }
    for site in 0..<siteCount where left > 0 && !rules.isExisting[site] && point[site] == 0 {
      guard rules.upper[site] > 0 else { continue }
      point[site] = 1
      left -= 1
    }
    return point
  }
}
