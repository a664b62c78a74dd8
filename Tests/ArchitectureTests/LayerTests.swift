import Foundation
import Testing

/// Imports go downwards only. The table stands in CONTRIBUTING.md, for people; this test reads it
/// from there and the import lines from the sources, so that neither can drift.
@Suite("Layers")
struct LayerTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Foundation and the C library may be imported anywhere.
  private static let anywhere: Set<String> = [
    "Foundation", "FoundationEssentials", "FoundationXML", "Glibc", "Synchronization",
  ]

  private struct Row {
    let layer: String
    let target: String
    let allowed: Set<String>
  }

  /// The rows of the table under "Layers", with `domain`, `base` and `adapters` written out.
  private static func table() throws -> [Row] {
    let text = try String(contentsOf: root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    let cells = text.split(separator: "\n")
      .filter {
        ["| app |", "| adapter |", "| pipeline |", "| domain |", "| base |"].contains(
          where: $0.hasPrefix)
      }
      .map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
    let names = cells.map { (layer: $0[0], target: name($0[1])) }
    func members(_ layer: String) -> [String] { names.filter { $0.layer == layer }.map(\.target) }
    return cells.map { row in
      let words = (row[3] + "," + row[4]).split(separator: ",").map { name(String($0)) }
      let allowed = words.flatMap { word -> [String] in
        switch word {
        case "adapters": members("adapter")
        case "domain", "base": members(word)
        case "–", "": []
        default: [word]
        }
      }
      return Row(layer: row[0], target: name(row[1]), allowed: Set(allowed))
    }
  }

  private static func name(_ cell: String) -> String {
    cell.replacing("(later)", with: "").replacing("`", with: "")
      .trimmingCharacters(in: .whitespaces)
  }

  /// Every imported module of every source file, by target.
  private static func imports() throws -> [String: [(file: String, module: String)]] {
    var found: [String: [(String, String)]] = [:]
    let sources = root.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path))
    for case let path as String in files where path.hasSuffix(".swift") {
      let target = String(path.prefix { $0 != "/" })
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      found[target, default: []] += []
      for line in text.split(separator: "\n") {
        var words = line.split(separator: " ").map(String.init)
        while let first = words.first,
          first.hasPrefix("@")
            || ["public", "internal", "package", "private", "fileprivate"].contains(first)
        { words.removeFirst() }
        guard words.first == "import", words.count >= 2 else { continue }
        let kinds = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
        let module = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
        found[target, default: []].append((path, String(module.prefix { $0 != "." })))
      }
    }
    return found
  }

  @Test("Each target imports only what the table in CONTRIBUTING.md allows it")
  func importsAreAllowed() throws {
    let rows = try Self.table()
    #expect(rows.count >= 11)
    let allowed = Dictionary(uniqueKeysWithValues: rows.map { ($0.target, $0.allowed) })
    let imports = try Self.imports()
    #expect(imports.count >= 9)
    for (target, lines) in imports {
      let own = try #require(allowed[target], "\(target) is not in the table")
      for line in lines where !Self.anywhere.contains(line.module) {
        #expect(
          own.contains(line.module), "\(line.file) imports \(line.module), which \(target) must not"
        )
      }
    }
  }

  @Test("No adapter may import another, and the table has no ring")
  func downwards() throws {
    let rows = try Self.table()
    let order = ["base", "domain", "pipeline", "adapter", "app"]
    let layers = Dictionary(uniqueKeysWithValues: rows.map { ($0.target, $0.layer) })
    for row in rows {
      let height = try #require(order.firstIndex(of: row.layer))
      for other in row.allowed {
        guard let layer = layers[other] else { continue }
        let otherHeight = try #require(order.firstIndex(of: layer))
        // The domain's targets stand on one another; everything else only on a lower layer.
        let sameLayer = row.layer == "domain" || row.layer == "base"
        #expect(
          otherHeight < height || (sameLayer && otherHeight == height),
          "\(row.target) may import \(other), which is not below it")
        if sameLayer {
          #expect(allowedRows(rows, other).contains(row.target) == false || other == row.target)
        }
      }
    }
  }

  private func allowedRows(_ rows: [Row], _ target: String) -> Set<String> {
    rows.first { $0.target == target }?.allowed ?? []
  }

  @Test("GRDB appears only in Store, GDAL, libosmium and Yams only in DataImport")
  func singleOwners() throws {
    for (target, lines) in try Self.imports() {
      for line in lines {
        if line.module == "GRDB" { #expect(target == "Store", "\(line.file)") }
        if ["CGDAL", "COsmium", "Yams"].contains(line.module) {
          #expect(target == "DataImport", "\(line.file)")
        }
        if ["CGEOS", "CPROJ"].contains(line.module) {
          #expect(target == "Geometry", "\(line.file)")
        }
        if line.module == "CCbc" { #expect(target == "Siting", "\(line.file)") }
        if line.module == "ArgumentParser" { #expect(target == "ambit", "\(line.file)") }
      }
    }
  }

  @Test("No folder or file is a grab-bag")
  func names() throws {
    for folder in ["Sources", "Tests", "Tools"] {
      let files = try #require(
        FileManager.default.enumerator(atPath: Self.root.appending(path: folder).path))
      for case let path as String in files {
        for part in path.split(separator: "/") {
          let stem = part.split(separator: ".").first.map(String.init) ?? ""
          #expect(
            !["Utils", "Util", "Helpers", "Helper", "Common", "Misc"].contains(stem), "\(path)")
        }
      }
    }
  }
}
