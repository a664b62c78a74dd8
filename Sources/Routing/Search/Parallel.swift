import Synchronization

/// Works on items in several tasks, each with state of its own, and gives the results in the items'
/// order: they do not depend on the number of tasks.
///
/// - Parameter makeWork: called once in each task.
func inParallel<Result: Sendable>(
  _ count: Int, tasks: Int, _ makeWork: @escaping @Sendable () -> (Int) -> Result
) async -> [Result] {
  if min(tasks, count) <= 1 {
    let work = makeWork()
    return (0..<count).map(work)
  }
  let next = ItemCounter()
  return await withTaskGroup(of: [(Int, Result)].self) { group in
    for _ in 0..<min(tasks, count) {
      group.addTask {
        let work = makeWork()
        var done: [(Int, Result)] = []
        while let item = next.take(below: count) { done.append((item, work(item))) }
        return done
      }
    }
    var results = [Result?](repeating: nil, count: count)
    for await done in group {
      for (item, result) in done { results[item] = result }
    }
    return results.compactMap { $0 }
  }
}

/// Hands out numbers to tasks.
final class ItemCounter: Sendable {
  private let next = Atomic<Int>(0)

  func take(below end: Int) -> Int? {
    let item = next.add(1, ordering: .relaxed).oldValue
    return item < end ? item : nil
  }
}
