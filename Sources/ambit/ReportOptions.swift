import ArgumentParser
import Foundation
import Quantities
import Reports
import ResponseModel
import Standards

/// What `report` and `batch plan` have in common: how reports are made.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Judge by this standard: an id of 'ambit standards list' or a file; lishui-2024 where not"
        + " given.", valueName: "id"))
  var standard: String?

  @Option(
    help: ArgumentHelp(
      "Circles of this radius, e.g. 3.5km or 3500m; may be given several times. The standard's own"
        + " where not given.", valueName: "radius"),
    transform: Radius.init)
  var radius: [Radius] = []

  @Option(help: ArgumentHelp("Judge as of this day; today where not given.", valueName: "date"))
  var on: Day?

  @Option(
    help: ArgumentHelp(
      "The files of a report, any of html, pdf, xlsx, docx, geojson, json; all where not given.",
      valueName: "list"), transform: ReportOptions.formats)
  var formats: [ReportFormat] = ReportFormat.allCases

  @Option(
    help: ArgumentHelp(
      "A folder with an office's own templates; what it leaves out stays as shipped.",
      valueName: "folder"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "The maps' review number 审图号 in place of the mark 'internal use'.", valueName: "number"))
  var reviewNumber: String?

  @Option(name: .customLong("language"), help: "zh or en; zh where not given.")
  var choice: LanguageOption.Choice = .zh

  @OptionGroup var analysis: ReportAnalysisOptions

  var language: Language { choice == .zh ? .zh : .en }

  static func formats(_ text: String) throws -> [ReportFormat] {
    let words = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let formats = try words.map { word -> ReportFormat in
      guard let format = ReportFormat(rawValue: word.lowercased()) else {
        let all = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(word)' is no format of a report; there are: \(all)")
      }
      return format
    }
    guard !formats.isEmpty else { throw ValidationError("--formats names no format") }
    return formats
  }

  func settings() throws -> ReportSettings {
    let day = on?.date ?? Day.today
    return try Self.settings(
      standard: standard, date: day, radii: radius.map(\.meters), language: language,
      formats: formats, template: template, reviewNumber: reviewNumber,
      options: analysis.choice(on: day))
  }

  /// As they are written into a plan; the day is fixed, so that every shard judges the same day.
  var planned: ReportPlan.Settings {
    func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
    let day = on?.date ?? Day.today
    var options = analysis.choice(on: day)
    options.limitsFile = options.limitsFile.map(absolute)
    options.speeds = options.speeds.map { $0.contains("/") || $0.contains(".") ? absolute($0) : $0 }
    let isFile = standard.map { $0.contains("/") || $0.contains(".") } ?? false
    return ReportPlan.Settings(
      standard: isFile ? standard.map(absolute) : standard,
      on: day.description,
      radiiM: radius.isEmpty ? nil : radius.map(\.meters.value), language: language,
      formats: formats.map(\.rawValue), template: template.map(absolute),
      reviewNumber: reviewNumber, options: options)
  }

  /// - Throws: `Failure` for a plan that another program wrote.
  static func settings(of plan: ReportPlan.Settings) throws -> ReportSettings {
    guard let date = CalendarDate(plan.on) else {
      throw Failure(
        .badData,
        LocalizedText(zh: "计划中的日期 \(plan.on) 无效", en: "the plan's day \(plan.on) is none"))
    }
    return try settings(
      standard: plan.standard, date: date, radii: (plan.radiiM ?? []).map { Meters($0) },
      language: plan.language, formats: plan.formats.compactMap(ReportFormat.init),
      template: plan.template, reviewNumber: plan.reviewNumber,
      options: plan.options ?? CountyReport.Options())
  }

  private static func settings(
    standard: String?, date: CalendarDate, radii: [Meters], language: Language,
    formats: [ReportFormat], template: String?, reviewNumber: String?,
    options: CountyReport.Options
  ) throws -> ReportSettings {
    let shipped = try ShippedFolder.templates()
    let own = template.map { "\($0)/pdf.css" }
    let hasOwnSheet = own.map(FileManager.default.fileExists) ?? false
    return ReportSettings(
      standard: try StandardLibrary.standard(standard), date: date,
      radii: radii.isEmpty ? nil : radii, language: language, formats: formats,
      templates: try ReportTemplates(shipped: shipped, own: template),
      printSheet: hasOwnSheet ? own ?? "" : shipped + "/pdf.css", reviewNumber: reviewNumber,
      renderer: formats.contains(where: \.needsRenderer) ? ShippedFolder.renderer() : nil,
      options: options)
  }
}
