public import Coverage
public import Geometry
public import Quantities
import ResponseModel
public import Routing
import Standards

/// Where the first ambulance comes to within the limits of a standard, for a map: by day, at the
/// model's own speeds.
public struct ResponseReach: Sendable {
  /// What one limit reaches.
  public struct Area: Sendable {
    public let minutes: Double
    /// By straight line: around each station as far as it drives in what is left of the time.
    public let circles: [(center: GeographicCoordinate, radius: Meters)]
    /// On roads.
    public let shapes: [MultiPolygon<GeographicCoordinate>]
  }

  /// The smallest limit first.
  public let areas: [Area]
  /// Roads to draw; empty without any.
  public let roads: [(roadClass: RoadClass, points: [GeographicCoordinate])]
  /// Who must be named beside the roads.
  public let attribution: String?
  public let method: ResponseMethod

  /// Side of the cells of an area on roads: finer than a page can show.
  static let cell = Meters(100)
  /// Roads that a map of a county shows.
  static let shownRoads: Set<RoadClass> = [
    .motorway, .motorwayLink, .trunk, .trunkLink, .primary, .primaryLink, .secondary,
    .secondaryLink, .tertiary, .tertiaryLink, .unclassified,
  ]

  /// - Returns: `nil` where the standard has no limit on response times in minutes, or nothing was
  ///   modelled.
  /// - Complexity: that of the isochrones of the stations that answer first somewhere in the county.
  public init?(of response: ResponseAnalysis, roads: RoadModel?) async {
    guard let assessed = response.counties.first, let model = assessed.modelled else { return nil }
    let limits = response.standard.responseLimits
    guard !limits.isEmpty else { return nil }
    var used = Set(
      model.places.flatMap { place in [place.best(.day)?.station].compactMap(\.self) })
    used.formUnion(
      model.stations.indices.filter { model.stations[$0].countyCode == model.countyCode })
    let stations = used.sorted()
    let isOnRoads = roads != nil && model.method != .straightLine
    // What is left for driving, by station and limit.
    func left(_ station: Int, _ minutes: Double) -> Double {
      minutes * 60 - model.callHandling.time.value - model.turnouts[station].day.time.value
        - (isOnRoads ? model.fixedDelayMilliseconds / 1000 : 0)
    }
    var shapes: [[MultiPolygon<GeographicCoordinate>]] = limits.map { _ in [] }
    if isOnRoads, let roads {
      let groups = Dictionary(grouping: stations) { model.turnouts[$0].day.time.value }
      for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
        let spans = limits.map { left(group[0], $0) }
        let possible = spans.indices.filter { spans[$0] > 0 }
        guard !possible.isEmpty else { continue }
        let found = await roads.isochrones(
          from: group.map { model.stations[$0].position },
          limits: possible.map { Seconds(spans[$0]) }, cell: Self.cell)
        for row in found {
          for (place, isochrone) in zip(possible, row) where !isochrone.area.isEmpty {
            shapes[place].append(isochrone.area)
          }
        }
      }
    }
    let terms = response.terms
    areas = zip(limits, shapes).map { minutes, shapes in
      let circles =
        isOnRoads
        ? []
        : stations.compactMap { index -> (center: GeographicCoordinate, radius: Meters)? in
          let meters =
            left(index, minutes) * terms.speedKilometersPerHour.value / 3.6 / terms.detour.value
          guard meters > 0 else { return nil }
          return (model.stations[index].position, Meters(meters))
        }
      return Area(minutes: minutes, circles: circles, shapes: shapes)
    }
    let places =
      model.stations.filter { $0.countyCode == model.countyCode }.map(\.position)
      + assessed.inputs.townships.compactMap(\.seat)
      + assessed.inputs.demand.compactMap(\.position)
    let box = assessed.inputs.county.boundary?.bounds ?? Bounds(containing: places)
    self.roads =
      box.flatMap { box in roads?.lines(within: box, of: Self.shownRoads) } ?? []
    attribution = roads?.network.description.attribution
    method = model.method
  }
}

extension Standard {
  /// Minutes of its rules on response times, each once, in growing order.
  var responseLimits: [Double] {
    let limits = rules.compactMap { rule -> Double? in
      guard case .responseStatistic(let it) = rule.requirement else { return nil }
      return it.limit.unit == .seconds ? it.limit.value / 60 : it.limit.value
    }
    return Set(limits).sorted()
  }
}
