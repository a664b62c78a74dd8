import CGDAL
import ResponseModel

/// GDAL, loaded at its first use.
enum GDALLibrary {
  /// - Throws: `ImportError.missingComponent` that names the package.
  static func load() throws(ImportError) -> AmbitGDAL {
    guard let gdal = ambit_gdal() else {
      let reason = String(cString: ambit_gdal_load_error())
      throw ImportError(
        .missingComponent,
        LocalizedText(
          zh: "未安装 GDAL（\(reason)）：请安装软件包 libgdal32，或运行 Tools/setup",
          en: "GDAL is not installed (\(reason)): install the package libgdal32, or run Tools/setup"
        ))
    }
    return gdal.pointee
  }

  /// GDAL gives NULL where it has nothing to say.
  static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  /// Its last complaint in one line; empty where it made none.
  static func complaint(_ gdal: AmbitGDAL) -> String {
    let words = text(gdal.CPLGetLastErrorMsg())
    return String(words.split(whereSeparator: \.isNewline).first?.prefix(200) ?? "")
  }

  /// The same list for a call that promises not to change it.
  static func constant(
    _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) -> UnsafePointer<UnsafePointer<CChar>?>? {
    UnsafeRawPointer(list)?.assumingMemoryBound(to: UnsafePointer<CChar>?.self)
  }

  /// A list of strings as GDAL takes its options.
  static func withList<Result>(
    _ options: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Result
  ) -> Result {
    guard !options.isEmpty else { return body(nil) }
    // One block of NUL-terminated strings; `offsets` says where each starts in it.
    let offsets = options.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.utf8.count + 1) }
    var bytes = options.flatMap { $0.utf8CString }
    return bytes.withUnsafeMutableBufferPointer { block in
      var pointers =
        offsets.dropLast().map { offset in block.baseAddress.map { $0 + offset } } + [nil]
      return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }
  }
}

/// The version of GDAL that would be loaded; `nil` where there is none.
public func gdalVersion() -> String? {
  ambit_gdal().map { GDALLibrary.text($0.pointee.GDALVersionInfo("RELEASE_NAME")) }
}
