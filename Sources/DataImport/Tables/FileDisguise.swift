import ResponseModel

/// Files that are not what their name says, told by their first bytes: what a user can do about each
/// differs, and GDAL's own words help with none of them.
enum FileDisguise {
  /// - Parameter head: at least the first kilobyte, or the whole file where it is shorter.
  /// - Throws: `ImportError.unreadableFile` that says what the file really is.
  static func check(_ head: [UInt8], path: String) throws(ImportError) {
    let name = FileName.last(of: path)
    let suffix = FileName.suffix(of: path)
    guard !head.isEmpty else {
      throw ImportError(
        .unreadableFile,
        LocalizedText(zh: "\(name) 是空文件（0 字节）", en: "\(name) is empty (0 bytes)"))
    }
    let isCompound = head.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    let isArchive = head.starts(with: [0x50, 0x4B])
    switch suffix {
    case "xls", "xlsx", "xlsm", "ods":
      if looksLikeMarkup(head) { throw markup(name) }
      if suffix == "xls", isArchive { throw misnamed(name, "XLSX", "xlsx") }
      if suffix == "xls", !isCompound { throw notAWorkbook(name) }
      if suffix != "xls", !isArchive, !isCompound { throw notAWorkbook(name) }
    case "csv", "txt", "tsv", "geojson", "json":
      if isArchive { throw misnamed(name, "XLSX", "xlsx") }
      if isCompound { throw misnamed(name, "XLS", "xls") }
    default: break
    }
  }

  /// What a compound file (the container of XLS and of encrypted XLSX) says of a password.
  /// - Parameter bytes: the whole file.
  static func checkCompound(_ bytes: [UInt8], path: String) throws(ImportError) {
    let name = FileName.last(of: path)
    if contains("EncryptedPackage", bytes) || contains("EncryptionInfo", bytes) {
      throw ImportError(
        .unreadableFile,
        LocalizedText(
          zh: "\(name) 设有打开密码，无法读取；请在 Excel 中去掉密码后另存",
          en: "\(name) is protected by a password: save it without one and import that"))
    }
    if FileName.suffix(of: path) != "xls" { throw misnamed(name, "XLS", "xls") }
  }

  /// Names in a compound file are UTF-16.
  private static func contains(_ word: String, _ bytes: [UInt8]) -> Bool {
    var needle: [UInt8] = []
    for byte in word.utf8 { needle += [byte, 0] }
    let last = bytes.count - needle.count
    guard last >= 0 else { return false }
    for start in 0...last where bytes[start] == needle[0] {
      if bytes[start..<(start + needle.count)].elementsEqual(needle) { return true }
    }
    return false
  }

  private static func looksLikeMarkup(_ head: [UInt8]) -> Bool {
    let text = String(decoding: head.prefix(1024), as: UTF8.self).lowercased()
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return start.hasPrefix("<") || text.contains("<html") || text.contains("<table")
  }

  private static func markup(_ name: String) -> ImportError {
    ImportError(
      .unreadableFile,
      LocalizedText(
        zh: "\(name) 其实是网页（HTML/XML），不是 Excel 工作簿；请用 Excel 打开后另存为 .xlsx",
        en: "\(name) is a web page (HTML or XML) under a workbook's name:"
          + " open it in a spreadsheet program and save it as .xlsx"))
  }

  private static func misnamed(_ name: String, _ kind: String, _ suffix: String) -> ImportError {
    ImportError(
      .unreadableFile,
      LocalizedText(
        zh: "\(name) 其实是 \(kind) 工作簿，请把扩展名改为 .\(suffix)",
        en: "\(name) is an \(kind) workbook under another name: rename it to .\(suffix)"))
  }

  private static func notAWorkbook(_ name: String) -> ImportError {
    ImportError(
      .unreadableFile,
      LocalizedText(
        zh: "\(name) 不是 Excel 或 ODS 工作簿：内容与扩展名不符",
        en: "\(name) is no workbook: its content is not what its name says"))
  }
}
