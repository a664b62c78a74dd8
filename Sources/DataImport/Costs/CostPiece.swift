import Glibc
import ResponseModel

/// The lines of a cost file that begin between two offsets, ids numbered as they come.
struct CostPiece: Sendable {
  static let columns: [LongTable.Column] = [.demand, .site, .cost]

  /// Lines of one demand that stand one after the other.
  struct Run: Sendable {
    let demand: Int32
    var count: Int
  }

  private(set) var demands = IdTable()
  private(set) var sites = IdTable()
  private(set) var runs: [Run] = []
  /// In pieces of equal size: a long array would be copied as it grows.
  private(set) var blocks: [Block] = []

  struct Block: Sendable {
    static let size = 1 << 16
    var sites: [Int32] = []
    var costs: [Double] = []

    init() {
      sites.reserveCapacity(Self.size)
      costs.reserveCapacity(Self.size)
    }
  }

  /// - Parameter layout: `nil` where the piece begins with the file.
  /// - Throws: `ImportError`; its line counts from the piece's first.
  /// - Complexity: O(bytes).
  init(
    _ path: String, from start: Int, to end: Int, _ layout: LongTable.LineReader.Layout?
  ) throws(ImportError) {
    var reader = LongTable.LineReader(path: path, columns: Self.columns, layout: layout)
    var block = Block()
    try FileChunks.readLines(path, from: start, to: end) { bytes throws(ImportError) in
      var next = 0
      while next < bytes.count {
        let begin = next
        let line = reader.plainLine(bytes, from: begin)
        next = line.end + 1
        if let cost = line.number {
          append(line.first, line.second, cost, &block)
          continue
        }
        let whole = UnsafeRawBufferPointer(rebasing: bytes[begin..<line.end])
        try reader.take(whole) { fields, number throws(ImportError) in
          append(
            fields[0], fields[1], try LongTable.number(fields[2], "cost", path, number), &block)
        }
      }
    }
    blocks.append(block)
  }

  private mutating func append(
    _ demand: UnsafeRawBufferPointer, _ site: UnsafeRawBufferPointer, _ cost: Double,
    _ block: inout Block
  ) {
    let demand = demands.index(of: demand)
    if let last = runs.indices.last, runs[last].demand == demand {
      runs[last].count += 1
    } else {
      runs.append(Run(demand: demand, count: 1))
    }
    if block.sites.count == Block.size {
      blocks.append(block)
      block = Block()
    }
    block.sites.append(sites.index(of: site))
    block.costs.append(cost)
  }
}

extension CostPiece {
  /// A place in the blocks.
  struct Cursor {
    var block = 0
    var offset = 0
  }

  func copyCosts(
    _ count: Int, from source: inout Cursor, to costs: UnsafeMutableBufferPointer<Double>,
    at target: Int
  ) {
    walk(count, &source, target) { block, range, target in
      for (step, k) in range.enumerated() { costs[target + step] = block.costs[k] }
    }
  }

  /// - Parameter numbers: the site that each of the piece's sites is.
  func copySites(
    _ count: Int, from source: inout Cursor, to sites: UnsafeMutableBufferPointer<Int32>,
    at target: Int, _ numbers: [Int32]
  ) {
    walk(count, &source, target) { block, range, target in
      for (step, k) in range.enumerated() { sites[target + step] = numbers[Int(block.sites[k])] }
    }
  }

  private func walk(
    _ count: Int, _ source: inout Cursor, _ target: Int, _ copy: (Block, Range<Int>, Int) -> Void
  ) {
    var (left, target) = (count, target)
    while left > 0 {
      let block = blocks[source.block]
      let step = min(left, block.costs.count - source.offset)
      copy(block, source.offset..<(source.offset + step), target)
      target += step
      left -= step
      source.offset += step
      if source.offset == block.costs.count { source = Cursor(block: source.block + 1, offset: 0) }
    }
  }
}
