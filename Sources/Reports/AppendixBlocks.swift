import Analysis
import ResponseModel

/// The end of every report: issues of the data, and the digests of what it was computed from.
struct AppendixBlocks {
  let coverage: CoverageReport
  /// Issues of every analysis.
  let all: [CoverageReport.Issue]
  let words: ReportWords
  let figures: ReportFigures
  /// Of `coverage` in the report's JSON.
  let pointer: String
  /// `nil` without roads.
  let roads: ResponseReport.Roads?
  /// Digests of what the other analyses read; `nil` for one that was not made.
  let others: [(name: String, digest: String?)]

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
  private func say(_ zh: ReportText, _ en: ReportText) -> ReportText { words.say(zh, en) }

  /// More issues than this are shown by kind: a reader wants to know of what kind they are, and the
  /// workbook and the JSON hold each.
  private static let mostIssues = 120
  private static let examples = 3

  /// The gravest first.
  func issues(caption: String) -> [ReportBlock] {
    guard !all.isEmpty else {
      return [.paragraph(ReportText(say("没有发现数据问题。", "No issue was found.")))]
    }
    var table = ReportTable(
      caption,
      [
        .init(say("程度", "Severity"), .code, width: 10), .init(say("代号", "Code"), width: 24),
        .init(say("内容", "Message"), width: 66),
      ])
    table.isSmall = true
    let sorted = all.enumerated()
      .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .map(\.element)
    var note: [ReportBlock] = []
    if coverage.counties.count > 1 {
      (table.rows, note) = byKind(sorted)
    } else if sorted.count <= Self.mostIssues {
      table.rows = sorted.map(row)
    } else {
      var shown: [String: Int] = [:]
      for issue in sorted {
        shown[issue.code, default: 0] += 1
        if shown[issue.code, default: 0] <= Self.examples { table.rows.append(row(issue)) }
      }
      note = [
        .note(
          ReportText(
            say(
              "问题较多，每类只列前几条；全部问题见工作簿的“数据问题”和 JSON 文件。",
              "There are many: the first of each kind are shown; the workbook and the JSON hold them"
                + " all.")))
      ]
    }
    return [.table(table)] + note
  }

  /// Of many counties: the first issue of each kind, and where else there are such. Each county's own
  /// report has its own.
  private func byKind(
    _ sorted: [CoverageReport.Issue]
  ) -> (rows: [[ReportText]], note: [ReportBlock]) {
    let names = Dictionary(
      coverage.counties.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    var kinds: [String] = []
    var groups: [String: [CoverageReport.Issue]] = [:]
    for issue in sorted {
      if groups[issue.code] == nil { kinds.append(issue.code) }
      groups[issue.code, default: []].append(issue)
    }
    let rows = kinds.compactMap { kind -> [ReportText]? in
      guard let group = groups[kind], let first = group.first else { return nil }
      var cells = row(first)
      var seen: Set<String> = [first.county ?? ""]
      let others = group.compactMap(\.county).filter { seen.insert($0).inserted }
      if !others.isEmpty {
        let list = words.names(others.map { names[$0] ?? $0 })
        cells[2].append(say("；同类问题另见：\(list)。", "; the like in \(list)."))
      } else if group.count > 1 {
        cells[2].append(text: say("；另有同类问题。", "; and others like it."))
      }
      return cells
    }
    let isShortened = rows.count < sorted.count
    return (
      rows,
      isShortened
        ? [
          .note(
            ReportText(
              say(
                "同类问题只列第一条；各县的见其报告，全部见工作簿的“数据问题”和 JSON 文件。",
                "The first of each kind is shown; each county's own are in its report, all of them in the"
                  + " workbook and the JSON.")))
        ] : []
    )
  }

  private func row(_ issue: CoverageReport.Issue) -> [ReportText] {
    let place = [issue.file, issue.line.map(String.init), issue.column].compactMap { $0 }
      .joined(separator: ":")
    return [
      ReportText(words.severity(issue.severity)), ReportText(issue.code),
      ReportText((place.isEmpty ? "" : place + say("：", ": ")) + issue.message),
    ]
  }

  private func digest(_ text: String) -> ReportText {
    ReportText(plain: text, html: "<span class=\"digest\">\(text.escapedForXML)</span>")
  }

  func provenance(digestCaption: String, caption: String) -> [ReportBlock] {
    let origin = coverage.provenance
    let components = origin.components.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value)" }.joined(separator: words.list)
    var table = ReportTable(
      caption,
      [
        .init(say("文件", "File"), width: 25), .init(say("行数", "Rows"), .number, width: 8),
        .init(say("来源", "Source"), width: 33), .init("SHA-256", width: 34),
      ])
    table.isSmall = true
    for (index, file) in origin.sources.enumerated() {
      table.rows.append([
        ReportText(file.name),
        figures.count(file.rows, "\(pointer)/provenance/sources/\(index)/rows"),
        ReportText(
          [file.source, file.licence].filter { !$0.isEmpty }.joined(separator: words.stop)),
        digest(file.sha256),
      ])
    }
    let lines: [ReportText] = [
      ReportText(
        say(
          "程序：\(origin.program) \(origin.version)", "Program: \(origin.program) \(origin.version)"))
        + ReportText(words.stop + components),
      ReportText(say("投影：", "Projection: ") + origin.planes.joined(separator: words.list)),
      ReportText(
        say(
          "核对：用 ambit verify 对本报告的 JSON 文件和数据文件重新计算并比较。",
          "To check: ambit verify computes the JSON of this report again from the store.")),
    ]
    return [.list(lines, isFine: true), .table(digests(caption: digestCaption))]
      + (table.rows.isEmpty ? [] : [.table(table)])
  }

  /// What was read and judged by, as digests.
  private func digests(caption: String) -> ReportTable {
    let origin = coverage.provenance
    var table = ReportTable(
      caption,
      [.init(say("内容", "Of"), width: 38), .init("SHA-256", width: 62)])
    table.isSmall = true
    func add(_ name: ReportText, _ sha: String?) {
      if let sha { table.rows.append([name, digest(sha)]) }
    }
    add(ReportText(say("输入数据", "Input of coverage")), origin.inputSha256)
    for (name, sha) in others {
      add(ReportText(say("\(name)的输入", "Input of \(name)")), sha)
    }
    if let roads {
      add(
        .name(
          say(
            "路网：\(roads.source)，\(roads.attribution)",
            "Roads: \(roads.source), \(roads.attribution)")), roads.sourceSha256)
    }
    add(
      ReportText(say("标准（\(origin.standard)）", "Standard (\(origin.standard))")),
      origin.standardSha256)
    return table
  }
}
