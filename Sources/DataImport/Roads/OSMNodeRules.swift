import Routing

/// What a point on a road does to those who drive past it.
enum OSMNodeRules {
  /// `nil` where nothing.
  static func node(_ tags: OSMTags) -> RoadNode? {
    var node = RoadNode()
    if tags[.highway] == "traffic_signals" {
      switch tags[.signalDirection] {
      case "forward": node.signal = .forward
      case "backward": node.signal = .backward
      default: node.signal = .both
      }
    }
    if let barrier = tags[.barrier] { apply(barrier, tags, &node) }
    return node == RoadNode() ? nil : node
  }

  /// Barriers that vehicles pass, some of them after opening; every other stops them.
  private static let passable: Set<String> = [
    "gate", "lift_gate", "swing_gate", "sliding_gate", "hampshire_gate", "toll_booth",
    "border_control", "checkpoint", "sally_port", "cattle_grid", "entrance", "kerb",
    "height_restrictor", "arch", "no", "open",
  ]

  private static let gates: Set<String> = [
    "gate", "lift_gate", "swing_gate", "sliding_gate", "hampshire_gate",
  ]

  private static func apply(_ barrier: String, _ tags: OSMTags, _ node: inout RoadNode) {
    let isGate = gates.contains(barrier)
    // A word for emergency vehicles is the last word.
    if let emergency = OSMAccess(emergency: tags[.emergency]) {
      node.isClosed = emergency == .closed
    } else if tags[.locked] == "yes" {
      node.isClosed = true
    } else if let access = OSMAccess.resolve(tags, [.motorcar, .motorVehicle, .vehicle, .access]) {
      node.isClosed = access != .open
    } else {
      node.isClosed = !passable.contains(barrier)
    }
    node.isGate = isGate && !node.isClosed
  }
}
