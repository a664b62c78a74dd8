import Quantities
public import ResponseModel

import Foundation
import Geometry

/// What the analysis of one county reads. A scenario is a new value of this type.
public struct CountyInputs: Sendable, Hashable {
  public var county: County
  public var townships: [Township]
  public var demand: [DemandPoint]
  /// The county's own stations, and every other that can be the nearest of a place in it.
  public var stations: [Station]

  public init(
    county: County, townships: [Township], demand: [DemandPoint], stations: [Station]
  ) {
    self.county = county
    self.townships = townships
    self.demand = demand
    self.stations = stations
  }

  /// The box of the boundary; without one, of the townships and demand points, or else of the
  /// stations. `nil` where none of them has a position.
  var extent: Bounds<GeographicCoordinate>? {
    let own = stations.filter { $0.countyCode == county.code }.map(\.position)
    let places = townships.compactMap(\.seat) + demand.compactMap(\.position)
    return county.boundary?.bounds ?? Bounds(containing: places) ?? Bounds(containing: own)
  }

  /// The box of everything a nearest station is asked for: places may lie outside the boundary.
  fileprivate var servedBox: Bounds<GeographicCoordinate>? {
    let places = townships.compactMap(\.seat) + demand.compactMap(\.position)
    guard let extent, let box = Bounds(containing: places) else { return extent }
    return extent.union(box)
  }
}

/// Data cut into counties, each when it is asked for: those of all are as large as the data.
///
/// Stations across the border count: a county gets every station within `reach` of it, and as many
/// more as it takes for the nearest station of any place in it to be among them.
struct CountyCut: Sendable {
  /// In order of their codes.
  let counties: [County]
  private let data: ServiceData
  private let reach: Meters
  private let slack: Meters
  private let townships: [String: [Int]]
  private let demand: [String: [UInt32]]
  private let own: [String: [Station]]
  private let rows: StationRows

  /// - Parameter slack: how much farther than the nearest a station may be and still be wanted: one
  ///   that turns out sooner can answer first.
  /// - Complexity: O(*n* log *n*).
  init(_ data: ServiceData, reach: Meters, slack: Meters) {
    self.data = data
    self.reach = reach
    self.slack = slack
    counties = data.counties.sorted { $0.code < $1.code }
    townships = Dictionary(grouping: data.townships.indices) { data.townships[$0].countyCode }
    demand = Dictionary(grouping: 0..<UInt32(data.demandPoints.count)) {
      data.demandPoints[Int($0)].countyCode
    }
    own = Dictionary(grouping: data.stations) { $0.countyCode ?? "" }
    rows = StationRows(data.stations)
  }

  /// - Complexity: O(rows of the county), and O(stations) at worst.
  func inputs(of county: County) -> CountyInputs {
    var inputs = CountyInputs(
      county: county,
      townships: (townships[county.code] ?? []).map { data.townships[$0] }
        .sorted { $0.code < $1.code },
      demand: (demand[county.code] ?? []).map { data.demandPoints[Int($0)] }
        .sorted { $0.id < $1.id },
      stations: own[county.code] ?? [])
    if let box = inputs.servedBox {
      let near = rows.stations(serving: box, reach: reach, slack: slack)
      inputs.stations += near.filter { $0.countyCode != county.code }
    }
    inputs.stations.sort { $0.code < $1.code }
    return inputs
  }
}

/// Stations in rows of half a degree of latitude, each from west to east, to find those around a
/// county without asking every station of the country.
private struct StationRows: Sendable {
  private static let rowsPerDegree = 2.0
  /// A station farther away than this, metres, serves nobody: the county's plane ends before.
  private static let farthest = 2_000_000.0
  private let stations: [Station]
  private let rows: [Int: [Station]]

  init(_ stations: [Station]) {
    self.stations = stations
    rows = Dictionary(grouping: stations) { Self.row($0.position.latitude) }
      .mapValues { $0.sorted { $0.position.longitude < $1.position.longitude } }
  }

  private static func row(_ latitude: Double) -> Int {
    // A latitude that is none is reported where the county is projected.
    latitude.isNaN ? 0 : Int((min(max(latitude, -90), 90) * rowsPerDegree).rounded(.down))
  }

  /// Every station within `reach` of the box, and every one that can be nearest to a point of it, or
  /// no more than `slack` farther than the nearest.
  func stations(
    serving box: Bounds<GeographicCoordinate>, reach: Meters, slack: Meters
  ) -> [Station] {
    var margin = max(reach.value, 25_000)
    let corners = box.corners
    while margin < Self.farthest {
      let near = around(box, margin: margin)
      // A station whose farthest corner is within the margin bounds every point's nearest distance
      // by it, and what lies outside the margin is farther than that.
      let isEnough = near.contains { station in
        corners.allSatisfy {
          Geodesic.distance($0, station.position).value + slack.value <= margin
        }
      }
      if isEnough || near.count == stations.count { return near }
      margin *= 2
    }
    return around(box, margin: Self.farthest)
  }

  private func around(_ box: Bounds<GeographicCoordinate>, margin: Double) -> [Station] {
    // A degree of latitude is never shorter than 110.5 km; one of longitude shrinks with cos φ.
    let north = margin / 110_500
    let south = max(box.minimum.latitude - north, -90)
    let top = min(box.maximum.latitude + north, 90)
    let widest = max(abs(south), abs(top))
    let east = widest >= 89 ? 360 : north / cos(widest * .pi / 180)
    let (west, right) = (box.minimum.longitude - east, box.maximum.longitude + east)
    var near: [Station] = []
    for number in Self.row(south)...Self.row(top) {
      guard let row = rows[number] else { continue }
      near += row[Self.firstIndex(in: row, atOrEastOf: west)...]
        .prefix { $0.position.longitude <= right }
        .filter { $0.position.latitude >= south && $0.position.latitude <= top }
    }
    return near
  }

  /// Binary search: a row is in order of longitude.
  private static func firstIndex(in row: [Station], atOrEastOf longitude: Double) -> Int {
    var (low, high) = (0, row.count)
    while low < high {
      let middle = (low + high) / 2
      if row[middle].position.longitude < longitude { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Bounds where Point == GeographicCoordinate {
  fileprivate var corners: [GeographicCoordinate] {
    [
      minimum, maximum,
      GeographicCoordinate(easting: minimum.longitude, northing: maximum.latitude),
      GeographicCoordinate(easting: maximum.longitude, northing: minimum.latitude),
    ]
  }
}
