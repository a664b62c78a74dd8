/// Copies places for the states in which turn restrictions can be when one gets there.
struct TurnAutomaton {
  private let paths: [ForbiddenPath]
  /// Restrictions by their first arc.
  private let starting: [UInt32: [Int]]

  init(_ paths: [ForbiddenPath]) {
    self.paths = paths
    starting = Dictionary(grouping: paths.indices) { paths[$0].arcs[0] }
  }

  /// How far each restriction that has begun has come: its number and the index of the arc just
  /// driven. Sorted; empty in a place that is no copy.
  private typealias State = [Progress]

  private struct Progress: Hashable {
    let path: Int
    let index: Int
  }

  private struct Copy: Hashable {
    let place: UInt32
    let state: State
  }

  /// Arcs of places keep their numbers; those of copies come after them.
  func apply(to columns: inout RoadNetworkColumns) {
    let places = columns.positions.count
    var copies: [Copy] = []
    var numbers: [Copy: UInt32] = [:]

    func node(at place: UInt32, _ state: State) -> UInt32 {
      guard !state.isEmpty else { return place }
      let copy = Copy(place: place, state: state)
      if let number = numbers[copy] { return number }
      let number = UInt32(places + copies.count)
      copies.append(copy)
      numbers[copy] = number
      return number
    }

    let baseHeads = columns.heads
    for arc in starting.keys.sorted() {
      columns.heads[Int(arc)] = node(at: baseHeads[Int(arc)], state(after: arc, from: []))
    }
    var index = 0
    while index < copies.count {
      let copy = copies[index]
      columns.originalNodes.append(copy.place)
      let arcs =
        columns.firstArc[Int(copy.place)]..<columns.firstArc[Int(copy.place) + 1]
      for arc in arcs where mayFollow(arc, copy.state) {
        columns.heads.append(
          node(at: baseHeads[Int(arc)], state(after: arc, from: copy.state)))
        columns.arcSegments.append(columns.arcSegments[Int(arc)])
      }
      columns.firstArc.append(UInt32(columns.heads.count))
      index += 1
    }
  }

  private func state(after arc: UInt32, from state: State) -> State {
    var next = state.compactMap { progress -> Progress? in
      let path = paths[progress.path]
      let index = progress.index + 1
      // The arc that a restriction is about ends it.
      guard index < path.arcs.count - 1, path.arcs[index] == arc else { return nil }
      return Progress(path: progress.path, index: index)
    }
    next += (starting[arc] ?? []).map { Progress(path: $0, index: 0) }
    return next.sorted { ($0.path, $0.index) < ($1.path, $1.index) }
  }

  private func mayFollow(_ arc: UInt32, _ state: State) -> Bool {
    var mandatory: [UInt32] = []
    for progress in state {
      let path = paths[progress.path]
      guard progress.index == path.arcs.count - 2, let last = path.arcs.last else { continue }
      if path.isMandatory { mandatory.append(last) } else if last == arc { return false }
    }
    // Two restrictions that each name the only way on leave both ways.
    return mandatory.isEmpty || mandatory.contains(arc)
  }
}
