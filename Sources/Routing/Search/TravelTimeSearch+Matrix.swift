public import Quantities

extension TravelTimeSearch {
  /// The times from each origin to each destination.
  ///
  /// - Parameters:
  ///   - limit: times above it count as unreachable; a low one makes the search short.
  ///   - method: `nil` leaves the choice to the cost model of `SearchPlan`.
  ///   - tasks: origins searched from at a time. The result does not depend on it.
  /// - Complexity: see `SearchPlan`; memory 4 bytes a pair, and some 16 bytes a node for each task, 70
  ///   with a hierarchy.
  public func matrix(
    from origins: SearchPlaces, to destinations: SearchPlaces, limit: Seconds? = nil,
    method: SearchMethod? = nil, tasks: Int = 1
  ) async -> TravelTimeMatrix {
    origins.requireNodes(below: nodeCount)
    destinations.requireNodes(below: nodeCount)
    let latest = SearchTime.latest(limit)
    let plan = plan(from: origins, to: destinations, latest: latest ?? 0, method: method)
    let count = origins.count * destinations.count
    let times =
      if let latest, count > 0 {
        await matrixBatches(plan.method, origins, destinations, latest).filled(tasks: tasks)
      } else {
        [UInt32](repeating: SearchTime.unreachable, count: count)
      }
    return TravelTimeMatrix(
      originCount: origins.count, destinationCount: destinations.count, milliseconds: times,
      plan: plan)
  }

  /// What `matrix` would do, and why.
  /// - Complexity: three searches within the limit.
  public func plan(
    from origins: SearchPlaces, to destinations: SearchPlaces, limit: Seconds?
  ) -> SearchPlan {
    plan(from: origins, to: destinations, latest: SearchTime.latest(limit) ?? 0, method: nil)
  }

  private func plan(
    from origins: SearchPlaces, to destinations: SearchPlaces, latest: UInt32,
    method: SearchMethod?
  ) -> SearchPlan {
    var within = Double(nodeCount)
    // A few origins are cheaper searched from than thought about.
    if latest < SearchTime.horizon - 1, method == nil, origins.count > SearchPlan.samples {
      let search = BoundedSearch(arcs)
      let samples = (0..<SearchPlan.samples).map {
        $0 * (origins.count - 1) / (SearchPlan.samples - 1)
      }
      within =
        samples.reduce(0.0) { sum, origin in
          search.run(from: origin, of: origins, latest: latest)
          return sum + Double(search.reachedCount)
        } / Double(samples.count)
    }
    return SearchPlan(
      method: method, nodes: nodeCount, arcs: hierarchy?.down.count ?? arcs.arcs.count,
      origins: origins.count, destinations: destinations.count, nodesWithinLimit: within,
      isPrepared: hierarchy != nil)
  }

  private func matrixBatches(
    _ method: SearchMethod, _ origins: SearchPlaces, _ destinations: SearchPlaces, _ latest: UInt32
  ) -> MatrixBatches {
    switch method {
    case .dijkstra:
      let arcs = arcs
      return MatrixBatches(origins.count, by: 8, columns: destinations.count) {
        let search = BoundedSearch(arcs)
        return { batch, rows in
          for (row, origin) in batch.enumerated() {
            search.run(from: origin, of: origins, latest: latest)
            search.write(
              to: destinations, latest: latest, into: rows.row(row, of: destinations.count))
          }
        }
      }
    case .hierarchy:
      let hierarchy = hierarchy ?? ContractionHierarchy(arcs)
      let graph = DownwardGraph(hierarchy, to: destinations)
      let places = SweepPlaces(destinations, hierarchy, graph)
      return MatrixBatches(
        origins.count, by: DownwardSweep.laneCount, columns: destinations.count
      ) {
        let sweep = DownwardSweep(hierarchy, graph)
        return { batch, rows in
          sweep.run(from: batch, of: origins, latest: latest)
          sweep.write(rows: batch.count, to: places, latest: latest, into: rows)
        }
      }
    }
  }
}

/// Rows of a matrix, filled some at a time by any number of tasks.
private struct MatrixBatches: Sendable {
  typealias Fill = (_ batch: Range<Int>, _ rows: UnsafeMutableBufferPointer<UInt32>) -> Void

  let count: Int
  let size: Int
  let columns: Int
  /// What one task fills rows with: its own state is in it.
  let makeFill: @Sendable () -> Fill

  init(_ count: Int, by size: Int, columns: Int, _ makeFill: @escaping @Sendable () -> Fill) {
    self.count = count
    self.size = size
    self.columns = columns
    self.makeFill = makeFill
  }

  func filled(tasks: Int) async -> [UInt32] {
    let batchCount = (count + size - 1) / size
    if min(tasks, batchCount) <= 1 {
      let fill = makeFill()
      // Every row is filled: to write something there before would take as long as a short search.
      return [UInt32](unsafeUninitializedCapacity: count * columns) { times, initialized in
        for batch in 0..<batchCount {
          let origins = origins(of: batch)
          fill(origins, UnsafeMutableBufferPointer(rebasing: times[rows(of: origins)]))
        }
        initialized = count * columns
      }
    }
    var times = [UInt32](repeating: SearchTime.unreachable, count: count * columns)
    let next = ItemCounter()
    await withTaskGroup(of: [(batch: Int, times: [UInt32])].self) { group in
      for _ in 0..<min(tasks, batchCount) {
        group.addTask {
          let fill = makeFill()
          var filled: [(Int, [UInt32])] = []
          while let batch = next.take(below: batchCount) {
            let origins = origins(of: batch)
            let rows = [UInt32](unsafeUninitializedCapacity: origins.count * columns) {
              fill(origins, $0)
              $1 = origins.count * columns
            }
            filled.append((batch, rows))
          }
          return filled
        }
      }
      for await filled in group {
        for (batch, rows) in filled {
          times.replaceSubrange(self.rows(of: origins(of: batch)), with: rows)
        }
      }
    }
    return times
  }

  private func origins(of batch: Int) -> Range<Int> {
    batch * size..<min((batch + 1) * size, count)
  }

  /// Where the times of origins are.
  private func rows(of origins: Range<Int>) -> Range<Int> {
    origins.lowerBound * columns..<origins.upperBound * columns
  }
}

extension UnsafeMutableBufferPointer {
  /// One row of a matrix.
  fileprivate func row(_ row: Int, of columns: Int) -> Self {
    Self(rebasing: self[row * columns..<(row + 1) * columns])
  }
}
