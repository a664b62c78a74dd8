/// A column of a road network: fixed-size values side by side in the file.
///
/// Indexing is checked. A hot loop takes `withUnsafeBufferPointer`.
public struct RoadColumn<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  private let storage: RoadNetworkStorage
  private let offset: Int
  public let count: Int

  init(_ storage: RoadNetworkStorage, offset: Int, count: Int) {
    self.storage = storage
    self.offset = offset
    self.count = count
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "index out of range")
    return storage.base.load(
      fromByteOffset: offset + index * MemoryLayout<Element>.stride, as: Element.self)
  }

  /// The values as one block, valid while `body` runs.
  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = (storage.base + offset).assumingMemoryBound(to: Element.self)
    return try body(UnsafeBufferPointer(start: start, count: count))
  }

  /// A copy.
  public var array: [Element] { withUnsafeBufferPointer { Array($0) } }
}
