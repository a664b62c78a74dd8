import Glibc

/// Weight that is not served, summed over rows; each row's service is a concave function of the
/// sites that reach it, so the rest is convex and has planes below it (see `CutTree`).
struct CoverObjective: SeparableObjective {
  enum Service {
    /// θ where one site reaches the row, 1 where two different ones do: the least concave function
    /// through these, s the row's sum and y its largest variable. A demand that is backed up uses up
    /// two of its sites, so u ≤ s/2 beside u ≤ s − y, and z + u ≤ s:
    /// - θ ≥ ½: θ·min(1, s) + (1−θ)·min(1, max(0, s − 1)), a function of s alone;
    /// - θ < ½: θ·min(2, s) + (1−2θ)·min(1, s/2, s − y).
    case backup(primaryShare: Double)
    /// 1 − q^s, straight between whole s.
    case expected(busy: Double)
    /// 1 − exp(−Σ rⱼxⱼ) with rⱼ = −ln qⱼ.
    case expectedPerSite(rates: [Double])
  }

  let variableCount: Int
  let service: Service
  let offset: Double
  let step: Double
  let magnitude: Double
  private let rowStarts: [Int]
  private let rowSites: [Int32]
  private let weights: [Double]
  /// Where each group of rows starts.
  private let groups: [Int]

  var groupCount: Int { groups.count - 1 }

  /// - Parameters:
  ///   - rows: the sites that reach each demand.
  init(
    siteCount: Int, starts: [Int], sites: [Int32], weights: [Double], service: Service,
    groups wanted: Int = 100
  ) {
    variableCount = siteCount
    self.service = service
    var (offset, newStarts, newSites, newWeights) = (0.0, [0], [Int32](), [Double]())
    var index = RowIndex()
    // Rows with the same sites differ in their weight alone.
    for row in weights.indices where weights[row] > 0 {
      if starts[row] == starts[row + 1] {
        offset += weights[row]
        continue
      }
      let begin = newSites.count
      newSites.append(contentsOf: sites[starts[row]..<starts[row + 1]])
      if let twin = index.find(newSites, newStarts, begin) {
        newWeights[twin] += weights[row]
        newSites.removeLast(newSites.count - begin)
      } else {
        index.insert(newWeights.count)
        newWeights.append(weights[row])
        newStarts.append(newSites.count)
      }
    }
    // Rows of the same first site lie together, so that a plane touches few sites.
    let order = newWeights.indices.sorted {
      (newSites[newStarts[$0]], $0) < (newSites[newStarts[$1]], $1)
    }
    var (sortedStarts, sortedSites) = ([0], [Int32]())
    for row in order {
      sortedSites.append(contentsOf: newSites[newStarts[row]..<newStarts[row + 1]])
      sortedStarts.append(sortedSites.count)
    }
    rowStarts = sortedStarts
    rowSites = sortedSites
    self.weights = order.map { newWeights[$0] }
    self.offset = offset
    magnitude = max(newWeights.reduce(0, +), 1e-9)
    let count = max(1, min(wanted, order.count))
    groups = (0...count).map { order.count * $0 / count }
    let isWhole = newWeights.allSatisfy(\.isExactInteger) && offset.isExactInteger
    if isWhole, case .backup(let share) = service, share == 0 || share == 1 {
      step = 1
    } else {
      step = 0
    }
  }

  func planes(at point: [Double], into planes: inout [Plane]) {
    var slope = [Double](repeating: 0, count: variableCount)
    for group in 0..<groupCount {
      var touched: [Int] = []
      var (constant, value) = (0.0, 0.0)
      func add(_ site: Int, _ amount: Double) {
        if slope[site] == 0 { touched.append(site) }
        slope[site] += amount
      }
      for row in groups[group]..<groups[group + 1] {
        let weight = weights[row]
        let range = rowStarts[row]..<rowStarts[row + 1]
        switch service {
        case .backup(let share):
          let plane = backupPlane(range, point, share)
          constant += weight * plane.free
          value += weight * plane.free
          guard plane.slope != 0 else { continue }
          for k in range {
            let site = Int(rowSites[k])
            let fall = weight * (k == plane.largest ? plane.largestSlope : plane.slope)
            if fall == 0 { continue }
            value += fall * point[site]
            add(site, fall)
          }
        case .expected(let busy):
          let sum = range.reduce(0) { $0 + point[Int(rowSites[$1])] }
          let whole = (sum + 1e-9).rounded(.down)
          let left = pow(busy, whole)
          let fall = weight * left * (1 - busy)
          constant += weight * left + fall * whole
          value += weight * left - fall * (sum - whole)
          if fall > 0 { for k in range { add(Int(rowSites[k]), -fall) } }
        case .expectedPerSite(let rates):
          let sum = range.reduce(0) { $0 + rates[Int(rowSites[$1])] * point[Int(rowSites[$1])] }
          let left = weight * exp(-sum)
          constant += left * (1 + sum)
          value += left
          if left > 0 { for k in range { add(Int(rowSites[k]), -left * rates[Int(rowSites[k])]) } }
        }
      }
      touched.sort()
      var slopes: [(column: Int, value: Double)] = []
      for site in touched where slope[site] != 0 {
        slopes.append((site, slope[site]))
        slope[site] = 0
      }
      planes.append(Plane(group: group, value: value, constant: constant, slopes: slopes))
    }
  }

  /// What a row lacks at the point, of 1: free + slope × each variable, but for the largest one.
  private func backupPlane(
    _ range: Range<Int>, _ point: [Double], _ share: Double
  ) -> (free: Double, slope: Double, largest: Int, largestSlope: Double) {
    var (sum, largest) = (0.0, range.lowerBound)
    for k in range {
      sum += point[Int(rowSites[k])]
      if point[Int(rowSites[k])] > point[Int(rowSites[largest])] { largest = k }
    }
    guard sum < 2 - 1e-9 else { return (0, 0, largest, 0) }
    if share >= 0.5 {
      return sum < 1 - 1e-9
        ? (1, -share, largest, -share) : (2 * (1 - share), share - 1, largest, share - 1)
    }
    let others = sum - point[Int(rowSites[largest])]
    var (free, slope, own) = (2 * share, -share, -share)
    if others < sum / 2 {
      if others < 1 - 1e-9 { (free, slope) = (free + 1 - 2 * share, slope - 1 + 2 * share) }
    } else {
      free += 1 - 2 * share
      slope -= (1 - 2 * share) / 2
      own = slope
    }
    return (free, slope, largest, own)
  }

  func value(at point: [Double]) -> Double {
    var total = offset
    for row in weights.indices {
      let range = rowStarts[row]..<rowStarts[row + 1]
      switch service {
      case .backup(let share):
        let open = range.count { point[Int(rowSites[$0])] > 0.5 }
        total += weights[row] * ((open < 1 ? share : 0) + (open < 2 ? 1 - share : 0))
      case .expected(let busy):
        total += weights[row] * pow(busy, range.reduce(0) { $0 + point[Int(rowSites[$1])] })
      case .expectedPerSite(let rates):
        total +=
          weights[row]
          * exp(-range.reduce(0) { $0 + rates[Int(rowSites[$1])] * point[Int(rowSites[$1])] })
      }
    }
    return total
  }
}
