import CGDAL
import FoundationEssentials
import Synchronization

/// A workbook's archive as GDAL reads it: its largest sheet stands in it unpacked, and is unpacked only
/// while it is read, on another thread (`EntryUnpacking`).
///
/// It is a file of a file system of its own, `/ambit/`, that GDAL asks through a plugin.
final class UnpackedArchive: Sendable {
  /// Where its bytes come from, in their order.
  private enum Part {
    /// Before the sheet, in memory that outlives this.
    case packed, header
    case sheet
    /// The central directory.
    case directory
  }

  static let folder: StaticString = "/ambit/"

  private let parts: [(part: Part, range: Range<Int>)]
  /// Nobody writes there, and the file that is open keeps it until GDAL has closed this archive.
  nonisolated(unsafe) private let packed: UnsafePointer<UInt8>
  private let stored: StoredSheet
  private let entryPath: String

  /// - Parameters:
  ///   - packed: the archive with its sheet packed, which must stay until this is gone.
  ///   - stored: what the archive has in place of the packed sheet.
  ///   - path: of the packed archive, as GDAL names it.
  init(_ packed: UnsafePointer<UInt8>, _ stored: StoredSheet, path: String) {
    self.packed = packed
    self.stored = stored
    entryPath = "/vsizip/{\(path)}/\(stored.name)"
    var parts: [(part: Part, range: Range<Int>)] = []
    var start = 0
    for (part, count) in [
      (Part.packed, stored.packedBytes), (.header, stored.header.count),
      (.sheet, stored.sheetBytes),
      (.directory, stored.directory.count),
    ] {
      parts.append((part: part, range: start..<start + count))
      start += count
    }
    self.parts = parts
  }

  var count: Int { parts.last?.range.upperBound ?? 0 }

  /// An open handle of GDAL's: each has its own place in the file.
  final class Handle {
    private let archive: UnpackedArchive
    private let gdal: AmbitGDAL
    private var position = 0
    private(set) var isAtEnd = false
    /// The sheet on its way, and how much of it was taken.
    private var sheet: (unpacking: EntryUnpacking, taken: Int)?

    init(_ archive: UnpackedArchive, _ gdal: AmbitGDAL) {
      self.archive = archive
      self.gdal = gdal
    }

    deinit { sheet?.unpacking.stop() }

    var offset: Int { position }

    func seek(to offset: Int) {
      position = offset
      isAtEnd = false
    }

    func seek(by offset: Int) { seek(to: position + offset) }

    func seekToEnd() { seek(to: archive.count) }

    /// - Returns: bytes read, fewer than asked for at the end or where the sheet is damaged.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      var filled = 0
      while filled < buffer.count,
        let (part, range) = archive.parts.first(where: { $0.range.contains(position) })
      {
        let wanted = min(buffer.count - filled, range.upperBound - position)
        let target = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + wanted])
        let count = read(part, from: position - range.lowerBound, into: target)
        position += count
        filled += count
        if count < wanted { break }
      }
      isAtEnd = filled < buffer.count
      return filled
    }

    private func read(
      _ part: Part, from start: Int, into target: UnsafeMutableRawBufferPointer
    ) -> Int {
      switch part {
      case .packed:
        target.copyMemory(
          from: UnsafeRawBufferPointer(start: archive.packed + start, count: target.count))
      case .header: target.copyBytes(from: archive.stored.header[start..<start + target.count])
      case .directory:
        target.copyBytes(from: archive.stored.directory[start..<start + target.count])
      case .sheet: return readSheet(from: start, into: target)
      }
      return target.count
    }

    /// GDAL reads a sheet once from its start to its end; whatever else it may do starts anew.
    private func readSheet(from start: Int, into target: UnsafeMutableRawBufferPointer) -> Int {
      if sheet?.taken != start {
        sheet?.unpacking.stop()
        let unpacking = EntryUnpacking(archive.entryPath, gdal)
        sheet = (unpacking, 0)
        guard skip(start, of: unpacking) else { return 0 }
      }
      guard let unpacking = sheet?.unpacking else { return 0 }
      let count = unpacking.take(into: target)
      sheet?.taken = start + count
      let isLast = start + count == archive.stored.sheetBytes
      if isLast || count < target.count, let failure = unpacking.end() {
        // The words are GDAL's own, said on the other thread.
        ambit_gdal_complain(failure)
      }
      return count
    }

    private func skip(_ count: Int, of unpacking: EntryUnpacking) -> Bool {
      var left = count
      return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
        while left > 0 {
          let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)])
          let taken = unpacking.take(into: piece)
          guard taken > 0 else { return false }
          left -= taken
        }
        sheet?.taken = count
        return true
      }
    }
  }
}
