import CGDAL
import FoundationEssentials
import ResponseModel

extension OpenedFile {
  /// Opens any table or vector file that GDAL reads.
  ///
  /// - Parameters:
  ///   - text: how a text table is to be read; `nil` for every other kind of file.
  ///   - encoding: that of a Shapefile, where the user says so.
  /// - Throws: `ImportError`: no GDAL, no such file, a file that is not what its name says.
  static func open(
    _ path: String, text: TextTable?, encoding: TextEncoding?
  ) throws(ImportError) -> OpenedFile {
    let gdal = try GDALLibrary.load()
    if let text { return try open(text, of: path, gdal) }
    switch FileName.suffix(of: path) {
    case "xlsx", "xlsm": return try openWorkbook(path, gdal)
    case "xls", "ods":
      let bytes = try wholeFile(path)
      try FileDisguise.check(bytes, path: path)
      if FileName.suffix(of: path) == "xls" { try FileDisguise.checkCompound(bytes, path: path) }
      return try open(path, path: path, options: [], gdal)
    case "shp", "dbf":
      if FileName.suffix(of: path) == "shp" { try ShapefileParts.require(besides: path) }
      let options: [String]
      if let encoding {
        options = ["ENCODING=\(encoding.rawValue)"]
      } else {
        options = try ShapefileEncoding.option(path)
      }
      return try open(path, path: path, options: options, gdal)
    case "geojson", "json":
      try FileDisguise.check(try head(of: path), path: path)
      // A text that looks like a date stays what it is.
      return try open(path, path: path, options: ["DATE_AS_STRING=YES"], gdal)
    default:
      try FileDisguise.check(try head(of: path), path: path)
      return try open(path, path: path, options: [], gdal)
    }
  }

  /// A text table from its header line on, in UTF-8.
  private static func open(
    _ text: TextTable, of path: String, _ gdal: AmbitGDAL
  ) throws(ImportError) -> OpenedFile {
    let source = text.transcoded?.path ?? path
    // The prefix opens a table whatever its name ends in.
    let target = "CSV:/vsisubfile/\(text.headerOffset),\(source)"
    let options = [
      "HEADERS=YES", "AUTODETECT_TYPE=NO", "EMPTY_STRING_AS_NULL=YES",
      "GEOM_POSSIBLE_NAMES=", "KEEP_GEOM_COLUMNS=YES",
    ]
    return try open(
      target, path: path, options: options, gdal, drivers: ["CSV"],
      remains: Remains(temporary: text.transcoded))
  }

