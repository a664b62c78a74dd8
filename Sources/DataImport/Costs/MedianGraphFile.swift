public import Siting

import ResponseModel

/// A p-median problem in the format of the OR-Library's `pmed` files: vertices, edges and p, then
/// one edge per line with its ends and cost; costs between vertices are shortest paths.
///
/// Where an edge stands twice the last one counts. J.E. Beasley, A note on solving large p-median
/// problems, European Journal of Operational Research 21 (1985) 270–273,
/// doi 10.1016/0377-2217(85)90040-2.
public struct MedianGraphFile: Sendable {
  /// Every vertex is a demand of weight 1 and a site.
  public let instance: SitingInstance
  public let p: Int

  /// Of a matrix between all vertices 800 MB; finding its paths would take an hour.
  private static let mostVertices = 10_000.0

  /// - Throws: `ImportError` with what is wrong; `SitingError`.
  /// - Complexity: O(vertices³).
  public init(_ path: String) throws {
    var bytes: [UInt8] = []
    try FileChunks.read(path) { chunk throws(ImportError) in bytes.append(contentsOf: chunk) }
    let name = FileName.last(of: path)
    func refuse(_ zh: String, _ en: String) -> ImportError {
      ImportError(.badData, LocalizedText(zh: "\(name): \(zh)", en: "\(name): \(en)"))
    }
    var numbers: [Double] = []
    for word in bytes.split(whereSeparator: { $0 <= 32 }) {
      guard let value = word.withUnsafeBytes({ DecimalNumber.value(of: $0) }), value >= 0,
        value < .infinity
      else {
        let text = String(decoding: word, as: UTF8.self)
        throw refuse("'\(text)' 不是不小于 0 的数", "'\(text)' is not a number of 0 or more")
      }
      numbers.append(value)
    }
    guard numbers.count >= 3, Double(numbers.count) == 3 + 3 * numbers[1], numbers[0] >= 1,
      numbers[0] == numbers[0].rounded(), numbers[2] == numbers[2].rounded()
    else {
      throw refuse(
        "应先有顶点数、边数和 p，再每条边三个数", "there must be vertices, edges and p, then three numbers per edge")
    }
    guard numbers[0] <= Self.mostVertices, numbers[2] <= numbers[0] else {
      throw numbers[0] > Self.mostVertices
        ? refuse(
          "顶点多于 10,000 个：请用 --costs 给出需要的代价",
          "there are more than 10,000 vertices: give the costs that matter as --costs")
        : refuse("p 大于顶点数", "p is larger than the number of vertices")
    }
    let n = Int(numbers[0])
    p = Int(numbers[2])
    var cost = [Double](repeating: .infinity, count: n * n)
    for vertex in 0..<n { cost[vertex * n + vertex] = 0 }
    for edge in stride(from: 3, to: numbers.count, by: 3) {
      let ends = numbers[edge...(edge + 1)]
      guard ends.allSatisfy({ $0 >= 1 && $0 <= numbers[0] && $0 == $0.rounded() }) else {
        throw refuse("边的端点不是 1…\(n) 中的整数", "an edge ends at no whole number in 1…\(n)")
      }
      let (a, b) = (Int(numbers[edge]) - 1, Int(numbers[edge + 1]) - 1)
      if a == b { continue }
      cost[a * n + b] = numbers[edge + 2]
      cost[b * n + a] = numbers[edge + 2]
    }
    Self.close(&cost, n)
    var (starts, sites, costs) = ([0], [Int32](), [Double]())
    for row in 0..<n {
      for column in 0..<n where cost[row * n + column] < .infinity {
        sites.append(Int32(column))
        costs.append(cost[row * n + column])
      }
      starts.append(sites.count)
    }
    let ids = (1...n).map(String.init)
    instance = try SitingInstance(
      demands: ids, weights: [Double](repeating: 1, count: n), sites: ids,
      costs: CostMatrix(siteCount: n, starts: starts, sites: sites, costs: costs))
  }

  /// Floyd's shortest paths between all vertices.
  private static func close(_ cost: inout [Double], _ n: Int) {
    cost.withUnsafeMutableBufferPointer { cost in
      for middle in 0..<n {
        for from in 0..<n {
          let first = cost[from * n + middle]
          if first == .infinity { continue }
          for to in 0..<n {
            let sum = first + cost[middle * n + to]
            if sum < cost[from * n + to] { cost[from * n + to] = sum }
          }
        }
      }
    }
  }
}
