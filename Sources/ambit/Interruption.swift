import Glibc
import Siting
import Synchronization

/// Ctrl-C, or a request to terminate, while something is searched for: the first asks for the best so
/// far, a second ends the program.
enum Interruption {
  private static let isListening = Atomic<Bool>(false)
  private static let isAsked = Atomic<Bool>(false)

  static func listen() {
    isListening.store(true, ordering: .relaxed)
    arm()
  }

  /// Asked often, at least some ten times a second. CBC puts a handler of its own in the place of
  /// ours while it solves, and that would swallow the signal: each time ours is put back.
  static var wasAsked: Bool {
    if isListening.load(ordering: .relaxed) { arm() }
    return isAsked.load(ordering: .relaxed)
  }

  private static func arm() {
    for number in [SIGINT, SIGTERM] {
      if isAsked.load(ordering: .relaxed) {
        signal(number, SIG_DFL)
      } else {
        signal(number) { number in
          Interruption.isAsked.store(true, ordering: .relaxed)
          signal(number, SIG_DFL)
        }
      }
    }
  }

  /// Ends the program, also while a solver's thread that nobody waits for is still at work.
  static func exit(_ code: Int32) -> Never {
    fflush(nil)
    if SitingSolver.isStillWorking { _exit(code) }
    Glibc.exit(code)
  }
}
