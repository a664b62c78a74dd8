public import Analysis
public import FoundationEssentials
import Quantities
public import ResponseModel
import Routing

/// A matrix of travel times as JSON, CSV or text. Times are seconds to the millisecond; what is not
/// reached is `null`, and an empty cell.
public enum TravelTimeReport {
  /// JSON of `Sources/ambit/Schemas/matrix.schema.json`.
  ///
  /// - Throws: where a number is none that JSON can hold.
  /// - Complexity: O(pairs), a line for each origin.
  public static func json(_ analysis: TravelTimeAnalysis) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(Frame(analysis))
    // The times follow the other keys: as a tree of the encoder they would take fifty times the room.
    precondition(data.popLast() == UInt8(ascii: "}"), "an object ends with a brace")
    while data.last == UInt8(ascii: "\n") { data.removeLast() }
    data.append(contentsOf: ",\n  \"times_s\" : [".utf8)
    let matrix = analysis.matrix
    for origin in 0..<matrix.originCount {
      data.append(contentsOf: (origin == 0 ? "\n    [" : ",\n    [").utf8)
      var line: [UInt8] = []
      for destination in 0..<matrix.destinationCount {
        if destination > 0 { line.append(UInt8(ascii: ",")) }
        let time = matrix.milliseconds[origin * matrix.destinationCount + destination]
        if time == SearchTime.unreachable {
          line.append(contentsOf: "null".utf8)
        } else {
          append(time, to: &line)
        }
      }
      data.append(contentsOf: line)
      data.append(UInt8(ascii: "]"))
    }
    data.append(contentsOf: "\n  ]\n}\n".utf8)
    return data
  }

  private struct Frame: Encodable {
    let basis: RoadBasisOutput
    let origins: [RoadPlaceOutput]
    let destinations: [RoadPlaceOutput]
    let limitMin: Double?
    let search: Search

    struct Search: Encodable {
      let method: String
      let dijkstraCostMs: Double
      let hierarchyCostMs: Double
      let preparationCostMs: Double
    }

    init(_ analysis: TravelTimeAnalysis) {
      let network = analysis.basis.network
      basis = RoadBasisOutput(analysis.basis, analysis.origins, analysis.destinations)
      origins = RoadPlaceOutput.all(analysis.origins, network)
      destinations = RoadPlaceOutput.all(analysis.destinations, network)
      limitMin = analysis.limit?.minutes
      let plan = analysis.matrix.plan
      search = Search(
        method: plan.method.rawValue, dijkstraCostMs: plan.dijkstraCost,
        hierarchyCostMs: plan.hierarchyCost, preparationCostMs: plan.preparationCost)
    }
  }

  /// One row a pair.
  public static func csv(_ analysis: TravelTimeAnalysis) -> Data {
    let matrix = analysis.matrix
    let destinations = analysis.destinations.places.map { Array(CSVField.text($0.id).utf8) }
    var data: [UInt8] = Array("origin,destination,time_s\r\n".utf8)
    for (origin, place) in analysis.origins.places.enumerated() {
      let start = Array((CSVField.text(place.id) + ",").utf8)
      for destination in 0..<matrix.destinationCount {
        data.append(contentsOf: start)
        data.append(contentsOf: destinations[destination])
        data.append(UInt8(ascii: ","))
        let time = matrix.milliseconds[origin * matrix.destinationCount + destination]
        if time != SearchTime.unreachable { append(time, to: &data) }
        data.append(contentsOf: "\r\n".utf8)
      }
    }
    return Data(data)
  }

  /// One row an origin, one column a destination.
  public static func wideCSV(_ analysis: TravelTimeAnalysis) -> Data {
    let matrix = analysis.matrix
    let ids = analysis.destinations.places.map { CSVField.text($0.id) }
    var data = Array((["time_s"] + ids).joined(separator: ",").utf8)
    data.append(contentsOf: "\r\n".utf8)
    for (origin, place) in analysis.origins.places.enumerated() {
      data.append(contentsOf: CSVField.text(place.id).utf8)
      for destination in 0..<matrix.destinationCount {
        data.append(UInt8(ascii: ","))
        let time = matrix.milliseconds[origin * matrix.destinationCount + destination]
        if time != SearchTime.unreachable { append(time, to: &data) }
      }
      data.append(contentsOf: "\r\n".utf8)
    }
    return Data(data)
  }

  /// Per origin how many destinations it reaches and how fast.
  public static func text(_ analysis: TravelTimeAnalysis, language: Language) -> String {
    let matrix = analysis.matrix
    var table = TextTable([
      (LocalizedText(zh: "起点", en: "origin")[language], .left),
      (LocalizedText(zh: "到达", en: "reached")[language], .right),
      (LocalizedText(zh: "最短 分钟", en: "fastest min")[language], .right),
      (LocalizedText(zh: "中位", en: "median")[language], .right),
      (LocalizedText(zh: "最长", en: "slowest")[language], .right),
    ])
    for (origin, place) in analysis.origins.places.enumerated() {
      let start = origin * matrix.destinationCount
      let times = matrix.milliseconds[start..<start + matrix.destinationCount]
        .filter { $0 != SearchTime.unreachable }.sorted()
      func minutes(_ time: UInt32?) -> String {
        time.map { NumberText.fixed(Double($0) / 60_000, decimals: 1) } ?? "–"
      }
      let middle = times.isEmpty ? nil : times[(times.count - 1) / 2]
      table.add([
        place.name ?? place.id, "\(times.count)/\(matrix.destinationCount)",
        minutes(times.first), minutes(middle), minutes(times.last),
      ])
    }
    return table.text
  }

  /// Milliseconds as seconds with three decimals.
  private static func append(_ milliseconds: UInt32, to text: inout [UInt8]) {
    text.append(contentsOf: String(milliseconds / 1000).utf8)
    let rest = milliseconds % 1000
    text.append(UInt8(ascii: "."))
    for digit in [rest / 100, rest / 10 % 10, rest % 10] {
      text.append(UInt8(ascii: "0") + UInt8(digit))
    }
  }
}
