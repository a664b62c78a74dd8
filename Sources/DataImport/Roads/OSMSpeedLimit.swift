import Routing

/// What a `maxspeed` value says.
enum OSMSpeedLimit: Equatable {
  case limit(SpeedLimit)
  /// Variable or signed elsewhere: no number to be had.
  case unstated
  /// Not a form that is documented.
  case unreadable

  /// A number in km/h, `mph` or `knots`; `none`, `walk`, `signals`, `variable`; a country's rule as
  /// `CN:urban`, `DE:zone:30`, `GB:nsl_single`.
  init(_ text: String) {
    let value = text.trimmed.lowercased()
    switch value {
    case "none", "unlimited":
      self = .limit(.none)
      return
    case "walk", "walking":
      self = Self.kilometersPerHour(Self.walk)
      return
    case "signals", "variable", "sign", "default", "implicit", "unposted", "unknown", "":
      self = .unstated
      return
    default: break
    }
    // Of several values the lowest holds at some time or on some lane.
    if value.contains(";") {
      let limits = value.split(separator: ";").map { OSMSpeedLimit(String($0)) }
      let speeds = limits.compactMap { limit -> Double? in
        guard case .limit(let speed) = limit else { return nil }
        return speed.kilometersPerHour
      }
      self = speeds.count == limits.count ? Self.kilometersPerHour(speeds.min() ?? 0) : .unreadable
      return
    }
    if let number = Self.number(value) {
      self = Self.kilometersPerHour(number)
    } else if let implied = Self.implied(value) {
      self = implied
    } else {
      self = .unreadable
    }
  }

  private static func kilometersPerHour(_ number: Double) -> OSMSpeedLimit {
    SpeedLimit(kilometersPerHour: number).map { .limit($0) } ?? .unreadable
  }

  /// Walking speed, km/h.
  static let walk = 6.0

  /// A number with or without its unit, in km/h.
  private static func number(_ value: String) -> Double? {
    let digits = value.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), digits.first != "." else { return nil }
    switch value.dropFirst(digits.count).filter({ $0 != " " }) {
    case "", "km/h", "kmh", "kph", "kmph": return number
    case "mph": return number * 1.609344
    case "knots", "knot", "kn": return number * 1.852
    default: return nil
    }
  }

  /// What a country's law says where nothing is posted, by `country:context`.
  private static func implied(_ value: String) -> OSMSpeedLimit? {
    guard let rule = OSMImpliedLimit(value) else { return nil }
    guard let speed = rule.kilometersPerHour else {
      return rule.isUnlimited ? .limit(.none) : .unstated
    }
    return kilometersPerHour(speed)
  }

  var limit: SpeedLimit? {
    if case .limit(let limit) = self { limit } else { nil }
  }
}

/// `CN:urban` taken apart.
struct OSMImpliedLimit {
  let country: String
  let context: String

  init?(_ text: String) {
    let value = text.trimmed.lowercased()
    guard let colon = value.firstIndex(of: ":") else { return nil }
    let country = value[..<colon]
    guard country.count == 2 || country.dropFirst(2).first == "-",
      country.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") })
    else { return nil }
    self.country = String(country.prefix(2))
    context = String(value[value.index(after: colon)...])
  }

  /// Whether it stands for a built-up area; `nil` where it says neither.
  var isUrban: Bool? {
    if context == "urban" || context.hasPrefix("urban") || context == "living_street"
      || context == "bicycle_road" || zone != nil
    {
      return true
    }
    return ["rural", "motorway", "trunk", "expressway"].contains(context)
      || context.hasPrefix("nsl_") ? false : nil
  }

  /// The number of a zone: `zone:30`, `zone30`, or a bare number.
  private var zone: Double? {
    let digits = context.hasPrefix("zone") ? context.dropFirst(4).drop { $0 == ":" } : context[...]
    return Double(digits)
  }

  var isUnlimited: Bool { country == "de" && context == "motorway" }

  var kilometersPerHour: Double? {
    if let zone { return zone }
    if let known = Self.limits[country]?[context] { return known }
    switch context {
    // The same in nearly all the world.
    case "urban": return 50
    case "living_street", "walk":
      return Self.limits[country]?["living_street"] ?? OSMSpeedLimit.walk
    default: return nil
    }
  }

  /// km/h. China: 道路交通安全法实施条例, articles 45 and 78, for roads with one lane each way; the others
  /// are the general limits of their traffic laws.
  private static let limits: [String: [String: Double]] = [
    "cn": ["urban": 50, "rural": 70, "trunk": 80, "motorway": 120, "living_street": 20],
    "at": ["urban": 50, "rural": 100, "trunk": 100, "motorway": 130],
    "ch": ["urban": 50, "rural": 80, "trunk": 100, "motorway": 120, "living_street": 20],
    "de": ["urban": 50, "rural": 100, "living_street": 7],
    "fr": ["urban": 50, "rural": 80, "trunk": 110, "motorway": 130, "living_street": 20],
    "gb": [
      "urban": 48.28032, "nsl_restricted": 48.28032, "nsl_single": 96.56064, "nsl_dual": 112.65408,
      "rural": 96.56064, "motorway": 112.65408,
    ],
    "it": ["urban": 50, "rural": 90, "trunk": 110, "motorway": 130],
    "jp": ["urban": 60, "rural": 60, "motorway": 100],
    "kr": ["urban": 50, "rural": 80, "motorway": 100],
    "li": ["urban": 50, "rural": 80],
  ]
}

extension String {
  /// Without blanks around it.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    var text = String(start)
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
