import FoundationEssentials
import Glibc
import ResponseModel

/// The form of a road network's file, little-endian:
///
/// 8 bytes `AMBITRDS`, version (UInt32), number of sections (UInt32), checksum of all that follows
/// it (UInt64), then for each section its offset and its length in bytes (two UInt64), then the
/// sections, each at a multiple of 8.
enum RoadNetworkFile {
  static let magic: [UInt8] = Array("AMBITRDS".utf8)
  /// Changes whenever a section, its meaning or the tag rules behind it change, so that a file made by
  /// older rules is made again and not taken for one of ours.
  static let version: UInt32 = 2

  static let headerCount = 24 + 16 * RoadNetworkSection.allCases.count

  static func encoded(_ description: RoadNetworkDescription) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(description) else {
      preconditionFailure("a description of text and finite numbers can be encoded")
    }
    return [UInt8](data)
  }

  static func aligned(_ count: Int) -> Int { (count + 7) & ~7 }

  /// A sum that notices any changed, missing or moved 8 bytes: FNV-1a on words (G. Fowler, L.C. Noll,
  /// K.-P. Vo, RFC 9923). `bytes` has to be a multiple of 8 long.
  static func checksum(_ bytes: UnsafeRawBufferPointer, continuing sum: UInt64) -> UInt64 {
    precondition(bytes.count.isMultiple(of: 8), "whole words")
    var sum = sum
    for offset in stride(from: 0, to: bytes.count, by: 8) {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      sum = (sum ^ word) &* 0x0000_0100_0000_01B3
      // Carries the high bits down, which multiplication alone never does.
      sum ^= sum >> 29
    }
    return sum
  }

  static let checksumSeed: UInt64 = 0xCBF2_9CE4_8422_2325
}

extension RoadNetworkColumns {
  /// Offsets and lengths of the sections, and the length of the whole.
  private func layout() -> (table: [UInt64], count: Int) {
    var table: [UInt64] = []
    var offset = RoadNetworkFile.headerCount
    forEachSection { (_, bytes) in
      table += [UInt64(offset), UInt64(bytes.count)]
      offset += RoadNetworkFile.aligned(bytes.count)
    }
    return (table, offset)
  }

  /// Hands out the file in pieces that are multiples of 8 long: header, then sections.
  private func forEachPiece<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let (table, _) = layout()
    var sum = table.withUnsafeBytes {
      RoadNetworkFile.checksum($0, continuing: RoadNetworkFile.checksumSeed)
    }
    forEachPadded { sum = RoadNetworkFile.checksum($0, continuing: sum) }
    var header = RoadNetworkFile.magic
    withUnsafeBytes(of: RoadNetworkFile.version.littleEndian) { header += $0 }
    withUnsafeBytes(of: UInt32(RoadNetworkSection.allCases.count).littleEndian) { header += $0 }
    withUnsafeBytes(of: sum.littleEndian) { header += $0 }
    table.withUnsafeBytes { header += $0 }
    var failure: Failure?
    header.withUnsafeBytes { bytes in
      do throws(Failure) { try body(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    try forEachPadded(body)
  }

  private func forEachPadded<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try forEachSection { (_, bytes) throws(Failure) in
      let whole = bytes.count & ~7
      try body(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
      guard whole < bytes.count else { return }
      var word: UInt64 = 0
      withUnsafeMutableBytes(of: &word) {
        $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[whole...]))
      }
      var failure: Failure?
      withUnsafeBytes(of: &word) { padded in
        do throws(Failure) { try body(padded) } catch { failure = error }
      }
      if let failure { throw failure }
    }
  }

  /// As a block of memory.
  func storage() -> RoadNetworkStorage {
    let (_, count) = layout()
    return RoadNetworkStorage(count: count) { block in
      var offset = 0
      forEachPiece { piece in
        guard piece.count > 0 else { return }
        UnsafeMutableRawBufferPointer(rebasing: block[offset..<offset + piece.count])
          .copyMemory(from: piece)
        offset += piece.count
      }
    }
  }

  /// Writes the file, whole or not at all.
  func write(to path: String) throws(RoutingError) {
    try RoadNetworkFile.write(to: path) { (give) throws(RoutingError) in try forEachPiece(give) }
  }
}

extension RoadNetworkFile {
  static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws(RoutingError) {
    try write(to: path) { (give) throws(RoutingError) in try give(bytes) }
  }

  /// Writes pieces under a temporary name and gives the file its own name last, so that a run that
  /// dies leaves the old file as it was.
  static func write(
    to path: String,
    pieces: ((UnsafeRawBufferPointer) throws(RoutingError) -> Void) throws(RoutingError) -> Void
  ) throws(RoutingError) {
    let draft = "\(path).new-\(UUID().uuidString)"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw RoutingError.system(path, errno) }
    defer { close(file) }
    do throws(RoutingError) {
      try pieces { (piece) throws(RoutingError) in
        var rest = piece
        while rest.count > 0 {
          let count = Glibc.write(file, rest.baseAddress, rest.count)
          if count < 0 && errno == EINTR { continue }
          guard count > 0 else { throw RoutingError.system(path, errno) }
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
      }
      guard fsync(file) == 0, rename(draft, path) == 0 else {
        throw RoutingError.system(path, errno)
      }
    } catch {
      unlink(draft)
      throw error
    }
  }
}
