import Foundation
import Testing

@Suite("The sample lishui")
struct LishuiTests {
  @Test("has the rows and the totals that the census and the code table give")
  func totals() throws {
    let counties = try rows("counties"), townships = try rows("townships")
    #expect(counties.count == 9)
    #expect(sum(counties, "resident_population_2020") == 2_507_396)
    #expect(townships.count == 173)
    #expect(townships.count { $0["kind"] == "街道" } == 31)
    #expect(townships.count { $0["kind"] == "镇" } == 54)
    #expect(townships.count { $0["kind"] == "乡" } == 88)
    #expect(try rows("consortium_grid").count == 24)
    #expect(try rows("hospitals").count == 21)
  }

  @Test("uses each code once, and no code that is nowhere defined")
  func codes() throws {
    let counties = try unique(rows("counties"))
    let townships = try unique(rows("townships"))
    #expect(try unique(rows("stations")).count == 10)
    for township in try rows("townships") {
      let code = try #require(township["code"]), county = try #require(township["county_code"])
      #expect(code.count == 9 && code.hasPrefix(county) && counties.contains(county))
    }
    for hospital in try rows("hospitals") {
      #expect(counties.contains(try #require(hospital["county_code"])))
    }
    for (table, column) in [("stations", "township_code"), ("consortium_grid", "township_code")] {
      for row in try rows(table) {
        #expect(townships.contains(try #require(row[column])), "\(table): \(row)")
      }
    }
  }

  @Test("keeps the one township without a position")
  func unknownPosition() throws {
    let unknown = try rows("townships").filter { $0["latitude"] == "" || $0["longitude"] == "" }
    #expect(unknown.map { $0["name"] } == ["油竹街道"])
    #expect(unknown.map { $0["position_source"] } == ["unknown"])
  }

  @Test("marks nine stations as assumed and one as reported, each where its township is")
  func stations() throws {
    let stations = try rows("stations")
    #expect(stations.count { $0["evidence"] == "assumed" } == 9)
    #expect(stations.filter { $0["evidence"] == "reported" }.map { $0["code"] } == ["331102-S02"])
    let townships = Dictionary(
      uniqueKeysWithValues: try rows("townships").map { ($0["code"] ?? "", $0) })
    for station in stations {
      let host = try #require(townships[station["township_code"] ?? ""])
      #expect(station["latitude"] == host["latitude"] && station["longitude"] == host["longitude"])
    }
  }

  private func rows(_ table: String) throws -> [[String: String]] {
    try Table(contentsOf: GeoDataFolder.url.appending(path: "lishui/\(table).csv")).rows
  }

  private func sum(_ rows: [[String: String]], _ column: String) -> Int {
    rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) }
  }

  /// The codes of a table, each of which must occur once.
  private func unique(_ rows: [[String: String]]) throws -> Set<String> {
    let codes = try rows.map { try #require($0["code"]) }
    let unique = Set(codes)
    #expect(unique.count == codes.count)
    return unique
  }
}
