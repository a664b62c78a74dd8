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
  ///   antimeridian, or has an id twice; its message names the county.
  init(_ inputs: CountyInputs) throws(AnalysisError) {
    let county = inputs.county
    try Self.requireUnique(inputs)
    guard let extent = inputs.extent else {
      throw AnalysisError(
        .badData,
        LocalizedText(
          zh: "\(county.code) \(county.name)：没有边界、乡镇驻地或急救站坐标，无法分析",
          en:
            "\(county.code) \(county.name): no boundary, township seat or station with a position,"
            + " nothing to analyse"))
    }
    var found = InputChecks.issues(of: inputs)
    do {
      let plane = try AnalysisPlane.fitting(extent)
      let (boundary, repairs) = try Self.repaired(county, plane)
      found += repairs
      found += InputChecks.placement(of: inputs, boundary: boundary)
      self.county = try ProjectedCounty(
        county: County(
          code: county.code, name: county.name, nameInEnglish: county.nameInEnglish,
          residents: county.residents, residentsDate: county.residentsDate,
          publishedArea: county.publishedArea, boundary: boundary),
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

  private static func requireUnique(_ inputs: CountyInputs) throws(AnalysisError) {
    for (layer, ids) in [
      ("townships", inputs.townships.map(\.code)), ("demand points", inputs.demand.map(\.id)),
      ("stations", inputs.stations.map(\.code)),
    ] {
      var seen = Set<String>()
      for id in ids where !seen.insert(id).inserted {
        throw AnalysisError(
          .badData,
          LocalizedText(
            zh: "\(inputs.county.code) \(inputs.county.name)：\(layer) 中编码 \(id) 重复",
            en: "\(inputs.county.code) \(inputs.county.name): \(id) stands twice in \(layer)"))
      }
    }
  }

  /// The boundary, made valid where it is not.
  private static func repaired(
    _ county: County, _ plane: AnalysisPlane
  ) throws(GeometryError) -> (MultiPolygon<GeographicCoordinate>?, [DataIssue]) {
    guard let boundary = county.boundary else { return (nil, []) }
    let geos = try GEOSContext()
    let shape = try geos.geometry(try plane.project(boundary))
    guard let defect = try shape.invalidReason() else { return (boundary, []) }
    let fixed = try plane.unproject(try shape.madeValid().multiPolygon())
    let before = Geodesic.area(boundary).squareKilometers
    let after = Geodesic.area(fixed).squareKilometers
    let place = try defect.location.map { point throws(GeometryError) in
      try plane.unproject([point])[0]
    }
    let position = place.map {
      "\(InputChecks.degrees($0.latitude)), \(InputChecks.degrees($0.longitude))"
    }
    let message = LocalizedText(
      zh: "\(county.name)的边界有缺陷（\(defect.reason)\(position.map { "，在 \($0)" } ?? "")），"
        + "已自动修复：面积由 \(InputChecks.figure(before)) 变为 \(InputChecks.figure(after)) 平方公里，请核对",
      en: "the boundary of \(county.nameInEnglish ?? county.name) has a defect (\(defect.reason)"
        + "\(position.map { " at \($0)" } ?? "")); repaired: area \(InputChecks.figure(before)) ->"
        + " \(InputChecks.figure(after)) km2, check it")
    return (
      fixed,
      [
        DataIssue(
          .warning, code: "boundary-repaired", message, subject: county.code,
          countyCode: county.code)
      ]
    )
  }
}
