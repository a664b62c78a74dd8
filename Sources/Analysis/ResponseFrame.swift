import Coverage
import Quantities
import ResponseModel
import Standards

/// What the figures of every county of an analysis are made by.
struct ResponseFrame: Sendable {
  /// With only its rules on response times and on moments of calls.
  let standard: Standard
  /// The radii of its distance rules by the area they speak of.
  let circles: [JudgedArea: [Meters]]
  let date: CalendarDate
  let terms: ResponseTerms
  /// `nil` without roads.
  let roads: ResponseReport.Roads?
}

extension ResponseAnalysis {
  var frame: ResponseFrame {
    ResponseFrame(
      standard: standard, circles: circles, date: date, terms: terms, roads: roads)
  }
}

/// What the figures of several counties together need of one.
struct ResponsePart: Sendable {
  /// `nil` where nothing is modelled.
  let times: ModelledTimes?
  let observed: ObservedResponse?
  let method: ResponseMethod
  /// Residents of each demand point, to stand beside observed times; empty beside modelled ones, which
  /// hold them.
  let people: [(residents: Double, kind: ModelledTimes.Kind)]
  /// Townships on mountains or islands.
  let mountains: Set<String>

  /// - Complexity: O(demand points + options).
  init(_ assessed: AssessedResponse) {
    times = assessed.modelled.map(ModelledTimes.init)
    observed = assessed.observed
    method = assessed.method
    let mountains = Set(
      assessed.inputs.townships.filter { $0.isMountainOrIsland ?? false }.map(\.code))
    self.mountains = mountains
    people =
      assessed.observed == nil && assessed.modelled != nil
      ? []
      : assessed.inputs.demand.map { point in
        (
          point.residents,
          ModelledTimes.Kind(
            areaClass: point.areaClass,
            isMountainOrIsland: point.townshipCode.map(mountains.contains) ?? false)
        )
      }
  }
}
