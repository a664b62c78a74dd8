import Routing
public import Analysis
public import Coverage
import Crypto
import FoundationEssentials
import Quantities
public import ResponseModel
import Siting

/// What the reports of one store are made from beside its tables of rows: the same for every county.
public struct ReportSources: Sendable {
  /// Travel times are by straight line where `nil`.
  public let roads: RoadModel?
  /// `nil` where none was made: the section on vehicles and crews then says so.
  public let inspection: StoreInspection?
  /// What the reports of counties found for that of all.
  let plans = CountyPlans()

  public init(roads: RoadModel? = nil, inspection: StoreInspection? = nil) {
    self.roads = roads
    self.inspection = inspection
  }

  public static let none = ReportSources()

  /// Steps after which the search for a plan ends with the best one so far. A number of seconds would
  /// give other plans on other machines.
  static let mostSearchSteps = 4000

  /// The question that the section on siting answers of every county.
  static func sitingRequest(_ county: String, _ terms: ResponseTerms) -> SitingRequest {
    var request = SitingRequest(countyCode: county, goal: .untilCompliant)
    request.terms = terms
    request.stepLimit = mostSearchSteps
    return request
  }

  /// Cuts a store into the counties that reports are made of.
  ///
  /// - Complexity: O(*n* log *n*) in the rows.
  public func extracts(of data: ServiceData, _ settings: ReportSettings) -> CountyExtracts {
    let travel = roads == nil ? ResponseAnalysis.straightLineReach : ResponseAnalysis.roadReach
    return data.countyExtracts(
      reach: max(settings.usedRadii.last ?? Meters(0), travel),
      slack: ResponseAnalysis.slack(of: data, settings.options.terms))
  }

  /// What of these sources a report depends on: roads and speeds, and what was found in the county.
  func digest(of data: ServiceData) throws -> String {
    try digest(with: inspection?.report(of: data))
  }

  /// The same for the report of all.
  func cityDigest() throws -> String { try digest(with: inspection?.whole) }

  private func digest(with inspection: InspectionReport?) throws -> String {
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
    try inspection?.write { hash.update(data: $0) }
    return hash.finalize().hexadecimal
  }
}
