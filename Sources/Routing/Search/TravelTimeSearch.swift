public import Quantities

/// Travel times on one graph. The value is frozen and shared; each search has its own state.
///
/// Direction is always from origins (or sources) to destinations, along the arcs.
public struct TravelTimeSearch: Sendable {
  public let graph: SearchGraph
  /// What makes many searches fast; `nil` until somebody prepared it.
  public let hierarchy: ContractionHierarchy?
  let arcs: OpenArcs

  /// - Complexity: O(nodes + arcs).
  public init(_ graph: SearchGraph) {
    self.graph = graph
    arcs = OpenArcs(graph)
    hierarchy = nil
  }

  private init(_ search: TravelTimeSearch, _ hierarchy: ContractionHierarchy) {
    graph = search.graph
    arcs = search.arcs
    self.hierarchy = hierarchy
  }

  public var nodeCount: Int { graph.nodeCount }

  /// The same with a contraction hierarchy; itself where it has one.
  /// - Complexity: see `ContractionHierarchy.init`.
  public func prepared() -> TravelTimeSearch {
    hierarchy == nil ? TravelTimeSearch(self, ContractionHierarchy(arcs)) : self
  }

  /// The fastest way from one place to another, with its arcs; `nil` where there is none within the
  /// limit. For many ways from one place make a `ShortestPathTree`.
  public func path(
    from origin: [NodeOffset], to destination: [NodeOffset], limit: Seconds? = nil
  ) -> ShortestPath? {
    let path = ShortestPathTree(graph, from: origin, limit: limit, until: destination)
      .path(to: destination)
    guard let path, let limit else { return path }
    return path.time <= limit ? path : nil
  }

  /// The nearest and the second-nearest source of every node.
  ///
  /// - Parameters:
  ///   - sources: each with its offsets: the time until it starts moving may be among them.
  ///   - limit: later ones are not counted.
  ///   - method: `nil` takes the hierarchy where there is one.
  /// - Complexity: with a hierarchy O(its nodes + arcs), else that of two of Dijkstra's searches within
  ///   the limit.
  public func nearestSources(
    from sources: SearchPlaces, limit: Seconds? = nil, method: SearchMethod? = nil
  ) -> NearestSources {
    sources.requireNodes(below: nodeCount)
    let method = method ?? (hierarchy == nil ? .dijkstra : .hierarchy)
    guard let latest = SearchTime.latest(limit) else {
      return NearestSources(
        labels: Array(repeating: SourceLabel.none, count: 2 * nodeCount), method: method)
    }
    switch method {
    case .dijkstra:
      return NearestSources(
        labels: NearestSourceSearch.labels(arcs, from: sources, latest: latest), method: method)
    case .hierarchy:
      let hierarchy = hierarchy ?? ContractionHierarchy(arcs)
      return NearestSources(
        labels: NearestSourceSweep.labels(hierarchy, from: sources, latest: latest), method: method)
    }
  }
}
