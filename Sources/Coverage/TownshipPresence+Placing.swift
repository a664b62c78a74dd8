import Geometry
import ResponseModel

extension TownshipPresence {
  /// Places each of the county's stations in a township: where its position lies in a township's
  /// boundary, and where its own record says. Without a boundary the record alone decides.
  ///
  /// A station of another county does not count, nor does one whose record names a township of
  /// another county.
  static func placing(
    stationsOf county: ProjectedCounty, _ geos: GEOSContext
  ) throws(GeometryError) -> TownshipPresence {
    let own = county.stations.indices.filter {
      county.stations[$0].countyCode == county.county.code
    }
    var placed = [Set<String>](repeating: [], count: county.townships.count)
    var bounded = 0
    for (index, township) in county.townships.enumerated() {
      for station in own where county.stations[station].hostTownshipCode == township.code {
        placed[index].insert(county.stations[station].code)
      }
      guard let boundary = county.townshipBoundaries[index] else { continue }
      bounded += 1
      let inside = try geos.geometry(boundary).prepared()
        .contains(own.map { county.stationPositions[$0] })
      for (station, isInside) in zip(own, inside) where isInside {
        placed[index].insert(county.stations[station].code)
      }
    }
    let everywhere = placed.reduce(into: Set()) { $0.formUnion($1) }
    return TownshipPresence(
      townships: zip(county.townships, placed).map {
        Entry(townshipCode: $0.code, kind: $0.kind, stationCodes: $1.sorted())
      },
      basis: bounded == 0
        ? .hostCode : bounded == county.townships.count ? .boundaries : .mixed,
      unplacedStationCodes: own.map { county.stations[$0].code }
        .filter { !everywhere.contains($0) }.sorted())
  }
}
