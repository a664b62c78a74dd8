import Routing

/// Turns a relation into a turn restriction.
enum OSMRestrictionRules {
  enum Result: Equatable {
    case restrictions([TurnRestriction])
    case lifted
    case conditional
    case broken
  }

  struct Member {
    let type: Character
    let id: Int64
    let role: String
  }

  static func read(_ tags: OSMTags, _ members: [Member]) -> Result {
    guard let value = value(tags) else {
      return tags[.restrictionConditional] != nil || tags[.restrictionMotorcarConditional] != nil
        ? .conditional : .lifted
    }
    guard tags[.hourOn] == nil else { return .conditional }
    let exceptions = (tags[.except] ?? "").split { $0 == ";" || $0 == "," }.map {
      String($0).trimmed
    }
    if exceptions.contains(where: {
      ["emergency", "motorcar", "motor_vehicle", "vehicle"].contains($0)
    }) {
      return .lifted
    }
    let isMandatory: Bool
    if value.hasPrefix("no_") {
      isMandatory = false
    } else if value.hasPrefix("only_") {
      isMandatory = true
    } else {
      return value == "none" || value == "no" ? .lifted : .broken
    }
    let from = members.filter { $0.type == "w" && $0.role == "from" }.map(\.id)
    let to = members.filter { $0.type == "w" && $0.role == "to" }.map(\.id)
    let vias = members.filter { $0.role == "via" }
    // no_entry has several origins and no_exit several ends; an only way on is one.
    guard let first = vias.first, !from.isEmpty, !to.isEmpty,
      !isMandatory || (from.count == 1 && to.count == 1)
    else { return .broken }
    let via: TurnRestriction.Via
    if vias.count == 1, first.type == "n" {
      via = .node(first.id)
    } else {
      guard vias.allSatisfy({ $0.type == "w" }) else { return .broken }
      via = .ways(vias.map(\.id))
    }
    return .restrictions(
      from.flatMap { start in
        to.map { TurnRestriction(isMandatory: isMandatory, from: start, via: via, to: $0) }
      })
  }

  /// The most particular of the values that hold for an ambulance; `nil` where none does, as where
  /// only lorries are meant.
  private static func value(_ tags: OSMTags) -> String? {
    tags[.restrictionEmergency] ?? tags[.restrictionMotorcar] ?? tags[.restrictionMotorVehicle]
      ?? tags[.restrictionVehicle] ?? tags[.restriction]
  }
}
