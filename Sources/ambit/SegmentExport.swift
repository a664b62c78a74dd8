import Foundation
import Geometry
import ResponseModel
import Routing

/// `ambit export segments`: every segment in both directions with the speed used and why.
struct SegmentExport {
  let network: RoadNetwork
  let profile: SpeedProfile
  let period: String?

  /// The columns, in order.
  static let columns = [
    "segment", "direction", "way", "name", "class", "from_place", "to_place", "length_m",
    "speed_kmh", "time_s", "delay_s", "closed_by", "why", "limit_kmh", "surface", "smoothness",
    "tunnel", "bridge", "roundabout", "street_density_km_per_km2",
  ]

  /// CSV with the shape as WKT in its last column.
  func csv() throws -> Data {
    var text = (Self.columns + ["geometry"]).joined(separator: ",") + "\n"
    try forEachDirection { values, shape in
      let line = "LINESTRING (" + shape.map(Self.pair).joined(separator: ", ") + ")"
      text +=
        (values.map { Self.cell($0.value) } + [Self.cell(.string(line))]).joined(separator: ",")
        + "\n"
    }
    return Data(text.utf8)
  }

  func geoJSON() throws -> Data {
    var features: [String] = []
    try forEachDirection { values, shape in
      let line = shape.map { "[\(Self.pair($0).replacing(" ", with: ","))]" }.joined(separator: ",")
      let properties = values.map { "\"\($0.column)\":\(Self.json($0.value))" }.joined(
        separator: ",")
      features.append(
        "{\"type\":\"Feature\",\"properties\":{\(properties)},\"geometry\":{\"type\":\"LineString\","
          + "\"coordinates\":[\(line)]}}")
    }
    let attribution = Self.json(.string(network.description.attribution))
    return Data(
      ("{\"type\":\"FeatureCollection\",\"attribution\":\(attribution),\"features\":[\n"
        + features.joined(separator: ",\n") + "\n]}\n").utf8)
  }

  private enum Value {
    case string(String)
    case number(Double, decimals: Int)
    case whole(Int)
    case flag(Bool)
    case none
  }

  private typealias Point = (longitude: Double, latitude: Double)

  private func forEachDirection(
    _ body: ([(column: String, value: Value)], [Point]) -> Void
  ) throws {
    for segment in 0..<network.segmentCount {
      let road = network.attributes(ofSegment: segment)
      let shape = network.shape(ofSegment: segment).map { ($0.longitude, $0.latitude) }
      for forward in [true, false] {
        let speed = try network.speed(
          ofSegment: segment, forward: forward, profile, period: period)
        let ends = [network.segmentFrom[segment], network.segmentTo[segment]].map(Int.init)
        let limit = forward ? road.limitForward : road.limitBackward
        let values: [Value] = [
          .whole(segment), .string(forward ? "forward" : "backward"),
          .whole(Int(network.segmentWays[segment])), .string(network.name(ofSegment: segment)),
          .string(road.roadClass.word), .whole(forward ? ends[0] : ends[1]),
          .whole(forward ? ends[1] : ends[0]),
          .number(Double(network.segmentMillimeters[segment]) / 1000, decimals: 3),
          speed.kilometersPerHour.map { .number($0, decimals: 2) } ?? .none,
          speed.milliseconds.map { .number(Double($0) / 1000, decimals: 3) } ?? .none,
          speed.milliseconds == nil
            ? .none : .number(Double(speed.delayMilliseconds) / 1000, decimals: 3),
          speed.closedBy.map { .string($0) } ?? .none, .string(Self.why(speed)),
          limit == .none
            ? .string("none") : limit.kilometersPerHour.map { .number($0, decimals: 1) } ?? .none,
          road.surface == .unknown ? .none : .string(road.surface.word),
          road.smoothness == .unknown ? .none : .string(road.smoothness.word),
          .flag(road.isTunnel), .flag(road.isBridge), .flag(road.isRoundabout),
          .whole(network.streetDensity(ofSegment: segment)),
        ]
        body(
          Array(zip(Self.columns, values)).map { (column: $0, value: $1) },
          forward ? shape : shape.reversed())
      }
    }
  }

  /// `class primary: 60 [default]; speed_limit 50 × 1: 50 [default]; …`: each rule with what it looked
  /// at, the profile's number, the speed after it, and the number's source.
  private static func why(_ speed: SegmentSpeed) -> String {
    speed.steps.map { step in
      let subject = step.subject.isEmpty ? "" : " " + step.subject
      let value = step.rule == .roadClass ? "" : step.value.map { " × \(short($0.value))" } ?? ""
      let source = step.value.map { " [\($0.source)]" } ?? ""
      return "\(step.rule.rawValue)\(subject)\(value): \(short(step.kilometersPerHour))\(source)"
    }.joined(separator: "; ")
  }

  private static func short(_ number: Double) -> String {
    let text = String(format: "%.2f", number)
    var digits = Substring(text)
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return String(digits)
  }

  private static func pair(_ point: Point) -> String {
    String(format: "%.7f %.7f", point.longitude, point.latitude)
  }

  private static func cell(_ value: Value) -> String {
    switch value {
    case .string(let text):
      guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
      return "\"" + text.replacing("\"", with: "\"\"") + "\""
    case .number(let number, let decimals): return String(format: "%.\(decimals)f", number)
    case .whole(let number): return String(number)
    case .flag(let isSet): return isSet ? "1" : "0"
    case .none: return ""
    }
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .string(let text):
      guard let data = try? JSONEncoder().encode(text) else { return "null" }
      return String(decoding: data, as: UTF8.self)
    case .number, .whole: return cell(value)
    case .flag(let isSet): return isSet ? "true" : "false"
    case .none: return "null"
    }
  }
}
