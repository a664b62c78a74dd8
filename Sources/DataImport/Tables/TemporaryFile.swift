import FoundationEssentials
import Glibc
import ResponseModel

/// A file of its own in the folder for temporary files, removed with the value.
final class TemporaryFile {
  let path: String
  let descriptor: Int32

  /// - Parameter suffix: by which GDAL tells a format.
  init(suffix: String) throws(ImportError) {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/ambit-XXXXXX.\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, Int32(suffix.utf8.count + 1))
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw ImportError(
        .inputOutput,
        LocalizedText(
          zh: "无法建立临时文件（\(reason)）：请检查 TMPDIR 指向的目录",
          en: "cannot make a temporary file (\(reason)): see to the folder that TMPDIR names"))
    }
    self.descriptor = descriptor
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }
}
