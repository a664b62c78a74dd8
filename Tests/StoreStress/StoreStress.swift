import Foundation
import Geometry
import Quantities
import ResponseModel
import Store

/// Writes a store until it is done or killed.
///
///     StoreStress import STORE ROWS STATE     ROWS demand points and calls, all marked with STATE
///     StoreStress open STORE                  opens for writing, which migrates an older store
///     StoreStress append STORE NAME TIMES     TIMES imports of one station each
///     StoreStress read STORE TIMES            reads everything TIMES times
///
///     StoreStress county STORE CODE TIMES     loads a county for analysis, says the milliseconds
///
/// Ends with 0, or with 1 and a line on standard error.
@main
enum StoreStress {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ words: [String]) throws {
    switch words.first {
    case "import": try importing(words[1], rows: Int(words[2]) ?? 0, state: words[3])
    case "open": _ = try ServiceStore(writingTo: words[1])
    case "append": try append(words[1], name: words[2], times: Int(words[3]) ?? 0)
    case "read":
      for _ in 0..<(Int(words[2]) ?? 0) { _ = try ServiceStore(readingFrom: words[1]).load() }
    case "county": try county(words[1], words[2], times: Int(words[3]) ?? 1)
    default: preconditionFailure("unknown word")
    }
  }

  private static func county(_ path: String, _ code: String, times: Int) throws {
    let clock = ContinuousClock()
    for _ in 0..<times {
      var rows = 0
      let span = try clock.measure {
        let data = try ServiceStore(readingFrom: path).load(county: code, layers: Layer.places)
        rows = data.demandPoints.count
      }
      print("\(rows) demand points: \(span)")
    }
  }

  private static func note(_ command: String) -> AuditNote {
    AuditNote(
      actor: "stress", at: Instant(milliseconds: 1_732_250_000_000, minutesEast: 480),
      command: command)
  }

  /// Small batches, so that a kill finds every stage.
  private static func importing(_ path: String, rows: Int, state: String) throws {
    let store = try ServiceStore(writingTo: path)
    let result = try store.importing(note("import \(state)")) { session in
      for start in stride(from: 0, to: rows, by: 100) {
        let range = start..<min(rows, start + 100)
        try session.add(.demandPoints(range.map { demand($0, state) }))
      }
      for start in stride(from: 0, to: rows, by: 100) {
        let range = start..<min(rows, start + 100)
        try session.add(.calls(range.map { call($0, state) }))
      }
    }
    print(result.layers.map { "\($0.added) \($0.changed)" }.joined(separator: " "))
  }

  private static func append(_ path: String, name: String, times: Int) throws {
    for index in 0..<times {
      let store = try ServiceStore(writingTo: path)
      let station = Station(
        code: "\(name)-\(index)", name: name, countyCode: nil, hostTownshipCode: nil,
        position: place(index), evidence: .assumed)
      _ = try store.apply(
        [.stations([station])], note: note("append \(name) \(index)"),
        mode: ImportMode(scope: .rows))
    }
  }

  private static func place(_ index: Int) -> GeographicCoordinate {
    GeographicCoordinate(
      easting: 119 + Double(index % 1000) / 1000,
      northing: 27.5 + Double(index / 1000 % 1000) / 1000
    )
  }

  private static func demand(_ index: Int, _ state: String) -> DemandPoint {
    DemandPoint(
      id: "D\(index)", countyCode: "100001", townshipCode: nil, name: state, areaClass: .rural,
      residents: 1, position: place(index), evidence: .surveyed, source: state)
  }

  private static func call(_ index: Int, _ state: String) -> Call {
    var times = CallTimes()
    let start = Int64(1_732_250_000_000) + Int64(index) * 60_000
    times.received = Instant(milliseconds: start, minutesEast: 480)
    times.arrived = Instant(milliseconds: start + 600_000, minutesEast: 480)
    return Call(
      missionID: "M\(index)", times: times, position: place(index), countyCode: "100001",
      areaClass: .rural, outcomeText: state)
  }
}
