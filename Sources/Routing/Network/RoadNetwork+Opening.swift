import FoundationEssentials
import Geometry
import Glibc
import ResponseModel

extension RoadNetwork {
  /// Opens a road network's file and checks it: version, checksum, and that every number in it points
  /// at something that is there.
  ///
  /// - Throws: `RoutingError`: no such file, none of ours, another version, damaged.
  /// - Complexity: O(size of the file), once.
  public init(reading path: String) throws(RoutingError) {
    let storage = try RoadNetworkStorage(mapping: path)
    let sections = try Self.sections(of: storage, path)
    try self.init(storage, sections, path)
  }

  init(_ columns: RoadNetworkColumns) {
    let storage = columns.storage()
    do {
      let sections = try Self.sections(of: storage, "(memory)")
      try self.init(storage, sections, "(memory)")
    } catch {
      preconditionFailure("a network that was just built is sound: \(error.message.en)")
    }
  }

  /// Writes the network as a file, whole or not at all.
  public func write(to path: String) throws(RoutingError) {
    try RoadNetworkFile.write(storage.bytes, to: path)
  }

  private static func sections(
    of storage: RoadNetworkStorage, _ path: String
  ) throws(RoutingError) -> [Range<Int>] {
    let bytes = storage.bytes
    guard bytes.count >= 24, bytes.prefix(8).elementsEqual(RoadNetworkFile.magic) else {
      throw .damaged(path, zh: "开头不是 AMBITRDS", en: "it does not start with AMBITRDS")
    }
    let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
    guard version == RoadNetworkFile.version else {
      throw RoutingError(
        .otherVersion,
        LocalizedText(
          zh: "\(path) 的路网格式版本为 \(version)，本程序使用版本 \(RoadNetworkFile.version)"
            + "：请用 ambit import roads 重新生成",
          en: "\(path) is a road network of format version \(version), this program uses"
            + " \(RoadNetworkFile.version): make it again with ambit import roads"))
    }
    let count = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    guard count == RoadNetworkSection.allCases.count, bytes.count >= RoadNetworkFile.headerCount,
      bytes.count.isMultiple(of: 8)
    else { throw .damaged(path, zh: "文件头不完整", en: "its header is incomplete") }
    let sum = RoadNetworkFile.checksum(
      UnsafeRawBufferPointer(rebasing: bytes[24...]), continuing: RoadNetworkFile.checksumSeed)
    guard sum == bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self) else {
      throw .damaged(
        path, zh: "校验和不符，文件被截断或改动", en: "its checksum is wrong: cut off or changed")
    }
    var sections: [Range<Int>] = []
    for section in RoadNetworkSection.allCases {
      let offset = bytes.loadUnaligned(fromByteOffset: 24 + 16 * section.rawValue, as: UInt64.self)
      let size = bytes.loadUnaligned(fromByteOffset: 32 + 16 * section.rawValue, as: UInt64.self)
      let (end, overflow) = offset.addingReportingOverflow(size)
      guard !overflow, end <= UInt64(bytes.count), offset.isMultiple(of: 8),
        size.isMultiple(of: UInt64(section.stride))
      else { throw .damaged(path, zh: "分区越界", en: "a section lies outside of it") }
      sections.append(Int(offset)..<Int(end))
    }
    return sections
  }

  private init(
    _ storage: RoadNetworkStorage, _ sections: [Range<Int>], _ path: String
  ) throws(RoutingError) {
    func column<Value>(_ section: RoadNetworkSection, _ type: Value.Type = Value.self)
      -> RoadColumn<Value>
    {
      let range = sections[section.rawValue]
      precondition(MemoryLayout<Value>.stride == section.stride, "the section's own type")
      return RoadColumn(storage, offset: range.lowerBound, count: range.count / section.stride)
    }
    self.storage = storage
    let text = storage.bytes[sections[RoadNetworkSection.description.rawValue]]
    do {
      description = try JSONDecoder().decode(RoadNetworkDescription.self, from: Data(text))
    } catch {
      throw .damaged(path, zh: "说明部分无法读取", en: "its description cannot be read")
    }
    positions = column(.positions)
    originalNodes = column(.originalNodes)
    firstArc = column(.firstArc)
    heads = column(.heads)
    arcSegments = column(.arcSegments)
    segmentFrom = column(.segmentFrom)
    segmentTo = column(.segmentTo)
    segmentMillimeters = column(.segmentMillimeters)
    segmentWays = column(.segmentWays)
    segmentShapes = column(.segmentShapes)
    segmentNames = column(.segmentNames)
    segmentFlags = column(.segmentFlags)
    segmentLimitsForward = column(.segmentLimitsForward)
    segmentLimitsBackward = column(.segmentLimitsBackward)
    segmentClasses = column(.segmentClasses)
    segmentSurfaces = column(.segmentSurfaces)
    segmentSmoothness = column(.segmentSmoothness)
    segmentDensities = column(.segmentDensities)
    segmentSignals = column(.segmentSignals)
    segmentGates = column(.segmentGates)
    timedSegments = column(.timedSegments)
    timedMilliseconds = column(.timedMilliseconds)
    shapeBytes = column(.shapeBytes)
    nameBytes = column(.nameBytes)
    boxes = column(.boxes)
    guard let copies = CopiesByPlace(originalNodes, places: positions.count) else {
      throw .damaged(path, zh: "节点编号越界", en: "a node's number is out of range")
    }
    firstCopy = copies.first
    self.copies = copies.nodes
    guard isSound else {
      throw .damaged(path, zh: "内部编号不一致", en: "its numbers do not fit together")
    }
  }

  /// Whether every number points at something that is there, so that nothing that reads the network
  /// later has to look.
  private var isSound: Bool {
    let segments = segmentCount
    let columns = [
      segmentTo.count, segmentMillimeters.count, segmentWays.count, segmentShapes.count,
      segmentNames.count, segmentFlags.count, segmentLimitsForward.count,
      segmentLimitsBackward.count, segmentClasses.count, segmentSurfaces.count,
      segmentSmoothness.count, segmentDensities.count, segmentSignals.count, segmentGates.count,
    ]
    guard columns.allSatisfy({ $0 == segments }), arcSegments.count == arcCount,
      firstArc.count == placeCount + originalNodes.count + 1, firstArc.first == 0,
      Int(firstArc[firstArc.count - 1]) == arcCount, timedSegments.count == timedMilliseconds.count,
      nameBytes.last == 0, boxes.count == SegmentTree.boxCount(segments: segments)
    else { return false }
    func below(_ column: RoadColumn<UInt32>, _ limit: Int) -> Bool {
      column.withUnsafeBufferPointer { $0.allSatisfy { Int($0) < limit } }
    }
    let rises = firstArc.withUnsafeBufferPointer { first in
      first.indices.dropLast().allSatisfy { first[$0] <= first[$0 + 1] }
    }
    return rises && below(heads, nodeCount) && below(arcSegments, segments * 2)
      && below(segmentFrom, placeCount) && below(segmentTo, placeCount)
      && below(segmentShapes, max(shapeBytes.count, 1)) && below(segmentNames, nameBytes.count)
      && below(timedSegments, segments)
      && segmentClasses.allSatisfy { RoadClass(rawValue: $0) != nil }
      && segmentSurfaces.allSatisfy { RoadSurface(rawValue: $0) != nil }
      && segmentSmoothness.allSatisfy { RoadSmoothness(rawValue: $0) != nil }
      && (0..<segments).allSatisfy { ShapeCoder.isSound(shapeBytes, at: Int(segmentShapes[$0])) }
  }
}

/// Copies sorted by their place.
private struct CopiesByPlace {
  var first: [UInt32] = []
  var nodes: [UInt32] = []

  init?(_ originals: RoadColumn<UInt32>, places: Int) {
    guard originals.allSatisfy({ Int($0) < places }) else { return nil }
    guard !originals.isEmpty else { return }
    first = Array(repeating: 0, count: places + 1)
    for original in originals { first[Int(original) + 1] += 1 }
    for place in 0..<places { first[place + 1] += first[place] }
    var next = first
    nodes = Array(repeating: 0, count: originals.count)
    for (index, original) in originals.enumerated() {
      nodes[Int(next[Int(original)])] = UInt32(places + index)
      next[Int(original)] += 1
    }
  }
}
