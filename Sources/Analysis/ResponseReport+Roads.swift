import Coverage
import Quantities
import Routing

extension ResponseReport.Roads {
  init(_ roads: RoadModel) {
    let description = roads.network.description
    self.init(
      source: description.source, sourceSha256: description.sourceDigest,
      sourceTimestamp: description.sourceTimestamp, attribution: description.attribution,
      speedProfile: roads.profile.id, dayPeriod: roads.dayPeriod, nightPeriod: roads.nightPeriod,
      lengthKm: roads.network.totalLength.kilometers)
  }
}
