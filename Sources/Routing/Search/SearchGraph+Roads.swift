extension SearchGraph {
  /// A road network at given travel times; its nodes and arcs have the network's numbers. The network's
  /// rows and heads are used where they are, which may be a mapped file.
  public init(_ network: RoadNetwork, _ times: ArcTimes) {
    precondition(times.milliseconds.count == network.arcCount, "times of another network")
    let storage = network.storage
    self.init(
      firstArc: network.firstArc.withUnsafeBufferPointer {
        WordArray(borrowing: $0, keptBy: storage)
      },
      heads: network.heads.withUnsafeBufferPointer { WordArray(borrowing: $0, keptBy: storage) },
      milliseconds: WordArray(times.milliseconds))
  }
}
