/// What a plan may do, whatever it is to be good for. Sites are named by their codes.
public struct SitingRules: Sendable {
  /// Stations that stand already. They are kept, and are not counted in `add`.
  public var existing: [String] = []
  /// Sites that must be in the plan; they count as added ones.
  public var fixed: [String] = []
  /// Sites that must not be in the plan.
  public var forbidden: [String] = []
  /// Groups that open together or not at all.
  public var links: [[String]] = []
  /// How many sites (vehicles, for DSM and MEXCLP) are added.
  public var add: Int?
  /// The opening costs of the added sites may not exceed this.
  public var budget: Double?
  /// How many existing stations may close; each closed one may be replaced, so that with `add` nil
  /// as many may open as close: relocation with at most this many changes.
  public var closures: Int = 0
  /// Vehicles that one site can hold (DSM, MEXCLP); one per site in every other model.
  public var vehiclesPerSite: Int?

  public init() {}
}

/// The rules as bounds and rows over one variable per site.
struct ResolvedRules {
  let lower: [Double]
  let upper: [Double]
  let isExisting: [Bool]
  /// `nil`: as many as wanted.
  let add: Int?
  /// Whether exactly `add` are added, or at most.
  let isExact: Bool
  let closures: Int
  let links: [[Int]]
  let budget: Double?
  let openingCosts: [Double]
  let isRelocation: Bool

  /// Whether only a number of sites and their bounds matter.
  var isSimple: Bool { links.isEmpty && budget == nil && closures == 0 && !isRelocation }

  var required: [Int] { lower.indices.filter { lower[$0] > 0 } }
  var existing: [Int] { isExisting.indices.filter { isExisting[$0] } }

  /// - Parameters:
  ///   - needsNumber: whether the model needs `add`, a budget or a relocation.
  ///   - capacity: vehicles per site; `nil` where a site is open or not.
  init(
    _ rules: SitingRules, _ instance: SitingInstance, needsNumber: Bool, capacity: Int?
  ) throws(SitingError) {
    let count = instance.sites.count
    let most = Double(capacity ?? 1)
    var lower = [Double](repeating: 0, count: count)
    var upper = [Double](repeating: most, count: count)
    var isExisting = [Bool](repeating: false, count: count)
    for site in rules.existing {
      isExisting[try instance.index(of: site, role: "--existing")] = true
    }
    var fixed: Set<Int> = []
    for site in rules.fixed { fixed.insert(try instance.index(of: site, role: "--fixed")) }
    for site in rules.forbidden {
      let index = try instance.index(of: site, role: "--forbidden")
      guard !fixed.contains(index), !isExisting[index] || rules.closures > 0 else {
        let (zh, en) = fixed.contains(index) ? ("必选", "fixed") : ("现有", "existing")
        throw SitingError(
          .badRequest, zh: "候选点 \(site) 既是\(zh)又被禁用：请去掉其中一个",
          en: "site \(site) is both \(en) and forbidden: take one of the two away")
      }
      upper[index] = 0
    }
    // An existing station has one vehicle: no model adds a second one there for nothing.
    for index in 0..<count where isExisting[index] { upper[index] = min(upper[index], 1) }
    for index in fixed { lower[index] = 1 }
    if rules.closures == 0 {
      for index in 0..<count where isExisting[index] { lower[index] = 1 }
    }
    guard rules.closures >= 0, rules.add ?? 0 >= 0, rules.budget.map({ $0 >= 0 }) ?? true else {
      throw SitingError(
        .badRequest, zh: "--add， --closures 和 --budget 不能是负数",
        en: "--add, --closures and --budget cannot be negative")
    }
    var links: [[Int]] = []
    for link in rules.links {
      var group: [Int] = []
      for site in link { group.append(try instance.index(of: site, role: "--link")) }
      if group.contains(where: { lower[$0] > 0 }), let out = group.first(where: { upper[$0] == 0 })
      {
        throw SitingError(
          .badRequest, zh: "候选点 \(instance.sites[out]) 被禁用，却与必选点绑定",
          en: "site \(instance.sites[out]) is forbidden but linked to one that must be chosen")
      }
      links.append(group)
    }
    isRelocation = rules.closures > 0
    let added = rules.add ?? (isRelocation && rules.budget == nil ? 0 : nil)
    if needsNumber, added == nil, rules.budget == nil {
      throw SitingError(
        .badRequest, zh: "这个模型需要 --add （新增数量）， --budget 或 --closures",
        en: "this model needs --add (how many to add), --budget or --closures")
    }
    let required = fixed.filter { !isExisting[$0] }.count
    if let added {
      let available = (0..<count).filter { !isExisting[$0] && upper[$0] > 0 }.count
      let room = capacity == nil ? available : available * (capacity ?? 1)
      // With links, a budget or closures the number is an upper limit, which may be out of reach.
      let isLimit = !links.isEmpty || rules.budget != nil || isRelocation
      guard added <= room || isLimit else {
        throw SitingError(
          .badRequest, zh: "要新增 \(added) 个，但只有 \(room) 个可选",
          en: "to be added: \(added), but only \(room) can be chosen")
      }
      guard required <= added || isRelocation else {
        throw SitingError(
          .badRequest, zh: "必选点有 \(required) 个，多于新增数量 \(added)",
          en: "\(required) sites are fixed, more than the \(added) to be added")
      }
    }
    self.lower = lower
    self.upper = upper
    self.isExisting = isExisting
    add = added
    isExact = links.isEmpty && rules.budget == nil && !isRelocation
    closures = rules.closures
    self.links = links
    budget = rules.budget
    openingCosts = instance.openingCosts
  }

  /// The rules as rows over the sites' variables.
  var rows: LinearRows {
    var rows = LinearRows()
    let new = lower.indices.filter { !isExisting[$0] }
    if let add {
      if isRelocation {
        // New ones are at most those asked for and one for each that closes.
        var entries = new.map { (column: $0, value: 1.0) }
        entries += existing.map { ($0, 1.0) }
        rows.append(entries, to: Double(add + existing.count))
      } else {
        rows.append(
          new.map { ($0, 1.0) }, from: isExact ? Double(add) : -.infinity, to: Double(add))
      }
    }
    if isRelocation {
      rows.append(existing.map { ($0, 1.0) }, from: Double(existing.count - closures))
    }
    if let budget { rows.append(new.map { ($0, openingCosts[$0]) }, to: budget) }
    for link in links {
      for (a, b) in zip(link, link.dropFirst()) {
        rows.append([(a, 1), (b, -1)], from: 0, to: 0)
      }
    }
    return rows
  }

  /// Whether a whole point keeps the rules.
  func allows(_ point: [Double]) -> Bool {
    let rows = self.rows
    for row in 0..<rows.count {
      var sum = 0.0
      for k in Int(rows.starts[row])..<Int(rows.starts[row + 1]) {
        sum += rows.values[k] * point[Int(rows.columns[k])]
      }
      let slack = 1e-9 * max(1, abs(sum))
      if sum < rows.lower[row] - slack || sum > rows.upper[row] + slack { return false }
    }
    return lower.indices.allSatisfy { point[$0] >= lower[$0] && point[$0] <= upper[$0] }
  }
}
