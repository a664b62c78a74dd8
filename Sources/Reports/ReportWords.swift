import Coverage
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

  func severity(_ severity: DataIssue.Severity) -> String { severity.label[language] }

  func unit(_ unit: String?) -> String {
    unit.flatMap(MeasureUnit.init)?.symbol[language] ?? ""
  }

  /// The same in the number that a value is in: `1 township`, `2 townships`.
  func unit(_ unit: String?, of value: ReportText) -> String {
    let text = self.unit(unit)
    guard language == .en, value.plain == "1", text.count > 1, text.hasSuffix("s") else {
      return text
    }
    return String(text.dropLast())
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

extension ReportWords {
  /// How a time is known. By straight line it is never said without its mark.
  func method(_ method: ResponseMethod) -> String {
    switch method {
    case .observed: say("实测", "observed")
    case .road: say("道路推算", "on roads")
    case .straightLine: say("直线法", "straight line")
    case .mixed: say("道路与直线", "roads and straight line")
    }
  }

  /// Who is meant by one of the groups of response times.
  func places(_ key: String) -> String {
    switch key {
    case "urban": say("城市", "Urban")
    case "rural": say("乡村", "Rural")
    case "mountain_or_island": say("山区海岛", "Mountain")
    default: say("全部", "All")
    }
  }

  /// A verdict as other programs write it; in brackets where another method is judged.
  func verdict(_ outcome: String?, isJudged: Bool) -> ReportText {
    guard let outcome = outcome.flatMap(Outcome.init(rawValue:)) else { return "—" }
    guard isJudged else {
      return ReportText(say("（", "(") + verdict(outcome).plain + say("）", ")"))
    }
    return verdict(outcome)
  }

  /// Why a mission does not count.
  func exclusion(_ reason: String) -> String {
    switch CallExclusion(rawValue: reason) {
    case .cancelled: say("中途取消", "cancelled")
    case .noReceived: say("没有受理时刻", "no moment of the call")
    case .noArrived: say("没有到达时刻", "no arrival")
    case .negative: say("到达早于受理", "arrival before the call")
    case .tooLong: say("时间不可能", "impossibly long")
    case .arrivedBeforeDeparture: say("到达早于出车", "arrival before departure")
    default: reason
    }
  }

  /// Why a place has no time by road.
  func roadReason(_ reason: String) -> String {
    switch RoadReason(rawValue: reason) {
    case .noRoadsNear: say("附近没有道路数据，改用直线", "No roads near: straight line instead")
    case .noStationOnRoads:
      say("没有急救站在道路上，改用直线", "No station on the roads: straight line instead")
    case .beyondLimit: say("离道路太远，到不了", "Too far from any road: out of reach")
    case .noPath: say("所在道路与急救站不连通，到不了", "On a road that none leads to: out of reach")
    case nil: reason
    }
  }
}
