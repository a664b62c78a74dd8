import ResponseModel
import Routing
import Yams

extension StandardFileReader {
  mutating func readSpeedProfile(_ node: Node) -> SpeedProfile? {
    guard var fields = open(node, "profile") else { return nil }
    let id = need("id", in: &fields).flatMap { readIdentifier($0, "id") }
    let title = need("title", in: &fields).flatMap { readLocalized($0, "title") }
    let note = fields.take("note").flatMap { readLocalized($0, "note") }
    let classes = need("classes", in: &fields).flatMap { readClasses($0) }
    var profile = SpeedProfile(
      id: id ?? "", title: title ?? LocalizedText(zh: "", en: ""), note: note,
      classes: classes ?? [:])
    readSpeeds(&fields, &profile)
    readDelays(&fields, &profile)
    if let node = fields.take("open_private_roads") {
      profile.opensPrivateRoads = readFlag(node, "open_private_roads") ?? false
    }
    if let node = fields.take("open_pedestrian_zones") {
      profile.opensPedestrianZones = readFlag(node, "open_pedestrian_zones") ?? false
    }
    if let node = fields.take("periods"), let nodes = elements(node, "periods") {
      profile.periods = nodes.compactMap { readSpeedPeriod($0) }
      checkPeriods(nodes, profile.periods)
    }
    if let node = fields.take("access") { readAccess(node, &profile.access) }
    close(fields)
    return profile
  }

  private mutating func readSpeeds(_ fields: inout Fields, _ profile: inout SpeedProfile) {
    if let value = sourced("max_kmh", in: &fields, isPositive: true) {
      profile.maximumKilometersPerHour = value
    }
    if let value = sourced("min_kmh", in: &fields, isPositive: true) {
      profile.minimumKilometersPerHour = value
    }
    if profile.minimumKilometersPerHour.value > profile.maximumKilometersPerHour.value {
      report(
        "bounds-inverted", at: fields.place, zh: "min_kmh 大于 max_kmh",
        en: "min_kmh is more than max_kmh")
    }
    if let node = fields.take("speed_limit"), var limit = open(node, "speed_limit") {
      let use = need("use", in: &limit).flatMap { readLimitUse($0) }
      let factor = sourced("factor", in: &limit, isPositive: true)
      close(limit)
      profile.speedLimit = SpeedLimitRule(
        use: use ?? .cap, factor: factor ?? SourcedValue(1))
    }
    if let node = fields.take("surfaces") {
      profile.surfaces = readFactors(node, "surfaces", RoadSurface.words) { RoadSurface(word: $0) }
    }
    if let node = fields.take("smoothness") {
      profile.smoothness = readFactors(node, "smoothness", RoadSmoothness.words) {
        RoadSmoothness(word: $0)
      }
    }
    profile.tunnelFactor = sourced("tunnel_factor", in: &fields, isPositive: true)
    profile.bridgeFactor = sourced("bridge_factor", in: &fields, isPositive: true)
    if let node = fields.take("urban"), var urban = open(node, "urban") {
      let density = neededSourced("street_density_km_per_km2", in: &urban)
      let factor = neededSourced("factor", in: &urban, isPositive: true)
      close(urban)
      if let density, let factor {
        profile.urban = UrbanRule(streetDensity: density, factor: factor)
      }
    }
    if let node = fields.take("bends"), var bends = open(node, "bends") {
      let acceleration = neededSourced("lateral_acceleration_m_s2", in: &bends, isPositive: true)
      let minimum = neededSourced("min_kmh", in: &bends, isPositive: true)
      close(bends)
      if let acceleration, let minimum {
        profile.bends = BendRule(
          lateralAcceleration: acceleration, minimumKilometersPerHour: minimum)
      }
    }
  }

  private mutating func readDelays(_ fields: inout Fields, _ profile: inout SpeedProfile) {
    if let value = sourced("signal_s", in: &fields) { profile.signalSeconds = value }
    if let value = sourced("gate_s", in: &fields) { profile.gateSeconds = value }
    if let value = sourced("ferry_wait_s", in: &fields) { profile.ferryWaitSeconds = value }
    if let value = sourced("fixed_delay_s", in: &fields) { profile.fixedDelaySeconds = value }
  }

  private mutating func readClasses(_ node: Node) -> [RoadClass: ClassSpeed]? {
    guard case .mapping(let mapping) = node, var fields = open(node, "classes") else {
      if case .mapping = node {} else { _ = open(node, "classes") }
      return nil
    }
    var classes: [RoadClass: ClassSpeed] = [:]
    for word in RoadClass.words {
      guard let node = fields.take(word), let roadClass = RoadClass(word: word),
        var inner = open(node, word)
      else { continue }
      let speed = neededSourced("kmh", in: &inner, isPositive: true)
      let factor = sourced("emergency_factor", in: &inner, isPositive: true)
      close(inner)
      if let speed {
        classes[roadClass] = ClassSpeed(
          kilometersPerHour: speed, emergencyFactor: factor ?? SourcedValue(1))
      }
    }
    close(fields)
    if mapping.isEmpty {
      report("empty-list", at: node.place, zh: "“classes”不得为空", en: "'classes' is empty")
    }
    return classes
  }

  private mutating func readFactors<Word: Hashable>(
    _ node: Node, _ name: String, _ words: [String], _ word: (String) -> Word?
  ) -> [Word: SourcedValue] {
    guard var fields = open(node, name) else { return [:] }
    var factors: [Word: SourcedValue] = [:]
    for text in words {
      guard let key = word(text), let value = sourced(text, in: &fields) else { continue }
      factors[key] = value
    }
    close(fields)
    return factors
  }

  private mutating func readLimitUse(_ node: Node) -> SpeedLimitRule.Use? {
    guard let text = readText(node, "use") else { return nil }
    if let use = SpeedLimitRule.Use(rawValue: text) { return use }
    let words = SpeedLimitRule.Use.allCases.map(\.rawValue).joined(separator: ", ")
    report(
      "unknown-word", at: node.place, zh: "“use”不可为“\(text)”；可用：\(words)",
      en: "'use' cannot be '\(text)'; use one of: \(words)")
    return nil
  }

  private mutating func readAccess(_ node: Node, _ access: inout AccessRule) {
    guard var fields = open(node, "access") else { return }
    if let value = sourced("kmh", in: &fields, isPositive: true) {
      access.kilometersPerHour = value
    }
    if let value = sourced("limit_m", in: &fields, isPositive: true) { access.limitMeters = value }
    if let value = sourced("island_preference_m", in: &fields) {
      access.islandPreferenceMeters = value
    }
    close(fields)
  }
}
