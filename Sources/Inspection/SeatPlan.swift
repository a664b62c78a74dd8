public import ResponseModel
public import Standards

/// The seats of a crew rule, and who fills which.
///
/// One person fills one seat. The assignment is a maximum bipartite matching of people and seats
/// (augmenting paths; H. W. Kuhn, doi:10.1002/nav.3800020109), so nothing else leaves fewer seats
/// empty; seats are tried in the order of the rule, so among those the seats named first are filled.
public struct SeatPlan: Sendable, Hashable {
  /// Seats that the same roles fill.
  public struct Group: Sendable, Hashable {
    public let roles: RoleSet
    public let minimum: Int
    /// `physician`, or `nurse_or_stretcher_bearer` where several roles do.
    public let key: String
    public let label: LocalizedText
  }

  public let groups: [Group]

  init(groups: [Group]) { self.groups = groups }

  public init(_ requirement: CrewRequirement) {
    groups = requirement.seats.map { seats in
      Group(
        roles: RoleSet(seats.roles), minimum: seats.minimum,
        key: seats.roles.map(\.rawValue).joined(separator: "_or_"),
        label: LocalizedText(
          zh: seats.roles.map(\.label.zh).joined(separator: "或"),
          en: seats.roles.map(\.label.en).joined(separator: " or ")))
    }
  }

  /// The group whose seat each person fills, `nil` for one who fills none.
  ///
  /// - Complexity: O(seats × people × groups).
  public func filling(_ people: [RoleSet]) -> [Int?] {
    var groupOf = [Int?](repeating: nil, count: people.count)
    for (group, seats) in groups.enumerated() {
      for _ in 0..<min(seats.minimum, people.count) {
        var visited = [Bool](repeating: false, count: people.count)
        guard augment(group, people, &groupOf, &visited) else { break }
      }
    }
    return groupOf
  }

  /// Seats of each group that stay empty.
  public func missing(_ people: [RoleSet]) -> [Int] {
    var missing = groups.map(\.minimum)
    for group in filling(people).compactMap(\.self) { missing[group] -= 1 }
    return missing
  }

  /// Finds one more person for a group, moving others to seats of other groups where that helps.
  private func augment(
    _ group: Int, _ people: [RoleSet], _ groupOf: inout [Int?], _ visited: inout [Bool]
  ) -> Bool {
    let fitting = people.indices.filter { !people[$0].isDisjoint(with: groups[group].roles) }
    for person in fitting where groupOf[person] == nil && !visited[person] {
      groupOf[person] = group
      return true
    }
    for person in fitting where !visited[person] {
      guard let other = groupOf[person], other != group else { continue }
      visited[person] = true
      if augment(other, people, &groupOf, &visited) {
        groupOf[person] = group
        return true
      }
    }
    return false
  }
}

/// Remembers what crews of the same roles lack: a service has few kinds of crews and many shifts.
struct SeatMemo {
  let plan: SeatPlan
  private var known: [[UInt8]: Int] = [:]
  /// What is lacking, by number; the first is "nothing".
  private(set) var shortfalls: [[Int]]
  private var numbers: [[Int]: Int]
  private var lastKey: [UInt8] = []
  private var lastAnswer = -1

  init(_ plan: SeatPlan) {
    self.plan = plan
    let none = plan.groups.map { _ in 0 }
    shortfalls = [none]
    numbers = [none: 0]
  }

  /// The number in `shortfalls` of what people of these roles lack.
  mutating func shortfall(_ roles: [UInt8]) -> Int {
    if lastAnswer >= 0, roles == lastKey { return lastAnswer }
    lastKey = roles
    let sorted = roles.sorted()
    if let answer = known[sorted] {
      lastAnswer = answer
      return answer
    }
    let missing = plan.missing(sorted.map(RoleSet.init(rawValue:)))
    let answer = numbers[missing] ?? shortfalls.count
    if answer == shortfalls.count {
      shortfalls.append(missing)
      numbers[missing] = answer
    }
    known[sorted] = answer
    lastAnswer = answer
    return answer
  }
}
