import Analysis
import ArgumentParser
import Foundation
import Quantities
import Reports
import ResponseModel
import Standards
import Store

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute a report again from a store, and name the first difference.",
    discussion: """
      Takes the report.json of 'ambit report' (of a county or of all) and the JSON of 'ambit \
      coverage'. Ends with 0 where every value is the same, with 65 where one differs.
      """)

  @Argument(help: "The report's JSON.")
  var report: String

  @Option(help: ArgumentHelp("The store it was made from.", valueName: "store"))
  var against: String

  @Option(
    help: ArgumentHelp(
      "The standard's file, where it does not come with the program.", valueName: "file"))
  var standard: String?

  @OptionGroup var languageOption: LanguageOption

  func run() async throws {
    let language = languageOption.language
    let json = try contents()
    let origin = try ReportOrigin(json: json)
    guard let made = origin.made else { preconditionFailure("an origin says how it was made") }
    guard let date = CalendarDate(made.on) else {
      throw Failure(
        .badData,
        LocalizedText(zh: "报告的评价日期 \(made.on) 无效", en: "the report's day \(made.on) is none"))
    }
    let standard = try StandardLibrary.standard(standard ?? made.standard)
    let opened = try ServiceStore(readingFrom: against)
    let data = try opened.load()
    let settings = ReportSettings(
      standard: standard, date: date, radii: made.radiiM.map { Meters($0) },
      language: origin.language ?? .zh, formats: [.json],
      templates: try ReportTemplates(shipped: ShippedFolder.templates()), printSheet: "",
      reviewNumber: origin.reviewNumber, options: origin.options ?? CountyReport.Options())
    let sources =
      origin.kind == nil
      ? .none : try await ReportSources.load(settings, data, from: opened, at: against)
    let again = try await again(origin, json, data, settings, sources)
    guard let difference = try ReportDifference.between(json, again) else {
      try Console.write(
        LocalizedText(
          zh: "一致：\(report) 的每个值都与 \(against) 重新计算的结果相同\n",
          en: "the same: every value of \(report) is what \(against) gives\n")[language], to: nil)
      return
    }
    if let now = try? ReportOrigin(json: again).made, now.inputSha256 != made.inputSha256 {
      Console.note(
        LocalizedText(
          zh: "注意：数据与生成报告时不同（输入摘要值不同）",
          en: "note: the data are not those of the report (their digests differ)")[language])
    }
    if made.version != Provenance.currentVersion {
      Console.note(
        LocalizedText(
          zh: "注意：报告由 ambit \(made.version) 生成，本程序为 \(Provenance.currentVersion)",
          en: "note: the report was made by ambit \(made.version), this is"
            + " \(Provenance.currentVersion)")[language])
    }
    let nothing = LocalizedText(zh: "没有", en: "nothing")[language]
    throw Failure(
      .badData,
      LocalizedText(
        zh:
          "第一处不同：\(difference.path)：报告中为 \(difference.first ?? nothing)，重新计算为 \(difference.second ?? nothing)",
        en: "first difference: \(difference.path): \(difference.first ?? nothing) in the report,"
          + " \(difference.second ?? nothing) computed again"))
  }

  private func contents() throws -> Data {
    guard FileManager.default.fileExists(atPath: report) else {
      throw Failure(
        .missingInput, LocalizedText(zh: "没有文件 \(report)", en: "there is no file \(report)"))
    }
    guard let data = FileManager.default.contents(atPath: report) else {
      throw Failure(
        .inputOutput, LocalizedText(zh: "无法读取 \(report)", en: "cannot read \(report)"))
    }
    return data
  }

  private func again(
    _ origin: ReportOrigin, _ json: Data, _ data: ServiceData, _ settings: ReportSettings,
    _ sources: ReportSources
  ) async throws -> Data {
    switch origin.kind {
    case "county_report":
      let extracts = sources.extracts(of: data, settings)
      guard let code = origin.county?.code,
        let extract = extracts.restricted(to: [code]).first
      else {
        throw Failure(
          .badData,
          LocalizedText(
            zh: "第一处不同：county.code：\(against) 中没有县（市、区） \(origin.county?.code ?? "")",
            en: "first difference: county.code: \(against) holds no county"
              + " \(origin.county?.code ?? "")"))
      }
      return try ReportJSON.data(
        try await CountyReportMaker(settings, sources: sources).report(on: extract).report)
    case "city_report":
      let (earlier, excluded) = try CityReport.circumstances(of: json)
      return try ReportJSON.data(
        try await CityReportMaker(settings, sources: sources).report(
          on: data, excluding: excluded, earlier: earlier
        ).report)
    default:
      let analysis = try await CoverageAnalysis.run(
        on: data, standard: settings.standard, date: settings.date, circlesOnly: true,
        radii: settings.radii, counties: origin.counties?.map(\.code), outlines: false)
      // That JSON does not name its language; the standard's name is in it.
      let language: Language = origin.standardName == settings.standard.name.en ? .en : .zh
      return try CoverageReport(analysis, language: language).json()
    }
  }
}
