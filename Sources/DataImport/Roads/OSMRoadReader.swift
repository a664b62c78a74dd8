import COsmium
import Geometry
import ResponseModel
import Routing

/// Reads the roads of an OpenStreetMap file into a builder, in two runs over the file: first ways and
/// restrictions, then the points that the ways name. So only what is kept is ever held.
///
/// With boxes, the first run looks at points too, and takes only ways that have one inside; for that
/// points have to come before ways, as they do in every file that is sorted the usual way. Of another
/// file all ways are taken and cut when the network is built.
struct OSMRoadReader {
  private let path: String
  private let boxes: [Bounds<GeographicCoordinate>]
  private let tagReader = OSMTagReader()
  private var rules = OSMWayRules()
  private(set) var builder = RoadNetworkBuilder()
  private(set) var timestamp = ""
  /// Ways of any kind in the file.
  private(set) var seenWays = 0
  /// Ways left out since none of their points lies in a box.
  private(set) var outsideWays = 0
  var counts: OSMRuleCounts { rules.counts }

  init(_ path: String, within boxes: [Bounds<GeographicCoordinate>]) {
    self.path = path
    self.boxes = boxes
  }

  /// The same file from the start, without boxes.
  var unclipped: OSMRoadReader { OSMRoadReader(path, within: []) }

  /// - Throws: `ImportError`: no such file, not one of these, cut off.
  mutating func read(progress: (Int) -> Void) throws(ImportError) {
    try readWays(progress)
    guard builder.wayCount > 0 else { return }
    try readPoints(progress)
  }

  private mutating func readWays(_ progress: (Int) -> Void) throws(ImportError) {
    let filters = !boxes.isEmpty
    let what =
      AMBIT_OSM_WAYS | AMBIT_OSM_RESTRICTIONS | (filters ? AMBIT_OSM_POSITIONS : 0)
    let file = try OSMFile(path, Int(what))
    var inside = PointFilter(boxes)
    var members: [OSMRestrictionRules.Member] = []
    while let block = try file.next() {
      inside.add(block)
      if block.seen_way_count > 0 { inside.waysBegin() }
      seenWays += block.seen_way_count
      for way in UnsafeBufferPointer(start: block.ways, count: block.way_count) {
        take(way, block, inside)
      }
      for relation in UnsafeBufferPointer(start: block.relations, count: block.relation_count) {
        members.removeAll(keepingCapacity: true)
        for member in UnsafeBufferPointer(
          start: block.members.map { $0 + relation.first_member }, count: relation.member_count)
        {
          members.append(
            OSMRestrictionRules.Member(
              type: Character(UnicodeScalar(UInt8(bitPattern: member.type))), id: member.id,
              role: String(cString: member.role)))
        }
        take(tagReader.read(relation.tags), members)
      }
      progress(file.offset)
    }
    timestamp = file.timestamp
    guard inside.isUseless else { return }
    // Ways came before points: what was left out may have been wanted.
    self = OSMRoadReader(path, within: [])
    try readWays(progress)
  }

  private mutating func take(_ way: AmbitOSMWay, _ block: AmbitOSMBlock, _ inside: PointFilter) {
    let references = UnsafeBufferPointer(
      start: block.references.map { $0 + way.first_reference }, count: way.reference_count)
    guard inside.holdsOne(of: references) else {
      outsideWays += 1
      return
    }
    let tags = tagReader.read(way.tags)
    guard let road = rules.attributes(tags) else { return }
    builder.addWay(id: way.id, road, name: OSMWayRules.name(tags), points: references)
  }

  private mutating func take(_ tags: OSMTags, _ members: [OSMRestrictionRules.Member]) {
    switch OSMRestrictionRules.read(tags, members) {
    case .restrictions(let restrictions): for turn in restrictions { builder.add(turn) }
    case .lifted: rules.counts.liftedRestrictions += 1
    case .conditional: rules.counts.conditionalRestrictions += 1
    case .broken: rules.counts.brokenRestrictions += 1
    }
  }

  private mutating func readPoints(_ progress: (Int) -> Void) throws(ImportError) {
    let file = try OSMFile(path, Int(AMBIT_OSM_POSITIONS | AMBIT_OSM_NODE_TAGS))
    while let block = try file.next() {
      for node in UnsafeBufferPointer(start: block.nodes, count: block.node_count) {
        builder.setPoint(
          node.id, RoadPosition(latitude: node.latitude, longitude: node.longitude))
      }
      for node in UnsafeBufferPointer(start: block.tagged_nodes, count: block.tagged_node_count)
      where builder.isWanted(node.id) {
        guard let point = OSMNodeRules.node(tagReader.read(node.tags)) else { continue }
        builder.setPoint(node.id, point)
      }
      progress(file.offset)
    }
  }
}

/// The points of a file that lie within boxes.
private struct PointFilter {
  private let boxes: [Bounds<GeographicCoordinate>]
  /// Sorted, since points of a file come in the order of their ids.
  private var ids: [Int64] = []
  private var isSorted = true
  private var waysBegan = false
  private(set) var isUseless = false

  init(_ boxes: [Bounds<GeographicCoordinate>]) { self.boxes = boxes }

  mutating func waysBegin() {
    if !waysBegan, !isSorted { ids.sort() }
    waysBegan = true
  }

  mutating func add(_ block: AmbitOSMBlock) {
    guard !boxes.isEmpty, block.node_count > 0 else { return }
    if waysBegan { isUseless = true }
    for node in UnsafeBufferPointer(start: block.nodes, count: block.node_count) {
      let (latitude, longitude) = (Double(node.latitude) / 1e7, Double(node.longitude) / 1e7)
      let isInside = boxes.contains {
        latitude >= $0.minimum.latitude && latitude <= $0.maximum.latitude
          && longitude >= $0.minimum.longitude && longitude <= $0.maximum.longitude
      }
      guard isInside else { continue }
      if let last = ids.last, last > node.id { isSorted = false }
      ids.append(node.id)
    }
  }

  func holdsOne(of points: UnsafeBufferPointer<Int64>) -> Bool {
    boxes.isEmpty || points.contains { holds($0) }
  }

  private func holds(_ id: Int64) -> Bool {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id
  }
}
