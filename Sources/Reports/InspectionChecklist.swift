public import Analysis
import Inspection
public import ResponseModel
import Standards

/// A list to print and take along on the visit: what to look at on the spot, box by box, and where
/// to sign. One HTML file without anything from outside.
public enum InspectionChecklist {
  public static func html(_ report: InspectionReport, language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let title = say("院前急救现场检查表", "Emergency service inspection checklist")
    var body = "<h1>\(escape(title))</h1>\n<table class=head>\n"
    func head(_ name: String, _ value: String) {
      body += "<tr><th>\(escape(name))</th><td>\(escape(value))</td></tr>\n"
    }
    head(
      say("检查时间", "inspected"),
      "\(InspectionText.minutes(report.from)) – \(InspectionText.minutes(report.to)) (\(report.zone))"
    )
    head(say("标准", "standard"), "\(report.standardName) (\(report.standard))")
    head(say("“每辆”的读法", "reading"), report.eachNote)
    head(
      say("范围", "scope"),
      report.counties.map { "\($0.code) \($0.name)" }.joined(separator: say("、", ", ")))
    head(say("问题", "findings"), "\(report.findings.count)")
    body += "</table>\n"
    if !report.notices.isEmpty {
      body +=
        "<p class=issue>\(report.notices.map(escape).joined(separator: "<br>\n"))</p>\n"
    }
    for (place, items) in groups(report) {
      body += "<h2>\(escape(place))</h2>\n<table class=list>\n<thead><tr>"
      for name in [
        say("编号", "id"), say("问题与依据", "finding and evidence"), say("整改措施", "what cures it"),
        say("期限", "deadline"), say("核实", "on site"),
      ] { body += "<th>\(escape(name))</th>" }
      body += "</tr></thead>\n<tbody>\n"
      for item in items { body += row(item, language) }
      body += "</tbody></table>\n"
    }
    if report.findings.isEmpty {
      body += "<p>\(escape(say("未发现问题", "Nothing was found")))</p>\n"
    }
    if !report.notAssessable.isEmpty {
      body +=
        "<h2>\(escape(say("数据不足，需现场核实", "Data is missing: look on site")))</h2>\n<ul class=boxes>\n"
      var seen: Set<String> = []
      for open in report.notAssessable {
        let text = "\(open.title): \(open.missing.joined(separator: "; "))"
        if seen.insert(text).inserted { body += "<li>\(escape(text))</li>\n" }
      }
      body += "</ul>\n"
    }
    let signers = [
      say("检查人", "inspector"), say("检查人", "inspector"), say("被检查单位负责人", "for the service"),
    ]
    body += "<table class=sign><tr>"
    for signer in signers {
      body +=
        "<td>\(escape(signer))<div class=line></div>\(escape(say("签字、日期", "signature, date")))</td>"
    }
    body += "</tr></table>\n"
    return """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")">
      <head><meta charset="utf-8"><title>\(escape(title))</title>
      <style>
      @page { size: A4; margin: 20mm 15mm }
      body { font: 10.5pt/1.45 "Noto Sans CJK SC", "WenQuanYi Zen Hei", "Microsoft YaHei", sans-serif; margin: 1em }
      h1 { font-size: 16pt; text-align: center } h2 { font-size: 12pt; margin: 1.2em 0 .3em }
      table { border-collapse: collapse; width: 100% }
      th, td { border: 1px solid #444; padding: 3px 5px; text-align: left; vertical-align: top }
      .list { table-layout: fixed } .list th:nth-child(1) { width: 6.5em } .list th:nth-child(3) { width: 30% }
      .list th:nth-child(4) { width: 5.8em } .list th:nth-child(5) { width: 4.8em }
      .head th { width: 7em; background: #eee } .list th { background: #eee }
      .list tr { break-inside: avoid } thead { display: table-header-group }
      .id { white-space: nowrap; font-size: 8pt } .small { font-size: 8.5pt; color: #333 }
      .box { white-space: nowrap } .issue { border: 1px solid #a00; padding: 4px }
      .sign { margin-top: 2em; break-inside: avoid } .sign td { border: 0; width: 33% }
      .line { border-bottom: 1px solid #000; height: 3em; margin-bottom: 3px }
      .boxes { list-style: "☐ " }
      </style></head>
      <body>
      \(body)</body></html>

      """
  }

  private static func groups(
    _ report: InspectionReport
  ) -> [(String, [InspectionReport.Item])] {
    var order: [String] = []
    var items: [String: [InspectionReport.Item]] = [:]
    for item in report.findings {
      let place = [item.county, item.station].compactMap(\.self).joined(separator: " · ")
      if items[place] == nil { order.append(place) }
      items[place, default: []].append(item)
    }
    return order.sorted().map { ($0.isEmpty ? "–" : $0, items[$0] ?? []) }
  }

  private static func row(_ item: InspectionReport.Item, _ language: Language) -> String {
    var details: [String] = []
    if let clause = item.clause {
      details.append(
        (language == .zh ? "条文 " : "clause ") + clause + (item.quote.map { "“\($0)”" } ?? ""))
    }
    for time in item.occurrences.prefix(6) {
      var text = "\(InspectionText.minutes(time.from)) – \(InspectionText.minutes(time.to))"
      if !time.people.isEmpty { text += " " + time.people.map(\.id).joined(separator: " ") }
      details.append(text)
    }
    if item.occurrences.count > 6 { details.append("… +\(item.occurrences.count - 6)") }
    details += item.caveats.map { "! " + $0 }
    let boxes = language == .zh ? ["☐ 属实", "☐ 已整改", "☐ 不实"] : ["☐ true", "☐ cured", "☐ not so"]
    return "<tr><td class=id>\(escape(item.id))<br>\(escape(item.severity.label[language]))<br>"
      + "\(escape(item.change.label[language]))</td><td>\(escape(item.message))"
      + "<div class=small>\(details.map(escape).joined(separator: "<br>"))</div></td>"
      + "<td>\(escape(item.cure))</td><td>\(escape(item.deadline ?? ""))</td>"
      + "<td class=box>\(boxes.map(escape).joined(separator: "<br>"))</td></tr>\n"
  }

  static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
