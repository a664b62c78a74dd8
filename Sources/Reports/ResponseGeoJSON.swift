public import Analysis
import Coverage
public import Geometry
public import ResponseModel

/// Response times as GeoJSON: counties, demand points with the time and method of each, stations,
/// townships. The property `kind` tells them apart.
public enum ResponseGeoJSON {
  /// - Throws: `GeometryError` for a number JSON cannot hold.
  public static func text(
    _ analysis: ResponseAnalysis, language: Language
  ) throws(GeometryError) -> String {
    let report = ResponseReport(analysis, language: language)
    var features: [GeoJSONFeature] = []
    var seen = Set<String>()
    for (assessed, area) in zip(analysis.counties, report.counties) {
      let county = assessed.inputs.county
      if let boundary = county.boundary {
        features.append(
          GeoJSONFeature(
            shape: .multiPolygon(boundary),
            properties: groups(area).merging([
              "kind": .string("county"), "code": .string(area.code), "name": .string(area.name),
              "method": .string(area.method.rawValue),
            ]) { $1 }))
      }
      let places = Dictionary(
        (area.modelled?.demand ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for point in assessed.inputs.demand {
        features.append(feature(point, places[point.id]))
      }
      let terms = Dictionary(
        (area.modelled?.stations ?? []).map { ($0.code, $0) },
        uniquingKeysWith: { first, _ in first })
      for station in assessed.inputs.stations {
        guard let term = terms[station.code], seen.insert(station.code).inserted else { continue }
        features.append(feature(station, term))
      }
      for (township, row) in zip(assessed.inputs.townships, area.townships) {
        features.append(feature(township, row))
      }
    }
    return try GeoJSON.text(
      features,
      members: [
        "standard": .string(report.standard), "method": .string(report.method.rawValue),
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

  private static func groups(_ area: ResponseReport.Area) -> [String: JSONValue] {
    var properties: [String: JSONValue] = [:]
    for (name, group) in [("urban", area.urban), ("rural", area.rural), ("all", area.all)] {
      properties["\(name)_mean_min"] = number(group.meanMin)
      properties["\(name)_share_within"] = number(group.shareWithin)
      properties["\(name)_verdict"] = text(group.verdict)
    }
    return properties
  }

  private static func feature(
    _ point: DemandPoint, _ place: ResponseReport.Place?
  ) -> GeoJSONFeature {
    GeoJSONFeature(
      shape: point.position.map { .point($0) },
      properties: [
        "kind": .string("demand"), "id": .string(point.id), "name": .string(point.name),
        "county": .string(point.countyCode), "township": text(point.townshipCode),
        "area_class": .string(point.areaClass.rawValue), "population": .number(point.residents),
        "method": text(place?.method?.rawValue), "station": text(place?.station),
        "response_min": number(place?.responseMin),
        "night_response_min": number(place?.nightResponseMin),
        "call_handling_s": number(place?.callHandlingS), "turnout_s": number(place?.turnoutS),
        "travel_s": number(place?.travelS),
        "access_s": number(place?.accessS), "evidence": text(place?.evidence?.rawValue),
      ])
  }

  private static func feature(
    _ station: Station, _ terms: ResponseReport.StationTerms
  ) -> GeoJSONFeature {
    GeoJSONFeature(
      shape: .point(station.position),
      properties: [
        "kind": .string("station"), "code": .string(station.code), "name": .string(station.name),
        "county": text(station.countyCode), "evidence": .string(station.evidence.rawValue),
        "turnout_day_s": .number(terms.turnoutDayS),
        "turnout_night_s": .number(terms.turnoutNightS),
        "turnout_evidence": .string(terms.turnoutDayEvidence.rawValue),
        "population": .number(terms.population), "mean_min": number(terms.meanMin),
      ])
  }

  private static func feature(
    _ township: Township, _ row: ResponseReport.TownshipTimes
  ) -> GeoJSONFeature {
    GeoJSONFeature(
      shape: township.seat.map { .point($0) },
      properties: [
        "kind": .string("township"), "code": .string(township.code),
        "name": .string(township.name), "county": .string(township.countyCode),
        "population": number(row.population), "mean_min": number(row.meanMin),
        "max_min": number(row.maxMin), "share_within": number(row.shareWithin),
        "station": text(row.station), "observed_mean_min": number(row.observedMeanMin),
      ])
  }

  private static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
  private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}
