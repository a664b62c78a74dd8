import Analysis
import ResponseModel
import Standards

/// Sets a county's report: its value in, cover and sections out. Every section is written from the
/// value alone, so that a report can be set again from its JSON.
struct CountySections {
  let report: CountyReport
  let maps: CountyMaps
  let words: ReportWords
  let figures = ReportFigures()
  private var tables = 0
  private var pictures = 0

  init(_ report: CountyReport, maps: CountyMaps) {
    self.report = report
    self.maps = maps
    words = ReportWords(language: report.language)
  }

  var area: CoverageReport.Area { report.area }
  /// Where the figures of `area` are in the JSON.
  let areaPointer = "/coverage/counties/0"

  func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
  func say(_ zh: ReportText, _ en: ReportText) -> ReportText { words.say(zh, en) }

  var name: String {
    report.language == .zh ? report.county.name : report.county.nameEn ?? report.county.name
  }

  mutating func tableCaption(_ title: String) -> String {
    tables += 1
    return say("表 \(tables)　\(title)", "Table \(tables). \(title)")
  }

  mutating func pictureCaption(_ title: String) -> String {
    pictures += 1
    return say("图 \(pictures)　\(title)", "Figure \(pictures). \(title)")
  }

  /// The whole report. `methods` is HTML of the template.
  mutating func document(methods: String) -> ReportDocument {
    let sections = [
      summary(), coverage(), response(), townships(), gaps(), inspection(), siting(),
      sensitivity(), assumptions(),
      ReportSection(
        "methods", say("方法说明", "Methods"), [.html(methods)], startsPage: true),
      appendix(),
    ]
    return ReportDocument(
      kind: "county", language: report.language,
      title: say("\(name)院前医疗急救服务分析报告", "Emergency medical service report: \(name)"),
      subtitle: say("依据《\(report.standard.name)》", "Judged by: \(report.standard.name)"),
      mark: MapTexts(language: report.language).mark(reviewNumber: report.reviewNumber),
      generator: "\(report.coverage.provenance.program) \(report.coverage.provenance.version)",
      created: report.coverage.provenance.on, date: words.day(report.coverage.provenance.on),
      cover: cover, warning: warning, sections: sections)
  }

  // MARK: Cover

  private var cover: [(label: String, text: ReportText)] {
    let standard = report.standard
    let document = [standard.issuer, standard.number, standard.date].compactMap { $0 }
      .joined(separator: words.comma)
    let count = figures.count(area.stations, "\(areaPointer)/stations")
    let assumed = figures.count(area.assumedStations, "\(areaPointer)/assumed_stations")
    var evidence: ReportText = say(
      "急救站 \(count) 个，其中假定 \(assumed) 个", "\(count, of: "station"), \(assumed) of them assumed")
    if let weakest = area.populationEvidence {
      evidence.append(
        say("；居民分布：\(words.evidence(weakest))", "; residents' places: \(words.evidence(weakest))"))
    }
    return [
      (say("评价对象", "County"), .name(name) + ReportText(say("（\(area.code)）", " (\(area.code))"))),
      (
        say("评价标准", "Standard"),
        ReportText(say("\(standard.name)（\(standard.id)）", "\(standard.name) (\(standard.id))"))
          + ReportText(document.isEmpty ? "" : words.comma + document)
      ),
      (say("评价日期", "Judged on"), ReportText(words.day(report.coverage.provenance.on))),
      (say("数据时间", "Data of"), dates),
      (say("证据", "Evidence"), evidence),
    ]
  }

  private var dates: ReportText {
    guard let date = area.populationDate else {
      return ReportText(say("人口数据未注明时间", "the residents' date is not recorded"))
    }
    return ReportText(say("常住人口 \(date)", "residents \(date)"))
  }

  /// What rests on assumed stations or modelled residents says so before any figure.
  var warning: ReportText? {
    let neighbors = report.stations.contains {
      $0.isNeighbor && [.assumed, .default].contains($0.evidence)
    }
    var parts: [String] = []
    if area.stations == 0 {
      parts.append(say("数据中没有本县（市、区）的急救站。", "The data hold no station of this county."))
    }
    if area.assumedStations > 0 || neighbors {
      parts.append(
        say(
          "部分急救站的位置为假定，以其为据的数字只说明方法，不可作为定论。",
          "Some stations are assumed: figures that rest on them illustrate the method and are not"
            + " findings."))
    }
    if let evidence = area.populationEvidence, [.modelled, .assumed, .default].contains(evidence) {
      parts.append(
        say(
          "居民在各乡镇（街道）的分布由模型推算，不是统计数。",
          "Where residents live is modelled, not counted."))
    }
    return parts.isEmpty
      ? nil : ReportText(parts.joined(separator: report.language == .zh ? "" : " "))
  }
}
