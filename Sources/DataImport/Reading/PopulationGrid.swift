import CGDAL
import Geometry
import ResponseModel

/// A raster whose cells count people, such as WorldPop's or a census grid.
final class PopulationGrid {
  let width: Int
  let height: Int
  /// `nil` where the file does not say.
  let system: String?
  private let file: OpenedRaster
  private let transform: [Double]
  private let band: GDALRasterBandH
  private let missing: Double?
  /// A cell is `value * scale + offset`, 1 and 0 for nearly every file.
  private let scale: Double
  private let offset: Double

  static func isGrid(_ path: String) -> Bool {
    ["tif", "tiff"].contains(FileName.suffix(of: path))
  }

  /// - Throws: `ImportError`: no raster, several bands, no place on the globe.
  init(_ path: String) throws(ImportError) {
    let gdal = try GDALLibrary.load()
    let file = try OpenedRaster(path, gdal)
    guard gdal.GDALGetRasterCount(file.dataset) == 1,
      let band = gdal.GDALGetRasterBand(file.dataset, 1)
    else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(file.name) 有多个波段，人口栅格应只有一个",
          en: "\(file.name) has several bands: a population grid has one"))
    }
    var transform = [Double](repeating: 0, count: 6)
    guard gdal.GDALGetGeoTransform(file.dataset, &transform) == CE_None, transform[1] != 0,
      transform[5] != 0
    else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(file.name) 没有地理定位（GeoTransform），不知道栅格在哪里",
          en: "\(file.name) has no georeference: where its cells lie is not known"))
    }
    (width, height) = (
      Int(gdal.GDALGetRasterXSize(file.dataset)), Int(gdal.GDALGetRasterYSize(file.dataset))
    )
    let wkt = GDALLibrary.text(gdal.GDALGetProjectionRef(file.dataset))
    system = wkt.isEmpty ? nil : wkt
    var hasMissing: Int32 = 0
    let value = gdal.GDALGetRasterNoDataValue(band, &hasMissing)
    missing = hasMissing == 0 ? nil : value
    scale = gdal.GDALGetRasterScale(band, nil)
    offset = gdal.GDALGetRasterOffset(band, nil)
    self.file = file
    self.band = band
    self.transform = transform
  }

  var name: String { file.name }

  /// The middle of a cell in the raster's own system.
  func center(column: Int, row: Int) -> CRSPoint {
    let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
    return CRSPoint(
      easting: transform[0] + x * transform[1] + y * transform[2],
      northing: transform[3] + x * transform[4] + y * transform[5])
  }

  /// One row of cells; what is missing, and what is not a number, is 0.
  /// - Throws: `ImportError` for a row that cannot be read, or a negative count.
  func people(row: Int) throws(ImportError) -> [Double] {
    var cells = [Double](repeating: 0, count: width)
    let status = file.gdal.GDALRasterIO(
      band, GF_Read, 0, Int32(row), Int32(width), 1, &cells, Int32(width), 1, GDT_Float64, 0, 0)
    guard status == CE_None else { throw OpenedFile.refusal(file.path, file.gdal) }
    for index in cells.indices {
      // A file of single precision may state its missing value in more digits than it can hold.
      if cells[index].isNaN || cells[index] == missing
        || missing.map({ Float($0) == Float(cells[index]) }) == true
      {
        cells[index] = 0
        continue
      }
      cells[index] = cells[index] * scale + offset
      guard cells[index] >= 0, cells[index].isFinite else {
        throw ImportError(
          .badData,
          LocalizedText(
            zh: "\(name) 第 \(row + 1) 行第 \(index + 1) 列为 \(cells[index])，不是人数；缺值是否未声明（NoData）？",
            en:
              "\(name), row \(row + 1), column \(index + 1): \(cells[index]) is no number of people;"
              + " is the value for missing cells not declared?"))
      }
    }
    return cells
  }
}

/// A raster as GDAL has it open; closed with the value.
private final class OpenedRaster {
  let path: String
  let name: String
  let gdal: AmbitGDAL
  let dataset: GDALDatasetH

  init(_ path: String, _ gdal: AmbitGDAL) throws(ImportError) {
    var isEmpty = true
    try FileChunks.read(path) { bytes throws(ImportError) in isEmpty = isEmpty && bytes.isEmpty }
    let name = FileName.last(of: path)
    guard !isEmpty else {
      throw ImportError(
        .unreadableFile,
        LocalizedText(zh: "\(name) 是空文件（0 字节）", en: "\(name) is empty (0 bytes)"))
    }
    gdal.CPLErrorReset()
    let flags = UInt32(GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
    guard let dataset = gdal.GDALOpenEx(path, flags, nil, nil, nil) else {
      throw OpenedFile.refusal(path, gdal)
    }
    self.path = path
    self.name = name
    self.gdal = gdal
    self.dataset = dataset
  }

  deinit { gdal.GDALClose(dataset) }
}
