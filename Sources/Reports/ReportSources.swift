import Routing
public import Analysis
public import Coverage
import Crypto
import FoundationEssentials
public import Quantities
public import ResponseModel
import Siting

/// What the reports of one store are made from beside its tables of rows: the same for every county.
public struct ReportSources: Sendable {
  /// Travel times are by straight line where `nil`.
  public let roads: RoadModel?
  /// `nil` where none was made: the section on vehicles and crews then says so.
  public let inspection: StoreInspection?

  public init(roads: RoadModel? = nil, inspection: StoreInspection? = nil) {
    self.roads = roads
    self.inspection = inspection
  }

  public static let none = ReportSources()

  /// Steps after which the search for a plan ends with the best one so far. A number of seconds would
  /// give other plans on other machines.
  static let mostSearchSteps = 4000

  /// The question that the section on siting answers of every county.
  static func sitingRequest(_ county: String) -> SitingRequest {
    var request = SitingRequest(countyCode: county, goal: .untilCompliant)
    request.stepLimit = mostSearchSteps
    return request
  }

  /// Cuts a store into the counties that reports are made of.
  ///
  /// - Parameter radii: of the circles, in growing order.
  /// - Complexity: O(*n* log *n*) in the rows.
  public func extracts(of data: ServiceData, radii: [Meters]) -> [ServiceData] {
    let travel = roads == nil ? ResponseAnalysis.straightLineReach : ResponseAnalysis.roadReach
    return data.countyExtracts(
      reach: max(radii.last ?? Meters(0), travel),
      slack: ResponseAnalysis.slack(of: data, .usual))
  }

  /// What of these sources a report depends on: roads and speeds, and what was found in the county.
  func digest(of data: ServiceData) throws -> String {
    var parts: [String] = ["\(Self.mostSearchSteps)"]
    if let roads {
      parts += [
        roads.network.description.sourceDigest, roads.profile.id, roads.dayPeriod ?? "",
        roads.nightPeriod ?? "", "\(roads.travelTimeDigest)",
        "\(roads.network.totalLength.value)",
      ]
    }
    var hash = SHA256()
    hash.update(data: Data(parts.joined(separator: "\n").utf8))
    if let own = inspection?.report(of: data) { hash.update(data: try ReportJSON.data(own)) }
    return hash.finalize().hexadecimal
  }
}
