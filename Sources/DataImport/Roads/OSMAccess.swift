/// Whom a value of `access`, `motor_vehicle` and the like lets in.
enum OSMAccess: Equatable {
  case open
  /// Those whom the owner lets in.
  case `private`
  case closed

  /// `nil` where there is no value, or one that says nothing.
  init?(_ value: String?) {
    switch value {
    case nil, "unknown", "": return nil
    case "no", "agricultural", "forestry", "agricultural;forestry", "military", "bus", "psv",
      "foot":
      self = .closed
    case "private", "permit", "employees", "staff", "residents":
      self = .private
    default:
      // yes, permissive, designated, official, destination, delivery, customers, emergency …
      self = .open
    }
  }

  /// What `emergency` says about emergency vehicles; `nil` for its other uses, as on hydrants.
  init?(emergency value: String?) {
    switch value {
    case "yes", "designated", "official", "permissive", "destination": self = .open
    case "no": self = .closed
    default: return nil
    }
  }

  /// The most particular of `keys` that says something.
  static func resolve(_ tags: OSMTags, _ keys: [OSMKey]) -> OSMAccess? {
    for key in keys {
      if let access = OSMAccess(tags[key]) { return access }
    }
    return nil
  }
}
