import Geometry
import Quantities
import Routing
import TestSupport
import Testing

@Suite("Snapping")
struct SnappingTests {
  private let sketch = NetworkSketch(
    """
    A-------B-------C
    |       |       |
    D-------E>>>>>>>F


    X---Y
    """)

  private func snapper(_ profile: SpeedProfile = .uniform(kilometersPerHour: 36)) throws
    -> RoadSnapper
  {
    let network = sketch.network()
    return RoadSnapper(network, try network.travelTimes(profile))
  }

  /// A place so far east and south of a drawn one.
  private func place(_ letter: Character, east: Double, south: Double) throws
    -> GeographicCoordinate
  {
    let start = try #require(sketch.coordinates[letter])
    let across = Geodesic.destination(from: start, azimuth: 90, distance: Meters(east))
    return Geodesic.destination(from: across, azimuth: 180, distance: Meters(south))
  }

  @Test("A place is projected onto the road, and the access leg is never nothing")
  func projection() throws {
    let snapper = try snapper()
    let point = try #require(snapper.snap(try place("A", east: 100, south: -30), as: .origin).point)
    #expect(snapper.network.name(ofSegment: point.segment) == "AB")
    #expect(abs(point.accessDistance.value - 30) < 0.05)
    // 30 m at 5 km/h.
    #expect(abs(Double(point.accessMilliseconds) - 21_600) < 40)
    let near = try #require(
      snapper.snap(try place("A", east: 100, south: -0.001), as: .origin).point)
    #expect(near.accessMilliseconds >= 1)
  }

  @Test("Beyond the limit a place is out of reach, with its distance")
  func beyond() throws {
    var profile = SpeedProfile.uniform(kilometersPerHour: 36)
    profile.access.limitMeters = SourcedValue(100)
    let snapper = try snapper(profile)
    let snap = snapper.snap(try place("A", east: 100, south: -250), as: .destination)
    guard case .beyondLimit(let distance) = snap else {
      Issue.record("\(snap)")
      return
    }
    #expect(abs(distance.value - 250) < 0.1)
    #expect(
      RoadPlaces([try place("A", east: 100, south: -250)], as: .origin, on: snapper)
        .searchPlaces[0].isEmpty)
  }

  @Test(
    "An island is passed over for the main network near by, and taken where nothing else is near")
  func islands() throws {
    var profile = SpeedProfile.uniform(kilometersPerHour: 36)
    let place = try place("X", east: 100, south: 10)
    profile.access.islandPreferenceMeters = SourcedValue(500)
    let kept = try #require(try snapper(profile).snap(place, as: .origin).point)
    #expect(kept.isOnMainNetwork)
    #expect(abs(try #require(kept.passedOver).value - 10) < 0.1)
    profile.access.islandPreferenceMeters = SourcedValue(20)
    let island = try #require(try snapper(profile).snap(place, as: .origin).point)
    #expect(!island.isOnMainNetwork && island.passedOver == nil)
    let snapper = try snapper(profile)
    #expect(snapper.components.islands.map(\.places) == [6, 2])
    #expect(snapper.network.name(ofSegment: island.segment) == "XY")
  }

  @Test("A one-way road is left and entered in its direction only")
  func oneWay() throws {
    let snapper = try snapper()
    let network = snapper.network
    let middle = try place("E", east: 100, south: 0)
    let origin = try #require(snapper.snap(middle, as: .origin).point)
    #expect(network.name(ofSegment: origin.segment) == "EF")
    #expect(snapper.originOffsets(of: origin).map(\.node) == [sketch.node("F", in: network)])
    #expect(snapper.destinationOffsets(of: origin).map(\.node) == [sketch.node("E", in: network)])
    let later = try #require(
      snapper.snap(try place("E", east: 300, south: 0), as: .destination).point)
    let there = try #require(snapper.directMilliseconds(from: origin, to: later))
    // 200 m at 10 m/s.
    #expect(abs(Double(there) - 20_000) < 40)
    #expect(snapper.directMilliseconds(from: later, to: origin) == nil)
  }

  @Test(
    "Any two points are as far apart as a search over all arcs and pieces says",
    arguments: Seeds.some)
  func pairs(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sample = try TurnTests.Sample(seed: seed, side: 4)
    let network = sample.network
    let times = try network.travelTimes(.uniform(kilometersPerHour: 36))
    let snapper = RoadSnapper(network, times)
    let box = Bounds(
      minimum: GeographicCoordinate(easting: 99.9995, northing: -0.0005),
      maximum: GeographicCoordinate(easting: 100.0035, northing: 0.0035))
    for _ in 0..<30 {
      let origin = try #require(snapper.snap(generator.position(in: box), as: .origin).point)
      let destination = try #require(
        snapper.snap(generator.position(in: box), as: .destination).point)
      let all = Dijkstra.times(network, times)
      let found = snapper.milliseconds(from: origin, to: destination) { from, to in
        all(from.node)[to.node]
      }
      #expect(found == Self.obvious(snapper, origin, destination, all))
    }
  }

  /// Arc by arc: leave along each arc of the origin's segment, arrive along each of the destination's.
  private static func obvious(
    _ snapper: RoadSnapper, _ origin: RoadPoint, _ destination: RoadPoint,
    _ all: (Int) -> [UInt32?]
  ) -> UInt32? {
    let (network, times) = (snapper.network, snapper.times)
    let access = origin.accessMilliseconds + destination.accessMilliseconds
    var best: UInt32?
    func offer(_ time: UInt32) { best = min(best ?? .max, time + access) }
    for node in 0..<network.nodeCount {
      for arc in network.arcs(from: node) where network.segment(of: arc) == destination.segment {
        let share = network.isForward(arc) ? destination.fraction : 1 - destination.fraction
        let arrival = UInt32((Double(times.milliseconds[arc]) * share).rounded())
        // Only arcs of places begin a drive: no restriction has begun.
        for place in 0..<network.placeCount {
          for first in network.arcs(from: place)
          where network.segment(of: first) == origin.segment {
            let left = network.isForward(first) ? 1 - origin.fraction : origin.fraction
            let start = UInt32((Double(times.milliseconds[first]) * left).rounded())
            if let time = all(Int(network.heads[first]))[node] { offer(start + time + arrival) }
          }
        }
      }
    }
    for arc in 0..<network.arcCount where network.segment(of: arc) == origin.segment {
      guard origin.segment == destination.segment else { continue }
      let step = destination.fraction - origin.fraction
      guard network.isForward(arc) ? step >= 0 : step <= 0 else { continue }
      offer(UInt32((Double(times.milliseconds[arc]) * abs(step)).rounded()))
    }
    // At an end of a segment one is at the junction.
    let starts = snapper.originOffsets(of: origin),
      ends = snapper.destinationOffsets(of: destination)
    for start in starts where [0, 1].contains(origin.fraction) {
      for end in ends {
        if let time = all(start.node)[end.node] {
          best = min(best ?? .max, start.milliseconds + time + end.milliseconds)
        }
      }
    }
    for start in starts {
      for end in ends where [0, 1].contains(destination.fraction) {
        if let time = all(start.node)[end.node] {
          best = min(best ?? .max, start.milliseconds + time + end.milliseconds)
        }
      }
    }
    return best
  }

  @Test("The nearest road is the nearest of all", arguments: Seeds.some)
  func nearest(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sample = try TurnTests.Sample(seed: seed, side: 6)
    let network = sample.network
    var profile = SpeedProfile.uniform(kilometersPerHour: 36)
    profile.access.limitMeters = SourcedValue(100_000)
    profile.access.islandPreferenceMeters = SourcedValue(0)
    let snapper = RoadSnapper(network, try network.travelTimes(profile))
    let box = Bounds(
      minimum: GeographicCoordinate(easting: 99.99, northing: -0.01),
      maximum: GeographicCoordinate(easting: 100.02, northing: 0.02))
    for _ in 0..<15 {
      let place = generator.position(in: box)
      let found = try #require(snapper.snap(place, as: .origin).distance).value
      var best = Double.infinity
      for segment in 0..<network.segmentCount {
        let shape = network.shape(ofSegment: segment)
        for (from, to) in zip(shape, shape.dropFirst()) {
          // Ternary search on the true distance.
          var (low, high) = (0.0, 1.0)
          func distance(_ share: Double) -> Double {
            Geodesic.distance(
              place,
              GeographicCoordinate(
                easting: from.longitude + share * (to.longitude - from.longitude),
                northing: from.latitude + share * (to.latitude - from.latitude))
            ).value
          }
          for _ in 0..<40 {
            let third = (high - low) / 3
            if distance(low + third) < distance(high - third) {
              high -= third
            } else {
              low += third
            }
          }
          best = min(best, distance((low + high) / 2))
        }
      }
      #expect(abs(found - best) < 0.01 + best * 1e-5)
    }
  }
}

/// Dijkstra's search without a queue: the next node is looked for among all.
enum Dijkstra {
  static func times(_ network: RoadNetwork, _ times: ArcTimes) -> (Int) -> [UInt32?] {
    { source in
      let none = UInt32.max
      var best = [UInt32](repeating: none, count: network.nodeCount)
      var isDone = [Bool](repeating: false, count: network.nodeCount)
      best[source] = 0
      while let node = best.indices.filter({ !isDone[$0] && best[$0] != none })
        .min(by: { best[$0] < best[$1] })
      {
        isDone[node] = true
        for arc in network.arcs(from: node) where times.isOpen(arc) {
          let head = Int(network.heads[arc])
          best[head] = min(best[head], best[node] + times.milliseconds[arc])
        }
      }
      return best.map { $0 == none ? nil : $0 }
    }
  }
}
