internal import CPROJ

/// Owner of one PROJ context: not shared between tasks, silent, offline.
final class PROJContext {
  let handle: OpaquePointer

  init() throws(GeometryError) {
    guard let handle = proj_context_create() else {
      throw GeometryError(.operationFailed, "proj_context_create: out of memory")
    }
    self.handle = handle
    // PROJ prints to standard error unless told not to; errors are read from the context instead.
    proj_log_level(handle, PJ_LOG_NONE)
    // Grids fetched over the network would make a result depend on the day it was computed.
    proj_context_set_enable_network(handle, 0)
  }

  deinit { proj_context_destroy(handle) }

  /// PROJ's words for an error number of `function`.
  func error(
    _ function: String, number: Int32, code: GeometryError.Code = .operationFailed
  ) -> GeometryError {
    let words =
      proj_context_errno_string(handle, number).map { String(cString: $0) } ?? "unknown error"
    return GeometryError(code, "\(function): \(words)")
  }

  /// The same for the context's last error.
  func lastError(
    _ function: String, code: GeometryError.Code = .operationFailed
  ) -> GeometryError {
    error(function, number: proj_context_errno(handle), code: code)
  }
}

/// Owner of one PROJ operation, and through it of its context.
struct PROJOperation: ~Copyable {
  let context: PROJContext
  private let handle: OpaquePointer

  /// Takes ownership of `handle`.
  init(_ handle: OpaquePointer, in context: PROJContext) {
    self.handle = handle
    self.context = context
  }

  /// An operation from a PROJ string or a CRS definition.
  init(_ definition: String, in context: PROJContext) throws(GeometryError) {
    guard let handle = proj_create(context.handle, definition) else {
      throw context.lastError("proj_create(\(definition))")
    }
    self.init(handle, in: context)
  }

  deinit { proj_destroy(handle) }

  var pointer: OpaquePointer { handle }

  /// Transforms pairs in place, eastings first.
  ///
  /// - Throws: `GeometryError.operationFailed` naming the first pair PROJ could not transform: it
  ///   marks those with infinity, which must never travel on.
  func transform(
    _ direction: PJ_DIRECTION, _ pairs: inout [Double]
  ) throws(GeometryError) {
    guard !pairs.isEmpty else { return }
    let count = pairs.count / 2
    let stride = 2 * MemoryLayout<Double>.stride
    let original = pairs
    let transformed = pairs.withUnsafeMutableBufferPointer { buffer -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      proj_errno_reset(handle)
      return proj_trans_generic(
        handle, direction, base, stride, count, base + 1, stride, count, nil, 0, 0, nil, 0, 0)
    }
    let failed = pairs.firstIndex { !$0.isFinite }
    guard failed == nil, transformed == count else {
      let number = proj_errno(handle)
      let index = (failed ?? 0) / 2
      throw GeometryError(
        .operationFailed,
        "proj_trans_generic: position \(index + 1) of \(count) (\(original[2 * index]), "
          + "\(original[2 * index + 1])) cannot be transformed"
          + (number == 0 ? "" : ": " + context.error("PROJ", number: number).message))
    }
  }
}
