public import Analysis
import Coverage
public import Geometry
public import ResponseModel

/// A siting analysis as GeoJSON: the county, stations, candidates with those chosen among them, and
/// townships before and after. The property `kind` tells them apart.
public enum SiteGeoJSON {
  /// - Throws: `GeometryError` for a number JSON cannot hold.
  public static func text(
    _ analysis: SitingAnalysis, language: Language
  ) throws(GeometryError) -> String {
    let report = SiteReport(analysis, language: language)
    var features: [GeoJSONFeature] = []
    if let boundary = analysis.inputs.county.boundary {
      features.append(
        GeoJSONFeature(
          shape: .multiPolygon(boundary),
          properties: [
            "kind": .string("county"), "code": .string(report.county),
            "name": .string(report.countyName), "status": .string(report.status),
            "compliance": .string(report.compliance),
          ]))
    }
    let order = Dictionary(
      report.steps.enumerated().map { ($1.add, $0) }, uniquingKeysWith: { first, _ in first })
    for station in report.stations {
      features.append(
        point(
          station.latitude, station.longitude,
          [
            "kind": .string("station"), "code": .string(station.code),
            "name": .string(station.name), "evidence": .string(station.evidence.rawValue),
            "closed": .bool(station.isClosed),
          ]))
    }
    for site in report.candidates {
      let step = order[site.code].map { report.steps[$0] }
      features.append(
        point(
          site.latitude, site.longitude,
          [
            "kind": .string(site.isChosen ? "chosen" : "candidate"), "code": .string(site.code),
            "name": .string(site.name), "source": .string(site.source),
            "township": text(site.township), "cost": number(site.cost),
            "order": number(order[site.code].map { Double($0 + 1) }), "gain": number(step?.gain),
            "gain_unit": .string(report.gainUnit),
            "newly_in_time_population": number(step?.newlyInTimePopulation),
            "newly_in_circle_population": number(step?.newlyInCirclePopulation),
          ]))
    }
    let seats = Dictionary(
      analysis.inputs.townships.map { ($0.code, $0.seat) }, uniquingKeysWith: { first, _ in first })
    for row in report.townships {
      features.append(
        GeoJSONFeature(
          shape: (seats[row.code] ?? nil).map { .point($0) },
          properties: [
            "kind": .string("township"), "code": .string(row.code), "name": .string(row.name),
            "population": .number(row.population), "change": .string(row.change),
            "before_mean_min": number(row.beforeMeanMin),
            "after_mean_min": number(row.afterMeanMin),
            "before_distance_km": number(row.beforeDistanceKm),
            "after_distance_km": number(row.afterDistanceKm),
            "after_station": text(row.afterStation),
          ]))
    }
    return try GeoJSON.text(
      features,
      members: [
        "standard": .string(report.standard), "model": .string(report.model),
        "status": .string(report.status), "compliance": .string(report.compliance),
        "assumed_stations": .array(report.assumedStations.map(JSONValue.string)),
        "input_sha256": .string(report.provenance.inputSha256),
        "version": .string(report.provenance.version),
      ]) + "\n"
  }

  private static func point(
    _ latitude: Double, _ longitude: Double, _ properties: [String: JSONValue]
  ) -> GeoJSONFeature {
    GeoJSONFeature(
      shape: .point(GeographicCoordinate(easting: longitude, northing: latitude)),
      properties: properties)
  }

  private static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
  private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}
