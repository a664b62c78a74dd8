public import Analysis
import Coverage
public import Geometry
import Quantities
public import ResponseModel

/// The shapes of a coverage analysis as GeoJSON: per county its outline, per radius what is covered
/// and the gaps, then stations and townships. The property `kind` tells them apart.
public enum CoverageGeoJSON {
  /// - Throws: `GeometryError` for a number JSON cannot hold.
  public static func text(
    _ analysis: CoverageAnalysis, language: Language
  ) throws(GeometryError) -> String {
    try text(analysis, adding: [], language: language)
  }

  /// - Parameter more: features of other analyses of the same counties.
  static func text(
    _ analysis: CoverageAnalysis, adding more: [GeoJSONFeature], language: Language
  ) throws(GeometryError) -> String {
    let report = CoverageReport(analysis, language: language)
    var features: [GeoJSONFeature] = []
    var seen = Set<String>()
    for (assessed, area) in zip(analysis.counties, report.counties) {
      features += shapes(of: assessed, area)
      for station in assessed.inputs.stations where isShown(station, of: assessed) {
        if seen.insert(station.code).inserted { features.append(feature(station)) }
      }
      features += townships(of: assessed, area)
    }
    return try GeoJSON.text(
      features + more,
      members: [
        "standard": .string(report.standard),
        "input_sha256": .string(report.provenance.inputSha256),
        "version": .string(report.provenance.version),
        "issues": .array(
          report.issues.map { issue in
            .object([
              "severity": .string(issue.severity.rawValue), "code": .string(issue.code),
              "message": .string(issue.message),
              "county": issue.county.map(JSONValue.string) ?? .null,
            ])
          }),
      ]) + "\n"
  }

  private static func isShown(_ station: Station, of assessed: AssessedCounty) -> Bool {
    station.countyCode == assessed.coverage.countyCode
      || assessed.coverage.neighborStationCodes.contains(station.code)
  }

  private static func shapes(
    of assessed: AssessedCounty, _ area: CoverageReport.Area
  ) -> [GeoJSONFeature] {
    var features: [GeoJSONFeature] = []
    let county: [String: JSONValue] = [
      "county": .string(area.code), "county_name": .string(area.name),
    ]
    func add(
      _ kind: String, _ shape: MultiPolygon<GeographicCoordinate>,
      _ properties: [String: JSONValue]
    ) {
      let all = county.merging(properties) { $1 }.merging(["kind": .string(kind)]) { $1 }
      features.append(
        GeoJSONFeature(shape: shape.isEmpty ? nil : .multiPolygon(shape), properties: all))
    }
    if let boundary = assessed.inputs.county.boundary {
      add(
        "county", boundary,
        [
          "area_km2": number(area.areaKm2), "population": number(area.population),
          "population_evidence": area.populationEvidence.map { .string($0.rawValue) } ?? .null,
        ])
    }
    for (coverage, radius) in zip(assessed.coverage.radii, area.radii) {
      add(
        "covered", coverage.coveredShape,
        [
          "radius_m": .number(radius.radiusM), "covered_area_km2": number(radius.coveredAreaKm2),
          "covered_population": number(radius.coveredPopulation),
          "covered_townships": .number(Double(radius.coveredTownships)),
        ])
      for (gap, row) in zip(coverage.gaps, radius.gaps) {
        add(
          "gap", gap.shape,
          [
            "radius_m": .number(radius.radiusM), "area_km2": .number(row.areaKm2),
            "population": number(row.population),
            "townships": .array(row.townships.map(JSONValue.string)),
            "deepest_latitude": .number(row.deepestLatitude),
            "deepest_longitude": .number(row.deepestLongitude),
            "nearest_station": row.nearestStation.map(JSONValue.string) ?? .null,
            "distance_km": number(row.distanceKm),
          ])
      }
    }
    return features
  }

  private static func feature(_ station: Station) -> GeoJSONFeature {
    GeoJSONFeature(
      shape: .point(station.position),
      properties: [
        "kind": "station", "code": .string(station.code), "name": .string(station.name),
        "county": station.countyCode.map(JSONValue.string) ?? .null,
        "township": station.hostTownshipCode.map(JSONValue.string) ?? .null,
        "evidence": .string(station.evidence.rawValue),
      ])
  }

  /// A township without a position is a feature without a shape: nothing is dropped.
  private static func townships(
    of assessed: AssessedCounty, _ area: CoverageReport.Area
  ) -> [GeoJSONFeature] {
    zip(assessed.inputs.townships, area.townshipReach).map { township, reach in
      GeoJSONFeature(
        shape: township.seat.map { .point($0) },
        properties: [
          "kind": "township", "code": .string(township.code), "name": .string(township.name),
          "township_kind": .string(township.kind.rawValue),
          "county": .string(township.countyCode), "population": number(reach.population),
          "nearest_station": reach.nearestStation.map(JSONValue.string) ?? .null,
          "distance_km": number(reach.distanceKm),
        ])
    }
  }

  private static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
}
