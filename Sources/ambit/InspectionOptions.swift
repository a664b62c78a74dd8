import Analysis
import ArgumentParser
import Coverage
import DataImport
import Foundation
import Inspection
import ResponseModel
import Routing
import Standards
import Store

/// `2026-03-01` or `2026-03-01T20:00`.
struct DayOrMoment: ExpressibleByArgument {
  let date: CalendarDate
  /// `nil` for the whole day.
  let time: (hour: Int, minute: Int)?

  init?(argument: String) {
    let parts = argument.split(separator: "T", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let date = CalendarDate(String(parts[0])) else {
      return nil
    }
    self.date = date
    guard parts.count == 2 else {
      time = nil
      return
    }
    let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard numbers.count == 2, numbers.allSatisfy({ $0.utf8.count == 2 }),
      let hour = Int(numbers[0]), let minute = Int(numbers[1]), (0...23).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    time = (hour, minute)
  }
}

struct EachWord: ExpressibleByArgument, CustomStringConvertible {
  let reading: EachReading

  /// As the help shows the default.
  var description: String { reading.rawValue }

  init(_ reading: EachReading) { self.reading = reading }

  init?(argument: String) {
    guard let reading = EachReading(rawValue: argument) else { return nil }
    self.reading = reading
  }

  static var allValueStrings: [String] { EachReading.allCases.map(\.rawValue) }
}

struct SubjectWord: ExpressibleByArgument {
  let subject: Subject

  init?(argument: String) {
    guard let subject = Subject(rawValue: argument.replacing("-", with: "_")) else { return nil }
    self.subject = subject
  }
}

/// How registers and rosters are read, for whatever inspects.
struct InspectionReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Time zone of the days and of the times shown.", valueName: "zone"))
  var zone = "Asia/Shanghai"

  @Option(
    help: ArgumentHelp(
      "Which ambulances 每辆 means: books (all that are not retired, at all times) or duty (those"
        + " with somebody on duty, while they have).", valueName: "books|duty"))
  var each: EachWord = EachWord(.duty)

  @Option(
    help: ArgumentHelp(
      "Limits for duty, rest, licences and the like; those of GeoData/inspection/limits.yaml where"
        + " not given.", valueName: "file"))
  var limits: String?

  @Option(
    help: ArgumentHelp(
      "The register of this is complete, none means none, e.g. emergency_centre; may be given"
        + " several times.", valueName: "subject"))
  var complete: [SubjectWord] = []

  var completeRegisters: Set<Subject> { Set(complete.map(\.subject)) }
}

/// What to inspect, for `ambit inspect` and `ambit explain`.
struct InspectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only this county; may be given several times.", valueName: "code"))
  var county: [String] = []

  @Option(
    help: ArgumentHelp(
      "Inspect by this standard: an id of 'ambit standards list' or a file; lishui-2024 where not"
        + " given.", valueName: "id"))
  var standard: String?

  @Option(
    help: ArgumentHelp(
      "The day, or the moment: 2026-03-01 or 2026-03-01T20:00.", valueName: "date[Thh:mm]"))
  var on: DayOrMoment?

  @Option(help: ArgumentHelp("First day of a period.", valueName: "date"))
  var from: Day?

  @Option(help: ArgumentHelp("Last day of the period, included.", valueName: "date"))
  var to: Day?

  @OptionGroup var reading: InspectionReadingOptions

  @Option(
    help: ArgumentHelp(
      "Speed profile of patients' own ways to a facility, where a rule does not say how they travel;"
        + " car where not given. That of ambulances is --speeds.", valueName: "id"))
  var travelSpeeds: String?

  @OptionGroup var termOptions: ResponseTermOptions
  @OptionGroup var roadOptions: RoadOptions

  /// Whether any time is named.
  var namesTime: Bool { on != nil || from != nil || to != nil }

  func requireTime() throws {
    if roadOptions.straightLine, travelSpeeds != nil {
      throw ValidationError("--straight-line and --travel-speeds exclude each other")
    }
    guard namesTime else {
      throw ValidationError("say when: --on DATE, --on DATEThh:mm, or --from DATE --to DATE")
    }
    guard (on != nil) != (from != nil || to != nil) else {
      throw ValidationError(
        "--on is a day or moment, --from and --to a period: give one of the two")
    }
    if on == nil {
      guard let from, let to else { throw ValidationError("a period needs both --from and --to") }
      guard from.date <= to.date else {
        throw ValidationError("--to lies before --from")
      }
    }
  }

  func window() throws -> InspectionWindow {
    if let on { return try InspectionWindow(on: on, zone: reading.zone) }
    guard let from, let to else { preconditionFailure("requireTime was called") }
    return try InspectionWindow(from: from.date, through: to.date, zone: reading.zone)
  }

  func readLimits() throws -> InspectionLimits { try InspectionLimits.read(reading.limits) }

  /// - Parameter path: of the store.
  func run(on store: ServiceStore, at path: String) async throws -> InspectionAnalysis {
    let standard = try StandardLibrary.standard(standard)
    let window = try window()
    let limits = try readLimits()
    let data = try store.load(layers: InspectionAnalysis.layers)
    let roster = try store.roster(
      plates: data.ambulances.map(\.plate), people: data.crew.map(\.id))
    return try await InspectionAnalysis.run(
      on: data, roster: roster, standard: standard, window: window, each: reading.each.reading,
      limits: limits, counties: county.isEmpty ? nil : county,
      complete: reading.completeRegisters,
      means: try InspectionAnalysis.Means(
        data, standard, store, at: path, counties: county.isEmpty ? nil : county,
        terms: termOptions.terms, isStraightLine: roadOptions.straightLine,
        travelSpeeds: travelSpeeds,
        isRoadGiven: roadOptions.isGiven
      ) { try roadOptions.model(besides: path, store) },
      tasks: ProcessInfo.processInfo.activeProcessorCount)
  }
}

extension LocalClock {
  /// - Throws: `Failure` where there is no such zone.
  init(zone name: String) throws {
    guard let zone = TimeZone(identifier: name) else {
      throw Failure(
        .usage,
        LocalizedText(
          zh: "没有时区“\(name)”，请写成 Asia/Shanghai 之类",
          en: "there is no time zone '\(name)': write one such as Asia/Shanghai"))
    }
    self.init(name: name) { moment in
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment) / 1000)) / 60
    }
  }
}

extension InspectionWindow {
  /// A day, or a moment of it.
  init(on: DayOrMoment, zone: String) throws {
    let clock = try LocalClock(zone: zone)
    guard let time = on.time else {
      self.init(from: on.date, through: on.date, clock: clock)
      return
    }
    self.init(
      moment: clock.moment(on.date, hour: time.hour, minute: time.minute), clock: clock)
  }

  init(from: CalendarDate, through: CalendarDate, zone: String) throws {
    self.init(from: from, through: through, clock: try LocalClock(zone: zone))
  }
}

extension InspectionLimits {
  /// - Parameter path: a file; the shipped one where `nil`.
  /// - Throws: `Failure` with what is wrong in it.
  static func read(_ path: String?) throws -> InspectionLimits {
    let path = try path ?? DataFolder().path + "/inspection/limits.yaml"
    let file = try LimitsFile(path: path)
    guard let limits = file.limits else {
      var failure = Failure(
        .badData,
        LocalizedText(
          zh: "\(path) 有 \(file.issues.count) 处错误", en: "\(path): \(file.issues.count, of: "error")"
        ))
      failure.issues = file.issues
      throw failure
    }
    return limits
  }
}
