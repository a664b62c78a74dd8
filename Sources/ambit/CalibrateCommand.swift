import Analysis
import ArgumentParser
import Coverage
import DataImport
import Foundation
import Quantities
import ResponseModel
import Routing
import Store

struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fit a speed profile to the calls of a store.",
    discussion: """
      Compares the time from departure to arrival of every mission with the fastest path from its \
      station to its scene, and fits the emergency factor of each class of roads and a fixed delay \
      (docs/response.md). The result is a new profile; nothing in the store changes. Fewer than 100 \
      usable missions are refused; a class with fewer than 50 keeps its factor.

        ambit calibrate lishui.gpkg --out lishui-speeds.yaml
        ambit response lishui.gpkg --speeds ./lishui-speeds.yaml
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The store, with roads and calls.")
  var store: String

  @Option(help: ArgumentHelp("Write the profile to this file.", valueName: "file.yaml"))
  var out: String

  @Option(
    help: ArgumentHelp("Only calls of this county; may be given several times.", valueName: "code"))
  var county: [String] = []

  @Option(
    help: ArgumentHelp(
      "The profile to start from: an id of 'ambit profiles list' or a file; ambulance where not"
        + " given.", valueName: "id"))
  var speeds: String?

  @Option(help: ArgumentHelp("Period of the profile that holds by day.", valueName: "id"))
  var dayPeriod: String?

  @Option(help: ArgumentHelp("Period of the profile that holds by night.", valueName: "id"))
  var nightPeriod: String?

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func run() async throws {
    let language = languageOption.language
    try Console.requireDistinct([store, outputOption.output, out, speeds])
    let opened = try ServiceStore(readingFrom: store)
    let roads = try StoreRoads.require(besides: store, opened)
    let start = try SpeedProfileLibrary.profile(speeds)
    let usable = try drives(opened)
    let result: SpeedCalibration
    do {
      result = try SpeedCalibration.fit(
        usable.drives, roads.network, start, dayPeriod: dayPeriod, nightPeriod: nightPeriod)
    } catch let refusal as SpeedCalibration.Refusal {
      let left = usable.leftOut
      throw Failure(
        .badData,
        LocalizedText(
          zh: refusal.message.zh + (left > 0 ? "（另有 \(left) 个任务不能使用）" : ""),
          en: refusal.message.en + (left > 0 ? " (\(left) more missions cannot be used)" : "")))
    } catch let error as RoutingError {
      throw Failure(Failure.Status(error.code), error.message)
    }
    var profile = result.profile
    profile.id = "\(start.id)-fitted"
    profile.title = LocalizedText(
      zh: "\(start.title.zh)，按呼叫校准", en: "\(start.title.en), fitted to calls")
    profile.note = nil
    let report = CalibrationReport(result, profile: profile, from: start.id, usable)
    let yaml = SpeedProfileFile.text(profile, comment: report.comment)
    try Console.write(yaml, to: out)
    switch format {
    case .text: try Console.write(report.text(language), to: outputOption.output)
    case .json: try Console.write(try report.json(), to: outputOption.output)
    }
  }

  /// What the calls of a store offer.
  struct Usable {
    var drives: [ObservedDrive] = []
    /// Missions by the reason why they cannot be used.
    var reasons: [String: Int] = [:]
    var leftOut: Int { reasons.values.reduce(0, +) }
  }

  /// A drive of less than 10 s or more than 3 h is no drive from station to scene.
  private static let plausible = 10.0...10_800.0

  private func drives(_ opened: ServiceStore) throws -> Usable {
    let data = try opened.load(layers: [.stations, .counties])
    let stations = Dictionary(data.stations.map { ($0.code, $0) }) { first, _ in first }
    let hours = Dictionary(data.counties.map { ($0.code, $0.dayHours) }) { first, _ in first }
    let counties = Set(county)
    var usable = Usable()
    try opened.eachCall { call in
      guard counties.isEmpty || call.countyCode.map(counties.contains) ?? false else { return }
      func leaveOut(_ reason: String) { usable.reasons[reason, default: 0] += 1 }
      guard call.outcome != .cancelled else { return leaveOut("cancelled") }
      guard let departed = call.times.departed, let arrived = call.times.arrived else {
        return leaveOut("without_times")
      }
      guard let scene = call.position else { return leaveOut("without_position") }
      guard let station = call.stationCode.flatMap({ stations[$0] }) else {
        return leaveOut("without_station")
      }
      let time = arrived.seconds(since: departed).value
      guard Self.plausible.contains(time) else { return leaveOut("implausible") }
      let county = call.countyCode.flatMap { hours[$0] } ?? nil
      let minute = departed.millisecondsOfLocalDay / 60_000
      usable.drives.append(
        ObservedDrive(
          station: station.position, scene: scene, milliseconds: time * 1000,
          period: (county ?? .usual).period(atMinute: minute)))
    }
    return usable
  }
}
