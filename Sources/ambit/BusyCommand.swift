import ArgumentParser
import DataImport
import Foundation
import Reports
import ResponseModel
import Siting

struct BusyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "busy",
    abstract: "How often ambulances are out, and what that does to response.",
    discussion: """
      The hypercube queueing model, exact up to 12 vehicles, Larson's approximation above, and \
      Erlang's formula for each station alone. Calls come at random, the first free vehicle in the \
      order of costs is sent, service times are exponential. The CSV output is what \
      'ambit solve mexclp --busy FILE' reads.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Option(help: ArgumentHelp("Travel costs: demand, site, cost.", valueName: "file.csv"))
  var costs: String

  @Option(help: ArgumentHelp("Calls per hour: demand, calls_per_hour.", valueName: "file.csv"))
  var calls: String

  @Option(
    help: ArgumentHelp(
      "Vehicles at each station, ID=N,ID=N, or a CSV with the columns site, vehicles.",
      valueName: "ID=N,…|file.csv"))
  var vehicles: String

  @Option(
    help: ArgumentHelp("Minutes from dispatch until the vehicle is free again.", valueName: "min"))
  var serviceTime: Double

  @Flag(help: "Calls that find no vehicle free wait; else someone else takes them.")
  var queue = false

  @Option(help: "text, json or csv.")
  var format: Format = .text

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if !(serviceTime > 0 && serviceTime < .infinity) {
      throw ValidationError("--service-time must be above 0")
    }
  }

  func run() async throws {
    try Console.requireDistinct([costs, calls, outputOption.output])
    let instance = try await CostFile(costs).instance(
      weights: try ValueFile(calls, role: .demand, value: .calls))
    let system = try VehicleSystem(
      instance, vehicles: try fleet(), hoursPerCall: serviceTime / 60,
      overflow: queue ? .queued : .lost)
    let report = BusyReport(
      Hypercube.solve(system), of: system, stations: instance.sites, demands: instance.demands)
    switch format {
    case .text:
      try Console.write(
        report.text(language: languageOption.language), to: outputOption.output)
    case .json: try Console.write(try report.json(), to: outputOption.output)
    case .csv: try Console.write(report.csv(), to: outputOption.output)
    }
  }

  private func fleet() throws -> [String: Int] {
    func refuse(_ text: String) -> Failure {
      Failure(
        .usage,
        LocalizedText(
          zh: "--vehicles 中的 '\(text)' 应写成 站点=车辆数，车辆数为不小于 0 的整数",
          en: "'\(text)' in --vehicles must read ID=N with a whole N of 0 or more"))
    }
    var fleet: [String: Int] = [:]
    guard vehicles.contains("=") else {
      for (id, count) in try ValueFile(vehicles, role: .site, value: .vehicles).values {
        guard count == count.rounded(), count < 10_000 else { throw refuse("\(id)=\(count)") }
        fleet[id] = Int(count)
      }
      return fleet
    }
    for part in vehicles.split(separator: ",") {
      let pair = part.split(separator: "=")
      guard pair.count == 2, let count = Int(pair[1]), count >= 0, count < 10_000,
        fleet.updateValue(count, forKey: pair[0].trimmingCharacters(in: .whitespaces)) == nil
      else { throw refuse(String(part)) }
    }
    return fleet
  }
}
