import Foundation
import Geometry
import ResponseModel
import TestSupport

/// A made-up country for measuring growth: nothing in it stands for a real place.
///
/// Counties of about 40 × 40 km side by side, from 22°N 95°E. A border is drawn once for both its
/// sides, with corners every kilometre and a deterministic wobble, so a county has some 152 corners
/// and no gap to its neighbours. Each county has 20 townships with 40 demand points, and 20 stations
/// anywhere in it, so that circles reach across borders.
struct SyntheticService {
  private static let seed: UInt64 = 375
  private static let south = 22.0
  private static let west = 95.0
  private static let height = 0.36
  private static let width = 0.4
  private static let cornersPerSide = 38

  let data: ServiceData

  /// The counties of a smaller country are those of a larger one in another arrangement.
  init(counties count: Int) {
    let columns = Int(Double(count).squareRoot().rounded(.up))
    var data = ServiceData()
    for index in 0..<count {
      Self.append(column: index % columns, row: index / columns, index: index, to: &data)
    }
    data.issues = [
      DataIssue(
        .note, code: "synthetic-data",
        LocalizedText(
          zh: "虚构数据,仅用于测速", en: "made-up data for measuring speed, no real place"))
    ]
    self.data = data
  }

  private static func append(column: Int, row: Int, index: Int, to data: inout ServiceData) {
    let code = String(100_000 + index)
    let name = "Synthetic \(code)"
    var generator = SeededGenerator(seed: seed &+ UInt64(index) &* 0x9E37_79B9)
    let box = Bounds(
      minimum: corner(column, row, inset: 0.02), maximum: corner(column + 1, row + 1, inset: -0.02))
    let townships = (0..<20).map { number in
      Township(
        code: code + String(format: "%03d", number), countyCode: code,
        name: "\(name) township \(number)", kind: number < 4 ? .subdistrict : .town,
        seat: generator.position(in: box), villages: 10, urbanVillages: number < 4 ? 10 : 2)
    }
    var residents = 0.0
    for township in townships {
      for (letter, areaClass) in [("U", AreaClass.urban), ("R", .rural)] {
        let people = Double(generator.integer(in: 500...20_000))
        residents += people
        data.demandPoints.append(
          DemandPoint(
            id: "\(township.code)-\(letter)", countyCode: code, townshipCode: township.code,
            name: township.name, areaClass: areaClass, residents: people,
            position: generator.position(in: box), evidence: .modelled, source: "synthetic"))
      }
    }
    for number in 0..<20 {
      data.stations.append(
        Station(
          code: "\(code)-S" + String(format: "%02d", number), name: "\(name) station \(number)",
          countyCode: code, hostTownshipCode: townships[number].code,
          position: generator.position(in: box), evidence: .assumed))
    }
    data.townships += townships
    data.counties.append(
      County(
        code: code, name: name, residents: residents,
        boundary: MultiPolygon([Polygon(shell: boundary(column, row))])))
  }

  private static func corner(_ column: Int, _ row: Int, inset: Double = 0) -> GeographicCoordinate {
    GeographicCoordinate(
      easting: west + Double(column) * width + inset, northing: south + Double(row) * height + inset
    )
  }

  /// Counter-clockwise from the south-west.
  private static func boundary(_ column: Int, _ row: Int) -> LinearRing<GeographicCoordinate> {
    let points =
      side(column, row, isHorizontal: true)
      + side(column + 1, row, isHorizontal: false)
      + side(column, row + 1, isHorizontal: true, reversed: true)
      + side(column, row, isHorizontal: false, reversed: true)
    do {
      return try LinearRing(points + [points[0]])
    } catch {
      preconditionFailure("a closed ring of finite points: \(error.message)")
    }
  }

  /// One border from its western or southern end, the other end left to the next side.
  private static func side(
    _ column: Int, _ row: Int, isHorizontal: Bool, reversed: Bool = false
  ) -> [GeographicCoordinate] {
    let key = UInt64(column) << 32 | UInt64(row) << 1 | (isHorizontal ? 1 : 0)
    var generator = SeededGenerator(seed: seed &+ key &* 0xBF58_476D)
    let start = corner(column, row)
    let wobble = 0.004
    var points = (0...cornersPerSide).map { number in
      let along = Double(number) / Double(cornersPerSide)
      let across = number % cornersPerSide == 0 ? 0 : generator.number(in: -wobble...wobble)
      return GeographicCoordinate(
        easting: start.longitude + (isHorizontal ? along * width : across),
        northing: start.latitude + (isHorizontal ? across : along * height))
    }
    if reversed { points.reverse() }
    return points.dropLast()
  }
}
