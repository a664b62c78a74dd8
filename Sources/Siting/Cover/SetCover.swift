/// The cheapest sites that together reach every row.
///
/// Reduced before it is solved: a row that contains another's sites is covered with it; a site whose
/// rows another reaches for no more money is not needed; the only site of a row is. What is left
/// falls apart into components, each a small program for CBC. The reductions are those of Toregas
/// and ReVelle 1972 (doi 10.1111/j.1435-5597.1972.tb01550.x) and C. ReVelle, C. Toregas, L. Falkson,
/// Applications of the location set-covering problem, Geographical Analysis 8 (1976) 65–76,
/// doi 10.1111/j.1538-4632.1976.tb00529.x.
struct SetCover {
  struct Outcome {
    /// Ascending.
    var chosen: [Int]
    var cost: Double
    var bound: Double
    var isFinished: Bool
  }

  private var rows: [[Int32]]
  private let costs: [Double]
  private var forced: [Int] = []

  /// - Parameters:
  ///   - rows: the sites that reach each row, none of them empty.
  ///   - costs: of every site.
  init(rows: [[Int32]], costs: [Double]) {
    self.rows = rows
    self.costs = costs
  }

  /// - Complexity: the reductions O(rounds × rows × sites of a row × words of a bit set).
  mutating func solve(deadline: Deadline) -> Outcome {
    var isChanged = true
    while isChanged, !rows.isEmpty {
      rows = RowDominance.minimal(rows)
      isChanged = takeForced()
      if dropDominatedSites() { isChanged = true }
    }
    var chosen = forced
    var cost = forced.reduce(0) { $0 + costs[$1] }
    var (bound, isFinished) = (cost, true)
    for component in components() {
      let part = solve(component, deadline)
      chosen += part.chosen
      cost += part.cost
      bound += part.bound
      isFinished = isFinished && part.isFinished
    }
    return Outcome(
      chosen: chosen.sorted(), cost: cost, bound: isFinished ? cost : bound,
      isFinished: isFinished)
  }

  private mutating func takeForced() -> Bool {
    let single = Set(rows.filter { $0.count == 1 }.map { Int($0[0]) })
    guard !single.isEmpty else { return false }
    forced += single.sorted()
    rows.removeAll { $0.contains { single.contains(Int($0)) } }
    return true
  }

  /// Site j goes where another reaches all of j's rows and costs no more; of equals the first stays.
  private mutating func dropDominatedSites() -> Bool {
    var columns: [Int: [Int]] = [:]
    for (row, sites) in rows.enumerated() {
      for site in sites { columns[Int(site), default: []].append(row) }
    }
    let words = (rows.count + 63) / 64
    var bits: [Int: [UInt64]] = [:]
    for (site, members) in columns {
      var set = [UInt64](repeating: 0, count: words)
      for row in members { set[row >> 6] |= 1 << UInt64(row & 63) }
      bits[site] = set
    }
    var dropped: Set<Int> = []
    for site in columns.keys.sorted(by: >) {
      guard let members = columns[site], let own = bits[site],
        let shortest = members.min(by: { (rows[$0].count, $0) < (rows[$1].count, $1) })
      else { continue }
      for other in rows[shortest] where Int(other) != site && !dropped.contains(Int(other)) {
        let other = Int(other)
        guard let more = columns[other], more.count >= members.count, costs[other] <= costs[site],
          let set = bits[other]
        else { continue }
        if (0..<words).allSatisfy({ own[$0] & ~set[$0] == 0 }) {
          dropped.insert(site)
          break
        }
      }
    }
    guard !dropped.isEmpty else { return false }
    for row in rows.indices { rows[row].removeAll { dropped.contains(Int($0)) } }
    return true
  }

  /// Rows that share no site, however indirectly, are problems of their own.
  private func components() -> [[[Int32]]] {
    var parent: [Int32: Int32] = [:]
    func root(_ site: Int32) -> Int32 {
      var top = site
      while let next = parent[top], next != top { top = next }
      var walk = site
      while let next = parent[walk], next != top {
        parent[walk] = top
        walk = next
      }
      return top
    }
    for row in rows {
      for site in row where parent[site] == nil { parent[site] = site }
      let first = root(row[0])
      for site in row.dropFirst() { parent[root(site)] = first }
    }
    var groups: [Int32: [[Int32]]] = [:]
    for row in rows { groups[root(row[0]), default: []].append(row) }
    return groups.values.sorted { ($0[0][0], $0.count) < ($1[0][0], $1.count) }
  }

