import Geometry
import Quantities
import Routing
import TestSupport
import Testing

@Suite("Road network")
struct NetworkTests {
  @Test("A grid drawn as text has the places, segments and arcs that it shows")
  func grid() {
    let sketch = NetworkSketch(
      """
      A---B---C
      |   |
      D---E>>>F
      """)
    let network = sketch.network()
    #expect(network.placeCount == 6)
    #expect(network.nodeCount == 6)
    #expect(network.segmentCount == 6)
    #expect(network.arcCount == 11)
    for segment in 0..<network.segmentCount {
      let name = network.name(ofSegment: segment)
      let expected = name == "AD" || name == "BE" ? 100.0 : 200.0
      #expect(abs(network.length(ofSegment: segment).value - expected) < 0.02, "\(name)")
    }
  }

  @Test("200 m at 10 m/s are 20 s on every arc, and what is closed has no time")
  func times() throws {
    let network = NetworkSketch("A---B>>>C").network()
    let times = try network.travelTimes(.uniform(kilometersPerHour: 36))
    #expect(network.arcCount == 3)
    for arc in 0..<network.arcCount {
      let seconds = try #require(times.time(ofArc: arc))
      #expect(abs(seconds.value - 20) < 0.002)
    }
    #expect(throws: RoutingError.self) {
      try network.travelTimes(.uniform(kilometersPerHour: 36), period: "night")
    }
  }

  @Test("A forbidden turn leads to a copy of the place without it")
  func forbiddenTurn() {
    var sketch = NetworkSketch(
      """
      A---B---C
          |
          D
      """)
    sketch.restrict(from: "AB", via: "B", to: "BD")
    let network = sketch.network()
    #expect(network.placeCount == 4)
    #expect(network.nodeCount == 5)
    let (a, b) = (sketch.node("A", in: network), sketch.node("B", in: network))
    let copy = Int(network.heads[network.arcs(from: a).lowerBound])
    #expect(copy == 4)
    #expect(network.place(of: copy) == b)
    let reached = Set(network.arcs(from: copy).map { Int(network.heads[$0]) })
    #expect(reached == [a, sketch.node("C", in: network)])
  }
}
