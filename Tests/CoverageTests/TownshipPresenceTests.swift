import Coverage
import Geometry
import Quantities
import ResponseModel
import TestSupport
import Testing

@Suite("Stations per township")
struct TownshipPresenceTests {
  private let place = DesertCounty()

  private func presence(
    _ townships: [Township], _ stations: [Station]
  ) throws -> TownshipPresence {
    let plane = try AnalysisPlane(centralMeridian: 120)
    return try CountyCoverage.assessing(
      try ProjectedCounty(
        county: try place.county(), townships: townships, demand: [], stations: stations,
        plane: plane),
      radii: [Meters(3500)]
    ).presence
  }

  @Test("Without polygons the host code decides, and a 街道 is no administrative township")
  func hostCode() throws {
    let townships = [
      place.township(1, .subdistrict, at: (0, 0)), place.township(2, .town, at: (5000, 0)),
      place.township(3, .township, at: (9000, 0)),
    ]
    let presence = try presence(
      townships,
      [
        place.station(1, at: (0, 0), host: townships[0].code),
        place.station(2, at: (5000, 0), host: townships[1].code),
        place.station(3, at: (9000, 0)),
      ])
    #expect(presence.basis == .hostCode)
    #expect(presence.administrativeTownshipCodes == [townships[1].code, townships[2].code])
    #expect(presence.administrativeTownshipCodesWithStation == [townships[1].code])
    #expect(presence.unplacedStationCodes == ["100001-S3"])
  }

  @Test("With polygons a station counts where it stands, and where its record says")
  func polygons() throws {
    let townships = [
      place.township(1, at: (0, 0), boundary: try place.rectangle(-5000, -5000, 5000, 5000)),
      place.township(2, at: (9000, 0), boundary: try place.rectangle(5000, -5000, 15_000, 5000)),
    ]
    let presence = try presence(
      townships,
      [place.station(1, at: (0, 0)), place.station(2, at: (1, 1), host: townships[1].code)])
    #expect(presence.basis == .boundaries)
    #expect(presence.townships[0].stationCodes == ["100001-S1", "100001-S2"])
    #expect(presence.townships[1].stationCodes == ["100001-S2"])
    #expect(presence.unplacedStationCodes.isEmpty)
  }

  @Test("A station of another county does not count, wherever it stands")
  func foreign() throws {
    let township = place.township(
      1, at: (0, 0), boundary: try place.rectangle(-5000, -5000, 5000, 5000))
    let other = Station(
      code: "X", name: "X", countyCode: "200002", hostTownshipCode: township.code,
      position: place.place(0, 0), evidence: .surveyed)
    #expect(try presence([township], [other]).administrativeTownshipCodesWithStation.isEmpty)
  }

  @Test("Some polygons and some not is said to be mixed")
  func mixed() throws {
    let townships = [
      place.township(1, at: (0, 0), boundary: try place.rectangle(-5000, -5000, 5000, 5000)),
      place.township(2, at: (9000, 0)),
    ]
    #expect(try presence(townships, []).basis == .mixed)
  }
}
