import Coverage
import Quantities
import ResponseModel
import Routing

extension InputDigest {
  /// Of everything a response time is computed from: the tables of places, the terms, and the events
  /// that were observed.
  static func sha256(
    of data: ServiceData, terms: ResponseTerms, roads: RoadModel?, observed: [ObservedResponse]
  ) -> String {
    var digest = Digest()
    digest.add(sha256(of: data))
    digest.layer("call_handling", data.counties.sorted { $0.code < $1.code }) { digest, county in
      digest.add(
        county.callHandling.map { bits($0.time.value) }, county.callHandling?.evidence.rawValue,
        county.dayHours?.description)
    }
    digest.layer("turnout", data.stations.sorted { $0.code < $1.code }) { digest, station in
      digest.add(
        (station.turnout?.day?.value).map(bits), (station.turnout?.night?.value).map(bits),
        station.turnout?.evidence.rawValue)
    }
    digest.layer("mountains", data.townships.sorted { $0.code < $1.code }) { digest, township in
      digest.add(township.isMountainOrIsland.map { $0 ? "1" : "0" })
    }
    digest.add(
      bits(terms.callHandling.time.value), terms.callHandling.evidence.rawValue,
      bits(terms.turnout.time.value), terms.turnout.evidence.rawValue,
      bits(terms.speedKilometersPerHour.value), terms.speedKilometersPerHour.evidence.rawValue,
      bits(terms.detour.value), terms.detour.evidence.rawValue)
    if let roads {
      let network = roads.network
      digest.add(
        network.description.sourceDigest, String(network.arcCount), String(network.segmentCount),
        bits(network.totalLength.value), roads.profile.id)
      digest.add(String(roads.travelTimeDigest, radix: 16))
    }
    for county in observed {
      digest.add(county.countyCode, String(county.missions), String(county.events))
      digest.layer("events", county.counted) { digest, event in
        digest.add(
          String(event.milliseconds), event.station, event.townshipCode,
          event.areaClass?.rawValue, event.received.description, String(event.missions))
        digest.add(event.position)
      }
    }
    return digest.hexadecimal
  }
}
