import ResponseModel
import Standards

/// The words of a report in one language.
struct ReportWords: Sendable {
  let language: Language

  func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
  func say(_ zh: ReportText, _ en: ReportText) -> ReportText { language == .zh ? zh : en }

  /// With a sign beside the colour, for readers who see none.
  func verdict(_ outcome: Outcome) -> ReportText {
    let word =
      switch outcome {
      case .pass: say("✓达标", "✓ met")
      case .fail: say("✗未达标", "✗ not met")
      case .notAssessable: say("○无法评估", "○ not assessable")
      }
    return ReportText(
      plain: word, html: "<span class=\"verdict \(outcome.rawValue)\">\(word)</span>")
  }

  func evidence(_ evidence: Evidence) -> String {
    switch evidence {
    case .observed: say("实测", "observed")
    case .surveyed: say("普查或测绘", "surveyed")
    case .reported: say("公开资料", "reported")
    case .fitted: say("拟合", "fitted")
    case .modelled: say("模型推算", "modelled")
    case .assumed: say("假定", "assumed")
    case .default: say("缺省值", "default")
    }
  }

  func mark(_ mark: Mark) -> String {
    switch mark {
    case .fullText: say("已读全文", "full text read")
    case .excerpt: say("读自摘录", "read in an excerpt")
    case .secondary: say("二手资料", "secondary source")
    case .unverified: say("未核实", "unverified")
    }
  }

  func kind(_ kind: TownshipKind) -> String {
    switch kind {
    case .subdistrict: say("街道", "subdistrict")
    case .town: say("镇", "town")
    case .township: say("乡", "township")
    case .municipality: say("市镇", "municipality")
    }
  }

  func severity(_ severity: DataIssue.Severity) -> String {
    switch severity {
    case .error: say("错误", "error")
    case .warning: say("警告", "warning")
    case .note: say("提示", "note")
    }
  }

  func unit(_ unit: String?) -> String {
    unit.flatMap(MeasureUnit.init)?.symbol[language] ?? ""
  }

  /// `2026年11月22日`, `22 November 2026`; other texts as they are.
  func day(_ iso: String) -> String {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return iso }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let month = months.indices.contains(parts[1] - 1) ? months[parts[1] - 1] : "\(parts[1])"
    return say("\(parts[0])年\(parts[1])月\(parts[2])日", "\(parts[2]) \(month) \(parts[0])")
  }

  var comma: String { say("，", ", ") }
  var stop: String { say("；", "; ") }
  var list: String { say("、", ", ") }

  /// At most `limit` names; the tables of a report and its JSON have them all.
  func names(_ names: [String], limit: Int = 24) -> ReportText {
    let shown = names.prefix(limit).map(ReportText.name).joined(separator: list)
    return names.count > limit ? say("\(shown)等", "\(shown) and others") : shown
  }
}
