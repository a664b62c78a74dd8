/// A small cover of all rows by local search, where every site costs the same.
///
/// Takes a site out of a cover and goes on exchanging: out goes the site whose rows weigh least, in
/// comes the best site for a row that is left; rows that stay uncovered grow heavier until they are
/// not forgotten. C. Gao, X. Yao, T. Weise, J. Li, An efficient local search heuristic with row
/// weighting for the unicost set covering problem, European Journal of Operational Research 246
/// (2015) 750–761, doi 10.1016/j.ejor.2015.05.038.
///
/// Counts steps, not seconds: the same rows and seed give the same cover.
struct CoverSearch {
  private let rows: [[Int32]]
  private var columns: [[Int32]]
  private var weights: [Int]
  /// What a site would cover, or with a minus sign what only it covers.
  private var scores: [Int]
  private var isIn: [Bool]
  /// Whether anything near the site has changed since it went out.
  private var isReady: [Bool]
  private var lastMoved: [Int]
  private var counts: [Int32]
  private var open: [Int32] = []
  private var place: [Int32]

  /// - Parameter rows: the sites, from 0 on, that reach each row; none is empty.
  init(rows: [[Int32]], siteCount: Int) {
    self.rows = rows
    columns = [[Int32]](repeating: [], count: siteCount)
    for (row, sites) in rows.enumerated() {
      for site in sites { columns[Int(site)].append(Int32(row)) }
    }
    weights = [Int](repeating: 1, count: rows.count)
    scores = columns.map(\.count)
    isIn = [Bool](repeating: false, count: siteCount)
    isReady = [Bool](repeating: true, count: siteCount)
    lastMoved = [Int](repeating: 0, count: siteCount)
    counts = [Int32](repeating: 0, count: rows.count)
    place = [Int32](repeating: -1, count: rows.count)
    for row in rows.indices { uncover(Int32(row)) }
  }

  /// - Parameter enough: a number that no cover can go below.
  /// - Returns: the sites of the smallest cover found, ascending.
  /// - Complexity: O(steps × (sites + entries of two columns × sites of a row)).
  mutating func run(seed: UInt64, steps: Int, enough: Int, deadline: Deadline) -> [Int] {
    while !open.isEmpty { add(bestOutside()) }
    var best: [Int] = []
    var numbers = SeededNumbers(seed: seed)
    var last = -1
    for step in 1...max(1, steps) {
      while open.isEmpty {
        best = isIn.indices.filter { isIn[$0] }
        if best.count <= enough { return best }
        remove(bestInside(but: -1))
      }
      if step % 256 == 0, deadline.hasPassed { break }
      let out = bestInside(but: last)
      guard out >= 0 else { break }
      remove(out)
      lastMoved[out] = step
      let row = rows[Int(open[numbers.below(open.count)])]
      var site = -1
      for next in row where isReady[Int(next)] {
        let next = Int(next)
        if site < 0 || scores[next] > scores[site]
          || (scores[next] == scores[site] && lastMoved[next] < lastMoved[site])
        {
          site = next
        }
      }
      if site < 0 { site = Int(row[numbers.below(row.count)]) }
      add(site)
      lastMoved[site] = step
      last = site
      for row in open {
        weights[Int(row)] += 1
        for other in rows[Int(row)] { scores[Int(other)] += 1 }
      }
    }
    return best
  }

  private func bestOutside() -> Int {
    var top = -1
    for site in scores.indices where !isIn[site] && (top < 0 || scores[site] > scores[top]) {
      top = site
    }
    return top
  }

  private func bestInside(but last: Int) -> Int {
    var top = -1
    for site in scores.indices where isIn[site] && site != last {
      if top < 0 || scores[site] > scores[top]
        || (scores[site] == scores[top] && lastMoved[site] < lastMoved[top])
      {
        top = site
      }
    }
    return top
  }

  private mutating func uncover(_ row: Int32) {
    place[Int(row)] = Int32(open.count)
    open.append(row)
  }

  private mutating func cover(_ row: Int32) {
    let hole = Int(place[Int(row)])
    let last = open.removeLast()
    if last != row {
      open[hole] = last
      place[Int(last)] = Int32(hole)
    }
    place[Int(row)] = -1
  }

  private mutating func add(_ site: Int) {
    isIn[site] = true
    scores[site] = -scores[site]
    for row in columns[site] {
      let (index, weight) = (Int(row), weights[Int(row)])
      counts[index] += 1
      if counts[index] == 1 {
        cover(row)
        for other in rows[index] where Int(other) != site {
          scores[Int(other)] -= weight
          isReady[Int(other)] = true
        }
      } else {
        if counts[index] == 2,
          let alone = rows[index].first(where: { isIn[Int($0)] && Int($0) != site })
        {
          scores[Int(alone)] += weight
        }
        for other in rows[index] { isReady[Int(other)] = true }
      }
    }
  }

  private mutating func remove(_ site: Int) {
    isIn[site] = false
    scores[site] = -scores[site]
    isReady[site] = false
    for row in columns[site] {
      let (index, weight) = (Int(row), weights[Int(row)])
      counts[index] -= 1
      if counts[index] == 0 {
        uncover(row)
        for other in rows[index] where Int(other) != site {
          scores[Int(other)] += weight
          isReady[Int(other)] = true
        }
      } else {
        if counts[index] == 1, let alone = rows[index].first(where: { isIn[Int($0)] }) {
          scores[Int(alone)] -= weight
        }
        for other in rows[index] where Int(other) != site { isReady[Int(other)] = true }
      }
    }
  }
}
