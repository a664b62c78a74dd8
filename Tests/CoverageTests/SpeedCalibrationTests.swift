import Geometry
import Glibc
import Quantities
import ResponseModel
import Routing
import TestSupport
import Testing

@testable import Coverage

@Suite("Calibrating speeds")
struct SpeedCalibrationTests {
  /// A grid of 25 × 25 junctions 800 m apart: every sixth line a primary road, every third a
  /// tertiary one, the rest residential.
  private func network() throws -> RoadNetwork {
    var builder = RoadNetworkBuilder()
    let origin = GeographicCoordinate(easting: 101, northing: 40)
    let side = 25
    func id(_ x: Int, _ y: Int) -> Int64 { Int64(y * side + x + 1) }
    func kind(_ line: Int) -> RoadClass {
      line % 6 == 0 ? .primary : line % 3 == 0 ? .tertiary : .residential
    }
    var way: Int64 = 1
    for line in 0..<side {
      let road = RoadAttributes(kind(line))
      builder.addWay(id: way, road, name: "", points: (0..<side).map { id($0, line) })
      builder.addWay(id: way + 1, road, name: "", points: (0..<side).map { id(line, $0) })
      way += 2
    }
    for y in 0..<side {
      for x in 0..<side {
        let east = Geodesic.destination(
          from: origin, azimuth: 90, distance: Meters(Double(x) * 800))
        let place = Geodesic.destination(from: east, azimuth: 0, distance: Meters(Double(y) * 800))
        builder.setPoint(id(x, y), RoadPosition(place))
      }
    }
    return try builder.build(RoadNetworkDescription(source: "test"))
  }

  /// 60, 40 and 25 km/h; no rule but the class.
  private func profile(_ factors: [RoadClass: Double] = [:]) -> SpeedProfile {
    var profile = SpeedProfile.uniform(kilometersPerHour: 30)
    let speeds: [RoadClass: Double] = [.primary: 60, .tertiary: 40, .residential: 25]
    for (kind, speed) in speeds {
      profile.classes[kind] = ClassSpeed(
        kilometersPerHour: SourcedValue(speed),
        emergencyFactor: SourcedValue(factors[kind] ?? 1))
    }
    profile.maximumKilometersPerHour = SourcedValue(200)
    return profile
  }

  private let truth: [RoadClass: Double] = [.primary: 1.35, .tertiary: 1.2, .residential: 0.85]

  /// Drives at the true speeds, 40 s late, with noise of 15 % and one in twenty far too long.
  private func simulate(
    _ count: Int, _ network: RoadNetwork, seed: UInt64
  ) throws -> [ObservedDrive] {
    var generator = SeededGenerator(seed: seed)
    let roads = try RoadModel(network, profile(truth))
    let positions = network.positions.map(\.coordinate)
    let stations = (0..<6).map { _ in positions[generator.integer(in: 0...positions.count - 1)] }
    var drives: [ObservedDrive] = []
    for station in stations {
      let scenes = (0..<(count + 5) / 6).map { _ in
        let place = positions[generator.integer(in: 0...positions.count - 1)]
        return Geodesic.destination(
          from: place, azimuth: generator.number(in: 0...360),
          distance: Meters(generator.number(in: 0...150)))
      }
      for (scene, drive) in zip(scenes, roads.drives(from: station, to: scenes, .day)) {
        guard let drive, drives.count < count else { continue }
        var normal = 0.0
        for _ in 0..<12 { normal += generator.number(in: -0.5...0.5) }
        var time = drive.milliseconds * (1 + 0.15 * normal) + 40_000
        if generator.number(in: 0...1) < 0.05 { time += generator.number(in: 600_000...2_400_000) }
        drives.append(
          ObservedDrive(station: station, scene: scene, milliseconds: time, period: .day))
      }
    }
    return drives
  }

  @Test("recovers known speeds within 3 % from 2,000 drives", arguments: Seeds.some)
  func recovers(seed: UInt64) throws {
    let network = try network()
    let drives = try simulate(2000, network, seed: seed)
    let result = try SpeedCalibration.fit(drives, network, profile())
    for (kind, factor) in truth {
      let found = try #require(result.profile.classes[kind]?.emergencyFactor)
      #expect(abs(found.value / factor - 1) < 0.03, "\(kind.word): \(found.value)")
      #expect(found.evidence == .fitted)
    }
    #expect(abs(result.fixedDelay.value - 40) < 15)
    #expect(result.after.medianSize < result.before.medianSize)
    #expect(result.after.drives == 400)
    // What was not driven stays as it was.
    #expect(result.profile.classes[.motorway]?.emergencyFactor.evidence == .default)
  }

  @Test("refuses ten drives and says how many it takes")
  func refuses() throws {
    let network = try network()
    let drives = try simulate(10, network, seed: 1)
    let refusal = try #require(throws: SpeedCalibration.Refusal.self) {
      try SpeedCalibration.fit(drives, network, profile())
    }
    #expect(refusal.message.en.contains("10 drives"))
    #expect(refusal.message.en.contains("100"))
  }

  @Test("changes a profile that is right by little, from 1,000 drives", arguments: Seeds.some)
  func unbiased(seed: UInt64) throws {
    let network = try network()
    let drives = try simulate(1000, network, seed: seed)
    let result = try SpeedCalibration.fit(drives, network, profile(truth))
    for (kind, factor) in truth {
      let found = try #require(result.profile.classes[kind]?.emergencyFactor.value)
      #expect(abs(found / factor - 1) < 0.1, "\(kind.word): \(found)")
    }
  }
}