  private static func openWorkbook(
    _ path: String, _ gdal: AmbitGDAL
  ) throws(ImportError) -> OpenedFile {
    let bytes = try wholeFile(path)
    try FileDisguise.check(bytes, path: path)
    if bytes.starts(with: [0xD0, 0xCF]) { try FileDisguise.checkCompound(bytes, path: path) }
    let archive = try WorkbookArchive(bytes, named: FileName.last(of: path))
    guard archive.holdsWorkbook else {
      throw ImportError(
        .unreadableFile,
        LocalizedText(
          zh: "\(archive.name) 是压缩包但不是 XLSX 工作簿；请解压或用 Excel 另存为 .xlsx",
          en: "\(archive.name) is an archive but no XLSX workbook: unpack it, or save it as .xlsx"))
    }
    let plain = archive.withoutFormats()
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: plain.count)
    memory.initialize(from: plain, count: plain.count)
    let name = "/vsimem/\(UUID().uuidString).xlsx"
    var remains = Remains(memory: (name, memory))
    guard let handle = gdal.VSIFileFromMemBuffer(name, memory, UInt64(plain.count), 0) else {
      memory.deallocate()
      throw refusal(path, gdal)
    }
    // The handle was opened for writing only to make the file known.
    _ = gdal.VSIFCloseL(handle)
    if let stored = try WorkbookArchive(plain, named: archive.name).storingLargestSheet() {
      remains.unpacked = UnpackedArchive(memory, stored, path: name)
        .publish(as: FileName.last(of: name), gdal)
    }
    return try open(
      remains.unpacked ?? name, path: path, options: [], gdal, drivers: ["XLSX"],
      remains: remains)
  }

  private static func open(
    _ target: String, path: String, options: [String], _ gdal: AmbitGDAL,
    drivers: [String] = [], remains: Remains = Remains()
  ) throws(ImportError) -> OpenedFile {
    gdal.CPLErrorReset()
    // Internal: GDAL would close one that was left open at the end of the program, piece by piece.
    let flags = UInt32(
      GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR | GDAL_OF_INTERNAL)
    let dataset = GDALLibrary.withList(drivers) { drivers in
      GDALLibrary.withList(options) { options in
        gdal.GDALOpenEx(
          target, flags, GDALLibrary.constant(drivers), GDALLibrary.constant(options), nil)
      }
    }
    guard let dataset else {
      remains.free(gdal)
      throw refusal(path, gdal)
    }
    // Of a workbook GDAL reads the last sheet and the table of texts while it opens it, and goes on with
    // what came before the damage.
    let complaint = GDALLibrary.complaint(gdal)
    let isComplaint = gdal.CPLGetLastErrorType() == CE_Failure
    let opened = OpenedFile(dataset, path: path, gdal: gdal, remains: remains)
    if isComplaint,
      opened.driver == "XLSX" || (opened.driver == "ODS" && complaint.contains("XML parsing"))
    {
      throw refusal(path, gdal)
    }
    return opened
  }

  /// Whether the workbook counts its days from 1904.
  var countsFrom1904: Bool {
    guard driver == "XLSX", let memory = memoryPath,
      let file = gdal.VSIFOpenL("/vsizip/\(memory)/xl/workbook.xml", "rb")
    else { return false }
    defer { _ = gdal.VSIFCloseL(file) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = gdal.VSIFReadL(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    return text.contains(#"date1904="1""#) || text.contains(#"date1904="true""#)
  }

  private static func head(of path: String) throws(ImportError) -> [UInt8] {
    var head: [UInt8] = []
    // The first piece is enough; the rest is passed by.
    try FileChunks.read(path) { bytes throws(ImportError) in
      if head.isEmpty { head = Array(bytes.prefix(4096)) }
    }
    return head
  }

  private static func wholeFile(_ path: String) throws(ImportError) -> [UInt8] {
    var whole: [UInt8] = []
    try FileChunks.read(path) { bytes throws(ImportError) in whole += bytes }
    return whole
  }
}

/// The files of a Shapefile.
enum ShapefileParts {
  /// - Throws: `ImportError` where one that must lie beside the `.shp` does not.
  static func require(besides path: String) throws(ImportError) {
    let files = FileManager.default
    // A file that is not there at all is another complaint.
    guard files.fileExists(atPath: path) else { return }
    let stem = String(path.dropLast(4))
    let missing = [".shx", ".dbf"].filter { ending in
      ![ending, ending.uppercased()].contains { files.fileExists(atPath: stem + $0) }
    }
    guard !missing.isEmpty else { return }
    let (name, parts) = (FileName.last(of: path), missing.joined(separator: ", "))
    throw ImportError(
      .unreadableFile,
      LocalizedText(
        zh: "\(name) 缺少同名的 \(parts) 文件；Shapefile 的几个文件须放在一起",
        en: "\(name) lacks its \(parts): the files of a Shapefile belong together"))
  }
}

/// The encoding of a Shapefile's attributes.
enum ShapefileEncoding {
  /// Open options: none where a `.cpg` file says it, for GDAL reads that; else what the bytes of the
  /// `.dbf` are, UTF-8 or GBK, since the header's own word for it is mostly wrong.
  static func option(_ path: String) throws(ImportError) -> [String] {
    let stem = String(path.dropLast(4))
    let files = FileManager.default
    let hasOwn = [".cpg", ".CPG"].contains { files.fileExists(atPath: stem + $0) }
    let table = [".dbf", ".DBF"].map { stem + $0 }.first { files.fileExists(atPath: $0) }
    guard !hasOwn, let table else { return [] }
    return ["ENCODING=\(try detected(table) == .utf8 ? "UTF-8" : "GB18030")"]
  }

  static func detected(_ table: String) throws(ImportError) -> TextEncoding? {
    var detector = EncodingDetector()
    var headerLength: Int?
    try FileChunks.read(table) { bytes throws(ImportError) in
      var skipped = 0
      if headerLength == nil, bytes.count >= 10 {
        // Bytes 8 and 9 of a dBASE header: where the records start.
        skipped = min(Int(bytes[8]) | Int(bytes[9]) << 8, bytes.count)
        headerLength = skipped
      }
      // Some writers pad with zeros, which no text has.
      let text = bytes.dropFirst(skipped).map { $0 == 0 ? 32 : $0 }
      text.withUnsafeBytes { detector.feed($0) }
    }
    return detector.encoding()
  }
}
