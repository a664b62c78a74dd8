import DataImport
import Foundation
import Geometry
import Quantities
import Routing
import Testing

@Suite("Roads from OpenStreetMap files")
struct RoadImportTests {
  private let road = ["highway": "residential"]

  @Test("Ways meet where they share a point, and not where they only cross")
  func crossing() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2, 11, 21])
    sketch.node(9001, x: 1, y: -1)
    sketch.way(1, [0, 1, 2], road)
    sketch.way(2, [9001, 11, 21], road)
    let network = try sketch.imported().network
    #expect(network.segmentCount == 2)
    #expect(try OSMSketch.seconds(network, 0, 21) == nil)
    let joined = try OSMSketch()
    joined.grid([0, 1, 2, 11])
    joined.way(1, [0, 1, 2], road)
    joined.way(2, [1, 11], road)
    let cross = try joined.imported().network
    #expect(cross.segmentCount == 3)
    #expect(abs(try #require(try OSMSketch.seconds(cross, 0, 11)) - 20) < 0.1)
  }

  @Test("A bend is a point of a shape and no place; its length follows the shape")
  func shapes() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 11, 12])
    sketch.way(7, [0, 1, 11, 12], ["highway": "primary", "name": "弯路"])
    let network = try sketch.imported().network
    #expect(network.placeCount == 2 && network.segmentCount == 1 && network.arcCount == 2)
    let shape = network.shape(ofSegment: 0)
    let expected = [(0.0, 0.0), (1, 0), (1, 1), (2, 1)].map { (100 + $0.0 * 0.0009, $0.1 * 0.0009) }
    let forward = shape.first?.longitude == 100 ? shape : shape.reversed()
    for (point, (longitude, latitude)) in zip(forward, expected) {
      #expect(abs(point.longitude - longitude) < 1e-7 && abs(point.latitude - latitude) < 1e-7)
    }
    let geodesic = zip(shape, shape.dropFirst()).reduce(0) {
      $0 + Geodesic.distance($1.0, $1.1).value
    }
    #expect(abs(network.length(ofSegment: 0).value - geodesic) < 0.002)
    #expect(network.name(ofSegment: 0) == "弯路")
    #expect(network.segmentWays[0] == 7)
  }

  @Test("A bollard cuts a road, a lift gate for emergency vehicles does not")
  func barriers() throws {
    for (tags, isOpen) in [
      (["barrier": "bollard"], false),
      (["barrier": "lift_gate", "access": "no", "emergency": "yes"], true),
      (["barrier": "gate", "locked": "yes"], false), (["barrier": "gate"], true),
    ] {
      let sketch = try OSMSketch()
      sketch.grid([0, 1, 2], tags: [1: tags])
      sketch.way(1, [0, 1, 2], road)
      let result = try sketch.imported()
      #expect((try OSMSketch.seconds(result.network, 0, 2) != nil) == isOpen, "\(tags)")
      #expect(result.buildCounts.closedPoints == (isOpen ? 0 : 1))
    }
  }

  @Test("A closed junction lets nobody through, from whichever road")
  func closedJunction() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2, 11], tags: [1: ["barrier": "block"]])
    sketch.way(1, [0, 1, 2], road)
    sketch.way(2, [1, 11], road)
    let network = try sketch.imported().network
    #expect(network.segmentCount == 3)
    #expect(OSMSketch.places(network, 1).count == 3)
    for (from, to) in [(0, 2), (0, 11), (11, 2)] {
      #expect(try OSMSketch.seconds(network, from, to) == nil)
    }
  }

  private func turn(_ tags: [String: String], from: Int = 1, to: Int = 2) throws -> OSMSketch {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2, 11])
    sketch.way(1, [0, 1], road)
    sketch.way(2, [1, 11], road)
    sketch.way(3, [1, 2], road)
    sketch.relation(
      1, [("way", from, "from"), ("node", 1, "via"), ("way", to, "to")],
      tags.merging(["type": "restriction"]) { first, _ in first })
    return sketch
  }

  @Test("A forbidden turn cannot be driven, other turns and the way back can")
  func noTurn() throws {
    let network = try turn(["restriction": "no_left_turn"]).imported().network
    #expect(try OSMSketch.seconds(network, 0, 2) != nil)
    #expect(try OSMSketch.seconds(network, 11, 0) != nil)
    // Round by the end of the other road: 300 m there and back again.
    let detour = try #require(try OSMSketch.seconds(network, 0, 11))
    #expect(abs(detour - 40) < 0.2)
    #expect(network.nodeCount == network.placeCount + 1)
  }

  @Test("An only turn forbids the others")
  func onlyTurn() throws {
    let network = try turn(["restriction": "only_left_turn"]).imported().network
    #expect(abs(try #require(try OSMSketch.seconds(network, 0, 11)) - 20) < 0.1)
    #expect(abs(try #require(try OSMSketch.seconds(network, 0, 2)) - 40) < 0.2)
  }

  @Test(
    "What is lifted for emergency vehicles forbids nothing",
    arguments: [["except": "emergency"], ["restriction:emergency": "none"]])
  func lifted(tags: [String: String]) throws {
    let result = try turn(tags.merging(["restriction": "no_left_turn"]) { first, _ in first })
      .imported()
    #expect(result.ruleCounts?.liftedRestrictions == 1)
    #expect(abs(try #require(try OSMSketch.seconds(result.network, 0, 11)) - 20) < 0.1)
  }

  @Test("A restriction of a road that is not there forbids nothing and is counted")
  func idle() throws {
    let result = try turn(["restriction": "no_left_turn"], to: 99).imported()
    #expect(result.buildCounts.idleRestrictions == 1)
    #expect(result.network.nodeCount == result.network.placeCount)
  }

  @Test("A restriction over a way in between holds only for who came that way")
  func viaWay() throws {
    let sketch = try OSMSketch()
    // 0 - 1 - 2 - 3 along, 11 above 1, 12 above 2.
    sketch.grid([0, 1, 2, 3, 11, 12])
    sketch.way(1, [0, 1], road)
    sketch.way(2, [1, 2], road)
    sketch.way(3, [2, 3], road)
    sketch.way(4, [1, 11], road)
    sketch.way(5, [2, 12], road)
    sketch.relation(
      1, [("way", 1, "from"), ("way", 2, "via"), ("way", 5, "to")],
      ["type": "restriction", "restriction": "no_left_turn"])
    let network = try sketch.imported().network
    #expect(abs(try #require(try OSMSketch.seconds(network, 11, 12)) - 30) < 0.2)
    #expect(abs(try #require(try OSMSketch.seconds(network, 0, 3)) - 30) < 0.2)
    // 0-1-2-3, back to 2, then 12.
    #expect(abs(try #require(try OSMSketch.seconds(network, 0, 12)) - 50) < 0.3)
  }

  @Test("A ferry takes the time it states, shared by length where roads meet it")
  func ferry() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2, 3, 12])
    sketch.way(1, [0, 1], road)
    sketch.way(2, [1, 2, 3], ["route": "ferry", "duration": "00:10"])
    sketch.way(3, [2, 12], road)
    let network = try sketch.imported().network
    let there = try #require(try OSMSketch.seconds(network, 1, 3))
    #expect(abs(there - 600) < 0.01)
    #expect(abs(try #require(try OSMSketch.seconds(network, 1, 2)) - 300) < 0.5)
    var waiting = SpeedProfile.uniform(kilometersPerHour: 36)
    waiting.ferryWaitSeconds = SourcedValue(120)
    #expect(abs(try #require(try OSMSketch.seconds(network, 1, 3, waiting)) - 720) < 0.01)
  }

  @Test("A ferry that states no duration waits too, and once for the whole crossing")
  func ferryWithoutDuration() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2, 3, 12])
    sketch.way(1, [0, 1], road)
    sketch.way(2, [1, 2, 3], ["route": "ferry"])
    sketch.way(3, [2, 12], ["route": "ferry"])
    let network = try sketch.imported().network
    let profile = SpeedProfile.uniform(kilometersPerHour: 36)
    var waiting = profile
    waiting.ferryWaitSeconds = SourcedValue(120)
    let plain = try #require(try OSMSketch.seconds(network, 1, 3, profile))
    #expect(abs(try #require(try OSMSketch.seconds(network, 1, 3, waiting)) - plain - 120) < 0.01)
  }

  @Test("A turn from a one-way road that runs on behind the crossing is no riddle")
  func oneWayThrough() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2, 11])
    sketch.way(1, [0, 1, 2], road.merging(["oneway": "yes"]) { $1 })
    sketch.way(2, [1, 11], road)
    sketch.relation(
      1, [("way", 1, "from"), ("node", 1, "via"), ("way", 2, "to")],
      ["type": "restriction", "restriction": "no_right_turn"])
    let network = try sketch.imported().network
    #expect(try OSMSketch.seconds(network, 0, 11) == nil)
    #expect(try OSMSketch.seconds(network, 0, 2) != nil)
  }

  @Test("Signals cost the profile's seconds once for who passes or reaches them")
  func signals() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2], tags: [1: ["highway": "traffic_signals"]])
    sketch.way(1, [0, 1, 2], road)
    let network = try sketch.imported().network
    var profile = SpeedProfile.uniform(kilometersPerHour: 36)
    profile.signalSeconds = SourcedValue(7)
    #expect(abs(try #require(try OSMSketch.seconds(network, 0, 2, profile)) - 27) < 0.1)
    let oneWay = try OSMSketch()
    oneWay.grid(
      [0, 1, 2], tags: [1: ["highway": "traffic_signals", "traffic_signals:direction": "forward"]])
    oneWay.way(1, [0, 1, 2], road)
    let directed = try oneWay.imported().network
    #expect(abs(try #require(try OSMSketch.seconds(directed, 0, 2, profile)) - 27) < 0.1)
    #expect(abs(try #require(try OSMSketch.seconds(directed, 2, 0, profile)) - 20) < 0.1)
  }

  @Test("A gate costs whoever passes it, wherever on the road he starts and ends, and nobody else")
  func gateBetween() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2], tags: [1: ["barrier": "lift_gate"]])
    sketch.way(1, [0, 1, 2], road)
    let network = try sketch.imported().network
    var profile = SpeedProfile.uniform(kilometersPerHour: 36)
    profile.gateSeconds = SourcedValue(30)
    let snapper = RoadSnapper(network, try network.travelTimes(profile))
    let places = [0.25, 0.75, 1.25, 1.75].map {
      GeographicCoordinate(easting: 100 + $0 * 0.0009, northing: 0)
    }
    let origins = RoadPlaces(places, as: .origin, on: snapper)
    let destinations = RoadPlaces(places, as: .destination, on: snapper)
    let search = TravelTimeSearch(SearchGraph(network, snapper.times))
    for from in places.indices {
      for to in places.indices {
        let found = search.path(
          from: origins.searchPlaces[from], to: destinations.searchPlaces[to])
        let time = try #require(
          origins.milliseconds(
            from: from, to: to, of: destinations,
            found: found.map { UInt32(($0.time.value * 1000).rounded()) }))
        let passes = (from < 2) != (to < 2)
        let driven = 10 * abs(places[to].longitude - places[from].longitude) / 0.0009
        #expect(abs(Double(time) / 1000 - driven - (passes ? 30 : 0)) < 0.05)
      }
    }
  }

  @Test("A road is cut where a point is missing, and the count says so")
  func missingPoints() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 3, 4])
    sketch.way(1, [0, 1, 2, 3, 4], road)
    let result = try sketch.imported()
    #expect(result.buildCounts.missingPoints == 1)
    #expect(result.network.segmentCount == 2)
    #expect(try OSMSketch.seconds(result.network, 0, 4) == nil)
  }

  @Test("Roads are cut at the first point outside the boxes, however the file is sorted")
  func clipping() throws {
    let box = Bounds(
      minimum: GeographicCoordinate(easting: 99.9995, northing: -0.0005),
      maximum: GeographicCoordinate(easting: 100.0013, northing: 0.0005))
    for waysFirst in [false, true] {
      let sketch = try OSMSketch()
      if !waysFirst { sketch.grid([0, 1, 2, 3, 4, 44, 45]) }
      sketch.way(1, [0, 1, 2, 3, 4], road)
      sketch.way(2, [44, 45], road)
      if waysFirst { sketch.grid([0, 1, 2, 3, 4, 44, 45]) }
      let result = try sketch.imported(within: [box])
      #expect(result.network.segmentCount == 1)
      #expect(abs(result.network.totalLength.value - 200) < 1)
      #expect(result.buildCounts.cutWays == 1)
    }
  }

  @Test("Packed files give the same roads")
  func packed() throws {
    let sketch = try OSMSketch()
    sketch.grid([0, 1, 2])
    sketch.way(1, [0, 1, 2], road)
    let plain = try sketch.write()
    for (tool, ending) in [("gzip", "gz"), ("bzip2", "bz2")] {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/\(tool)")
      process.arguments = ["-k", "-f", plain]
      try process.run()
      process.waitUntilExit()
      let result = try RoadImport.run(
        plain + ".\(ending)", to: sketch.path("packed.roads"), RoadImport.Options(tool: "test"))
      #expect(result.network.segmentCount == 1)
    }
  }

  @Test("The same file gives the same bytes")
  func deterministic() throws {
    let pbf = Self.liechtenstein
    let sketch = try OSMSketch()
    let (one, two) = (sketch.path("one.roads"), sketch.path("two.roads"))
    let options = RoadImport.Options(tool: "test")
    let first = try RoadImport.run(pbf, to: one, options)
    let second = try RoadImport.run(pbf, to: two, options)
    #expect(first.digest == second.digest)
    #expect(first.network.byteCount < 60 * first.network.arcCount)
  }

  static let liechtenstein = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "GeoData/liechtenstein/liechtenstein-2013-08-03.osm.pbf").path
}
