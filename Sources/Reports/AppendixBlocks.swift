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
    if sorted.count <= Self.mostIssues {
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

  func provenance(caption: String) -> [ReportBlock] {
    let origin = coverage.provenance
    let components = origin.components.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value)" }.joined(separator: words.list)
    var table = ReportTable(
      caption,
      [
        .init(say("文件", "File"), width: 22), .init(say("行数", "Rows"), .number, width: 9),
        .init(say("来源", "Source"), width: 34), .init("SHA-256", width: 35),
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
    var lines: [ReportText] = [
      ReportText(
        say(
          "程序：\(origin.program) \(origin.version)", "Program: \(origin.program) \(origin.version)"))
        + ReportText(words.stop + components),
      ReportText(say("投影：", "Projection: ") + origin.planes.joined(separator: words.list)),
      ReportText(say("输入数据摘要值：", "Digest of the input: ")) + digest(origin.inputSha256),
      ReportText(say("标准（\(origin.standard)）摘要值：", "Digest of the standard \(origin.standard): "))
        + digest(origin.standardSha256),
      ReportText(
        say(
          "核对：用 ambit verify 对本报告的 JSON 文件和数据文件重新计算并比较。",
          "To check: ambit verify computes the JSON of this report again from the store.")),
    ]
    let more = others.compactMap { name, digest in
      digest.map {
        ReportText(say("\(name)输入摘要值：", "Digest of the input of \(name): ")) + self.digest($0)
      }
    }
    lines.insert(contentsOf: more, at: 3)
    if let roads {
      lines.insert(
        .name(
          say(
            "路网：\(roads.source)，\(roads.attribution)；",
            "Roads: \(roads.source), \(roads.attribution); "))
          + ReportText("SHA-256 ") + digest(roads.sourceSha256), at: 3 + more.count)
    }
    return [.list(lines)] + (table.rows.isEmpty ? [] : [.table(table)])
  }
}
