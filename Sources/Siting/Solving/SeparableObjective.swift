/// What a plan is worth: a sum of convex functions of the sites' variables, one per group of rows.
///
/// At any point, whole or fractional, a function of a group gives its value and a plane that lies
/// below it everywhere and touches it there: Benders' cut.
protocol SeparableObjective {
  /// How many of the program's columns the functions depend on, from the first on.
  var variableCount: Int { get }
  var groupCount: Int { get }
  /// What no plan can change.
  var offset: Double { get }
  /// Every value at a whole point is a multiple of this beyond the offset; 0 where unknown.
  var step: Double { get }
  /// A rough size of the objective, for scaling.
  var magnitude: Double { get }

  /// Adds the plane of each group at `point` to `planes`.
  func planes(at point: [Double], into planes: inout [Plane])
  /// The exact objective at a whole point, offset included.
  func value(at point: [Double]) -> Double
}

/// constant + Σ slope × variable, at most the group's function everywhere.
struct Plane {
  var group: Int
  /// The function's value where the plane touches it.
  var value: Double
  var constant: Double
  var slopes: [(column: Int, value: Double)]
}

/// A `MedianProblem` as an objective over site variables.
///
/// The plane of row i at ŷ: let D be the smallest cost such that the sites up to D sum to 1 (the
/// ceiling where they never do); then min ≥ D − Σ over j with cᵢⱼ < D of (D − cᵢⱼ) yⱼ. For covering
/// this is the cut of J.-F. Cordeau, F. Furini, I. Ljubić, Benders decomposition for very large
/// scale partial set covering and maximal covering location problems, European Journal of
/// Operational Research 275 (2019) 882–896, doi 10.1016/j.ejor.2018.12.021; for the p-median that of
/// C. Duran-Mateluna, Z. Alès, S. Elloumi, An efficient Benders decomposition for the p-median
/// problem, European Journal of Operational Research 308 (2023) 84–96,
/// doi 10.1016/j.ejor.2022.11.033.
struct MedianObjective: SeparableObjective {
  let problem: MedianProblem
  /// Rows in order of their groups, and where each group starts.
  private let rows: [Int32]
  private let starts: [Int]

  init(_ problem: MedianProblem, groups wanted: Int) {
    self.problem = problem
    // Rows with the same nearest site lie together.
    let order = (0..<problem.rowCount).sorted { a, b in
      let (x, y) = (problem.rowSites[problem.rowStarts[a]], problem.rowSites[problem.rowStarts[b]])
      return x != y ? x < y : a < b
    }
    rows = order.map(Int32.init)
    let count = max(1, min(wanted, problem.rowCount))
    var starts = [0]
    for group in 1..<(count + 1) { starts.append(problem.rowCount * group / count) }
    self.starts = starts
  }

  var variableCount: Int { problem.siteCount }
  var groupCount: Int { starts.count - 1 }
  var offset: Double { problem.offset }
  var step: Double { problem.step }
  var magnitude: Double { problem.ceilings.reduce(0, +) }

  func planes(at point: [Double], into planes: inout [Plane]) {
    var slope = [Double](repeating: 0, count: problem.siteCount)
    problem.rowSites.withUnsafeBufferPointer { sites in
      problem.rowCosts.withUnsafeBufferPointer { costs in
        point.withUnsafeBufferPointer { point in
          slope.withUnsafeMutableBufferPointer { slope in
            for group in 0..<groupCount {
              slope.update(repeating: 0)
              var (constant, value) = (0.0, 0.0)
              for index in starts[group]..<starts[group + 1] {
                let row = Int(rows[index])
                let (begin, end) = (problem.rowStarts[row], problem.rowStarts[row + 1])
                var sum = 0.0
                var k = begin
                while k < end {
                  sum += point[Int(sites[k])]
                  if sum >= 1 - 1e-9 { break }
                  k += 1
                }
                let critical = k < end ? costs[k] : problem.ceilings[row]
                if critical <= 0 { continue }
                constant += critical
                value += critical
                k = begin
                while k < end, costs[k] < critical {
                  let gain = critical - costs[k]
                  slope[Int(sites[k])] -= gain
                  value -= gain * point[Int(sites[k])]
                  k += 1
                }
              }
              var slopes: [(column: Int, value: Double)] = []
              for site in 0..<slope.count where slope[site] != 0 {
                slopes.append((site, slope[site]))
              }
              planes.append(
                Plane(group: group, value: value, constant: constant, slopes: slopes))
            }
          }
        }
      }
    }
  }

  func value(at point: [Double]) -> Double {
    problem.value(of: point.indices.filter { point[$0] > 0.5 })
  }
}
