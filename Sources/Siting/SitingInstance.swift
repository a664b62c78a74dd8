/// Demands with weights, sites with opening costs, and what lies between them.
///
/// Sites stand in the order of their codes: that order breaks ties. Codes that are all whole numbers
/// are ordered as numbers, others by their bytes.
public struct SitingInstance: Sendable {
  public let demands: [String]
  public let weights: [Double]
  public let sites: [String]
  /// What opening each site costs; 1 where not given.
  public let openingCosts: [Double]
  public let costs: CostMatrix
  let siteIndex: [String: Int]

  /// - Throws: `SitingError`: no demand, no site, an id given twice, a weight or opening cost that is
  ///   negative or not a finite number, weights and costs that cannot be added up.
  /// - Complexity: O(pairs log sites).
  public init(
    demands: [String], weights: [Double], sites: [String], openingCosts: [Double]? = nil,
    costs: CostMatrix
  ) throws(SitingError) {
    precondition(demands.count == weights.count && demands.count == costs.demandCount)
    precondition(sites.count == costs.siteCount)
    guard !demands.isEmpty else {
      throw SitingError(.badData, zh: "没有需求点", en: "there is no demand: give at least one")
    }
    guard !sites.isEmpty else {
      throw SitingError(
        .badData, zh: "没有候选点：请至少给出一个", en: "there is no candidate site: give at least one")
    }
    try Self.requireUnique(demands, "需求点", "demand")
    try Self.requireUnique(sites, "候选点", "site")
    for (id, weight) in zip(demands, weights) where !(weight >= 0 && weight < .infinity) {
      throw SitingError(
        .badData, zh: "需求点 \(id) 的权重是 \(weight)：权重必须是不小于 0 的有限数",
        en: "the weight of demand \(id) is \(weight): a weight must be a finite number of 0 or more"
      )
    }
    let prices = openingCosts ?? [Double](repeating: 1, count: sites.count)
    precondition(prices.count == sites.count)
    for (id, price) in zip(sites, prices) where !(price >= 0 && price < .infinity) {
      throw SitingError(
        .badData, zh: "候选点 \(id) 的建设费用是 \(price)：费用必须是不小于 0 的有限数",
        en: "the opening cost of site \(id) is \(price): it must be a finite number of 0 or more")
    }
    // Sums of products, and a few of them together, must stay numbers.
    let dearest = costs.costs.reduce(1, max)
    guard weights.reduce(0, +) < 1e150 / dearest else {
      throw SitingError(
        .badData, zh: "权重或代价太大：全部权重乘以最大代价必须小于 1e150",
        en: "weights or costs are too large: all weights together times the largest cost must be"
          + " below 1e150")
    }
    let order = Self.order(of: sites)
    self.demands = demands
    self.weights = weights
    self.sites = order.map { sites[$0] }
    self.openingCosts = order.map { prices[$0] }
    self.costs =
      order == Array(sites.indices) ? costs : costs.reordered(order)
    siteIndex = Dictionary(uniqueKeysWithValues: self.sites.enumerated().map { ($1, $0) })
  }

  private static func requireUnique(
    _ ids: [String], _ zh: String, _ en: String
  ) throws(SitingError) {
    var seen: Set<String> = []
    for id in ids where !seen.insert(id).inserted {
      throw SitingError(
        .badData, zh: "\(zh)代码 \(id) 出现了两次", en: "the \(en) id \(id) is given twice")
    }
  }

  /// The places of codes in the order that breaks ties.
  /// - Complexity: O(*n* log *n*).
  public static func order(of ids: [String]) -> [Int] {
    let numbers = ids.map { id in
      id.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(id) : nil
    }
    if numbers.allSatisfy({ $0 != nil }) {
      return ids.indices.sorted {
        (numbers[$0] ?? 0, $0) < (numbers[$1] ?? 0, $1)
      }
    }
    return ids.indices.sorted { ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8) }
  }

  public var totalWeight: Double { weights.reduce(0, +) }

  /// The index of a site's code.
  /// - Throws: `SitingError` where there is no such site; `role` says what it was named for.
  func index(of site: String, role: String) throws(SitingError) -> Int {
    guard let index = siteIndex[site] else {
      throw SitingError(
        .badRequest, zh: "\(role) 中的候选点 \(site) 不存在",
        en: "\(role) names site \(site), which is not in the costs")
    }
    return index
  }
}
