import Coverage
import Quantities
import ResponseModel

/// The demand points one distance rule looks at, with their distances in the rule's unit.
struct JudgedDemand {
  struct Place {
    let reach: DemandReach
    /// In the rule's unit; infinite where the place is known and there is no station.
    let distance: Double
  }

  let points: [DemandReach]
  /// Those whose distance is known.
  let placed: [Place]
  /// Those that could lie anywhere; empty where there is no station, since then it does not matter.
  let unplaced: [DemandReach]
  let noStation: Bool

  init(_ points: [DemandReach], metersPerUnit: Double, noStation: Bool) {
    self.points = points
    self.noStation = noStation
    var placed: [Place] = []
    var unplaced: [DemandReach] = []
    for reach in points {
      if let nearest = reach.nearest {
        placed.append(Place(reach: reach, distance: nearest.distance.value / metersPerUnit))
      } else if reach.hasPosition || noStation {
        placed.append(Place(reach: reach, distance: .infinity))
      } else {
        unplaced.append(reach)
      }
    }
    self.placed = placed
    self.unplaced = unplaced
  }

  var residents: Double { points.reduce(0) { $0 + $1.residents } }
  var unplacedResidents: Double { unplaced.reduce(0) { $0 + $1.residents } }

  func outcome(of rule: DistanceRequirement, limit: Double) -> Outcome {
    let comparison = rule.limit.comparison
    switch rule.statistic {
    case .share:
      guard let required = rule.share else { return .notAssessable }
      let least = share(comparison, limit, vouchingForUnplaced: false)
      let most = share(comparison, limit, vouchingForUnplaced: true)
      let holds = [least, most].map { required.comparison.holds($0, required.value) }
      return holds[0] == holds[1] ? (holds[0] ? .pass : .fail) : .notAssessable
    case .every:
      guard placed.allSatisfy({ comparison.holds($0.distance, limit) }) else { return .fail }
      return unplaced.isEmpty ? .pass : .notAssessable
    default:
      guard unplaced.isEmpty, let value = weighted(rule.statistic) else { return .notAssessable }
      return comparison.holds(value, limit) ? .pass : .fail
    }
  }

  /// What the verdict shows as found; `nil` where it is not a finite number.
  func value(of rule: DistanceRequirement, limit: Double) -> Double? {
    let value: Double? =
      switch rule.statistic {
      case .share: share(rule.limit.comparison, limit, vouchingForUnplaced: false)
      case .every:
        switch rule.limit.comparison {
        case .atLeast, .moreThan: placed.map(\.distance).min()
        case .atMost, .lessThan: placed.map(\.distance).max()
        case .equal:
          placed.map(\.distance).max { abs($0 - limit) < abs($1 - limit) }
        }
      default: unplaced.isEmpty ? weighted(rule.statistic) : nil
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  func offenders(beyond limit: Threshold) -> Offenders {
    var offenders = Offenders()
    for place in placed where !limit.comparison.holds(place.distance, limit.value) {
      offenders.demandIDs.append(place.reach.demandID)
      offenders.residents += place.reach.residents
    }
    for place in placed where limit.comparison.holds(place.distance, limit.value) {
      offenders.residentsWithin += place.reach.residents
    }
    offenders.residentsJudged = residents
    offenders.residentsWithoutPosition = points.reduce(0) {
      $0 + ($1.hasPosition ? 0 : $1.residents)
    }
    return offenders
  }

  /// Percent of the residents judged whose distance holds.
  private func share(
    _ comparison: Comparison, _ limit: Double, vouchingForUnplaced: Bool
  ) -> Double {
    let within = placed.reduce(0) {
      $0 + (comparison.holds($1.distance, limit) ? $1.reach.residents : 0)
    }
    return (within + (vouchingForUnplaced ? unplacedResidents : 0)) / residents * 100
  }

  /// Mean, median or 90th percentile over residents: the smallest distance within which at least
  /// that part of them lives.
  private func weighted(_ statistic: Statistic) -> Double? {
    let total = placed.reduce(0) { $0 + $1.reach.residents }
    guard total > 0 else { return nil }
    let part: Double
    switch statistic {
    case .mean: return placed.reduce(0) { $0 + $1.distance * $1.reach.residents } / total
    case .median: part = 0.5
    case .p90: part = 0.9
    default: return nil
    }
    var within = 0.0
    for place in placed.sorted(by: { $0.distance < $1.distance }) {
      within += place.reach.residents
      if within >= part * total { return place.distance }
    }
    return placed.map(\.distance).max()
  }
}
