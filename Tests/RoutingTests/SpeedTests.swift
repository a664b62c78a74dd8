import Geometry
import Quantities
import ResponseModel
import Routing
import TestSupport
import Testing

@Suite("Speeds")
struct SpeedTests {
  private func profile(_ change: (inout SpeedProfile) -> Void = { _ in }) -> SpeedProfile {
    var profile = SpeedProfile(
      id: "test", title: LocalizedText(zh: "试", en: "test"),
      classes: [
        .residential: ClassSpeed(kilometersPerHour: SourcedValue(36)),
        .primary: ClassSpeed(
          kilometersPerHour: SourcedValue(72), emergencyFactor: SourcedValue(1.25)),
      ])
    change(&profile)
    return profile
  }

  /// Kilometres per hour on one straight road of 200 m.
  private func speed(
    _ profile: SpeedProfile, period: String? = nil,
    _ change: (inout RoadAttributes) -> Void = { _ in }
  ) throws -> SegmentSpeed {
    try speed(.residential, profile, period: period, change)
  }

  private func speed(
    _ roadClass: RoadClass, _ profile: SpeedProfile, period: String? = nil,
    _ change: (inout RoadAttributes) -> Void = { _ in }
  ) throws -> SegmentSpeed {
    let network = NetworkSketch(
      "A---B",
      attributes: { _ in
        var road = RoadAttributes(roadClass)
        change(&road)
        return road
      }
    ).network()
    return try network.speed(ofSegment: 0, forward: true, profile, period: period)
  }

  private func expect(_ speed: SegmentSpeed, _ kilometersPerHour: Double, _ rules: [String]) throws
  {
    #expect(abs(try #require(speed.kilometersPerHour) - kilometersPerHour) < 0.01)
    #expect(speed.steps.map(\.rule.rawValue) == rules)
  }

  @Test("The class gives the speed, and a class that the profile does not name is closed")
  func classes() throws {
    try expect(try speed(profile()), 36, ["class"])
    #expect(try speed(.motorway, profile()).closedBy == "class")
  }

  @Test("A posted limit caps, replaces or is ignored")
  func limits() throws {
    let posted: (Double) -> (inout RoadAttributes) -> Void = { limit in
      { $0.limitForward = SpeedLimit(kilometersPerHour: limit) ?? .unknown }
    }
    try expect(try speed(profile(), posted(30)), 30, ["class", "speed_limit"])
    try expect(try speed(profile(), posted(50)), 36, ["class"])
    let factor = profile { $0.speedLimit.factor = SourcedValue(0.9) }
    try expect(try speed(factor, posted(30)), 27, ["class", "speed_limit"])
    let replacing = profile { $0.speedLimit.use = .replace }
    try expect(try speed(replacing, posted(50)), 50, ["class", "speed_limit"])
    try expect(try speed(replacing) { $0.limitForward = .none }, 36, ["class"])
    let ignoring = profile { $0.speedLimit.use = .ignore }
    try expect(try speed(ignoring, posted(5)), 36, ["class"])
  }

  @Test("The emergency factor multiplies what is driven, bends and all")
  func emergency() throws {
    try expect(try speed(.primary, profile()), 90, ["class", "emergency"])
    try expect(
      try speed(.primary, profile()) {
        $0.limitForward = SpeedLimit(kilometersPerHour: 60) ?? .unknown
      },
      75, ["class", "speed_limit", "emergency"])
    let capped = profile { $0.maximumKilometersPerHour = SourcedValue(80) }
    try expect(try speed(.primary, capped), 80, ["class", "maximum", "emergency"])
  }

  @Test("The worse of surface and smoothness counts, and a factor of 0 closes")
  func surfaces() throws {
    let rough = profile {
      $0.surfaces = [.gravel: SourcedValue(0.5), .mud: SourcedValue(0)]
      $0.smoothness = [.bad: SourcedValue(0.75), .horrible: SourcedValue(0.25)]
    }
    try expect(try speed(rough) { $0.surface = .gravel }, 18, ["class", "surface"])
    try expect(
      try speed(rough) {
        $0.surface = .gravel
        $0.smoothness = .bad
      }, 18, ["class", "surface"])
    try expect(
      try speed(rough) {
        $0.surface = .gravel
        $0.smoothness = .horrible
      }, 9, ["class", "smoothness"])
    #expect(try speed(rough) { $0.surface = .mud }.closedBy == "surface")
    try expect(try speed(rough) { $0.surface = .asphalt }, 36, ["class"])
  }

