import Coverage
import Geometry
import Quantities
import ResponseModel

/// A county whose data were checked and projected once to metres, with everything a reader of its
/// figures must know.
struct ValidatedCounty: Sendable {
  let county: ProjectedCounty
  var issues: [DataIssue]

  /// Repairs a boundary that crosses itself, and says so; everything else is only reported.
  ///
  /// - Throws: `AnalysisError` where the county has no position at all, reaches a pole or the
  ///   antimeridian, or has a place thousands of kilometres away; the message names county or row.
  init(_ inputs: CountyInputs) throws(AnalysisError) {
    let county = inputs.county
    guard let extent = inputs.extent else {
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "\(county.code) \(county.name)：没有边界、乡镇驻地或急救站坐标，无法分析",
          en:
            "\(county.code) \(county.name): no boundary, township seat or station with a position,"
            + " nothing to analyse"))
    }
    try Self.requireNear(inputs, extent)
    var found = InputChecks.issues(of: inputs)
    do {
      let plane = try AnalysisPlane.fitting(extent)
      var repairs = BoundaryRepairs(countyCode: county.code, plane: plane)
      let boundary = try repairs.valid(
        county.boundary, of: county.code, named: county.name, InputChecks.english(county))
      var inputs = inputs
      inputs.townships = try inputs.townships.map { township throws(GeometryError) in
        township.with(
          boundary: try repairs.valid(
            township.boundary, of: township.code, named: township.name, township.name))
      }
      found += repairs.issues
      found += InputChecks.area(of: county, boundary: boundary)
      found += InputChecks.placement(of: inputs, boundary: boundary)
      self.county = try ProjectedCounty(
        county: County(
          code: county.code, name: county.name, nameInEnglish: county.nameInEnglish,
          residents: county.residents, residentsDate: county.residentsDate,
          registered: county.registered,
          publishedArea: county.publishedArea, boundary: boundary,
          callHandling: county.callHandling, dayHours: county.dayHours),
        townships: inputs.townships, demand: inputs.demand, stations: inputs.stations, plane: plane)
    } catch {
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "\(county.code) \(county.name):\(error.message)",
          en: "\(county.code) \(county.name): \(error.message)"))
    }
    issues = found
  }

  /// A place that is nowhere near its county is a wrong row, not a far one.
  private static func requireNear(
    _ inputs: CountyInputs, _ extent: Bounds<GeographicCoordinate>
  ) throws(AnalysisError) {
    let places =
      inputs.townships.map { ("townships", $0.code, $0.seat) }
      + inputs.demand.map { ("demand_points", $0.id, $0.position) }
      + inputs.stations.filter { $0.countyCode == inputs.county.code }
      .map { ("stations", $0.code, $0.position) }
    for (layer, id, position) in places {
      guard let position else { continue }
      let distance = Geodesic.distance(extent.center, position).kilometers
      guard distance > 2000 else { continue }
      let place =
        "\(InputChecks.degrees(position.latitude)), \(InputChecks.degrees(position.longitude))"
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "表 \(layer) 的 \(id) 在 \(place)，距\(inputs.county.name) \(Int(distance)) 公里：坐标有误，请改正",
          en: "\(id) in \(layer) stands at \(place), \(Int(distance)) km from"
            + " \(InputChecks.english(inputs.county)): correct its position"))
    }
  }
}