  private func solve(_ rows: [[Int32]], _ deadline: Deadline) -> Outcome {
    let sites = Set(rows.joined()).sorted()
    let place = Dictionary(uniqueKeysWithValues: sites.enumerated().map { ($1, $0) })
    var program = IntegerProgram()
    for site in sites { _ = program.addColumn(cost: costs[Int(site)]) }
    for row in rows {
      program.rows.append(row.compactMap { place[$0] }.map { ($0, 1.0) }, from: 1)
    }
    var start = greedy(rows, sites, place)
    let price = costs[Int(sites[0])]
    var bound = 0.0
    if price > 0, sites.allSatisfy({ costs[Int($0)] == price }) {
      let relaxed = relaxedCount(rows, sites.count, place)
      let local = rows.map { $0.compactMap { place[$0].map(Int32.init) } }
      var search = CoverSearch(rows: local, siteCount: sites.count)
      let cover = search.run(
        seed: 1, steps: min(100_000, 400 * sites.count), enough: relaxed, deadline: deadline)
      if !cover.isEmpty, cover.count <= start.count(where: { $0 > 0.5 }) {
        start = [Double](repeating: 0, count: sites.count)
        for site in cover { start[site] = 1 }
        bound = Double(relaxed) * price
        if cover.count <= relaxed {
          // No cover has fewer sites than the relaxation.
          let cost = Double(cover.count) * price
          return Outcome(
            chosen: cover.map { Int(sites[$0]) }, cost: cost, bound: cost, isFinished: true)
        }
      }
    }
    let outcome = program.solve(start: start, deadline: deadline)
    var point = outcome.point ?? start
    func paid(_ point: [Double]) -> Double {
      zip(sites, point).reduce(0) { $0 + costs[Int($1.0)] * $1.1 }
    }
    if !outcome.isFinished, paid(start) < paid(point) { point = start }
    let chosen = sites.indices.filter { point[$0] > 0.5 }.map { Int(sites[$0]) }
    let cost = chosen.reduce(0) { $0 + costs[$1] }
    return Outcome(
      chosen: chosen, cost: cost,
      bound: outcome.isFinished ? cost : max(bound, min(outcome.bound, cost)),
      isFinished: outcome.isFinished)
  }

  /// The fewest sites that the linear relaxation allows, rounded up.
  private func relaxedCount(
    _ rows: [[Int32]], _ count: Int, _ place: [Int32: Int]
  ) -> Int {
    let program = LinearProgram(
      lower: [Double](repeating: 0, count: count), upper: [Double](repeating: 1, count: count),
      objective: [Double](repeating: 1, count: count))
    var lines = LinearRows()
    for row in rows { lines.append(row.compactMap { place[$0] }.map { ($0, 1.0) }, from: 1) }
    program.add(lines)
    guard program.solve() == .optimal else { return 0 }
    return Int((program.value - 1e-6).rounded(.up))
  }

  /// The site with the most rows for its cost, again and again.
  private func greedy(_ rows: [[Int32]], _ sites: [Int32], _ place: [Int32: Int]) -> [Double] {
    var point = [Double](repeating: 0, count: sites.count)
    var left = rows
    while !left.isEmpty {
      var counts = [Int](repeating: 0, count: sites.count)
      for row in left { for site in row { counts[place[site] ?? 0] += 1 } }
      var top = 0
      for index in counts.indices
      where Double(counts[index]) * max(costs[Int(sites[top])], 1e-12)
        > Double(counts[top]) * max(costs[Int(sites[index])], 1e-12)
      { top = index }
      point[top] = 1
      left.removeAll { $0.contains(sites[top]) }
    }
    return point
  }
}

/// Rows that every cover of the others covers too are left out.
enum RowDominance {
  /// - Parameter rows: ascending sites; the rows that contain no other, in order of size.
  /// - Complexity: O(rows × rows that share the rarest site × words of a bit set).
  static func minimal(_ rows: [[Int32]]) -> [[Int32]] {
    guard let most = rows.lazy.compactMap(\.last).max() else { return [] }
    let order = rows.indices.sorted {
      rows[$0].count != rows[$1].count ? rows[$0].count < rows[$1].count : $0 < $1
    }
    let words = Int(most) / 64 + 1
    var columns = [[Int]](repeating: [], count: Int(most) + 1)
    var bits = [UInt64](repeating: 0, count: words * rows.count)
    for row in rows.indices {
      for site in rows[row] {
        columns[Int(site)].append(row)
        bits[row * words + (Int(site) >> 6)] |= 1 << UInt64(site & 63)
      }
    }
    var isAlive = [Bool](repeating: true, count: rows.count)
    var kept: [[Int32]] = []
    for row in order where isAlive[row] {
      kept.append(rows[row])
      guard let rarest = rows[row].min(by: { columns[Int($0)].count < columns[Int($1)].count })
      else { continue }
      bits.withUnsafeBufferPointer { bits in
        for other in columns[Int(rarest)] where isAlive[other] && other != row {
          var isInside = true
          for word in 0..<words where bits[row * words + word] & ~bits[other * words + word] != 0 {
            isInside = false
            break
          }
          if isInside { isAlive[other] = false }
        }
      }
    }
    return kept
  }
}
