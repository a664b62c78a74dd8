import Analysis
import Geometry
import Quantities
import ResponseModel
import Standards
import TestSupport

/// Data for map tests, made up around Lishui.
enum MapSketch {
  static let middle = GeographicCoordinate(easting: 119.9, northing: 28.4)

  /// A square county of `size` kilometres.
  static func county(
    _ code: String = "331102", name: String = "莲都区", nameInEnglish: String? = "Liandu",
    at center: GeographicCoordinate = middle, size: Double = 40, hasBoundary: Bool = true
  ) throws -> County {
    let half = size / 2 / 111
    let ring = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)].map {
      GeographicCoordinate(easting: center.longitude + $0.0, northing: center.latitude + $0.1)
    }
    return County(
      code: code, name: name, nameInEnglish: nameInEnglish, residents: 100_000,
      boundary: hasBoundary ? MultiPolygon([Polygon(shell: try LinearRing(ring))]) : nil)
  }

  static func station(
    _ number: Int, name: String? = nil, at position: GeographicCoordinate = middle,
    county: String? = "331102", evidence: Evidence = .assumed
  ) -> Station {
    Station(
      code: "S\(number)", name: name ?? "第\(number)急救站", countyCode: county,
      hostTownshipCode: nil, position: position, evidence: evidence)
  }

  static func township(
    _ number: Int, name: String? = nil, kind: TownshipKind = .town,
    at seat: GeographicCoordinate? = middle, county: String = "331102"
  ) -> Township {
    Township(
      code: "T\(number)", countyCode: county, name: name ?? "第\(number)镇", kind: kind, seat: seat)
  }

  static func demand(
    _ township: Township, residents: Double, evidence: Evidence = .modelled
  ) -> DemandPoint {
    DemandPoint(
      id: "D\(township.code)", countyCode: township.countyCode, townshipCode: township.code,
      name: township.name, areaClass: .rural, residents: residents, position: township.seat,
      evidence: evidence, source: VillageCountModel.name)
  }

  /// A county with stations and townships strewn over it.
  static func data(
    stations: Int, townships: Int, seed: UInt64 = 1, size: Double = 40
  ) throws -> ServiceData {
    var generator = SeededGenerator(seed: seed)
    let half = size / 2 / 111 * 0.95
    let box = Bounds(
      minimum: GeographicCoordinate(
        easting: middle.longitude - half, northing: middle.latitude - half),
      maximum: GeographicCoordinate(
        easting: middle.longitude + half, northing: middle.latitude + half))
    let kinds: [TownshipKind] = [.subdistrict, .town, .township]
    let places = (0..<townships).map {
      township($0, kind: kinds[$0 % 3], at: generator.position(in: box))
    }
    let evidence: [Evidence] = [.assumed, .reported, .surveyed]
    return ServiceData(
      counties: [try county(size: size)], townships: places,
      demandPoints: places.map {
        demand($0, residents: generator.number(in: 300...40_000).rounded())
      },
      stations: (0..<stations).map {
        station(
          $0, name: "第\($0)中心卫生院急救站", at: generator.position(in: box), evidence: evidence[$0 % 3])
      })
  }

  /// No rules: the usual radii 3.5, 8 and 10 km.
  static let standard = Standard(
    id: "test-1", name: LocalizedText(zh: "测试标准", en: "Test standard"), mark: .fullText, rules: [])

  static func analysis(
    _ data: ServiceData, radii: [Meters]? = nil
  ) async throws -> CoverageAnalysis {
    guard let date = CalendarDate(year: 2024, month: 6, day: 30) else {
      preconditionFailure("30 June is a day")
    }
    return try await CoverageAnalysis.run(on: data, standard: standard, date: date, radii: radii)
  }
}
