import Geometry
import ResponseModel

/// Gathers from a file's rows what the detector compares.
struct DatumSampler {
  private let references: ReferenceData
  private let table: LayerTable
  /// Of the same thing, by code or name.
  private(set) var exact: [DatumPair] = []
  /// Of something near it: the seat of the township it lies in.
  private var near: [DatumPair] = []
  private(set) var placed: [PlacedPoint] = []
  private var hasAreas = false
  private let places: KnownPlaces

  init(references: ReferenceData, table: LayerTable) {
    self.references = references
    self.table = table
    places = KnownPlaces(references.data)
  }

  /// Whether no row had a position or a boundary.
  var isEmpty: Bool { placed.isEmpty && exact.isEmpty && near.isEmpty && !hasAreas }

  /// Three of the same tell more than a hundred of something near.
  var pairs: [DatumPair] { exact.count >= 3 ? exact : exact + near }

  mutating func take(_ row: ImportRow) {
    // What cannot be read here is reported when the rows are taken.
    guard let point = try? row.rawPoint() else {
      takeArea(row)
      return
    }
    let county = (try? row.code("county_code")).flatMap { $0 }.flatMap(references.countyCode)
    placed.append(PlacedPoint(point: point, countyCode: county ?? row.context.countyCode))
    let key = (try? row.code(table.key[0])).flatMap { $0 }
    let name = (try? row.text("name")).flatMap { $0 }
    if let known = places.same(table.layer, key: key, name: name) {
      exact.append(DatumPair(point: point, known: known))
    } else if let township = (try? row.code("township_code")).flatMap({ $0 }),
      let seat = references.township(township, countyCode: county)?.seat
    {
      near.append(DatumPair(point: point, known: seat))
    } else if let seat = name.flatMap(places.seat(namedIn:)) {
      near.append(DatumPair(point: point, known: seat))
    }
  }

  /// The corners and the middle of the box around a boundary.
  private mutating func takeArea(_ row: ImportRow) {
    guard let bytes = row.raw.shape, let shape = try? Shape<CRSPoint>(wkb: bytes),
      let box = shape.areas.bounds
    else { return }
    hasAreas = true
    let code = (try? row.code(table.key[0])).flatMap { $0 }
    let name = (try? row.text("name")).flatMap { $0 }
    if let known = places.boundary(table.layer, code: code, name: name) {
      exact += [
        DatumPair(point: box.minimum, known: known.minimum),
        DatumPair(point: box.maximum, known: known.maximum),
        DatumPair(point: box.center, known: known.center),
      ]
    } else if let seat = places.same(table.layer, key: code, name: name) {
      near.append(DatumPair(point: box.center, known: seat))
    }
    let county = (try? row.code("county_code")).flatMap { $0 }.flatMap(references.countyCode)
    guard table.layer == .townships else { return }
    placed.append(PlacedPoint(point: box.center, countyCode: county))
  }
}

/// The places of the store by what they are called.
private struct KnownPlaces {
  private var byKey: [Layer: [String: GeographicCoordinate]] = [:]
  private var boundaries: [Layer: [String: Bounds<GeographicCoordinate>]] = [:]
  private var seats: [(name: String, seat: GeographicCoordinate)] = []

  init(_ data: ServiceData) {
    for station in data.stations { add(.stations, station.code, station.name, station.position) }
    for place in data.facilities { add(.facilities, place.id, place.name, place.position) }
    for site in data.candidates { add(.candidates, site.id, site.name, site.position) }
    for point in data.demandPoints where point.source != VillageCountModel.name {
      add(.demandPoints, point.id, point.id, point.position)
    }
    for township in data.townships {
      add(.townships, township.code, township.name, township.seat)
      if let box = township.boundary?.bounds {
        boundaries[.townships, default: [:]][township.code] = box
      }
      if let seat = township.seat { seats.append((name: township.name, seat: seat)) }
    }
    for county in data.counties {
      guard let box = county.boundary?.bounds else { continue }
      boundaries[.counties, default: [:]][county.code] = box
      boundaries[.counties, default: [:]]["156" + county.code] = box
      boundaries[.counties, default: [:]][county.name] = box
    }
  }

  private mutating func add(
    _ layer: Layer, _ key: String, _ name: String, _ position: GeographicCoordinate?
  ) {
    guard let position else { return }
    byKey[layer, default: [:]][key] = position
    byKey[layer, default: [:]][name] = position
  }

  func same(_ layer: Layer, key: String?, name: String?) -> GeographicCoordinate? {
    key.flatMap { byKey[layer]?[$0] } ?? name.flatMap { byKey[layer]?[$0] }
  }

  func boundary(_ layer: Layer, code: String?, name: String?) -> Bounds<GeographicCoordinate>? {
    code.flatMap { boundaries[layer]?[$0] } ?? name.flatMap { boundaries[layer]?[$0] }
  }

  /// 雅溪镇卫生院 stands near the seat of 雅溪镇.
  func seat(namedIn name: String) -> GeographicCoordinate? {
    guard name.count >= 4 else { return nil }
    let found = seats.filter { name.contains($0.name) }
    return found.count == 1 ? found[0].seat : nil
  }
}
