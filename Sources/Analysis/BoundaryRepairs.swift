import Geometry
import Quantities
import ResponseModel

/// Makes boundaries valid, and keeps an issue for each that was not: which defect, where, and what
/// the repair did to the area.
struct BoundaryRepairs {
  let countyCode: String
  let plane: AnalysisPlane
  private(set) var issues: [DataIssue] = []

  init(countyCode: String, plane: AnalysisPlane) {
    self.countyCode = countyCode
    self.plane = plane
  }

  /// - Complexity: O(*n* log *n*) in the points of the boundary.
  mutating func valid(
    _ boundary: MultiPolygon<GeographicCoordinate>?, of code: String, named name: String,
    _ english: String
  ) throws(GeometryError) -> MultiPolygon<GeographicCoordinate>? {
    guard let boundary else { return nil }
    let shape = try GEOSContext().geometry(try plane.project(boundary))
    guard let defect = try shape.invalidReason() else { return boundary }
    let fixed = try plane.unproject(try shape.madeValid().multiPolygon())
    let before = InputChecks.figure(Geodesic.area(boundary).squareKilometers)
    let after = InputChecks.figure(Geodesic.area(fixed).squareKilometers)
    let place = try defect.location.map { point throws(GeometryError) in
      let position = try plane.unproject([point])[0]
      return "\(InputChecks.degrees(position.latitude)), \(InputChecks.degrees(position.longitude))"
    }
    issues.append(
      DataIssue(
        .warning, code: "boundary-repaired",
        LocalizedText(
          zh: "\(name)的边界有缺陷（\(defect.reason)\(place.map { "，在 \($0)" } ?? "")），"
            + "已自动修复：面积由 \(before) 变为 \(after) 平方公里，请核对",
          en: "the boundary of \(english) has a defect (\(defect.reason)"
            + "\(place.map { " at \($0)" } ?? "")); repaired: area \(before) -> \(after) km2, check it"
        ),
        subject: code, countyCode: countyCode))
    return fixed
  }
}

extension Township {
  func with(boundary: MultiPolygon<GeographicCoordinate>?) -> Township {
    Township(
      code: code, countyCode: countyCode, name: name, kind: kind, seat: seat,
      positionSource: positionSource, villages: villages, urbanVillages: urbanVillages,
      boundary: boundary, isMountainOrIsland: isMountainOrIsland)
  }
}
