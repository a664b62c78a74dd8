internal import CGEOS

/// The right to call GEOS: one per task, not `Sendable`, only reentrant calls.
///
/// Every geometry and index made through a context keeps it alive, so the order in which they are
/// let go does not matter.
public final class GEOSContext {
  let handle: GEOSContextHandle_t
  private let messages = GEOSMessages()

  /// - Throws: `GeometryError.operationFailed` where GEOS cannot start.
  public init() throws(GeometryError) {
    guard let handle = GEOS_init_r() else {
      throw GeometryError(.operationFailed, "GEOS_init_r: out of memory")
    }
    self.handle = handle
    // GEOS hands `messages` back to the handler as an opaque pointer; the context owns it and
    // outlives every call.
    GEOSContext_setErrorMessageHandler_r(
      handle,
      { message, userData in
        guard let message, let userData else { return }
        Unmanaged<GEOSMessages>.fromOpaque(userData).takeUnretainedValue()
          .last = String(cString: message)
      },
      Unmanaged.passUnretained(messages).toOpaque())
  }

  deinit { GEOS_finish_r(handle) }

  /// GEOS's words for what just failed, and forgets them.
  func takeMessage() -> String {
    defer { messages.last = nil }
    return messages.last ?? "no reason given"
  }
}

/// Where GEOS's error handler leaves its last message.
private final class GEOSMessages {
  var last: String?
}
