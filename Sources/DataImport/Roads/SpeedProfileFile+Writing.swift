import FoundationEssentials
import ResponseModel
public import Routing

extension SpeedProfileFile {
  /// A profile as its file says it, every value with its source and evidence: reading the text gives
  /// the profile back.
  /// - Complexity: O(values).
  public static func text(_ profile: SpeedProfile, comment: [String] = []) -> String {
    var text = SpeedProfileText()
    for line in comment { text.lines.append("# " + line) }
    text.lines.append("id: \(profile.id)")
    text.title("title", profile.title, indent: 0)
    if let note = profile.note { text.title("note", note, indent: 0) }
    text.lines.append("classes:")
    for roadClass in RoadClass.allCases {
      guard let speed = profile.classes[roadClass] else { continue }
      text.lines.append("  \(roadClass.word):")
      text.value("kmh", speed.kilometersPerHour, indent: 4)
      text.value("emergency_factor", speed.emergencyFactor, indent: 4)
    }
    text.value("max_kmh", profile.maximumKilometersPerHour, indent: 0)
    text.value("min_kmh", profile.minimumKilometersPerHour, indent: 0)
    text.lines += ["speed_limit:", "  use: \(profile.speedLimit.use.rawValue)"]
    text.value("factor", profile.speedLimit.factor, indent: 2)
    text.factors("surfaces", RoadSurface.allCases.map { ($0.word, profile.surfaces[$0]) })
    text.factors("smoothness", RoadSmoothness.allCases.map { ($0.word, profile.smoothness[$0]) })
    if let value = profile.tunnelFactor { text.value("tunnel_factor", value, indent: 0) }
    if let value = profile.bridgeFactor { text.value("bridge_factor", value, indent: 0) }
    if let urban = profile.urban {
      text.lines.append("urban:")
      text.value("street_density_km_per_km2", urban.streetDensity, indent: 2)
      text.value("factor", urban.factor, indent: 2)
    }
    if let bends = profile.bends {
      text.lines.append("bends:")
      text.value("lateral_acceleration_m_s2", bends.lateralAcceleration, indent: 2)
      text.value("min_kmh", bends.minimumKilometersPerHour, indent: 2)
    }
    text.value("signal_s", profile.signalSeconds, indent: 0)
    text.value("gate_s", profile.gateSeconds, indent: 0)
    text.value("ferry_wait_s", profile.ferryWaitSeconds, indent: 0)
    text.value("fixed_delay_s", profile.fixedDelaySeconds, indent: 0)
    text.lines.append("open_private_roads: \(profile.opensPrivateRoads)")
    text.lines.append("open_pedestrian_zones: \(profile.opensPedestrianZones)")
    text.periods(profile.periods)
    text.lines.append("access:")
    text.value("kmh", profile.access.kilometersPerHour, indent: 2)
    text.value("limit_m", profile.access.limitMeters, indent: 2)
    text.value("island_preference_m", profile.access.islandPreferenceMeters, indent: 2)
    return text.lines.joined(separator: "\n") + "\n"
  }
}

/// Lines of YAML.
private struct SpeedProfileText {
  var lines: [String] = []

  mutating func value(_ key: String, _ value: SourcedValue, indent: Int) {
    lines.append(
      String(repeating: " ", count: indent)
        + "\(key): { value: \(number(value.value)), source: \(quoted(value.source)),"
        + " evidence: \(value.evidence.rawValue) }")
  }

  mutating func title(_ key: String, _ title: LocalizedText, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    lines += [
      margin + "\(key):", margin + "  zh: \(quoted(title.zh))",
      margin + "  en: \(quoted(title.en))",
    ]
  }

  mutating func factors(_ key: String, _ values: [(word: String, value: SourcedValue?)]) {
    let known = values.compactMap { word, value in value.map { (word, $0) } }
    guard !known.isEmpty else { return }
    lines.append("\(key):")
    for (word, value) in known { self.value(word, value, indent: 2) }
  }

  mutating func periods(_ periods: [Routing.Period]) {
    guard !periods.isEmpty else { return }
    lines.append("periods:")
    for period in periods {
      lines.append("  - id: \(period.id)")
      title("title", period.title, indent: 4)
      if let from = period.fromMinute { lines.append("    from: \"\(clock(from))\"") }
      if let to = period.toMinute { lines.append("    to: \"\(clock(to))\"") }
      value("factor", period.factor, indent: 4)
      value("urban_factor", period.urbanFactor, indent: 4)
      guard !period.classFactors.isEmpty else { continue }
      lines.append("    classes:")
      for roadClass in RoadClass.allCases {
        guard let factor = period.classFactors[roadClass] else { continue }
        value(roadClass.word, factor, indent: 6)
      }
    }
  }

  private func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// The shortest digits that read back as this number.
  private func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}
