import Geometry
import Quantities
import ResponseModel

/// Finds the nearest station of places, by distance on the ellipsoid.
///
/// The plane's grid proposes, the geodesic decides: within the plane's distortion several stations
/// can be the nearest, and each of them is measured (Karney 2013, doi 10.1007/s00190-012-0578-z).
struct NearestStationSearch {
  private let stations: [Station]
  private let positions: [PlanarPoint]
  private let grid: StationGrid
  /// No planar distance in this county is off by more than this share of itself.
  private let distortion: Double

  init(_ county: ProjectedCounty, cell: Double) {
    stations = county.stations
    positions = county.stationPositions
    grid = StationGrid(county.stationPositions, cell: cell)
    let places =
      county.stationPositions + county.demandPositions.compactMap { $0 }
      + county.seats.compactMap { $0 } + (county.boundary?.rings.flatMap(\.points) ?? [])
    let box = Bounds(containing: places)
    // The scale grows away from the central meridian, so it is largest at an end of the box.
    let scales = [box?.minimum, box?.maximum].compactMap { $0 }.map(county.plane.scaleFactor(at:))
    distortion = max((scales.max() ?? 1) - 1, 0) + 1e-6
  }

  /// The nearest station of each place, given with its point in the plane; `nil` where the place is
  /// not known or there is no station. Ties go to the lowest station code.
  /// - Complexity: O(places) for stations spread evenly.
  func nearest(
    to places: [(place: GeographicCoordinate?, point: PlanarPoint?)]
  ) -> [NearestStation?] {
    var close = grid.nearest(to: places.compactMap(\.point)).makeIterator()
    return places.map { place, point in
      guard let place, let point else { return nil }
      // Most places have a station in the cells around them; the others search farther.
      let near = close.next().flatMap { $0 < 0 ? nil : positions[Int($0)].distance(to: point) }
      return (near ?? grid.nearest(to: point)?.distance).flatMap {
        nearest(to: place, at: point, closest: $0)
      }
    }
  }

  /// The nearest station of `place`, which stands at `point` in the plane.
  func nearest(to place: GeographicCoordinate, at point: PlanarPoint) -> NearestStation? {
    grid.nearest(to: point).flatMap { nearest(to: place, at: point, closest: $0.distance) }
  }

  private func nearest(
    to place: GeographicCoordinate, at point: PlanarPoint, closest: Double
  ) -> NearestStation? {
    grid.all(within: closest * (1 + 2 * distortion) + 0.001, of: point)
      .map { index in
        NearestStation(
          stationCode: stations[index].code,
          distance: Geodesic.distance(place, stations[index].position))
      }
      .min { ($0.distance, $0.stationCode) < ($1.distance, $1.stationCode) }
  }
}
