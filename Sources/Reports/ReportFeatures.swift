import Analysis
import Geometry
import ResponseModel

/// What response times and siting add to the GeoJSON of a county's report, beside the shapes of its
/// coverage: candidates with those chosen among them, and the times of demand points. The property
/// `kind` tells them apart.
enum ReportFeatures {
  static func all(_ report: CountyReport) -> [GeoJSONFeature] {
    report.siting.map { sites(CountyPlan($0)) } ?? []
  }

  static func all(_ analyses: CityAnalyses) -> [GeoJSONFeature] {
    analyses.plans.flatMap { plan -> [GeoJSONFeature] in
      guard case .plan(let plan) = plan.outcome else { return [] }
      return sites(plan)
    }
  }

  static func sites(_ plan: CountyPlan) -> [GeoJSONFeature] {
    plan.candidates.map { site in
      let step = plan.steps[site.code]
      return GeoJSONFeature(
        shape: .point(GeographicCoordinate(easting: site.longitude, northing: site.latitude)),
        properties: [
          "kind": .string(site.isChosen ? "chosen" : "candidate"), "code": .string(site.code),
          "name": .string(site.name), "source": .string(site.source),
          "county": .string(plan.county),
          "township": site.township.map(JSONValue.string) ?? .null,
          "order": number(step.map { Double($0.order) }),
          "newly_in_time_population": number(step?.newlyInTimePopulation),
          "newly_in_circle_population": number(step?.newlyInCirclePopulation),
        ])
    }
  }

  private static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
}
