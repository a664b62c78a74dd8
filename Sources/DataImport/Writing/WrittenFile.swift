import CGDAL
import Geometry
import ResponseModel

/// A file that GDAL is writing; closed by `close`, or with the value where that was not reached.
final class WrittenFile {
  private let gdal: AmbitGDAL
  private let layout: ExportLayout
  private let name: String
  private var dataset: GDALDatasetH?
  private let layer: OGRLayerH
  private let definition: OGRFeatureDefnH

  init(_ path: String, layout: ExportLayout, title: String) throws(ImportError) {
    let gdal = try GDALLibrary.load()
    self.gdal = gdal
    self.layout = layout
    name = FileName.last(of: path)
    gdal.CPLErrorReset()
    guard let driver = gdal.GDALGetDriverByName(layout.format.driver),
      let dataset = gdal.GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil)
    else { throw Self.failure(name, gdal) }
    self.dataset = dataset
    let system: OGRSpatialReferenceH? = layout.shapes == .none ? nil : Self.wgs84(gdal)
    defer { if let system { gdal.OSRDestroySpatialReference(system) } }
    let type: OGRwkbGeometryType =
      switch layout.shapes {
      case .none: wkbNone
      case .points: wkbPoint
      case .areas: wkbMultiPolygon
      }
    let made = GDALLibrary.withList(layout.format.layerOptions) {
      gdal.GDALDatasetCreateLayer(dataset, title, system, type, $0)
    }
    guard let made, let definition = gdal.OGR_L_GetLayerDefn(made) else {
      gdal.GDALClose(dataset)
      throw Self.failure(name, gdal)
    }
    layer = made
    self.definition = definition
    for column in layout.columns { try add(column) }
  }

  deinit { if let dataset { gdal.GDALClose(dataset) } }

  /// Longitude first, as all these formats keep it.
  private static func wgs84(_ gdal: AmbitGDAL) -> OGRSpatialReferenceH? {
    guard let system = gdal.OSRNewSpatialReference(nil) else { return nil }
    guard gdal.OSRImportFromEPSG(system, 4326) == OGRERR_NONE else { return nil }
    gdal.OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER)
    return system
  }

  private func add(_ column: ExportLayout.Column) throws(ImportError) {
    let type: OGRFieldType =
      switch column.kind {
      case .text: OFTString
      case .number: OFTReal
      case .integer: OFTInteger64
      }
    guard let field = gdal.OGR_Fld_Create(column.name, type) else { throw failure() }
    defer { gdal.OGR_Fld_Destroy(field) }
    if layout.format == .shapefile {
      // Enough digits that every number comes back as itself.
      gdal.OGR_Fld_SetWidth(field, column.kind == .text ? 254 : column.kind == .number ? 24 : 18)
      if column.kind == .number { gdal.OGR_Fld_SetPrecision(field, 15) }
    }
    guard gdal.OGR_L_CreateField(layer, field, 0) == OGRERR_NONE else { throw failure() }
  }

  func add(_ record: LayerRecord) throws(ImportError) {
    guard let feature = gdal.OGR_F_Create(definition) else { throw failure() }
    defer { gdal.OGR_F_Destroy(feature) }
    for (index, column) in layout.columns.enumerated() {
      let cell =
        column.cell.map { record.cells[$0] }
        ?? .of(record.area.map { Shape.multiPolygon($0).wkt() })
      try set(Int32(index), of: feature, to: cell, column)
    }
    if let shape = shape(of: record) { try attach(shape.wkb(), to: feature) }
    guard gdal.OGR_L_CreateFeature(layer, feature) == OGRERR_NONE else { throw failure() }
  }

  private func shape(of record: LayerRecord) -> Shape<GeographicCoordinate>? {
    switch layout.shapes {
    case .none: nil
    case .points: record.point.map(Shape.point)
    case .areas: record.area.map(Shape.multiPolygon)
    }
  }

  private func attach(_ bytes: [UInt8], to feature: OGRFeatureH) throws(ImportError) {
    var geometry: OGRGeometryH?
    let status = gdal.OGR_G_CreateFromWkb(bytes, nil, &geometry, Int32(bytes.count))
    guard status == OGRERR_NONE, let geometry,
      gdal.OGR_F_SetGeometryDirectly(feature, geometry) == OGRERR_NONE
    else { throw failure() }
  }

  private func set(
    _ index: Int32, of feature: OGRFeatureH, to cell: LayerCell, _ column: ExportLayout.Column
  ) throws(ImportError) {
    switch cell {
    case .none: gdal.OGR_F_SetFieldNull(feature, index)
    case .integer(let number) where column.kind == .integer:
      gdal.OGR_F_SetFieldInteger64(feature, index, Int64(number))
    case .number(let number) where column.kind == .number:
      gdal.OGR_F_SetFieldDouble(feature, index, number)
    default:
      let text = cell.text
      if layout.format == .shapefile, text.utf8.count > 254 {
        throw ImportError(
          .badData,
          LocalizedText(
            zh: "\(name)：“\(text.prefix(20))…”超过 Shapefile 字段的 254 字节；请导出为 .gpkg",
            en:
              "\(name): '\(text.prefix(20))…' is longer than the 254 bytes of a Shapefile's field:"
              + " export to .gpkg"))
      }
      gdal.OGR_F_SetFieldString(feature, index, text)
    }
  }

  /// - Throws: where the last bytes cannot be written, as on a full disk.
  func close() throws(ImportError) {
    guard let dataset else { return }
    self.dataset = nil
    gdal.CPLErrorReset()
    gdal.GDALClose(dataset)
    guard gdal.CPLGetLastErrorType() != CE_Failure else { throw failure() }
  }

  private func failure() -> ImportError { Self.failure(name, gdal) }

  private static func failure(_ name: String, _ gdal: AmbitGDAL) -> ImportError {
    let reason = GDALLibrary.complaint(gdal)
    return ImportError(
      .inputOutput,
      LocalizedText(
        zh: "无法写入 \(name)" + (reason.isEmpty ? "" : ":\(reason)"),
        en: "cannot write \(name)" + (reason.isEmpty ? "" : ": \(reason)")))
  }
}
