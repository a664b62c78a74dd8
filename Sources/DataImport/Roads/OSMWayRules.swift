import Routing

/// Turns the tags of a way into what the network keeps of it. `docs/roads.md` has the table.
struct OSMWayRules {
  var counts = OSMRuleCounts()

  /// `nil` where an ambulance never drives there.
  mutating func attributes(_ tags: OSMTags) -> RoadAttributes? {
    guard let roadClass = roadClass(tags) else { return nil }
    var road = RoadAttributes(roadClass)
    guard applyAccess(tags, &road), applyDirection(tags, &road) else { return nil }
    applyLimits(tags, &road)
    OSMSurfaceRules.apply(tags, &road)
    road.isTunnel = tags[.tunnel].map { $0 != "no" } ?? false
    road.isBridge = tags[.bridge].map { $0 != "no" } ?? false
    road.isRoundabout = ["roundabout", "circular"].contains(tags[.junction])
    if roadClass == .ferry, let duration = tags[.duration] {
      road.durationSeconds = OSMDuration.seconds(duration)
      if road.durationSeconds == nil { counts.unreadableDurations += 1 }
    }
    if tags[.accessConditional] != nil || tags[.vehicleConditional] != nil
      || tags[.motorVehicleConditional] != nil || tags[.maxspeedConditional] != nil
    {
      counts.conditional += 1
    }
    return road
  }

  /// The road's name, else its number.
  static func name(_ tags: OSMTags) -> String { tags[.name] ?? tags[.ref] ?? "" }

  /// `nil` for what is not built, and for ways that vehicles do not use unless a tag opens them.
  private mutating func roadClass(_ tags: OSMTags) -> RoadClass? {
    guard let highway = tags[.highway] else {
      guard tags[.route] == "ferry" else { return nil }
      return ferry(tags)
    }
    if ["construction", "proposed", "planned", "abandoned", "razed", "dismantled"].contains(highway)
    {
      counts.unbuilt += 1
      return nil
    }
    guard tags[.area] != "yes" else {
      counts.notForVehicles += 1
      return nil
    }
    switch highway {
    case "service":
      switch tags[.service] {
      case "driveway": return .driveway
      case "parking_aisle": return .parkingAisle
      case "alley": return .alley
      case "emergency_access": return .emergencyAccess
      default: return .service
      }
    case "living_street": return .livingStreet
    case "busway", "bus_guideway":
      // Other vehicles only where a tag lets them.
      return isOpened(tags) && highway == "busway" ? .busway : left()
    case "footway", "cycleway", "path", "bridleway":
      return isOpened(tags) ? .path : left()
    default:
      guard let known = RoadClass(word: highway), !Self.ownWords.contains(known) else {
        return left()
      }
      return known
    }
  }

  /// Classes whose words are ours and no values of `highway`.
  private static let ownWords: Set<RoadClass> = [
    .driveway, .parkingAisle, .alley, .emergencyAccess, .path, .ferry,
  ]

  private mutating func left() -> RoadClass? {
    counts.notForVehicles += 1
    return nil
  }

  /// A ferry that says nothing about vehicles but names those who walk is one for them.
  private mutating func ferry(_ tags: OSMTags) -> RoadClass? {
    if isOpened(tags) { return .ferry }
    let speaks = [.motorcar, .motorVehicle, .vehicle].contains { tags[$0] != nil }
    let isForWalkers = [.foot, .bicycle].contains { OSMAccess(tags[$0]) == .open }
    return !speaks && isForWalkers ? left() : .ferry
  }

  /// Whether a tag expressly lets motor or emergency vehicles in.
  private func isOpened(_ tags: OSMTags) -> Bool {
    if let emergency = OSMAccess(emergency: tags[.emergency]) { return emergency == .open }
    for key in [OSMKey.motorcar, .motorVehicle, .vehicle] {
      if let access = OSMAccess(tags[key]) { return access == .open }
    }
    return false
  }

  /// - Returns: `false` where it is closed both ways.
  private mutating func applyAccess(_ tags: OSMTags, _ road: inout RoadAttributes) -> Bool {
    let all = OSMAccess.resolve(tags, [.motorcar, .motorVehicle, .vehicle, .access])
    let forward =
      OSMAccess.resolve(
        tags, [.motorcarForward, .motorVehicleForward, .vehicleForward, .accessForward]) ?? all
    let backward =
      OSMAccess.resolve(
        tags, [.motorcarBackward, .motorVehicleBackward, .vehicleBackward, .accessBackward]) ?? all
    if let emergency = OSMAccess(emergency: tags[.emergency]) {
      guard emergency != .closed else { return close() }
      return true
    }
    // A road for emergency vehicles needs no further word.
    if road.roadClass == .emergencyAccess { return true }
    road.isOpenForward = forward != .closed
    road.isOpenBackward = backward != .closed
    guard road.isOpenForward || road.isOpenBackward else { return close() }
    road.isPrivate = forward == .private || backward == .private
    road.isPedestrianZone = road.roadClass == .pedestrian && all == nil
    return true
  }

  private mutating func close() -> Bool {
    counts.closed += 1
    return false
  }

  /// - Returns: `false` where neither direction can be relied on.
  private mutating func applyDirection(_ tags: OSMTags, _ road: inout RoadAttributes) -> Bool {
    let value =
      tags[.onewayEmergency] ?? tags[.onewayMotorcar] ?? tags[.onewayMotorVehicle] ?? tags[.oneway]
    switch value {
    case "yes", "true", "1": road.isOpenBackward = false
    case "-1", "reverse": road.isOpenForward = false
    case "reversible":
      counts.reversible += 1
      return false
    case "no", "false", "0", "alternating": break
    default:
      // Roundabouts and motorways run one way unless they say otherwise.
      if ["roundabout", "circular"].contains(tags[.junction]) || road.roadClass == .motorway {
        road.isOpenBackward = false
      }
    }
    return road.isOpenForward || road.isOpenBackward ? true : close()
  }

  private mutating func applyLimits(_ tags: OSMTags, _ road: inout RoadAttributes) {
    let both = limit(tags[.maxspeed]) ?? implied(tags)
    road.limitForward = limit(tags[.maxspeedForward]) ?? both ?? .unknown
    road.limitBackward = limit(tags[.maxspeedBackward]) ?? both ?? .unknown
    for key in [OSMKey.zoneTraffic, .maxspeed, .maxspeedType, .sourceMaxspeed] {
      guard road.isUrban == nil, let text = tags[key] else { continue }
      road.isUrban = OSMImpliedLimit(text)?.isUrban
    }
  }

  private mutating func limit(_ text: String?) -> SpeedLimit? {
    guard let text else { return nil }
    let limit = OSMSpeedLimit(text)
    if limit == .unreadable { counts.unreadableLimits += 1 }
    return limit.limit
  }

  /// From the keys that say where a limit comes from; words like `sign` say no number.
  private func implied(_ tags: OSMTags) -> SpeedLimit? {
    for key in [OSMKey.zoneMaxspeed, .maxspeedType, .sourceMaxspeed, .zoneTraffic] {
      if let text = tags[key], let limit = OSMSpeedLimit(text).limit { return limit }
    }
    return nil
  }
}
