import Glibc
import Synchronization

/// One program that CBC solves in a thread of its own, so that whoever asked need not wait for it:
/// CBC looks at its time limit between nodes alone, and at nothing else.
final class IntegerProgramRun: Sendable {
  /// Programs that CBC is still at, those that nobody waits for among them.
  private static let running = Atomic<Int>(0)

  /// CBC keeps its parameters and its signal handler in globals: one program at a time.
  private static let turn = Mutex(())

  static var isAnyRunning: Bool { running.load(ordering: .relaxed) > 0 }

  private let program: IntegerProgram
  private let start: [Double]?
  private let deadline: Deadline
  private let outcome = Mutex<IntegerProgram.Outcome?>(nil)
  private let isAbandoned = Atomic<Bool>(false)
  /// Posted once, when there is an outcome. Its address never changes and it does its own locking.
  private nonisolated(unsafe) let end: UnsafeMutablePointer<sem_t>

  init(_ program: IntegerProgram, start: [Double]?, deadline: Deadline) {
    self.program = program
    self.start = start
    self.deadline = deadline
    end = .allocate(capacity: 1)
    sem_init(end, 0, 0)
  }

  deinit {
    sem_destroy(end)
    end.deallocate()
  }

  /// - Returns: `nil` where the deadline has passed and CBC, given a little more to end by itself,
  ///   has not: its thread then goes on without anyone waiting, until CBC sees its own limit.
  func result() -> IntegerProgram.Outcome? {
    // With time left CBC may hold the best plan, and mostly ends soon after its limit.
    let grace = deadline.isDue ? 0.1 : 1
    begin()
    var overdue = 0.0
    while !waits(seconds: 0.02) {
      if deadline.isDue { overdue += 0.02 }
      if overdue > grace {
        isAbandoned.store(true, ordering: .relaxed)
        return outcome.withLock { $0 }
      }
    }
    return outcome.withLock { $0 }
  }

  private func begin() {
    Self.running.add(1, ordering: .relaxed)
    let context = Unmanaged.passRetained(self).toOpaque()
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context {
          Unmanaged<IntegerProgramRun>.fromOpaque(context).takeRetainedValue().work()
        }
        return nil
      }, context)
    if code == 0 {
      pthread_detach(thread)
    } else {
      // No thread to be had: here, then, and the caller waits.
      Unmanaged<IntegerProgramRun>.fromOpaque(context).release()
      work()
    }
  }

  private func work() {
    let found = Self.turn.withLock { _ in
      isAbandoned.load(ordering: .relaxed)
        ? nil : program.solveHere(start: start, seconds: deadline.secondsLeft)
    }
    outcome.withLock { $0 = found }
    Self.running.subtract(1, ordering: .relaxed)
    sem_post(end)
  }

  /// Whether the end came within so many seconds, below one.
  private func waits(seconds: Double) -> Bool {
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    until.tv_nsec += Int(seconds * 1e9)
    if until.tv_nsec >= 1_000_000_000 {
      until.tv_sec += 1
      until.tv_nsec -= 1_000_000_000
    }
    return sem_timedwait(end, &until) == 0
  }
}
