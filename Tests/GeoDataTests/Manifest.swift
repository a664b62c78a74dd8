import Foundation

/// `GeoData/manifest.json` as `Tools/update-manifest` writes it.
struct Manifest: Decodable {
  struct Entry: Decodable {
    let path: String
    let bytes: Int
    let sha256: String
    let rows: Int?
    let crs: String?
    /// Whether the key is there at all: `null` says that there are no positions.
    let hasCRS: Bool
    let licence: String
    let source: String
    let provenance: String
    let retrieved: String
    let generator: String?

    enum CodingKeys: CodingKey {
      case path, bytes, sha256, rows, crs, licence, source, provenance, retrieved, generator
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      path = try container.decode(String.self, forKey: .path)
      bytes = try container.decode(Int.self, forKey: .bytes)
      sha256 = try container.decode(String.self, forKey: .sha256)
      rows = try container.decodeIfPresent(Int.self, forKey: .rows)
      crs = try container.decodeIfPresent(String.self, forKey: .crs)
      hasCRS = container.contains(.crs)
      licence = try container.decode(String.self, forKey: .licence)
      source = try container.decode(String.self, forKey: .source)
      provenance = try container.decode(String.self, forKey: .provenance)
      retrieved = try container.decode(String.self, forKey: .retrieved)
      generator = try container.decodeIfPresent(String.self, forKey: .generator)
    }
  }

  let version: Int
  let files: [Entry]

  static func read(from url: URL) throws -> Manifest {
    try JSONDecoder().decode(Manifest.self, from: Data(contentsOf: url))
  }
}

/// The folder of the samples and standards in this checkout.
enum GeoDataFolder {
  static let url = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "GeoData", directoryHint: .isDirectory)

  static let manifest = url.appending(path: "manifest.json")

  /// Every file below the folder but the manifest and hidden ones, relative to the folder.
  static func paths() throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(
      atPath: url.path(percentEncoded: false))
    return try names.filter { name in
      let file = url.appending(path: name)
      let isFolder = try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
      return !isFolder && name != "manifest.json" && !file.lastPathComponent.hasPrefix(".")
    }
  }
}
