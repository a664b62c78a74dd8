/// A turn restriction as arcs: those that lead to the turn, and the one it is about.
struct ForbiddenPath: Hashable {
  let isMandatory: Bool
  /// Two at least.
  let arcs: [UInt32]
}

extension RoadNetworkBuilder {
  /// Builds turn restrictions into the graph: an arc after which not every other may follow is led to
  /// a copy of its end that has only the arcs that may.
  ///
  /// What of the restrictions has been driven so far is the state of an automaton (A. Aho,
  /// M. Corasick, Efficient string matching, CACM 18 (1975), doi 10.1145/360825.360855): a copy is a
  /// place in such a state. So chains over several ways and restrictions that overlap need no rule of
  /// their own.
  ///
  /// - Complexity: O(arcs + copies · arcs at a place).
  mutating func forbidTurns(_ ordered: inout OrderedSegments) {
    let resolver = TurnResolver(
      columns: ordered.columns, segmentsOfWay: ordered.segmentsOfWay)
    var paths: [ForbiddenPath] = []
    var known: Set<ForbiddenPath> = []
    counts.restrictions = restrictions.count
    for restriction in restrictions {
      var place: UInt32?
      if case .node(let id) = restriction.via { place = ordered.placeOfVia[id] }
      switch resolver.resolve(restriction, at: place) {
      case .path(let path): if known.insert(path).inserted { paths.append(path) }
      case .idle: counts.idleRestrictions += 1
      case .unclear: counts.unclearRestrictions += 1
      }
    }
    TurnAutomaton(paths).apply(to: &ordered.columns)
    counts.copies = ordered.columns.originalNodes.count
  }
}

/// Finds the arcs that a restriction is about.
struct TurnResolver {
  enum Result {
    case path(ForbiddenPath)
    /// It is about roads that are not there.
    case idle
    case unclear
  }

  let columns: RoadNetworkColumns
  /// Segments of the named ways in order along the way.
  let segmentsOfWay: [Int64: [UInt32]]

  /// - Parameter place: of the via node; `nil` where it is not in the network, or the via is ways.
  func resolve(_ restriction: TurnRestriction, at place: UInt32?) -> Result {
    let from = segmentsOfWay[restriction.from] ?? []
    let to = segmentsOfWay[restriction.to] ?? []
    guard !from.isEmpty, !to.isEmpty else { return .idle }
    switch restriction.via {
    case .node:
      guard let place else { return .idle }
      return path(restriction, from, at: place, via: [], to, at: place)
    case .ways(let ways):
      var chains: [Chain] = []
      for way in ways {
        guard let segments = segmentsOfWay[way], !segments.isEmpty else { return .idle }
        chains = extend(chains, by: segments, isFirst: way == ways.first && chains.isEmpty)
        if chains.isEmpty { return .unclear }
      }
      var found: [Result] = []
      for chain in chains
      where ends(from, at: chain.start).count == 1 && ends(to, at: chain.end).count == 1 {
        found.append(
          path(restriction, from, at: chain.start, via: chain.steps, to, at: chain.end))
      }
      guard found.count == 1, let only = found.first else { return .unclear }
      return only
    }
  }

  /// A stretch along whole ways.
  private struct Chain {
    let start: UInt32
    let end: UInt32
    let steps: [(segment: UInt32, forward: Bool)]
  }

  private func extend(_ chains: [Chain], by segments: [UInt32], isFirst: Bool) -> [Chain] {
    // A way that is cut into parts that do not meet cannot be driven along.
    for (segment, next) in zip(segments, segments.dropFirst())
    where columns.segmentTo[Int(segment)] != columns.segmentFrom[Int(next)] { return [] }
    guard let first = segments.first, let last = segments.last else { return [] }
    let start = columns.segmentFrom[Int(first)]
    let end = columns.segmentTo[Int(last)]
    let along = segments.map { (segment: $0, forward: true) }
    let against = segments.reversed().map { (segment: $0, forward: false) }
    let both = [
      Chain(start: start, end: end, steps: along), Chain(start: end, end: start, steps: against),
    ]
    guard !isFirst else { return both }
    return chains.flatMap { chain in
      both.filter { $0.start == chain.end }
        .map { Chain(start: chain.start, end: $0.end, steps: chain.steps + $0.steps) }
    }
  }

  /// Where segments of a way touch a place; forward where they end there.
  private func ends(_ segments: [UInt32], at place: UInt32) -> [(segment: UInt32, arrives: Bool)] {
    segments.flatMap { segment -> [(segment: UInt32, arrives: Bool)] in
      var found: [(segment: UInt32, arrives: Bool)] = []
      if columns.segmentTo[Int(segment)] == place { found.append((segment, true)) }
      if columns.segmentFrom[Int(segment)] == place { found.append((segment, false)) }
      return found
    }
  }

  private func path(
    _ restriction: TurnRestriction, _ from: [UInt32], at start: UInt32,
    via steps: [(segment: UInt32, forward: Bool)], _ to: [UInt32], at end: UInt32
  ) -> Result {
    // What cannot be driven is not meant: a one-way road arrives on one side and leaves on the other.
    let (ending, beginning) = (ends(from, at: start), ends(to, at: end))
    guard !ending.isEmpty, !beginning.isEmpty else { return .unclear }
    let arriving = ending.filter { columns.arc($0.segment, forward: $0.arrives) != nil }
    let leaving = beginning.filter { columns.arc($0.segment, forward: !$0.arrives) != nil }
    guard !arriving.isEmpty, !leaving.isEmpty else { return .idle }
    // A way that goes on behind the place leaves open which of its halves is meant.
    guard arriving.count == 1, leaving.count == 1, let arrival = arriving.first,
      let departure = leaving.first
    else { return .unclear }
    var arcs: [UInt32] = []
    let route =
      [(segment: arrival.segment, forward: arrival.arrives)] + steps
      + [(segment: departure.segment, forward: !departure.arrives)]
    for step in route {
      guard let arc = columns.arc(step.segment, forward: step.forward) else { return .idle }
      arcs.append(arc)
    }
    return .path(ForbiddenPath(isMandatory: restriction.isMandatory, arcs: arcs))
  }
}
