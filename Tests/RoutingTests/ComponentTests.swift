import Routing
import TestSupport
import Testing

@Suite("Components")
struct ComponentTests {
  @Test("Islands, one-way pockets and the main network are told apart")
  func kinds() throws {
    let sketch = NetworkSketch(
      """
      A---B---C>>>D
      |   |
      E---F<<<G

      X---Y
      """)
    let network = sketch.network()
    let components = RoadComponents(
      network, try network.travelTimes(.uniform(kilometersPerHour: 36)))
    #expect(components.islands.map(\.places) == [7, 2])
    // D can be reached and not left, G left and not reached.
    #expect(components.pocketPlaces == 2)
    func node(_ letter: Character) -> Int { sketch.node(letter, in: network) }
    #expect(components.isReachedFromMain[node("D")] && !components.leadsToMain[node("D")])
    #expect(!components.isReachedFromMain[node("G")] && components.leadsToMain[node("G")])
    for letter in "ABCEF" { #expect(components.componentOfNode[node(letter)] == components.main) }
    #expect(!components.isReachedFromMain[node("X")])
  }

  @Test("Strong components are those that reach each other both ways", arguments: Seeds.some)
  func bruteForce(seed: UInt64) throws {
    let network = try TurnTests.Sample(seed: seed, side: 4).network
    let times = try network.travelTimes(.uniform(kilometersPerHour: 36))
    let components = RoadComponents(network, times)
    let all = Dijkstra.times(network, times)
    let reach = (0..<network.nodeCount).map { all($0).map { $0 != nil } }
    for a in 0..<network.nodeCount {
      for b in 0..<network.nodeCount {
        let together = components.componentOfNode[a] == components.componentOfNode[b]
        #expect(together == (reach[a][b] && reach[b][a]))
      }
    }
  }
}
