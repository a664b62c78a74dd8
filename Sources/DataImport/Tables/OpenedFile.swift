import CGDAL
import ResponseModel

/// A file as GDAL has it open; closed with the value, and what was made beside it removed.
///
/// Not `Sendable`: a GDAL dataset belongs to one thread.
final class OpenedFile {
  let path: String
  /// Without its folder.
  let name: String
  let gdal: AmbitGDAL
  let dataset: GDALDatasetH
  /// `XLSX`, `CSV`, `ESRI Shapefile` …
  let driver: String
  private let remains: Remains

  private var leavesMemory = false

  var memoryPath: String? { remains.memory?.path }

  /// What has to live as long as the dataset does.
  struct Remains {
    /// A file in memory and the bytes it lies on.
    var memory: (path: String, bytes: UnsafeMutablePointer<UInt8>)?
    /// The path of the same archive with its largest sheet unpacked, which lies on those bytes too.
    var unpacked: String?
    /// A temporary file.
    var temporary: TemporaryFile?

    /// Frees what nothing else frees. GDAL must have closed it.
    func free(_ gdal: AmbitGDAL) {
      if let unpacked { UnpackedArchive.forget(unpacked) }
      guard let memory else { return }
      _ = gdal.VSIUnlink(memory.path)
      memory.bytes.deallocate()
    }
  }

  init(
    _ dataset: GDALDatasetH, path: String, gdal: AmbitGDAL, remains: Remains = Remains()
  ) {
    self.path = path
    name = FileName.last(of: path)
    self.gdal = gdal
    self.dataset = dataset
    self.remains = remains
    driver = GDALLibrary.text(gdal.GDALGetDriverShortName(gdal.GDALGetDatasetDriver(dataset)))
  }

  /// Leaves what lies in memory alone to the end of the program, unless a file is to be removed.
  func leaveMemory() { leavesMemory = remains.temporary == nil }

  deinit {
    guard !leavesMemory else { return }
    // Read-only: there is nothing that closing could fail to write.
    gdal.GDALClose(dataset)
    remains.free(gdal)
  }

  /// Whether its rows are cells without names: header rows are then ours to find.
  var isSheet: Bool { ["XLSX", "XLS", "ODS"].contains(driver) }

  var sheets: [String] {
    (0..<gdal.GDALDatasetGetLayerCount(dataset)).map {
      GDALLibrary.text(gdal.OGR_L_GetName(gdal.GDALDatasetGetLayer(dataset, $0)))
    }
  }

  func table(_ index: Int) throws(ImportError) -> TableReader {
    guard let layer = gdal.GDALDatasetGetLayer(dataset, Int32(index)) else {
      throw ImportError(
        .unreadableFile,
        LocalizedText(
          zh: "\(name) 中没有任何工作表或图层", en: "\(name) holds no sheet or layer at all"))
    }
    // A workbook's sheet is read whole when its columns are asked for; a damaged one breaks off.
    gdal.CPLErrorReset()
    let reader = TableReader(layer, of: self)
    guard gdal.CPLGetLastErrorType() != CE_Failure else { throw Self.refusal(path, gdal) }
    return reader
  }

  /// The words of GDAL's refusal, made into one line of ours.
  static func refusal(_ path: String, _ gdal: AmbitGDAL) -> ImportError {
    let name = FileName.last(of: path)
    // GDAL's words may carry the folder; ours never do.
    let folder = String(path.dropLast(name.utf8.count))
    var reason = GDALLibrary.complaint(gdal).replacing(path, with: name)
    if !folder.isEmpty { reason = reason.replacing(folder, with: "") }
    // Names of its own source files and of files in memory help nobody.
    if ["vsimem", "vsisubfile", "\(UnpackedArchive.folder)", "cpl_"].contains(
      where: reason.contains)
    {
      reason = ""
    }
    return ImportError(
      .unreadableFile,
      LocalizedText(
        zh: "无法读取 \(name)\(reason.isEmpty ? "" : "(\(reason))")：文件损坏，或不是支持的格式",
        en: "cannot read \(name)\(reason.isEmpty ? "" : " (\(reason))"):"
          + " damaged, or not a format that is supported"))
  }
}
