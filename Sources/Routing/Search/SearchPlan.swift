/// Which method a matrix is searched with, and the work that each was expected to be.
///
/// All methods give the same times, so the choice is one of speed alone. It is made from counts (nodes,
/// arcs, pairs, nodes within the limit around three of the origins) and the prices below, never from a
/// clock or the number of threads: the same question gets the same method everywhere. A hierarchy that
/// is not there yet is paid for whole.
public struct SearchPlan: Sendable, Hashable, Codable {
  public let method: SearchMethod
  /// Expected milliseconds of processor time on the machine the prices were measured on.
  public let dijkstraCost: Double
  /// The same, with the preparation where there is no hierarchy yet.
  public let hierarchyCost: Double
  /// The part of `hierarchyCost` that is preparation.
  public let preparationCost: Double

  /// Prices in nanoseconds, measured by `Tools/Benchmarks`.
  enum Price {
    static let settledNode = 55.0
    static let preparedNode = 10_000.0
    static let climb = 25_000.0
    static let sweptArc = 4.0
    static let pair = 1.5
  }

  /// Origins whose search is tried to find out how many nodes the limit lets in.
  static let samples = 3

  init(
    method: SearchMethod?, nodes: Int, arcs: Int, origins: Int, destinations: Int,
    nodesWithinLimit: Double, isPrepared: Bool
  ) {
    let pairs = Double(origins) * Double(destinations) * Price.pair
    let dijkstra = Double(origins) * nodesWithinLimit * Price.settledNode + pairs
    let preparation = isPrepared ? 0 : Double(nodes) * Price.preparedNode
    let batches = Double((origins + DownwardSweep.laneCount - 1) / DownwardSweep.laneCount)
    let hierarchy =
      preparation + Double(origins) * Price.climb + batches * Double(arcs) * Price.sweptArc + pairs
    self.method = method ?? (dijkstra <= hierarchy ? .dijkstra : .hierarchy)
    dijkstraCost = dijkstra / 1e6
    hierarchyCost = hierarchy / 1e6
    preparationCost = preparation / 1e6
  }
}
