import Siting
import TestSupport

/// A small random question whose answer can be found by trying everything.
struct SitingSketch {
  let demands: [String]
  let weights: [Double]
  let sites: [String]
  let prices: [Double]
  let table: [[Double?]]
  let instance: SitingInstance

  init(
    seed: UInt64, demands n: Int = 12, sites m: Int = 7, missing: Double = 0.15,
    wholeWeights: Bool = true
  ) throws {
    var numbers = SeededGenerator(seed: seed)
    demands = (0..<n).map { "d\($0)" }
    sites = (0..<m).map { String(10 + $0) }
    weights = (0..<n).map { _ in
      wholeWeights ? Double(numbers.integer(in: 0...9)) : numbers.number(in: 0...5)
    }
    prices = (0..<m).map { _ in Double(numbers.integer(in: 1...9)) }
    table = (0..<n).map { _ in
      (0..<m).map { _ in
        numbers.number(in: 0...1) < missing ? nil : Double(numbers.integer(in: 1...20))
      }
    }
    instance = try SitingInstance(
      demands: demands, weights: weights, sites: sites, openingCosts: prices,
      costs: CostMatrix(table, siteCount: m))
  }

  var total: Double { weights.reduce(0, +) }

  /// All sets of sites as bit masks.
  var subsets: Range<Int> { 0..<(1 << sites.count) }

  func open(_ mask: Int) -> [Int] { sites.indices.filter { mask >> $0 & 1 == 1 } }

  func codes(_ mask: Int) -> [String] { open(mask).map { sites[$0] } }

  /// Cost of each demand's nearest open site.
  func nearest(_ open: [Int]) -> [Double?] {
    table.map { row in open.compactMap { row[$0] }.min() }
  }

  func reaching(_ demand: Int, _ open: [Int], _ radius: Double) -> Int {
    open.count { table[demand][$0].map { $0 <= radius } ?? false }
  }

  func covered(_ open: [Int], _ radius: Double, times: Int = 1) -> Double {
    table.indices.reduce(0) { $0 + (reaching($1, open, radius) >= times ? weights[$1] : 0) }
  }

  func coversAll(_ open: [Int], _ radius: Double) -> Bool {
    table.indices.allSatisfy { reaching($0, open, radius) > 0 }
  }

  /// The best objective over all sets that `allowed` lets through, and every set that reaches it.
  func best(
    maximize: Bool, where allowed: ([Int]) -> Bool, _ value: ([Int]) -> Double?
  ) -> (value: Double, sets: [[String]])? {
    var best: (value: Double, sets: [[String]])?
    for mask in subsets {
      let sites = open(mask)
      guard allowed(sites), let value = value(sites) else { continue }
      if let known = best, abs(known.value - value) <= 1e-9 * max(1, abs(value)) {
        best?.sets.append(codes(mask))
      } else if best.map({ maximize ? value > $0.value : value < $0.value }) ?? true {
        best = (value, [codes(mask)])
      }
    }
    best?.sets.sort { $0.lexicographicallyPrecedes($1) }
    return best
  }
}

/// Every plan of a result with the objective of the best, ordered by code.
func tiedSets(_ plan: SitingPlan) -> [[String]] {
  ([plan.chosen + plan.kept]
    + plan.alternatives.map { $0.chosen + plan.kept })
    .map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
}
