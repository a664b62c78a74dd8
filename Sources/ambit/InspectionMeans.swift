import Analysis
import Coverage
import Inspection
import ResponseModel
import Standards
import Store

extension InspectionAnalysis.Means {
  /// Reads from a store what the rules of a standard need besides its registers.
  ///
  /// - Parameters:
  ///   - path: of the store.
  ///   - counties: whose calls count; all where `nil`.
  ///   - terms: of response times, where the data do not say.
  ///   - isStraightLine: whether ways to facilities may be straight lines where there are no roads.
  ///   - travelSpeeds: the profile of patients' own ways; car where `nil`.
  ///   - isRoadGiven: whether the user named something of roads, which must then be there.
  ///   - roads: loads the roads with the speeds of ambulances.
  /// - Throws: `Failure` for speeds without roads, and what loading throws.
  init(
    _ data: ServiceData, _ standard: Standard, _ store: ServiceStore, at path: String,
    counties: [String]? = nil, terms: ResponseTerms, isStraightLine: Bool,
    travelSpeeds: String? = nil,
    isRoadGiven: Bool, roads load: () throws -> RoadModel?
  ) throws {
    self.init(terms: terms)
    if InspectionAnalysis.needsCalls(standard) {
      var tally = CallTally(
        intervals: ResponseAnalysis.intervals(of: standard), counties: counties)
      try store.eachCall { tally.add($0) }
      calls = tally
    }
    guard InspectionAnalysis.needsTravelTimes(data, standard) || isRoadGiven else { return }
    roads = try load()
    if let roads {
      let profile = try SpeedProfileLibrary.profile(travelSpeeds ?? "car")
      let own = TravelTimes.onRoads(try RoadModel(roads.network, profile))
      travelTimes = TravelTimesByMode(
        unstated: own, modes: [.car: own, .ambulance: TravelTimes.onRoads(roads)])
    } else if isStraightLine {
      let straight = TravelTimes.straightLine(terms)
      travelTimes = TravelTimesByMode(
        unstated: straight, modes: [.car: straight, .ambulance: straight])
    } else if travelSpeeds != nil {
      throw Failure(
        .missingInput,
        LocalizedText(
          zh: "\(path) 还没有路网，--travel-speeds 无从使用：请先 ambit import roads，或用 --straight-line",
          en: "\(path) has no roads for --travel-speeds: run ambit import roads first, or give"
            + " --straight-line"))
    }
  }
}
