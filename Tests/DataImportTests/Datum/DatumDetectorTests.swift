import Geometry
import ResponseModel
import TestSupport
import Testing

@testable import DataImport

@Suite struct DatumDetectorTests {
  private enum Kind: String, CaseIterable {
    case wgs84, gcj02, bd09

    func written(_ position: GeographicCoordinate, swapped: Bool = false) -> CRSPoint {
      let shown: GeographicCoordinate =
        switch self {
        case .wgs84: position
        case .gcj02: ChineseDatum.gcj02.fromWGS84(position)
        case .bd09: ChineseDatum.bd09.fromWGS84(position)
        }
      return swapped
        ? CRSPoint(easting: shown.latitude, northing: shown.longitude)
        : CRSPoint(easting: shown.longitude, northing: shown.latitude)
    }
  }

  private func hypothesis(_ datum: SourceDatum) throws -> DatumHypothesis {
    try #require(DatumHypothesis(datum))
  }

  private func finding(
    _ pairs: [DatumPair], placed: [PlacedPoint] = [], taken: SourceDatum,
    inside: (GeographicCoordinate, String?) -> Bool? = { _, _ in nil }
  ) throws -> DatumFinding {
    DatumDetector.examine(
      pairs: pairs, placed: placed, taken: try hypothesis(taken), isInside: inside)
  }

  /// Ten stations that the store knows, each drawn up to `spread` metres beside.
  private func pairs(
    _ kind: Kind, swapped: Bool = false, count: Int = 10, spread: Double = 0, seed: UInt64 = 1
  ) -> [DatumPair] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let known: GeographicCoordinate = generator.position(in: lishui)
      let drawn = GeographicCoordinate(
        easting: known.longitude + generator.number(in: -1...1) * spread / 98_000,
        northing: known.latitude + generator.number(in: -1...1) * spread / 111_000)
      return DatumPair(point: kind.written(drawn, swapped: swapped), known: known)
    }
  }

  @Test(arguments: Seeds.some)
  func `Each datum is told from the others, taken as either`(seed: UInt64) throws {
    let taken: [(SourceDatum, Kind)] = [(.wgs84, .wgs84), (.gcj02, .gcj02), (.bd09, .bd09)]
    for kind in Kind.allCases {
      for (datum, other) in taken {
        let found = try finding(pairs(kind, spread: 60, seed: seed), taken: datum)
        if kind == other {
          #expect(found.verdict == .agrees)
        } else {
          guard case .contradicts(let hypothesis) = found.verdict else {
            Issue.record("\(kind) taken as \(datum): \(found.verdict)")
            continue
          }
          #expect(hypothesis.datum.rawValue == kind.rawValue)
          #expect(!hypothesis.isSwapped)
        }
      }
    }
  }

  @Test func `The sentence gives the distance, the direction and the option`() throws {
    let found = try finding(pairs(.gcj02), taken: .wgs84)
    let sentence = try #require(found.sentence)
    #expect(sentence.en.contains("these points look like GCJ-02: "))
    #expect(sentence.en.hasSuffix("use --crs gcj02"))
    let offset = try #require(found.offsetMeters)
    // standards.md §5: GCJ-02 moves Lishui by 555 to 608 m.
    #expect((540...620).contains(offset))
  }

  @Test(arguments: Kind.allCases.map(\.rawValue))
  func `Swapped axes are found, with three points and with one`(name: String) throws {
    let kind = try #require(Kind(rawValue: name))
    for count in [1, 3, 10] {
      let found = try finding(pairs(kind, swapped: true, count: count), taken: .wgs84)
      guard case .contradicts(let hypothesis) = found.verdict else {
        Issue.record("\(count) points: \(found.verdict)")
        continue
      }
      #expect(hypothesis.isSwapped)
      #expect(found.sentence?.en.contains("swapped") == true)
    }
  }

  @Test(arguments: Seeds.some)
  func `Places that lie kilometres apart at random show nothing`(seed: UInt64) throws {
    let found = try finding(pairs(.wgs84, count: 8, spread: 4000, seed: seed), taken: .wgs84)
    if case .contradicts = found.verdict { Issue.record("\(found)") }
  }

  @Test(arguments: Seeds.some)
  func `Villages a kilometre around their township's seat show a wrong datum by their number`(
    seed: UInt64
  ) throws {
    let found = try finding(pairs(.gcj02, count: 600, spread: 1500, seed: seed), taken: .wgs84)
    guard case .contradicts(let hypothesis) = found.verdict else {
      Issue.record("\(found)")
      return
    }
    #expect(hypothesis.datum == .gcj02)
  }

  @Test func `One wrong row does not look like a datum`() throws {
    var pairs = pairs(.wgs84, count: 9)
    pairs.append(
      DatumPair(
        point: CRSPoint(easting: 119, northing: 27.5),
        known: GeographicCoordinate(easting: 120, northing: 28.5)))
    #expect(try finding(pairs, taken: .wgs84).verdict == .agrees)
  }

  @Test func `Points along a border tell by the side they fall on`() throws {
    let county = DesertCounty(halfSide: 20_000)
    let area = try #require(try county.county().boundary)
    let locator = AreaLocator(try area.inDegrees())
    func inside(_ position: GeographicCoordinate, _: String?) -> Bool? {
      locator.contains(PlanarPoint(x: position.longitude, y: position.latitude))
    }
    var generator = SeededGenerator(seed: 7)
    func points(_ kind: Kind) -> [PlacedPoint] {
      (0..<1500).map { _ in
        let place = county.place(
          generator.number(in: -19_900...19_900), generator.number(in: -19_900...19_900))
        return PlacedPoint(point: kind.written(place), countyCode: county.code)
      }
    }
    let wrong = try finding([], placed: points(.gcj02), taken: .wgs84, inside: inside)
    guard case .contradicts(let hypothesis) = wrong.verdict else {
      Issue.record("\(wrong)")
      return
    }
    #expect(hypothesis.datum == .gcj02)
    #expect(wrong.outsideBefore > 8)
    let right = try finding([], placed: points(.wgs84), taken: .wgs84, inside: inside)
    if case .contradicts = right.verdict { Issue.record("\(right)") }
  }

  @Test func `Nothing to compare with is inconclusive`() throws {
    #expect(try finding([], taken: .wgs84).verdict == .inconclusive)
  }

  @Test(arguments: ["经度(CGCS2000)", "longitude_cgcs2000", "经度(国家2000)", "经度(2000国家大地坐标系)"])
  func `The 2000 of a datum is no year`(header: String) {
    let name = HeaderName(header)
    #expect(HeaderNote(name).datum == .cgcs2000)
    #expect(name.year == nil)
    let dictionary = HeaderDictionary(LayerTable(.stations))
    #expect(!dictionary.meanings(of: name).isEmpty)
  }

  @Test func `A system without a name is called by its datum`() {
    let mapInfo = SourceDatum.system(#"GEOGCRS["unnamed",DATUM["World Geodetic System 1984",ID]]"#)
    #expect(mapInfo.name == "World Geodetic System 1984")
    #expect(SourceDatum.system(#"GEOGCS["WGS 84",DATUM["WGS_1984"]]"#).name == "WGS 84")
  }
}
