import Glibc
import Synchronization

/// Ctrl-C while something is searched for: the first asks for the best so far, a second ends the
/// program.
enum Interruption {
  private static let isAsked = Atomic<Bool>(false)

  static func listen() {
    signal(SIGINT) { _ in
      Interruption.isAsked.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }

  static var wasAsked: Bool { isAsked.load(ordering: .relaxed) }
}
