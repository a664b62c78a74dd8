import DataImport
import Dispatch
import Foundation
import ResponseModel
import Synchronization

/// Batches on their way from the thread that reads a file to the one that writes the store: each
/// takes about half of an import's time.
final class BatchPipe: Sendable {
  private enum Item: Sendable {
    case batch(LayerBatch, errors: Int)
    case end((any Error)?)
  }

  private struct State {
    var items: [Item] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  /// A semaphore must not end below the value it was made with, so each starts at nothing.
  private let room = DispatchSemaphore(value: 0)
  private let ready = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  private init() {
    for _ in 0..<3 { room.signal() }
  }

  /// Gives every batch of `reader` to `body`, with the number of bad rows up to its end.
  ///
  /// The file is read on a thread of its own, which takes no more rows when this returns or throws.
  /// Nothing else may use `reader` meanwhile. The thread then closes the file, beside whatever is done
  /// next, and leaves `closing` when that is done: wait for it before the program ends, which is to
  /// be soon.
  /// - Throws: what reading or `body` throws.
  static func read(
    _ reader: TableImport, closing: DispatchGroup, _ body: (LayerBatch, Int) throws -> Void
  ) throws {
    let pipe = BatchPipe()
    // One thread at a time has it: this one again when the other has ended.
    nonisolated(unsafe) let source = reader
    closing.enter()
    Thread.detachNewThread {
      var failure: (any Error)?
      do {
        while let batch = try source.nextBatch() {
          guard pipe.put(.batch(batch, errors: source.errorCount)) else { break }
        }
      } catch {
        failure = error
      }
      _ = pipe.put(.end(failure))
      pipe.ended.signal()
      source.close(leavingMemory: true)
      closing.leave()
    }
    defer { pipe.close() }
    while true {
      switch pipe.take() {
      case .batch(let batch, let errors): try body(batch, errors)
      case .end(let failure?): throw failure
      case .end(nil): return
      }
    }
  }

  /// - Returns: whether anybody still wants more.
  private func put(_ item: Item) -> Bool {
    room.wait()
    let isWanted = state.withLock { state in
      state.items.append(item)
      return !state.isClosed
    }
    ready.signal()
    return isWanted
  }

  private func take() -> Item {
    ready.wait()
    let item = state.withLock { $0.items.removeFirst() }
    room.signal()
    return item
  }

  private func close() {
    state.withLock { $0.isClosed = true }
    // For the batch that may be waiting and for the end behind it.
    room.signal()
    room.signal()
    ended.wait()
  }
}
