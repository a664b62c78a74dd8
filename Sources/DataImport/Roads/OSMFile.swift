import COsmium
import FoundationEssentials
import ResponseModel

/// An OpenStreetMap file that is being read, block by block. Belongs to one thread.
final class OSMFile {
  private let reader: OpaquePointer
  private let name: String

  /// Endings that are read; libosmium goes by them.
  static let endings = [".osm.pbf", ".pbf", ".osm.gz", ".osm.bz2", ".osm"]

  static func isOne(_ path: String) -> Bool {
    let name = path.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }

  /// - Parameter what: a sum of `AMBIT_OSM_POSITIONS` and its like.
  init(_ path: String, _ what: Int) throws(ImportError) {
    name = FileName.last(of: path)
    guard FileManager.default.fileExists(atPath: path) else {
      throw ImportError(
        .fileNotFound, LocalizedText(zh: "找不到文件 \(path)", en: "no such file: \(path)"))
    }
    guard let reader = ambit_osm_open(path, Int32(what)) else {
      throw ImportError(
        .inputOutput, LocalizedText(zh: "内存不足，无法读取 \(name)", en: "out of memory reading \(name)"))
    }
    self.reader = reader
  }

  deinit { ambit_osm_close(reader) }

  /// The next piece of the file; `nil` at its end.
  /// - Throws: `ImportError.unreadableFile` with libosmium's reason.
  func next() throws(ImportError) -> AmbitOSMBlock? {
    var block = AmbitOSMBlock()
    switch ambit_osm_next(reader, &block) {
    case 1: return block
    case 0: return nil
    default: throw refusal
    }
  }

  /// Empty where the file does not say.
  var timestamp: String { String(cString: ambit_osm_timestamp(reader)) }

  var offset: Int { ambit_osm_offset(reader) }

  private var refusal: ImportError {
    let words = String(cString: ambit_osm_error(reader))
    let reason = String(words.split(whereSeparator: \.isNewline).first?.prefix(200) ?? "")
    return ImportError(
      .unreadableFile,
      LocalizedText(
        zh: "\(name) 不是完好的 OpenStreetMap 文件，未改动任何内容（\(reason)）：请重新下载",
        en:
          "\(name) is no sound OpenStreetMap file, nothing was changed (\(reason)): fetch it again")
    )
  }
}

/// The version of libosmium that is built in.
public func osmiumVersion() -> String { String(cString: ambit_osm_version()) }
