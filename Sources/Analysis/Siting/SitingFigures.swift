import Coverage
public import Quantities
import ResponseModel
public import Siting

/// What some stations mean for the residents of a county: those whose place is known.
public struct SitingFigures: Sendable {
  public var residents = 0.0
  /// Within the response time of their area class.
  public var inTime = 0.0
  /// Within the service radius of their area class.
  public var inCircle = 0.0
  /// No station reaches them: in no mean.
  public var unreached = 0.0
  /// Minutes; `nil` where nobody is reached.
  public var mean: Double?
  public var urbanMean: Double?
  public var ruralMean: Double?
  public var worst: Double?
  public var worstPlace: String?
  /// Over minutes.
  public var equity: PlanEquity?
}

/// One township before and after.
public struct TownshipChange: Sendable {
  public enum Kind: String, Sendable, Codable { case winner, loser, unchanged }

  public let code: String
  public let name: String
  public let residents: Double
  /// Residents whose place is not known are in no other figure.
  public let unpositioned: Double
  public var before: SitingFigures
  public var after: SitingFigures
  public var nearestBefore: Meters?
  public var nearestAfter: Meters?
  public var firstBefore: String?
  public var firstAfter: String?

  public var kind: Kind {
    guard let old = before.mean, let new = after.mean else {
      return after.mean == nil ? (before.mean == nil ? .unchanged : .loser) : .winner
    }
    return abs(new - old) < 1e-9 ? .unchanged : new < old ? .winner : .loser
  }
}

extension SitingFrame {
  /// - Parameter isMeant: which places; all where not given.
  func figures(
    _ isOpen: [Bool], _ scenario: Scenario = .base, where isMeant: (Int) -> Bool = { _ in true }
  ) -> SitingFigures {
    var figures = SitingFigures()
    var sums: [AreaClass: (time: Double, weight: Double)] = [:]
    var (costs, weights): ([Double?], [Double]) = ([], [])
    for row in rows where isMeant(row.place) {
      let weight = weight(row, scenario)
      guard weight > 0 else { continue }
      figures.residents += weight
      let first = first(row, isOpen, scenario)
      costs.append(first.map { $0.milliseconds / 60_000 })
      weights.append(weight)
      guard let first else {
        figures.unreached += weight
        continue
      }
      let minutes = first.milliseconds / 60_000
      if isInTime(row, first.milliseconds) { figures.inTime += weight }
      var sum = sums[points[row.place].areaClass] ?? (0, 0)
      sum.time += minutes * weight
      sum.weight += weight
      sums[points[row.place].areaClass] = sum
      if minutes > figures.worst ?? -1 {
        figures.worst = minutes
        figures.worstPlace = points[row.place].id
      }
    }
    for place in points.indices where isMeant(place) {
      let factor = scenario.demandFactors.isEmpty ? 1 : scenario.demandFactors[place]
      if let distance = nearest(place, isOpen), isInCircle(place, distance) {
        figures.inCircle += points[place].residents * factor
      }
    }
    func mean(_ classes: [AreaClass]) -> Double? {
      let weight = classes.reduce(0) { $0 + (sums[$1]?.weight ?? 0) }
      return weight > 0 ? classes.reduce(0) { $0 + (sums[$1]?.time ?? 0) } / weight : nil
    }
    figures.mean = mean(AreaClass.allCases)
    figures.urbanMean = mean([.urban])
    figures.ruralMean = mean([.rural])
    figures.equity = PlanEquity(costs: costs, weights: weights)
    return figures
  }

  /// Townships with residents, before and after, in order of their codes; residents of none last.
  func townships(before: [Bool], after: [Bool]) -> [TownshipChange] {
    let demand = judge.projected.demand
    let names = Dictionary(
      judge.projected.townships.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    let codes = Set(judge.projected.townships.map(\.code) + demand.compactMap(\.townshipCode))
    let groups = codes.sorted().map { Optional($0) } + [nil]
    return groups.compactMap { code in
      let own = demand.filter { $0.townshipCode == code }
      if code == nil, own.isEmpty { return nil }
      let isMeant = { (place: Int) in points[place].townshipCode == code }
      var change = TownshipChange(
        code: code ?? "", name: code.flatMap { names[$0] } ?? code ?? "",
        residents: own.reduce(0) { $0 + $1.residents },
        unpositioned: own.reduce(0) { $0 + ($1.position == nil ? $1.residents : 0) },
        before: figures(before, where: isMeant), after: figures(after, where: isMeant))
      func nearest(_ isOpen: [Bool]) -> Meters? {
        points.indices.filter(isMeant).compactMap { self.nearest($0, isOpen) }.min()
      }
      func station(_ isOpen: [Bool]) -> String? {
        rows.filter { isMeant($0.place) }.max { weight($0) < weight($1) }
          .flatMap { first($0, isOpen) }.map { stations[$0.station].code }
      }
      change.nearestBefore = nearest(before)
      change.nearestAfter = nearest(after)
      change.firstBefore = station(before)
      change.firstAfter = station(after)
      return change
    }
  }
}
