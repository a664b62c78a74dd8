import Analysis
import Foundation
import Quantities
import Reports
import ResponseModel

/// The reports of one store, made and told about.
struct ReportRun {
  let settings: ReportSettings
  let sources: ReportSources
  let folder: String
  let jobs: Int

  private var language: Language { settings.language }

  /// - Throws: `Failure` where the folder of the reports is a file, e.g. the store itself.
  static func requireFolder(_ folder: String, _ language: Language) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder.boolValue {
      throw Failure(
        .usage,
        LocalizedText(
          zh: "\(folder) 是文件，--out 应为目录", en: "\(folder) is a file: --out must be a folder"))
    }
  }

  /// Makes what is asked for.
  ///
  /// - Parameters:
  ///   - codes: counties; all, and the report of all, where `nil`.
  ///   - since: an earlier report of all.
  ///   - index: whether to write the page that lists them.
  /// - Returns: what failed.
  func make(
    _ data: ServiceData, counties codes: [String]?, since: String?, index: Bool
  ) async throws -> [ReportError] {
    let extracts = try extracts(of: data, codes)
    let start = Date()
    let progress = ReportProgress(total: extracts.count, language: language)
    let (settings, sources, folder, language) = (settings, sources, folder, language)
    let whole: ReportBatch.Whole = { failed, renderer in
      try await CityReportMaker(settings, sources: sources).make(
        data,
        excluding: failed.compactMap { result in
          guard case .failed(let error) = result.state else { return nil }
          return CityReport.Excluded(
            code: result.code, name: result.name, reason: error.message[language])
        }, since: since, in: folder, renderer: renderer)
    }
    let outcome = try await ReportBatch(
      CountyReportMaker(settings, sources: sources), folder: folder, jobs: jobs
    ).run(extracts, whole: codes == nil && extracts.count > 1 ? whole : nil) { done, result in
      await progress.tell(done, result)
    }
    let results = outcome.counties
    var failures = results.compactMap { result -> (ReportBatch.Result, ReportError)? in
      if case .failed(let error) = result.state { (result, error) } else { nil }
    }.map { (code: $0.code, name: $0.name, error: $1) }
    for failure in failures {
      try FailureRecord.keep(
        ReportIndex.Failed(
          code: failure.code, name: failure.name, message: failure.error.message[language]),
        in: folder)
    }
    let broken = Set(failures.map(\.code))
    for result in results where !broken.contains(result.code) {
      FailureRecord.remove(result.code, in: folder)
    }
    switch outcome.whole {
    case .success(let made):
      FailureRecord.remove(CityReportMaker.folderName, in: folder)
      Console.note(ReportProgress.line("city", made, language))
    case .failure(let error):
      let failed = ReportError(reporting: error)
      let name = language == .zh ? "全市报告" : "report of all"
      failures.append((CityReportMaker.folderName, name, failed))
      try FailureRecord.keep(
        ReportIndex.Failed(
          code: CityReportMaker.folderName, name: name, message: failed.message[language]),
        in: folder)
      Console.note(ReportProgress.line("city", failed, language))
    case nil: break
    }
    if index {
      try ReportIndex(of: folder, language: language).write(
        failed: FailureRecord.all(in: folder), generator: "ambit \(Provenance.currentVersion)",
        templates: settings.templates,
        reviewNumber: settings.reviewNumber)
    }
    let made = results.count { if case .made = $0.state { true } else { false } }
    let seconds = String(format: "%.1f", Date().timeIntervalSince(start))
    Console.note(
      LocalizedText(
        zh:
          "\(folder)：新生成 \(made)，未变 \(results.count - made - results.count { $0.state.isFailed })，"
          + "失败 \(failures.count)，用时 \(seconds) 秒",
        en: "\(folder): made \(made), unchanged"
          + " \(results.count - made - results.count { $0.state.isFailed }), failed"
          + " \(failures.count), \(seconds) s")[language])
    return failures.map(\.error)
  }

  private func extracts(of data: ServiceData, _ codes: [String]?) throws -> CountyExtracts {
    try CoverageAnalysis.requireUsable(data)
    let all = sources.extracts(of: data, settings)
    guard let codes else { return all }
    let known = Set(all.codes)
    for code in codes where !known.contains(code) {
      throw Failure(
        .usage,
        LocalizedText(
          zh: "没有编码为 \(code) 的县（市、区）", en: "no county has the code \(code)"))
    }
    return all.restricted(to: Set(codes))
  }
}

/// One line a report, and on a terminal one line that says how far it is.
actor ReportProgress {
  private let total: Int
  private let language: Language
  private var failed = 0
  private let start = Date()

  init(total: Int, language: Language) {
    self.total = total
    self.language = language
  }

  func tell(_ done: Int, _ result: ReportBatch.Result) {
    if result.state.isFailed { failed += 1 }
    let clear = Console.isTerminal ? "\r\u{1B}[K" : ""
    if !Console.isTerminal || result.state.isFailed {
      Console.note(clear + line(result, done))
    }
    guard Console.isTerminal else { return }
    guard done < total else { return Console.status(clear) }
    let left = Int(
      (Date().timeIntervalSince(start) / Double(done) * Double(total - done)).rounded(.up))
    Console.status(
      clear
        + LocalizedText(
          zh: "完成 \(done)/\(total)，失败 \(failed)，约剩 \(left) 秒",
          en: "done \(done)/\(total), failed \(failed), about \(left) s left")[language])
  }

  private func line(_ result: ReportBatch.Result, _ done: Int) -> String {
    let name = language == .en ? result.nameEn ?? result.name : result.name
    let seconds = String(format: "%.1f", result.seconds)
    let what =
      switch result.state {
      case .made: LocalizedText(zh: "完成（\(seconds) 秒）", en: "made in \(seconds) s")
      case .unchanged: LocalizedText(zh: "未变", en: "unchanged")
      case .failed(let error):
        LocalizedText(zh: "失败：\(error.message.zh)", en: "failed: \(error.message.en)")
      }
    return "\(done)/\(total) \(result.code) \(name) \(what[language])"
  }

  static func line(
    _ subject: String, _ outcome: CountyReportMaker.Outcome, _ language: Language
  ) -> String {
    let what =
      outcome == .made
      ? LocalizedText(zh: "全市报告完成", en: "report of all made")
      : LocalizedText(zh: "全市报告未变", en: "report of all unchanged")
    return "\(subject) \(what[language])"
  }

  static func line(_ subject: String, _ error: ReportError, _ language: Language) -> String {
    "\(subject) " + LocalizedText(zh: "失败：", en: "failed: ")[language] + error.message[language]
  }
}
