import DataImport
import Foundation
import Quantities
import Routing

/// Our side of the measurements on roads; `Tools/Benchmarks/run` calls it. Each job prints one line of
/// JSON: the CPU seconds of each repetition, and figures that its twin must reproduce.
@main
enum RoadBenchmarks {
  static let usage = """
    usage: RoadBenchmarks synthetic WIDTH HEIGHT ORIGINS DESTINATIONS FILE
           RoadBenchmarks real NETWORK ORIGINS DESTINATIONS FILE
           RoadBenchmarks import OSMFILE NETWORK REPETITIONS
           RoadBenchmarks isochrones NETWORK COUNT MINUTES REPETITIONS
           RoadBenchmarks areas NETWORK PROFILE ORIGINS.csv MINUTES REPETITIONS
           RoadBenchmarks matrix FILE dijkstra|hierarchy|once LIMIT_MS REPETITIONS
           RoadBenchmarks prepare FILE REPETITIONS
           RoadBenchmarks all FILE dijkstra|hierarchy REPETITIONS
           RoadBenchmarks nearest FILE dijkstra|hierarchy REPETITIONS
    """

  static func main() async {
    do {
      try await run(Array(CommandLine.arguments.dropFirst()))
    } catch let error as UsageError {
      note(error.description)
      exit(64)
    } catch {
      // An error that leaves `main` would crash.
      let ours = (error as? RoutingError)?.description ?? (error as? ImportError)?.description
      note("RoadBenchmarks: \(ours ?? error.localizedDescription)")
      exit(66)
    }
  }

  private static func run(_ words: [String]) async throws {
    switch (words.first, words.count) {
    case ("synthetic", 6):
      let numbers = words[1..<5].compactMap { Int($0) }
      guard numbers.count == 4 else { throw UsageError() }
      let graph = SyntheticRoads.network(width: numbers[0], height: numbers[1], seed: 66_000)
      try RoadFile(
        graph: graph, origins: RoadFile.places(numbers[2], on: graph, seed: 1),
        destinations: RoadFile.places(numbers[3], on: graph, seed: 2)
      ).write(to: words[5])
    case ("real", 5):
      try RealRoads.file(
        words[1], origins: number(words[2]), destinations: number(words[3])
      ).write(to: words[4])
    case ("import", 4):
      let (seconds, figures) = try RealRoads.importing(words[1], words[2], number(words[3]))
      report(seconds, figures)
    case ("isochrones", 5):
      let (seconds, figures) = try await RealRoads.isochrones(
        words[1], count: number(words[2]), minutes: Double(number(words[3])),
        repeating: number(words[4]))
      report(seconds, figures)
    case ("areas", 6):
      let (seconds, figures) = try await RealRoads.isochrones(
        words[1], profile: words[2], origins: words[3], minutes: Double(number(words[4])),
        repeating: number(words[5]))
      report(seconds, figures)
    case ("matrix", 5): try await matrix(RoadFile(words[1]), words[2], words[3], number(words[4]))
    case ("prepare", 3): try prepare(RoadFile(words[1]), number(words[2]))
    case ("all", 4): try await all(RoadFile(words[1]), words[2], number(words[3]))
    case ("nearest", 4): try nearest(RoadFile(words[1]), words[2], number(words[3]))
    default: throw UsageError()
    }
  }

  private static func number(_ word: String) throws -> Int {
    guard let number = Int(word), number > 0 else { throw UsageError() }
    return number
  }

  /// Origins × destinations; "once" pays for the preparation in every repetition.
  private static func matrix(
    _ file: RoadFile, _ method: String, _ limit: String, _ count: Int
  ) async throws {
    guard let milliseconds = UInt32(limit) else { throw UsageError() }
    let limit =
      milliseconds < SearchTime.horizon ? Seconds(Double(milliseconds) / 1000) : nil
    let plain = TravelTimeSearch(file.graph)
    let search = method == "hierarchy" ? plain.prepared() : plain
    let wanted: SearchMethod = method == "dijkstra" ? .dijkstra : .hierarchy
    let (origins, destinations) = (
      SearchPlaces(nodes: file.origins), SearchPlaces(nodes: file.destinations)
    )
    let (seconds, matrix) = await measured(count) {
      await search.matrix(from: origins, to: destinations, limit: limit, method: wanted)
    }
    report(seconds, figures(matrix.milliseconds))
    let plan = plain.plan(from: origins, to: destinations, limit: limit)
    note("\(plan)")
  }

  private static func prepare(_ file: RoadFile, _ count: Int) throws {
    let (seconds, hierarchy) = measured(count) { ContractionHierarchy(file.graph) }
    report(seconds, ["nodes": Double(hierarchy.nodeCount)])
    note(
      "\(hierarchy.nodeCount) nodes, \(file.graph.arcCount) arcs, \(hierarchy.arcCount) arcs of the"
        + " hierarchy, \(hierarchy.shortcutCount) shortcuts, \(hierarchy.levelCount) levels")
  }

  /// Sixteen origins, each to all nodes: the time of one.
  private static func all(_ file: RoadFile, _ method: String, _ count: Int) async throws {
    let plain = TravelTimeSearch(file.graph)
    let search = method == "hierarchy" ? plain.prepared() : plain
    let origins = SearchPlaces(nodes: file.origins.prefix(16))
    let destinations = SearchPlaces(nodes: 0..<file.graph.nodeCount)
    let (seconds, matrix) = await measured(count) {
      await search.matrix(
        from: origins, to: destinations,
        method: method == "hierarchy" ? .hierarchy : .dijkstra)
    }
    report(seconds.map { $0 / Double(origins.count) }, figures(matrix.milliseconds))
  }

  /// The origins are the sources.
  private static func nearest(_ file: RoadFile, _ method: String, _ count: Int) throws {
    let plain = TravelTimeSearch(file.graph)
    let search = method == "hierarchy" ? plain.prepared() : plain
    let sources = SearchPlaces(nodes: file.origins)
    let (seconds, nearest) = measured(count) {
      search.nearestSources(from: sources, method: method == "hierarchy" ? .hierarchy : .dijkstra)
    }
    var (first, second) = ([UInt32](), [UInt32]())
    for node in 0..<nearest.nodeCount {
      let times = [nearest.nearest(to: node), nearest.secondNearest(to: node)].map {
        $0.map { UInt32(($0.time.value * 1000).rounded()) } ?? SearchTime.unreachable
      }
      first.append(times[0])
      second.append(times[1])
    }
    var all = figures(first)
    for (key, value) in figures(second) { all["second_" + key] = value }
    report(seconds, all)
  }

  /// What a twin must find too.
  private static func figures(_ times: [UInt32]) -> [String: Double] {
    let reached = times.filter { $0 != SearchTime.unreachable }
    return [
      "reached": Double(reached.count),
      "sum": Double(reached.reduce(UInt64(0)) { $0 + UInt64($1) }),
    ]
  }

  private static func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

struct UsageError: Error, CustomStringConvertible {
  var description: String { RoadBenchmarks.usage }
}