  @Test("Tunnels, bridges, towns and periods have their factors")
  func places() throws {
    let all = profile {
      $0.tunnelFactor = SourcedValue(0.5)
      $0.bridgeFactor = SourcedValue(0.9)
      $0.urban = UrbanRule(streetDensity: SourcedValue(10), factor: SourcedValue(0.8))
      $0.periods = [
        Period(
          id: "peak", title: LocalizedText(zh: "高峰", en: "peak"), factor: SourcedValue(0.9),
          urbanFactor: SourcedValue(0.5), classFactors: [.residential: SourcedValue(0.75)])
      ]
    }
    try expect(try speed(all) { $0.isTunnel = true }, 18, ["class", "tunnel"])
    try expect(try speed(all) { $0.isBridge = true }, 32.4, ["class", "bridge"])
    try expect(try speed(all) { $0.isUrban = true }, 28.8, ["class", "urban"])
    try expect(try speed(all) { $0.isUrban = false }, 36, ["class"])
    try expect(try speed(all, period: "peak"), 36 * 0.9 * 0.75, ["class", "period", "period"])
    try expect(
      try speed(all, period: "peak") { $0.isUrban = true }, 36 * 0.8 * 0.9 * 0.5 * 0.75,
      ["class", "urban", "period", "period", "period"])
    // 200 m of street in 2.25 km² is a density of 0.
    try expect(
      try speed(
        profile { $0.urban = UrbanRule(streetDensity: SourcedValue(0), factor: SourcedValue(0.5)) }),
      18, ["class", "urban"])
  }

  @Test("A bend is taken at the speed that its radius allows")
  func bends() throws {
    var builder = RoadNetworkBuilder()
    // A quarter circle of radius 50 m in steps of 5°, between straights of 200 m.
    let start = GeographicCoordinate(easting: 100, northing: 0)
    var points = [start]
    func go(_ azimuth: Double, _ meters: Double) {
      points.append(
        Geodesic.destination(
          from: points[points.count - 1], azimuth: azimuth, distance: Meters(meters)))
    }
    let chord = 2 * 50 * 0.0436193873653
    go(90, 200)
    for step in 0..<18 { go(90 - (Double(step) + 0.5) * 5, chord) }
    go(0, 200)
    builder.addWay(
      id: 1, RoadAttributes(.residential), points: points.indices.map { Int64($0) })
    for (index, point) in points.enumerated() {
      builder.setPoint(Int64(index), RoadPosition(point))
    }
    let network = try builder.build(RoadNetworkDescription(source: "bend"))
    let slow = profile {
      $0.bends = BendRule(
        lateralAcceleration: SourcedValue(2), minimumKilometersPerHour: SourcedValue(5))
      $0.classes[.residential] = ClassSpeed(kilometersPerHour: SourcedValue(72))
    }
    let speed = try network.speed(ofSegment: 0, forward: true, slow)
    // 400 m at 20 m/s and an arc of 78.5 m at √(2 · 50) = 10 m/s, but for half a chord at either end that
    // goes with the straight: 27.6 s.
    let seconds = Double(try #require(speed.milliseconds)) / 1000
    #expect(abs(seconds - 27.63) < 0.1)
    #expect(speed.steps.map(\.rule.rawValue) == ["class", "bends"])
    let back = try network.speed(ofSegment: 0, forward: false, slow)
    #expect(back.milliseconds == speed.milliseconds)
  }

  @Test("Times of arcs are those of their segments with their reasons")
  func agreement() throws {
    let sample = try TurnTests.Sample(seed: 4)
    var profile = SpeedProfile.uniform(kilometersPerHour: 40)
    profile.bends = BendRule(
      lateralAcceleration: SourcedValue(2), minimumKilometersPerHour: SourcedValue(5))
    profile.signalSeconds = SourcedValue(3)
    let times = try sample.network.travelTimes(profile)
    for arc in 0..<sample.network.arcCount {
      let speed = try sample.network.speed(
        ofSegment: sample.network.segment(of: arc), forward: sample.network.isForward(arc), profile)
      #expect(times.milliseconds[arc] == speed.milliseconds ?? ArcTimes.closed)
    }
  }

  @Test("Private roads and pedestrian zones are open where the profile opens them")
  func closed() throws {
    #expect(try speed(profile()) { $0.isPrivate = true }.closedBy == "private")
    #expect(try speed(profile()) { $0.isPedestrianZone = true }.closedBy == "pedestrian_zone")
    try expect(
      try speed(profile { $0.opensPrivateRoads = true }) { $0.isPrivate = true }, 36, ["class"])
    try expect(
      try speed(profile { $0.opensPedestrianZones = true }) { $0.isPedestrianZone = true }, 36,
      ["class"])
  }

  @Test("Doubling a class's factor halves the time on its roads, whatever else holds")
  func factorScales() throws {
    func time(_ factor: Double) throws -> Double {
      let changed = profile {
        $0.classes[.primary]?.emergencyFactor = SourcedValue(factor)
        $0.maximumKilometersPerHour = SourcedValue(900)
        $0.bends = BendRule(
          lateralAcceleration: SourcedValue(2), minimumKilometersPerHour: SourcedValue(5))
      }
      return Double(try #require(try speed(.primary, changed).milliseconds))
    }
    #expect(abs(try time(1) / time(2) - 2) < 0.001)
  }

  @Test("Short pieces measure as geodesics do", arguments: Seeds.some)
  func scale(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let from = GeographicCoordinate(
        easting: generator.number(in: -179...179), northing: generator.number(in: -65...65))
      let to = GeographicCoordinate(
        easting: from.longitude + generator.number(in: -0.012...0.012),
        northing: from.latitude + generator.number(in: -0.012...0.012))
      let exact = Geodesic.distance(from, to).value
      #expect(abs(GroundScale.distance(from, to).value - exact) < 0.001 + exact * 2e-6)
    }
  }
}
