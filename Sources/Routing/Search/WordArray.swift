/// Unsigned 32-bit words: an array, or memory that somebody else keeps alive (a mapped file).
public struct WordArray: Sendable {
  // An address and not a pointer, which is not Sendable; the words are never written.
  private enum Storage: Sendable {
    case owned([UInt32])
    case borrowed(address: UInt, count: Int, owner: any AnyObject & Sendable)
  }

  private let storage: Storage

  public init(_ words: [UInt32]) { storage = .owned(words) }

  /// Words read in place and never copied.
  ///
  /// - Parameters:
  ///   - words: memory that does not change while `owner` lives.
  ///   - owner: what keeps the memory alive; it is held as long as this value is.
  public init(borrowing words: UnsafeBufferPointer<UInt32>, keptBy owner: any AnyObject & Sendable)
  {
    storage = .borrowed(
      address: UInt(bitPattern: words.baseAddress), count: words.count, owner: owner)
  }

  public var count: Int {
    switch storage {
    case .owned(let words): words.count
    case .borrowed(_, let count, _): count
    }
  }

  /// The words as one block, valid while `body` runs.
  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt32>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch storage {
    case .owned(let words):
      return try words.withUnsafeBufferPointer(body)
    case .borrowed(let address, let count, let owner):
      defer { withExtendedLifetime(owner) {} }
      return try body(
        UnsafeBufferPointer(start: UnsafePointer<UInt32>(bitPattern: address), count: count))
    }
  }

  /// A copy.
  public var array: [UInt32] {
    switch storage {
    case .owned(let words): words
    case .borrowed: withUnsafeBufferPointer { Array($0) }
    }
  }
}
