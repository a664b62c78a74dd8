import Analysis
import ArgumentParser
import Coverage
import Foundation
import Inspection
import Reports
import ResponseModel
import Standards
import Store

/// What reports inspect and how ambulances drive, for `report` and `batch plan`.
struct ReportAnalysisOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Inspect vehicles and crews on this day or at this moment; on the report's day where not"
        + " given.", valueName: "date[Thh:mm]"))
  var inspectOn: DayOrMoment?

  @Option(help: ArgumentHelp("First day of a period to inspect.", valueName: "date"))
  var inspectFrom: Day?

  @Option(help: ArgumentHelp("Last day of that period, included.", valueName: "date"))
  var inspectTo: Day?

  @OptionGroup var reading: InspectionReadingOptions

  @OptionGroup var terms: ResponseTermOptions
  @OptionGroup var roads: RoadOptions

  func validate() throws {
    guard inspectOn == nil || (inspectFrom == nil && inspectTo == nil) else {
      throw ValidationError(
        "--inspect-on is a day or moment, --inspect-from and --inspect-to a period: give one of the"
          + " two")
    }
    guard (inspectFrom == nil) == (inspectTo == nil) else {
      throw ValidationError("a period needs both --inspect-from and --inspect-to")
    }
    if let inspectFrom, let inspectTo, inspectTo.date < inspectFrom.date {
      throw ValidationError("--inspect-to lies before --inspect-from")
    }
  }

  /// As a report says it, with the report's day where none is named.
  func choice(on day: CalendarDate) -> CountyReport.Options {
    CountyReport.Options(
      inspectFrom: inspectFrom?.date.description ?? inspectOn?.text ?? day.description,
      inspectTo: inspectTo?.date.description, zone: reading.zone,
      each: reading.each.reading.rawValue,
      complete: reading.completeRegisters.map(\.rawValue).sorted(), limitsFile: reading.limits,
      speeds: roads.speeds, dayPeriod: roads.dayPeriod, nightPeriod: roads.nightPeriod,
      isStraightLine: roads.straightLine, turnoutS: terms.turnout,
      callHandlingS: terms.callHandling, speedKmh: terms.speed, detour: terms.detour)
  }
}

extension DayOrMoment {
  /// As it is typed.
  var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date)" + (time.map { "T\(two($0.hour)):\(two($0.minute))" } ?? "")
  }
}

extension ReportSources {
  /// Reads the roads of a store and inspects it.
  ///
  /// - Parameters:
  ///   - data: all of the store's layers.
  ///   - path: of the store.
  /// - Throws: `Failure` for roads that are not those of the store, a standard's limits that cannot be
  ///   read, a zone that is none.
  static func load(
    _ settings: ReportSettings, _ data: ServiceData, from store: ServiceStore, at path: String
  ) async throws -> ReportSources {
    let options = settings.options
    let roads = try roads(options, of: store, at: path)
    let means = try InspectionAnalysis.Means(
      data, settings.standard, store, at: path, terms: options.terms,
      isStraightLine: options.isStraightLine, isRoadGiven: roads != nil
    ) { roads }
    return ReportSources(
      roads: roads, inspection: try await inspection(settings, data, store, means))
  }

  private static func roads(
    _ options: CountyReport.Options, of store: ServiceStore, at path: String
  ) throws -> RoadModel? {
    guard !options.isStraightLine else { return nil }
    guard let found = try StoreRoads.find(besides: path, store) else {
      guard options.speeds == nil, options.dayPeriod == nil, options.nightPeriod == nil else {
        throw Failure(
          .missingInput,
          LocalizedText(
            zh: "\(path) 还没有路网，速度方案无从使用：请先运行 ambit import roads 文件.osm.pbf --into \(path)",
            en:
              "\(path) has no roads for a speed profile: run ambit import roads FILE.osm.pbf --into"
              + " \(path)"))
      }
      return nil
    }
    return try RoadModel(
      found.network, try SpeedProfileLibrary.profile(options.speeds),
      dayPeriod: options.dayPeriod, nightPeriod: options.nightPeriod)
  }

  private static func inspection(
    _ settings: ReportSettings, _ data: ServiceData, _ store: ServiceStore,
    _ means: InspectionAnalysis.Means
  ) async throws -> StoreInspection? {
    let options = settings.options
    guard let from = options.inspectFrom, let first = DayOrMoment(argument: from) else {
      return nil
    }
    let zone = options.zone ?? "Asia/Shanghai"
    let window =
      if let last = options.inspectTo.flatMap(CalendarDate.init) {
        try InspectionWindow(from: first.date, through: last, zone: zone)
      } else {
        try InspectionWindow(on: first, zone: zone)
      }
    let roster = try store.roster(
      plates: data.ambulances.map(\.plate), people: data.crew.map(\.id))
    let analysis = try await InspectionAnalysis.run(
      on: data, roster: roster, standard: settings.standard, window: window,
      each: options.each.flatMap(EachReading.init) ?? .duty,
      limits: try InspectionLimits.read(options.limitsFile),
      complete: Set(options.complete.compactMap(Subject.init)), means: means,
      tasks: ProcessInfo.processInfo.activeProcessorCount)
    let comparison = FindingComparison(analysis.result, with: try store.findings(asOf: nil))
    return StoreInspection(analysis, comparison: comparison, language: settings.language)
  }
}
