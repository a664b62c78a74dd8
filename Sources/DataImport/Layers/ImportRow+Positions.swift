import Geometry
import ResponseModel

extension ImportRow {
  /// The row's point as the file has it: its shape's, else its two columns; `nil` where it has none.
  func rawPoint() throws(Problem) -> CRSPoint? {
    if let bytes = raw.shape, !bytes.isEmpty {
      do throws(GeometryError) {
        if case .point(let point) = try Shape<CRSPoint>(wkb: bytes) { return point }
      } catch {
        throw badShape(error)
      }
    }
    if let point = plainPoint() { return point }
    let (longitude, latitude) = (try text(layout.longitude), try text(layout.latitude))
    guard longitude != nil || latitude != nil else { return nil }
    guard let easting = try degrees(layout.longitude, .longitude, longitude),
      let northing = try degrees(layout.latitude, .latitude, latitude)
    else {
      throw problem(
        "position-invalid", longitude == nil ? "longitude" : "latitude",
        LocalizedText(zh: "经度和纬度只填了一个", en: "only one of longitude and latitude is given"))
    }
    return CRSPoint(easting: easting, northing: northing)
  }

  /// The point of two columns of plain decimal numbers, as nearly every row has it.
  private func plainPoint() -> CRSPoint? {
    guard let longitude = layout.longitude.slot, let latitude = layout.latitude.slot,
      let easting = raw.withBytes(of: longitude, WrittenTime.shortDecimal),
      let northing = raw.withBytes(of: latitude, WrittenTime.shortDecimal)
    else { return nil }
    return CRSPoint(
      easting: easting * layout.factor(of: layout.longitude),
      northing: northing * layout.factor(of: layout.latitude))
  }

  /// Degrees however they are written, or metres on a plane.
  private func degrees(
    _ column: LayerSlot, _ axis: AngleText.Axis, _ text: String?
  ) throws(Problem) -> Double? {
    guard let text else { return nil }
    let value = try read(column.field) { () throws(ValueProblem) in
      try AngleText.degrees(text, axis)
    }
    return value * layout.factor(of: column)
  }

  /// The row's position on WGS 84; `nil` where it has none.
  func position() throws(Problem) -> GeographicCoordinate? {
    guard let point = try rawPoint() else { return nil }
    guard let converter = context.converter else {
      throw problem(
        "datum-missing", "longitude",
        LocalizedText(zh: "没有说明坐标系，请用 --crs 指明", en: "the datum is not said: say it with --crs"))
    }
    // A form filled with zeros, or a device without a fix.
    if point.easting == 0, point.northing == 0 {
      throw problem(
        "position-invalid", "longitude",
        LocalizedText(zh: "坐标为 0, 0，即没有定位", en: "0, 0 is no position"))
    }
    do throws(GeometryError) {
      return try converter.position(point)
    } catch {
      throw badPosition(point, error)
    }
  }

  /// Warns of a position outside the county that the row names.
  func checkPlace(_ position: GeographicCoordinate?, county: String?) {
    guard let position, let county,
      context.references.isInside(position, county: county) == false
    else { return }
    let actual = context.references.countyCode(at: position)
    warn(
      "position-outside-county", "longitude",
      LocalizedText(
        zh: "坐标不在所填县（市、区）\(county) 内" + (actual.map { "，而在 \($0) 内" } ?? "，也不在其他已载入的县内"),
        en: "the position is not in county \(county)"
          + (actual.map { " but in \($0)" } ?? " nor in any other that is loaded")),
      subject: county)
  }

  /// The row's areas on WGS 84, made valid; `nil` where it has none.
  func boundary() throws(Problem) -> MultiPolygon<GeographicCoordinate>? {
    let text = raw.shape == nil ? try text("boundary") : nil
    do throws(GeometryError) {
      var shape: MultiPolygon<CRSPoint>?
      if let bytes = raw.shape, !bytes.isEmpty {
        shape = try Shape<CRSPoint>(wkb: bytes).areas
      } else if let text {
        shape = try Shape<CRSPoint>(wkt: text).areas
      }
      guard let shape, !shape.isEmpty else { return nil }
      guard let converter = context.converter else {
        throw GeometryError(.unknownCRS, "its datum is not said; say it with --crs")
      }
      let area = try repaired(try converter.area(shape)).wound()
      try requireNarrow(area)
      return area
    } catch {
      throw badShape(error)
    }
  }

  /// An outline that jumps from 179° to −179° reads as one around the whole earth.
  private func requireNarrow(_ area: MultiPolygon<GeographicCoordinate>) throws(GeometryError) {
    for polygon in area.polygons {
      let longitudes = polygon.shell.points.map(\.longitude)
      guard let west = longitudes.min(), let east = longitudes.max(), east - west > 180 else {
        continue
      }
      throw GeometryError(
        .invalidShape,
        "it spans \(Int((east - west).rounded())) degrees of longitude; cut it in two at the 180th"
          + " meridian")
    }
  }

  /// The row's areas; what is there where it has none, or has the same with its rings turned round,
  /// as a Shapefile turns them.
  func kept(
    _ new: MultiPolygon<GeographicCoordinate>?, _ old: MultiPolygon<GeographicCoordinate>?
  ) -> MultiPolygon<GeographicCoordinate>? {
    guard let new else { return old }
    do throws(GeometryError) {
      return try old?.wound() == new ? old : new
    } catch {
      return new
    }
  }

  /// A shape that crosses itself would count areas twice: mended, and said.
  private func repaired(
    _ area: MultiPolygon<GeographicCoordinate>
  ) throws(GeometryError) -> MultiPolygon<GeographicCoordinate> {
    let context = try GEOSContext()
    let shape = try context.geometry(try area.inDegrees())
    guard let defect = try shape.invalidReason() else { return area }
    let mended = try shape.madeValid().multiPolygon()
    let place = defect.location.map { "(\($0.x), \($0.y))" } ?? ""
    warn(
      "boundary-repaired", nil,
      LocalizedText(
        zh: "边界有缺陷（\(defect.reason) \(place)），已修复", en: "the boundary was mended: \(defect)"))
    return try MultiPolygon(mapping: mended) { point throws(GeometryError) in
      try GeographicCoordinate(latitude: point.y, longitude: point.x)
    }
  }

  private func badPosition(_ point: CRSPoint, _ error: GeometryError) -> Problem {
    let (x, y) = (point.easting, point.northing)
    let isSwapped = (-90...90).contains(x) && !(-90...90).contains(y)
    let isMetric = abs(x) > 360 || abs(y) > 360
    let hint: LocalizedText =
      isSwapped
      ? LocalizedText(zh: "经度和纬度是否写反？", en: "are longitude and latitude swapped?")
      : isMetric
        ? LocalizedText(
          zh: "像是以米为单位的投影坐标，请用 --crs EPSG:4549 之类指明坐标系",
          en: "it looks like metres: name the system, such as --crs EPSG:4549")
        : LocalizedText(zh: "请检查坐标和坐标系", en: "see to the numbers and the datum")
    return problem(
      "position-invalid", "longitude",
      LocalizedText(
        zh: "坐标 \(x), \(y) 不是有效位置；\(hint.zh)", en: "\(x), \(y) is not a position; \(hint.en)"))
  }

  private func badShape(_ error: GeometryError) -> Problem {
    problem(
      "shape-invalid", nil,
      LocalizedText(zh: "图形无法读取：\(error.message)", en: "the shape cannot be read: \(error.message)")
    )
  }
}
