import Foundation
import Geometry
import ResponseModel

/// Cells of a population grid, gathered by county and square.
struct GridGathering {
  private struct Key: Hashable {
    let county: Int
    let column: Int
    let row: Int
  }

  private struct Square {
    var people = ExactSum()
    /// Degrees times people.
    var longitude = ExactSum()
    var latitude = ExactSum()
    /// The fullest cell.
    var most = 0.0
    var fullest = GeographicCoordinate(easting: 0, northing: 0)

    mutating func add(_ count: Double, at position: GeographicCoordinate) {
      people.add(count)
      longitude.add(count * position.longitude)
      latitude.add(count * position.latitude)
      if count > most { (most, fullest) = (count, position) }
    }
  }

  private let codes: [String]
  private let locators: [AreaLocator]
  private let degreesEast: Double
  private let degreesNorth: Double
  private var squares: [Key: Square] = [:]
  /// The county of the cell before: its neighbour is mostly in the same one.
  private var last = 0
  private(set) var total = ExactSum()
  private(set) var assigned = ExactSum()

  init(_ counties: [County], side: Double) throws(GeometryError) {
    let counties = counties.sorted { $0.code < $1.code }
    codes = counties.map(\.code)
    var locators: [AreaLocator] = []
    var middle = 0.0
    for county in counties {
      guard let boundary = county.boundary else { continue }
      locators.append(AreaLocator(try boundary.inDegrees()))
      middle += (boundary.bounds?.center.latitude ?? 0) / Double(counties.count)
    }
    self.locators = locators
    // Squares by degrees: near enough square within a county, and the same whatever the county.
    degreesNorth = side / 111_195
    degreesEast = side / (111_195 * cosine(degrees: middle))
  }

  mutating func add(_ people: Double, at position: GeographicCoordinate) {
    total.add(people)
    let point = PlanarPoint(x: position.longitude, y: position.latitude)
    guard let county = county(of: point) else { return }
    last = county
    assigned.add(people)
    let key = Key(
      county: county, column: Int((position.longitude / degreesEast).rounded(.down)),
      row: Int((position.latitude / degreesNorth).rounded(.down)))
    squares[key, default: Square()].add(people, at: position)
  }

  private func county(of point: PlanarPoint) -> Int? {
    if locators[last].location(of: point) != .outside { return last }
    return locators.indices.first { locators[$0].location(of: point) != .outside }
  }

  /// In order of county and place.
  func points(townships: [Township], source: String) -> [DemandPoint] {
    let seats = Dictionary(grouping: townships.filter { $0.seat != nil }, by: \.countyCode)
    let sorted = squares.sorted {
      ($0.key.county, $0.key.row, $0.key.column) < ($1.key.county, $1.key.row, $1.key.column)
    }
    return sorted.map { key, square in
      let people = square.people.value
      var position = GeographicCoordinate(
        easting: square.longitude.value / people, northing: square.latitude.value / people)
      // Round a bend of the border the mean place may be in the next county; a cell never is.
      let mean = PlanarPoint(x: position.longitude, y: position.latitude)
      if locators[key.county].location(of: mean) == .outside { position = square.fullest }
      let code = codes[key.county]
      let township = nearest(position, seats[code] ?? [])
      let id = "\(code)-G\(key.column)-\(key.row)"
      return DemandPoint(
        id: id, countyCode: code, townshipCode: township?.code, name: id,
        areaClass: township?.likelyClass ?? .rural, residents: people, position: position,
        evidence: .modelled, source: source)
    }
  }

  private func nearest(_ position: GeographicCoordinate, _ townships: [Township]) -> Township? {
    let stretch = cosine(degrees: position.latitude)
    func distance(_ township: Township) -> Double {
      guard let seat = township.seat else { return .infinity }
      let x = (seat.longitude - position.longitude) * stretch
      let y = seat.latitude - position.latitude
      return x * x + y * y
    }
    return townships.min { distance($0) < distance($1) }
  }
}
