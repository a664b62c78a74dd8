import CGDAL
import FoundationEssentials
import ResponseModel

/// One row of a table or one feature of a layer as the file has it: text and a shape, nothing
/// interpreted.
struct SourceRow: Sendable {
  /// 1-based line of a text table, or number of the feature in its layer.
  let line: Int
  /// Fields that are set and not null.
  let fields: [String: String]
  /// ISO well-known binary of the shape; `nil` where the row has none.
  let shape: [UInt8]?
}

/// A layer of a file that GDAL reads, whole, in its own order.
struct VectorFile: Sendable {
  /// File name without its folder.
  let name: String
  let columns: [String]
  let rows: [SourceRow]
  /// `EPSG:4490`; `nil` where the file does not say or says it without an authority.
  let crs: String?

  /// Reads one layer of `path`.
  ///
  /// Every field is read as text, so that codes keep their leading zeros.
  /// - Parameter layer: its name; the file's first where `nil`.
  /// - Throws: `ImportError`: no GDAL, no such file, a file GDAL cannot read, no such layer.
  /// - Complexity: O(rows); the whole layer is held in memory.
  static func read(_ path: String, layer: String? = nil) throws(ImportError) -> VectorFile {
    let name = FileName.last(of: path)
    guard FileManager.default.fileExists(atPath: path) else {
      throw ImportError(
        .fileNotFound, LocalizedText(zh: "找不到文件 \(path)", en: "no such file: \(path)"))
    }
    let gdal = try GDALLibrary.load()
    gdal.CPLErrorReset()

    // Open options are those of the CSV driver; others would warn about them.
    let options =
      FileName.suffix(of: path) == "csv" ? ["AUTODETECT_TYPE=NO", "EMPTY_STRING_AS_NULL=YES"] : []
    let dataset = GDALLibrary.withList(options) { list in
      gdal.GDALOpenEx(
        path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), nil, GDALLibrary.constant(list), nil)
    }
    guard let dataset else {
      let reason = GDALLibrary.text(gdal.CPLGetLastErrorMsg())
      throw ImportError(
        .unreadableFile,
        LocalizedText(
          zh: "无法读取 \(name)\(reason.isEmpty ? "" : "(\(reason))")：不是 GDAL 支持的矢量或表格文件",
          en: "cannot read \(name)\(reason.isEmpty ? "" : " (\(reason))"):"
            + " not a table or vector file that GDAL knows"))
    }
    defer { _ = gdal.GDALClose(dataset) }

    let found =
      layer.map { gdal.GDALDatasetGetLayerByName(dataset, $0) }
      ?? gdal.GDALDatasetGetLayer(dataset, 0)
    guard let found else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 中没有图层\(layer.map { " \($0)" } ?? "")",
          en: "\(name) has no layer\(layer.map { " \($0)" } ?? "")"))
    }
    return try read(found, named: name, path: path, gdal)
  }

  private static func read(
    _ layer: OGRLayerH, named name: String, path: String, _ gdal: AmbitGDAL
  ) throws(ImportError) -> VectorFile {
    let definition = gdal.OGR_L_GetLayerDefn(layer)
    let columns = (0..<gdal.OGR_FD_GetFieldCount(definition)).map {
      GDALLibrary.text(gdal.OGR_Fld_GetNameRef(gdal.OGR_FD_GetFieldDefn(definition, $0)))
    }
    // Only a text table has a header line above its first row.
    let firstLine = name.lowercased().hasSuffix(".csv") ? 2 : 1
    var rows: [SourceRow] = []
    gdal.CPLErrorReset()
    gdal.OGR_L_ResetReading(layer)
    while let feature = gdal.OGR_L_GetNextFeature(layer) {
      defer { gdal.OGR_F_Destroy(feature) }
      var fields: [String: String] = [:]
      for (index, column) in columns.enumerated()
      where gdal.OGR_F_IsFieldSetAndNotNull(feature, Int32(index)) != 0 {
        fields[column] = GDALLibrary.text(gdal.OGR_F_GetFieldAsString(feature, Int32(index)))
      }
      rows.append(
        SourceRow(line: rows.count + firstLine, fields: fields, shape: shape(of: feature, gdal)))
    }
    // A file that breaks off gives no feature either, but a complaint.
    guard gdal.CPLGetLastErrorType() != CE_Failure else { throw OpenedFile.refusal(path, gdal) }
    return VectorFile(
      name: name, columns: columns, rows: rows, crs: crs(of: layer, gdal))
  }

  private static func shape(of feature: OGRFeatureH, _ gdal: AmbitGDAL) -> [UInt8]? {
    guard let geometry = gdal.OGR_F_GetGeometryRef(feature) else { return nil }
    let size = Int(gdal.OGR_G_WkbSize(geometry))
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let status = gdal.OGR_G_ExportToWkb(geometry, wkbNDR, buffer.baseAddress)
      count = status == OGRERR_NONE ? size : 0
    }
  }

  private static func crs(of layer: OGRLayerH, _ gdal: AmbitGDAL) -> String? {
    guard let system = gdal.OGR_L_GetSpatialRef(layer),
      let authority = gdal.OSRGetAuthorityName(system, nil),
      let code = gdal.OSRGetAuthorityCode(system, nil)
    else { return nil }
    return "\(String(cString: authority)):\(String(cString: code))"
  }
}
