import CGDAL
import Glibc
import ResponseModel

/// The rows of one sheet or layer, one after the other.
final class TableReader {
  let file: OpenedFile
  let name: String
  /// Names of the columns; `Field1`, `Field2` … in a sheet.
  let columns: [String]
  /// Number of the first row.
  var firstLine = 1

  private let layer: OGRLayerH
  private let isText: Bool
  /// Which columns hold numbers with a fraction: as text GDAL cuts them to 15 digits.
  private let realColumns: Set<Int32>
  private var chosen: [Int32] = []
  private var isReal: [Bool] = []
  /// Columns of a text table that are not wanted: line breaks in them count all the same.
  private var others: [Int32] = []
  private var wantsShapes = false
  private var line = 0
  /// The row given last, filled again with the next one where nobody has kept it.
  private var row = RawRow()

  init(_ layer: OGRLayerH, of file: OpenedFile) {
    self.layer = layer
    self.file = file
    isText = file.driver == "CSV"
    let gdal = file.gdal
    name = GDALLibrary.text(gdal.OGR_L_GetName(layer))
    let definition = gdal.OGR_L_GetLayerDefn(layer)
    columns = (0..<gdal.OGR_FD_GetFieldCount(definition)).map {
      GDALLibrary.text(gdal.OGR_Fld_GetNameRef(gdal.OGR_FD_GetFieldDefn(definition, $0)))
    }
    realColumns = Set(
      (0..<gdal.OGR_FD_GetFieldCount(definition)).filter {
        gdal.OGR_Fld_GetType(gdal.OGR_FD_GetFieldDefn(definition, $0)) == OFTReal
      })
  }

  /// Rows of the whole table, header and titles included; `nil` where only reading would tell.
  var rowCount: Int? {
    let count = file.gdal.OGR_L_GetFeatureCount(layer, 0)
    return count < 0 ? nil : Int(count)
  }

  /// Whether its features can have shapes.
  var hasShapes: Bool { file.gdal.OGR_L_GetGeomType(layer) != wkbNone }

  /// The coordinate reference system that the file itself declares: an authority's code where it
  /// has one, else WKT; `nil` where it declares none.
  var declaredSystem: String? {
    let gdal = file.gdal
    guard let system = gdal.OGR_L_GetSpatialRef(layer) else { return nil }
    if let authority = gdal.OSRGetAuthorityName(system, nil),
      let code = gdal.OSRGetAuthorityCode(system, nil)
    {
      return "\(String(cString: authority)):\(String(cString: code))"
    }
    var text: UnsafeMutablePointer<CChar>?
    defer { gdal.VSIFree(text) }
    let status = GDALLibrary.withList(["FORMAT=WKT2_2019"]) {
      gdal.OSRExportToWktEx(system, &text, GDALLibrary.constant($0))
    }
    guard status == OGRERR_NONE, let text, text.pointee != 0 else { return nil }
    return String(cString: text)
  }

  /// Starts again at the first row.
  ///
  /// - Parameters:
  ///   - chosen: the columns wanted, by number.
  ///   - skipping: rows of a sheet above its first row of data.
  func start(_ chosen: [Int], shapes: Bool, skipping: Int = 0) throws(ImportError) {
    self.chosen = chosen.map(Int32.init)
    isReal = self.chosen.map(realColumns.contains)
    others = isText ? columns.indices.map(Int32.init).filter { !self.chosen.contains($0) } : []
    wantsShapes = shapes
    file.gdal.CPLErrorReset()
    file.gdal.OGR_L_ResetReading(layer)
    line = firstLine - 1
    for _ in 0..<skipping { _ = try next() }
  }

  /// The next row; `nil` at the end.
  ///
  /// - Throws: `ImportError` where GDAL breaks off in the middle of the file.
  /// - Complexity: one row in memory, but for formats that GDAL itself holds whole.
  func next() throws(ImportError) -> RawRow? {
    let gdal = file.gdal
    guard let feature = gdal.OGR_L_GetNextFeature(layer) else {
      // A file that ends in the middle of a feature ends its rows with a complaint.
      guard gdal.CPLGetLastErrorType() == CE_Failure else { return nil }
      throw OpenedFile.refusal(file.path, gdal)
    }
    defer { gdal.OGR_F_Destroy(feature) }
    line += 1
    if !isKnownUniquelyReferenced(&row) { row = RawRow() }
    row.begin(line: line)
    for column in others {
      guard let text = gdal.OGR_F_GetFieldAsString(feature, column), strchr(text, 10) != nil
      else { continue }
      try noteLineBreaks(in: String(cString: text), of: column, row: row.line)
    }
    for index in chosen.indices {
      let column = chosen[index]
      guard !isReal[index] else {
        appendNumber(of: column, feature)
        continue
      }
      // Empty for a field that is not set.
      row.append(gdal.OGR_F_GetFieldAsString(feature, column))
      if isText, let value = row.textWithLineBreak(index) {
        try noteLineBreaks(in: value, of: column, row: row.line)
      }
    }
    if wantsShapes { row.setShape(shape(of: feature)) }
    return row
  }

  /// - Throws: `ImportError` where GDAL has complained of the rows read so far on this thread.
  func requireSound() throws(ImportError) {
    guard file.gdal.CPLGetLastErrorType() != CE_Failure else {
      throw OpenedFile.refusal(file.path, file.gdal)
    }
  }

  private func appendNumber(of column: Int32, _ feature: OGRFeatureH) {
    let gdal = file.gdal
    guard gdal.OGR_F_IsFieldSetAndNotNull(feature, column) != 0 else { return row.append(nil) }
    row.append(LayerCell.number(gdal.OGR_F_GetFieldAsDouble(feature, column)).text)
  }

  /// A line break inside a quoted field moves every line behind it.
  ///
  /// - Throws: `ImportError` for a field that holds as many separators as a row: a quotation mark
  ///   that is not closed swallows the rows behind it, which must not be lost in silence.
  private func noteLineBreaks(
    in text: String, of column: Int32, row: Int
  ) throws(ImportError) {
    line += text.utf8.count { $0 == 10 }
    let separators = [",", ";", "\t", "|"].map { sign in text.utf8.count { $0 == sign.utf8.first } }
    guard columns.count >= 3, (separators.max() ?? 0) >= columns.count - 1 else { return }
    let name = columns[Int(column)]
    throw ImportError(
      .badData,
      LocalizedText(
        zh: "\(file.name) 第 \(row) 行“\(name)”列的引号未闭合，吞掉了后面的行；请改正该行的引号",
        en: "\(file.name):\(row):\(name): a quotation mark is not closed and swallows the rows"
          + " behind it: correct it"))
  }

  private func shape(of feature: OGRFeatureH) -> [UInt8]? {
    let gdal = file.gdal
    guard let geometry = gdal.OGR_F_GetGeometryRef(feature) else { return nil }
    let size = Int(gdal.OGR_G_WkbSize(geometry))
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let status = gdal.OGR_G_ExportToWkb(geometry, wkbNDR, buffer.baseAddress)
      count = status == OGRERR_NONE ? size : 0
    }
  }
}
