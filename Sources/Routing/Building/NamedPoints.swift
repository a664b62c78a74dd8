/// The points that ways name, way after way, until all are known and can be numbered.
///
/// Steps from id to id, as variable-length integers: points along a way mostly have near ids, so that two
/// or three bytes do where an id takes eight.
struct NamedPoints {
  private var bytes: [UInt8] = []
  private var last: Int64 = 0
  private(set) var count = 0

  /// Adds the points of a way; a point that is named twice in a row is one point.
  ///
  /// - Returns: `false` for fewer than two, of which nothing is kept.
  mutating func append(_ points: some Sequence<Int64>) -> Bool {
    let (start, before) = (bytes.count, last)
    var added = 0
    for point in points {
      if added > 0, point == last { continue }
      ShapeCoder.append(ShapeCoder.zigzag(point &- last), to: &bytes)
      last = point
      added += 1
    }
    guard added >= 2 else {
      bytes.removeLast(bytes.count - start)
      last = before
      return false
    }
    count += added
    return true
  }

  private func forEach(_ body: (_ index: Int, _ id: Int64) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      var id: Int64 = 0
      for index in 0..<count {
        id &+= ShapeCoder.readStep(bytes, &offset)
        body(index, id)
      }
    }
  }

  /// As they were named, repetitions included.
  var ids: [Int64] {
    Array(unsafeUninitializedCapacity: count) { ids, initialized in
      forEach { ids.initializeElement(at: $0, to: $1) }
      initialized = count
    }
  }

  /// The number of each in a table of all of them.
  func references(_ nodes: inout NodeTable) -> [UInt32] {
    Array(unsafeUninitializedCapacity: count) { references, initialized in
      forEach { index, id in
        guard let number = nodes.number(of: id) else {
          preconditionFailure("the table holds every named point")
        }
        references.initializeElement(at: index, to: number)
      }
      initialized = count
    }
  }
}
