/// Greedy choice and interchange for a `MedianProblem`.
///
/// Exchanges one chosen for one other site as long as that helps, each time the best exchange, found
/// in one pass over the rows (R.A. Whitaker, A fast algorithm for the greedy interchange for
/// large-scale clustering and median location problems, INFOR 21 (1983) 95–108,
/// doi 10.1080/03155986.1983.11731889; M.G.C. Resende, R.F. Werneck, A fast swap-based local search
/// procedure for location problems, Annals of Operations Research 150 (2007) 205–230,
/// doi 10.1007/s10479-006-0154-0).
struct Interchange {
  let problem: MedianProblem

  /// Adds the site that helps most until `choose` are chosen; ties go to the lower index.
  /// - Complexity: O(`choose` × entries).
  func greedy(from start: [Int] = []) -> [Int] {
    var chosen = start
    var isOpen = [Bool](repeating: false, count: problem.siteCount)
    var best = problem.ceilings
    func open(_ site: Int) {
      isOpen[site] = true
      for k in problem.columnStarts[site]..<problem.columnStarts[site + 1]
      where problem.columnCosts[k] < best[Int(problem.columnRows[k])] {
        best[Int(problem.columnRows[k])] = problem.columnCosts[k]
      }
    }
    for site in start { open(site) }
    var gains = [Double](repeating: .infinity, count: problem.siteCount)
    while chosen.count < problem.choose {
      // Gains only shrink, so a site whose old gain is no longer enough need not be looked at.
      var top = -1
      for site in 0..<problem.siteCount where !isOpen[site] && (top < 0 || gains[site] > gains[top])
      {
        var gain = 0.0
        for k in problem.columnStarts[site]..<problem.columnStarts[site + 1] {
          gain += max(0, best[Int(problem.columnRows[k])] - problem.columnCosts[k])
        }
        gains[site] = gain
        if top < 0 || gain > gains[top] { top = site }
      }
      chosen.append(top)
      open(top)
    }
    return chosen.sorted()
  }

  /// The best plan that single exchanges lead to.
  /// - Complexity: O(entries + sites × `choose`) per exchange.
  func improved(_ start: [Int], isCancelled: () -> Bool) -> (chosen: [Int], value: Double) {
    var chosen = start
    let sites = problem.siteCount
    let p = chosen.count
    guard p > 0, p < sites else { return (chosen.sorted(), problem.value(of: chosen)) }
    var place = [Int32](repeating: -1, count: sites)
    for (index, site) in chosen.enumerated() { place[site] = Int32(index) }
    var gain = [Double](repeating: 0, count: sites)
    var loss = [Double](repeating: 0, count: p)
    var extra = [Double](repeating: 0, count: sites * p)
    while !isCancelled() {
      gain.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
      loss.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
      extra.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
      let total = weigh(place, p, &gain, &loss, &extra)
      var best = (value: 1e-9 * max(1, abs(total)), site: -1, out: -1)
      for site in 0..<sites where place[site] < 0 {
        for out in 0..<p {
          let value = gain[site] - loss[out] + extra[site * p + out]
          if value > best.value { best = (value, site, out) }
        }
      }
      guard best.site >= 0 else { break }
      place[chosen[best.out]] = -1
      place[best.site] = Int32(best.out)
      chosen[best.out] = best.site
    }
    chosen.sort()
    return (chosen, problem.value(of: chosen))
  }

  func weigh(
    _ place: [Int32], _ p: Int, _ gain: inout [Double], _ loss: inout [Double],
    _ extra: inout [Double]
  ) -> Double {
    var total = 0.0
    problem.rowSites.withUnsafeBufferPointer { rowSites in
      problem.rowCosts.withUnsafeBufferPointer { rowCosts in
        place.withUnsafeBufferPointer { place in
          gain.withUnsafeMutableBufferPointer { gain in
            extra.withUnsafeMutableBufferPointer { extra in
              for row in 0..<problem.rowCount {
                let (begin, end) = (problem.rowStarts[row], problem.rowStarts[row + 1])
                let ceiling = problem.ceilings[row]
                var k = begin
                while k < end, place[Int(rowSites[k])] < 0 { k += 1 }
                guard k < end else {
                  total += ceiling
                  for k in begin..<end { gain[Int(rowSites[k])] += ceiling - rowCosts[k] }
                  continue
                }
                let nearest = Int(place[Int(rowSites[k])])
                let first = rowCosts[k]
                var next = k + 1
                while next < end, place[Int(rowSites[next])] < 0 { next += 1 }
                let second = next < end ? rowCosts[next] : ceiling
                total += first
                loss[nearest] += second - first
                for k in begin..<next {
                  let site = Int(rowSites[k])
                  let cost = rowCosts[k]
                  if cost < first {
                    gain[site] += first - cost
                    extra[site * p + nearest] += second - first
                  } else {
                    extra[site * p + nearest] += second - cost
                  }
                }
              }
            }
          }
        }
      }
    }
    return total
  }
}
