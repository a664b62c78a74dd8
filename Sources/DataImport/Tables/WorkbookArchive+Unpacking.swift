/// What an archive has in place of a packed sheet, for `UnpackedArchive`.
struct StoredSheet {
  /// Of the sheet's entry.
  let name: String
  /// How much of the packed archive comes first.
  let packedBytes: Int
  /// The head of the entry whose bytes follow as they are.
  let header: [UInt8]
  /// Bytes of the unpacked sheet.
  let sheetBytes: Int
  /// The directory and the end of the archive, behind a gap: who looks for the end reads the last
  /// kilobyte, and that is to be none of the sheet's.
  let directory: [UInt8]
}

extension WorkbookArchive {
  /// Smaller sheets are read before a thread is worth its while.
  private static let smallest = 1_000_000
  private static let gap = 1 << 16

  /// The archive with its largest sheet unpacked: a new entry in place of the directory, and the
  /// directory behind it. `nil` where no sheet is large.
  func storingLargestSheet() -> StoredSheet? {
    let sheets = entries.filter { $0.name.hasPrefix("xl/worksheets/") && $0.isPlainlyPacked }
    guard let sheet = sheets.max(by: { $0.unpacked < $1.unpacked }), sheet.unpacked >= Self.smallest
    else { return nil }
    let start = directory.lowerBound
    let path = Array(sheet.name.utf8)
    let common = Self.storedEntry(path, sheet.checksum, sheet.unpacked)
    let header = Self.bytes(0x0403_4B50, 4) + common + path
    let gap = [UInt8](repeating: 0, count: Self.gap)
    let end = tail(
      replacing: sheet, with: Self.centralEntry(common, path, at: start),
      at: start + header.count + sheet.unpacked + gap.count)
    return StoredSheet(
      name: sheet.name, packedBytes: start, header: header, sheetBytes: sheet.unpacked,
      directory: gap + end)
  }
}
