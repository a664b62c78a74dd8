import Routing
import Testing

@testable import DataImport

@Suite("OpenStreetMap values")
struct OSMValueTests {
  @Test(
    "A speed limit is read in every form that is documented",
    arguments: [
      ("50", 50.0), ("50 km/h", 50), ("50kmh", 50), ("50 kph", 50), (" 50 ", 50), ("7.5", 7.5),
      ("30 mph", 48.3), ("50 mph", 80.5), ("50mph", 80.5), ("10 knots", 18.5), ("walk", 6),
      ("CN:urban", 50), ("CN:rural", 70), ("CN:motorway", 120), ("DE:urban", 50), ("DE:rural", 100),
      ("DE:zone:30", 30), ("DE:zone30", 30), ("de:living_street", 7), ("GB:nsl_single", 96.6),
      ("GB:nsl_dual", 112.7), ("CH:30", 30), ("XX:urban", 50), ("50;30", 30), ("50; 80", 50),
    ])
  func limits(text: String, expected: Double) {
    #expect(OSMSpeedLimit(text).limit?.kilometersPerHour == expected)
  }

  @Test("No limit is none, and neither a number nor unknown", arguments: ["none", "DE:motorway"])
  func unlimited(text: String) { #expect(OSMSpeedLimit(text) == .limit(.none)) }

  @Test(
    "What says no number says none", arguments: ["signals", "variable", "sign", "", "XX:rural"])
  func unstated(text: String) { #expect(OSMSpeedLimit(text) == .unstated) }

  @Test(
    "What cannot be a speed is not taken for one",
    arguments: ["fast", "-50", "0", "50 furlongs", "5000", "50@", "nan", "inf", "0x20", ".", "CN:"])
  func unreadable(text: String) {
    #expect(OSMSpeedLimit(text).limit == nil, "\(text)")
  }

  @Test(
    "A ferry's duration is read in every form that is documented",
    arguments: [
      ("00:20", 1200), ("1:30", 5400), ("01:30:30", 5430), ("45", 2700), ("PT20M", 1200),
      ("PT1H30M", 5400), ("P1DT1H", 90000), ("pt2h", 7200),
    ])
  func durations(text: String, seconds: Int) {
    #expect(OSMDuration.seconds(text) == UInt32(seconds))
  }

  @Test(
    "What is no duration is not taken for one",
    arguments: ["", "soon", "1:99", "-5", "0", "PT", "PT5", "20M", "1:2:3:4", "00:00"])
  func noDuration(text: String) { #expect(OSMDuration.seconds(text) == nil) }

  @Test(
    "Surfaces are known by their words and by what they are a kind of",
    arguments: [
      ("asphalt", RoadSurface.asphalt), ("concrete:plates", .concrete), ("earth", .ground),
      ("cobblestone:flattened", .sett), ("gravel;dirt", .gravel), ("purple", .unknown),
      ("unhewn_cobblestone", .cobblestone),
    ])
  func surfaces(text: String, expected: RoadSurface) {
    #expect(OSMSurfaceRules.surface(text) == expected)
  }
}
