import Foundation
import ResponseModel
import TestSupport
import Testing

@testable import DataImport

/// Files that cannot be what they say: one clear line each.
@Suite struct BadFileImportTests {
  private func refusal(
    _ bytes: [UInt8], _ name: String, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportError {
    let folder = try ImportFolder()
    let path = try folder.write(bytes, name)
    let error = #expect(throws: ImportError.self) { try Imported(path, .stations, change) }
    let found = try #require(error)
    #expect(!found.message.en.contains("\n"))
    // A message names the file and never its folder.
    #expect(!found.message.en.contains(folder.path("")))
    return found
  }

  private func refusal(_ text: String, _ name: String) throws -> ImportError {
    try refusal(Array(text.utf8), name)
  }

  private func fixtureBytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: fixture(name))))
  }

  @Test(arguments: ["csv", "xlsx", "xls", "ods", "geojson", "gpkg", "shp", "kml", "tab"])
  func `An empty file is called empty, or unreadable`(suffix: String) throws {
    let error = try refusal([], "a.\(suffix)")
    #expect(error.code == .unreadableFile)
  }

  @Test func `A file that is not there is called missing`() throws {
    let folder = try ImportFolder()
    for suffix in ["csv", "xlsx", "geojson", "tif"] {
      let error = #expect(throws: ImportError.self) {
        try Imported(folder.path("a.\(suffix)"), .stations)
      }
      #expect(error?.code == .fileNotFound)
    }
  }

  @Test func `A folder is no file`() throws {
    let folder = try ImportFolder()
    let error = #expect(throws: ImportError.self) { try Imported(folder.path(""), .stations) }
    #expect(error?.code == .inputOutput)
  }

  @Test(arguments: [100, 1000, 3000, 5000])
  func `A workbook that was cut off is called so`(length: Int) throws {
    let bytes = try fixtureBytes("government-stations.xlsx")
    let error = try refusal(Array(bytes.prefix(length)), "a.xlsx")
    #expect(error.code == .unreadableFile)
    #expect(error.message.en.contains("cut off or damaged"))
  }

  @Test func `A workbook with a password is called so`() throws {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 1000)
    for byte in "EncryptedPackage".utf8 { bytes += [byte, 0] }
    for name in ["a.xlsx", "a.xls"] {
      #expect(try refusal(bytes, name).message.en.contains("protected by a password"))
    }
  }

  @Test func `A web page under a workbook's name is called so`() throws {
    for text in [
      "<html><table><tr><td>编码</td></tr></table></html>", "\u{FEFF}<!DOCTYPE html>\n<p>",
    ] {
      for name in ["a.xls", "a.xlsx"] {
        #expect(try refusal(text, name).message.en.contains("web page"))
      }
    }
  }

  @Test func `Workbooks under each other's names are told apart`() throws {
    let new = try fixtureBytes("government-stations.xlsx")
    let old = try fixtureBytes("crew.xls")
    #expect(try refusal(new, "a.xls").message.en.contains("rename it to .xlsx"))
    #expect(try refusal(new, "a.csv").message.en.contains("rename it to .xlsx"))
    #expect(try refusal(old, "a.xlsx").message.en.contains("rename it to .xls"))
    #expect(try refusal(old, "a.csv").message.en.contains("rename it to .xls"))
  }

  @Test func `An archive that is no workbook is called so`() throws {
    // The end record of an archive without entries.
    let bytes: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
    #expect(try refusal(bytes, "a.xlsx").message.en.contains("no XLSX workbook"))
  }

  @Test func `An archive that would fill the memory is refused`() throws {
    var bytes = try fixtureBytes("two-sheets.xlsx")
    // The unpacked size of the first entry of the central directory.
    let entry = try #require(
      bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    bytes.replaceSubrange((entry + 24)..<(entry + 28), with: [0, 0, 0, 0xF0])
    #expect(try refusal(bytes, "a.xlsx").message.en.contains("refused"))
  }

  @Test func `A table without a header is told what it lacks`() throws {
    let error = try refusal("S1,119.9,28.4\nS2,119.8,28.5\n", "a.csv")
    #expect(error.message.en.contains("no header row"))
    #expect(error.message.en.contains("code, name"))
    #expect(error.message.en.contains("S1, 119.9"))
  }

  @Test func `A missing column is named, with those that were not understood`() throws {
    let error = try refusal("编码,甲列,经度(WGS-84),纬度(WGS-84)\nS1,x,119.9,28.4\n", "a.csv")
    #expect(
      error.message.en
        == "a.csv lacks: name; columns not understood: 甲列; name it with --map name=COLUMN")
  }

  @Test func `A header without rows gives none`() throws {
    let folder = try ImportFolder()
    let read = try Imported(
      try folder.write("编码,名称,经度(WGS-84),纬度(WGS-84)\n", "a.csv"), .stations)
    #expect(read.batches.isEmpty)
  }

  @Test func `Bytes in no encoding are named by their line`() throws {
    let error = try refusal(Array("编码,名称\nS1,".utf8) + [0xFF, 0xFE, 10], "a.csv")
    #expect(error.message.en.hasPrefix("a.csv:2: neither UTF-8 nor GBK"))
  }

  @Test func `An encoding that was asked for and does not fit is named by its line`() throws {
    let gbk: [UInt8] = [0xB1, 0xE0, 0xC2, 0xEB, 44, 0xC3, 0xFB, 0xB3, 0xC6, 10]
    let error = try refusal(gbk, "a.csv") { $0.encoding = .utf8 }
    #expect(error.message.en.hasPrefix("a.csv:1: not UTF-8"))
  }

  /// GDAL puts U+FFFD in its place without a word.
  @Test(arguments: [(#"\ud83d 站"#, 1), (#"站\udc00"#, 1), (#"\ud83d\ude91 站"#, 0), ("\u{FFFD}", 1)])
  func `Half a character of GeoJSON is named by its row and column`(
    name: String, warnings: Int
  ) throws {
    let folder = try ImportFolder()
    let text = """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [119.9, 28.4]},
         "properties": {"code": "S1", "name": "好"}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [119.8, 28.4]},
         "properties": {"code": "S2", "name": "\(name)", "county_code": "331102"}}]}
      """
    let path = try folder.write(text, "stations.geojson")
    let read = try Imported(path, .stations, into: try lishuiData()) { $0.datum = .wgs84 }
    #expect(read.stations.count == 2)
    let found = read.issues.filter { $0.code == "character-lost" }
    #expect(found.count == warnings)
    #expect(found.allSatisfy { $0.severity == .warning && $0.line == 2 && $0.column == "name" })
  }

  @Test func `GeoJSON that breaks off is refused`() throws {
    let text = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"prop"
    #expect(try refusal(text, "a.geojson").code == .unreadableFile)
  }

  @Test(arguments: [
    "编码,名称,备注,经度(WGS-84),纬度(WGS-84)\nS1,甲,\"未闭合,119.9,28.4\nS2,乙,,119.8,28.5\n",
    "编码,名称,备注,经度(WGS-84),纬度(WGS-84)\nS1,\"甲,,119.9,28.4\nS2,乙,,119.8,28.5\nS3,\"丙,,119,28\n",
  ])
  func `A quotation mark that is not closed does not swallow rows in silence`(text: String) throws {
    let error = try refusal(text, "a.csv")
    #expect(error.code == .badData)
    #expect(error.message.en.contains("a.csv:2:"), "\(error.message.en)")
    #expect(error.message.en.contains("a quotation mark is not closed"))
  }

  @Test func `A line break in a column that nobody wants moves the lines behind it`() throws {
    let folder = try ImportFolder()
    let text =
      "编码,名称,备注,经度(WGS-84),纬度(WGS-84)\nS1,甲,\"一\n二\",119.9,28.4\nS2,乙,,东,28.5\n"
    let read = try Imported(try folder.write(text, "a.csv"), .stations)
    #expect(read.errors.map(\.line) == [4])
    #expect(read.stations.map(\.code) == ["S1"])
  }

  @Test func `Lines that end in CR alone are refused`() throws {
    let error = try refusal("编码,名称\rS1,甲\r", "a.csv")
    #expect(error.message.en.contains("end in CR alone"))
  }

  @Test func `A code as long as a letter is no code`() throws {
    let folder = try ImportFolder()
    let text =
      "编码,名称,经度(WGS-84),纬度(WGS-84)\n\(String(repeating: "S", count: 201)),甲,119.9,28.4\n"
    let read = try Imported(try folder.write(text, "a.csv"), .stations)
    #expect(read.errors.map(\.code) == ["code-too-long"])
  }

  @Test(arguments: ["shx", "dbf"])
  func `A Shapefile without its companions is told which it lacks`(missing: String) throws {
    let folder = try ImportFolder()
    for part in ["shp", "shx", "dbf", "prj"] where part != missing {
      _ = try folder.write(try fixtureBytes("stations-gbk.\(part)"), "a.\(part)")
    }
    let error = #expect(throws: ImportError.self) {
      try Imported(folder.path("a.shp"), .stations)
    }
    #expect(error?.message.en.contains("a.shp lacks its .\(missing)") == true)
  }

  @Test func `A county whose shape is a point keeps the boundary it has, and says so`() throws {
    let folder = try ImportFolder()
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature",
      "properties":{"code":"331102","name":"莲都区"},
      "geometry":{"type":"Point","coordinates":[119.9,28.4]}}]}
      """
    let store = try lishuiData()
    let read = try Imported(try folder.write(text, "a.geojson"), .counties, into: store) {
      $0.datum = .wgs84
    }
    #expect(read.issues.map(\.code).contains("shape-not-an-area"))
    #expect(read.counties.first?.boundary == store.counties.first { $0.code == "331102" }?.boundary)
  }

  /// What is read of a workbook with a broken byte is what is in it, or nothing at all.
  @Test(arguments: Seeds.some)
  func `A damaged workbook is never half read`(seed: UInt64) throws {
    let folder = try ImportFolder()
    let whole = try fixtureBytes("government-stations.xlsx")
    let right = try Imported(fixture("government-stations.xlsx"), .stations).stations
    var generator = SeededGenerator(seed: seed)
    for number in 0..<40 {
      var bytes = whole
      for _ in 0..<generator.integer(in: 1...20) {
        bytes[generator.integer(in: 0...(bytes.count - 1))] ^= UInt8(generator.integer(in: 1...255))
      }
      let path = try folder.write(bytes, "\(number).xlsx")
      do {
        let read = try Imported(path, .stations)
        #expect(read.obstacle != nil || !read.errors.isEmpty || read.stations == right)
      } catch let error as ImportError {
        #expect(!error.message.en.contains("vsimem"))
      }
    }
  }

  @Test func `A system that PROJ does not know is a matter of the option`() throws {
    let text = "编码,名称,经度,纬度\nS1,x,119.9,28.4\n"
    let error = try refusal(Array(text.utf8), "a.csv") { $0.datum = .system("EPSG:99999") }
    #expect(error.code == .usage)
  }

  @Test func `A time zone that does not exist is a matter of the option`() throws {
    let error = try refusal(Array("编码,名称\n".utf8), "a.csv") { $0.zone = "Asia/Lishui" }
    #expect(error.code == .usage)
  }
}
