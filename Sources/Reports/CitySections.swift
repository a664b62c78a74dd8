import Analysis
import ResponseModel
import Standards

/// Sets the report of all counties: its value in, cover and sections out.
struct CitySections {
  let report: CityReport
  let map: String?
  let words: ReportWords
  let figures = ReportFigures()
  private var tables = 0
  private var pictures = 0

  init(_ report: CityReport, map: String?) {
    self.report = report
    self.map = map
    words = ReportWords(language: report.language)
  }

  var total: CoverageReport.Area { report.coverage.total }
  let totalPointer = "/coverage/total"

  func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
  func say(_ zh: ReportText, _ en: ReportText) -> ReportText { words.say(zh, en) }

  func name(_ row: CityReport.Row) -> ReportText {
    .name(report.language == .zh ? row.name : row.nameEn ?? row.name)
  }

  mutating func tableCaption(_ title: String) -> String {
    tables += 1
    return say("表 \(tables)　\(title)", "Table \(tables). \(title)")
  }

  mutating func pictureCaption(_ title: String) -> String {
    pictures += 1
    return say("图 \(pictures)　\(title)", "Figure \(pictures). \(title)")
  }

  mutating func document(methods: String) -> ReportDocument {
    let sections = [
      summary(), ranking(), comparison(), times(), fleet(), changes(), plan(),
      ReportSection("methods", say("方法说明", "Methods"), [.html(methods)], startsPage: true),
      appendix(),
    ]
    let origin = report.coverage.provenance
    return ReportDocument(
      kind: "city", language: report.language,
      title: say("院前医疗急救服务分析报告", "Emergency medical service report: all counties"),
      subtitle: say("依据《\(report.standard.name)》", "Judged by: \(report.standard.name)"),
      mark: MapTexts(language: report.language).mark(reviewNumber: report.reviewNumber),
      generator: "\(origin.program) \(origin.version)", created: origin.on,
      date: words.day(origin.on), cover: cover, warning: warning, sections: sections)
  }

  private var cover: [(label: String, text: ReportText)] {
    let standard = report.standard
    let document = [standard.issuer, standard.number, standard.date].compactMap { $0 }
      .joined(separator: words.comma)
    let stations = figures.count(total.stations, "\(totalPointer)/stations")
    let assumed = figures.count(total.assumedStations, "\(totalPointer)/assumed_stations")
    let evidence: ReportText = say(
      "急救站 \(stations) 个，其中假定 \(assumed) 个",
      "\(stations, of: "station"), \(assumed) of them assumed")
    return [
      (
        say("评价对象", "Counties"),
        report.counties.sorted { $0.code < $1.code }.map(name).joined(separator: words.list)
      ),
      (
        say("评价标准", "Standard"),
        ReportText(
          say("\(standard.name)（\(standard.id)）", "\(standard.name) (\(standard.id))")
            + (document.isEmpty ? "" : words.comma + document))
      ),
      (say("评价日期", "Judged on"), ReportText(words.day(report.coverage.provenance.on))),
      (say("证据", "Evidence"), evidence),
    ]
  }

  private var warning: ReportText? {
    var parts: [String] = []
    if total.assumedStations > 0 {
      parts.append(
        say(
          "部分急救站的位置为假定，以其为据的数字和名次只说明方法，不可作为定论。",
          "Some stations are assumed: figures and ranks that rest on them illustrate the method and"
            + " are not findings."))
    }
    if let evidence = total.populationEvidence, [.modelled, .assumed, .default].contains(evidence) {
      parts.append(
        say(
          "居民在各乡镇（街道）的分布由模型推算，不是统计数。",
          "Where residents live is modelled, not counted."))
    }
    if !report.excluded.isEmpty {
      parts.append(
        say(
          "部分县（市、区）的数据无法分析，不在本报告的任何数字之内，见附录。",
          "Some counties could not be analysed and are in no figure: see the appendix."))
    }
    return parts.isEmpty
      ? nil : ReportText(parts.joined(separator: report.language == .zh ? "" : " "))
  }

  // MARK: Summary

  private mutating func summary() -> ReportSection {
    let tally = report.tally
    let (all, pass) = (
      figures.count(tally.rules, "/tally/rules"), figures.count(tally.pass, "/tally/pass")
    )
    let (fail, open) = (
      figures.count(tally.fail, "/tally/fail"),
      figures.count(tally.notAssessable, "/tally/not_assessable")
    )
    let population = figures.count(total.population, "\(totalPointer)/population")
    let parts = report.reach.enumerated().map { index, reach -> ReportText in
      let radius = figures.plain(reach.radiusKm, "/reach/\(index)/radius_km")
      let share = figures.percent(
        reach.coveredPopulationShare, "/reach/\(index)/covered_population_share")
      return say("\(radius) 公里以内 \(share)", "\(share) within \(radius) km")
    }.joined(separator: words.comma)
    var table = ReportTable(
      tableCaption(say("逐条评价（全部县合计）", "Rule by rule, all counties")),
      [
        .init(say("条款", "Rule"), width: 27), .init(say("出处", "Clause"), width: 12),
        .init(say("总体结论", "Overall"), .code, width: 16),
        .init(say("达标县", "Met in"), .number, width: 10),
        .init(say("未达标县", "Not met in"), .number, width: 11),
        .init(say("无法评估县", "Open in"), .number, width: 12),
        .init(say("依据", "Evidence"), width: 12),
      ])
    table.isSmall = true
    for (index, verdict) in report.verdicts.enumerated() {
      let counties = verdict.counties
      let at = "/verdicts/\(index)/counties"
      func list(_ codes: [String]?, _ key: String) -> ReportText {
        // A list's length is the figure; its place is the list.
        codes.map {
          ReportText(ReportFigure(String($0.count), value: Double($0.count), at: "\(at)/\(key)"))
        } ?? ReportFigures.unknown
      }
      table.rows.append([
        ReportText(verdict.title), ReportText(verdict.clause ?? "—"),
        words.verdict(verdict.verdict), list(counties?.pass, "pass"),
        list(counties?.fail, "fail"), list(counties?.notAssessable, "not_assessable"),
        ReportText(verdict.evidence.map(words.evidence) ?? "—"),
      ])
    }
    return ReportSection(
      "summary", say("摘要", "Summary"),
      [
        .paragraph(
          say(
            "按《\(report.standard.name)》逐条评价全部县（市、区），共 \(all) 条：总体达标 \(pass) 条，未达标 \(fail) 条，因缺少数据无法评估 \(open) 条。",
            "Of \(all) rules of \(report.standard.name), over all counties: \(pass) met, \(fail) not met, \(open) not assessable for want of data."
          )),
        .paragraph(
          say(
            "常住人口合计 \(population) 人，居住在距急救站直线距离：\(parts)。",
            "Of \(population) residents, straight line to the nearest station: \(parts).")),
        .table(table),
      ], startsPage: true)
  }
}
