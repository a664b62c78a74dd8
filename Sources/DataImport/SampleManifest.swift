import ResponseModel

import FoundationEssentials

/// `GeoData/manifest.json`: where each embedded file comes from and what it must hold.
public struct SampleManifest: Sendable {
  /// One file.
  public struct Entry: Sendable, Decodable {
    /// Relative to the manifest's folder.
    public let path: String
    public let sha256: String
    public let source: String
    public let licence: String
  }

  public let entries: [Entry]

  private struct Document: Decodable {
    let files: [Entry]
  }

  /// - Parameter folder: the folder that holds `manifest.json`.
  /// - Throws: `ImportError` where it is missing or is no such list.
  public init(folder: String) throws(ImportError) {
    let path = "\(folder)/manifest.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ImportError(
        .fileNotFound, LocalizedText(zh: "找不到数据清单 \(path)", en: "no data manifest at \(path)"))
    }
    do {
      entries = try JSONDecoder().decode(Document.self, from: bytes).files
    } catch {
      throw ImportError(
        .badData,
        LocalizedText(zh: "数据清单 \(path) 无法解析", en: "the data manifest \(path) cannot be read"))
    }
  }

  /// The files of one sample by name; empty where there is no such sample.
  public func files(of sample: String) -> [String: Entry] {
    let prefix = "\(sample)/"
    let own = entries.filter { $0.path.hasPrefix(prefix) }
    return Dictionary(own.map { (String($0.path.dropFirst(prefix.count)), $0) }) { first, _ in first
    }
  }

  /// Paths of the files that are missing, or whose bytes are not those listed.
  /// - Complexity: O(bytes).
  public func damagedFiles(in folder: String) -> [String] {
    entries.filter { entry in
      FileManager.default.contents(atPath: "\(folder)/\(entry.path)").map(FileDigest.sha256)
        != entry.sha256
    }.map(\.path)
  }
}
