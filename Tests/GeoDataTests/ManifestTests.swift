import Crypto
import Foundation
import Testing

@Suite("The manifest of GeoData")
struct ManifestTests {
  let manifest: Manifest

  init() throws {
    manifest = try Manifest.read(from: GeoDataFolder.manifest)
  }

  @Test("lists every file under GeoData, and nothing else")
  func completeness() throws {
    let listed = manifest.files.map(\.path)
    #expect(Set(listed).count == listed.count, "a path is listed twice")
    #expect(listed == listed.sorted(), "run Tools/update-manifest")
    #expect(Set(listed) == Set(try GeoDataFolder.paths()), "run Tools/update-manifest")
  }

  @Test("has the size and the SHA-256 of every file")
  func digests() throws {
    for entry in manifest.files {
      let data = try Data(contentsOf: GeoDataFolder.url.appending(path: entry.path))
      #expect(data.count == entry.bytes, "\(entry.path): run Tools/update-manifest")
      #expect(hexDigest(data) == entry.sha256, "\(entry.path): run Tools/update-manifest")
    }
  }

  @Test("says of every file where it comes from and under what licence")
  func descriptions() {
    for entry in manifest.files {
      #expect(!entry.licence.isEmpty, "\(entry.path) has no licence")
      #expect(!entry.source.isEmpty, "\(entry.path) has no source")
      #expect(!entry.provenance.isEmpty, "\(entry.path) has no provenance")
      #expect(entry.retrieved.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil, "\(entry.path)")
      #expect(entry.hasCRS, "\(entry.path) has no crs; null where it has no positions")
    }
  }

  @Test("names a coordinate system for every file with positions")
  func coordinateSystems() throws {
    for entry in manifest.files {
      let suffix = URL(filePath: entry.path).pathExtension
      let header = suffix == "csv" ? try table(entry).header : []
      let hasPositions = ["geojson", "pbf"].contains(suffix) || header.contains("latitude")
      #expect((entry.crs != nil) == hasPositions, "\(entry.path)")
    }
  }

  @Test("counts the rows of every table, which is UTF-8 with LF line ends and no empty line")
  func rows() throws {
    for entry in manifest.files where entry.path.hasSuffix(".csv") {
      #expect(try table(entry).rows.count == entry.rows, "\(entry.path)")
    }
  }

  @Test("names generators that exist")
  func generators() {
    let root = GeoDataFolder.url.deletingLastPathComponent()
    for case let generator? in manifest.files.map(\.generator) {
      let path = root.appending(path: generator).path(percentEncoded: false)
      #expect(FileManager.default.isExecutableFile(atPath: path), "\(generator)")
    }
  }

  private func table(_ entry: Manifest.Entry) throws -> Table {
    try Table(contentsOf: GeoDataFolder.url.appending(path: entry.path))
  }

  private func hexDigest(_ data: Data) -> String {
    SHA256.hash(data: data).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
