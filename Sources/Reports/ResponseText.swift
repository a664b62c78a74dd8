public import Analysis
import Coverage
public import ResponseModel
import Standards

/// Response times for a terminal.
public struct ResponseText {
  let report: ResponseReport
  let language: Language
  private let isSingle: Bool

  /// The table of counties, verdicts, what moves them, and what a reader must know of the data. The
  /// tables of townships and stations are shown where one county was asked for.
  public static func text(_ report: ResponseReport, language: Language) -> String {
    let text = ResponseText(
      report: report, language: language, isSingle: report.counties.count == 1)
    var parts = [text.heading, text.warning, text.table, text.speeds, text.circles, text.observed]
    if text.isSingle { parts += [text.townships, text.residuals] }
    parts += [text.verdicts, text.notes]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

  func name(_ area: ResponseReport.Area) -> String {
    language == .en ? area.nameEn ?? area.name : area.name
  }

  func word(_ verdict: String?) -> String {
    switch verdict {
    case "pass": say("达标", "pass")
    case "fail": say("未达标", "FAIL")
    case "not_assessable": say("无法评估", "not assessable")
    default: "–"
    }
  }

  func word(_ method: ResponseMethod) -> String {
    switch method {
    case .observed: say("实测", "observed")
    case .road: say("道路推算", "road")
    case .straightLine: say("直线推算 straight_line", "straight_line")
    case .mixed: say("混合", "mixed")
    }
  }

  /// Of one place: `road` or `straight_line`.
  func word(_ method: String) -> String {
    ResponseMethod(rawValue: method).map { word($0) } ?? method
  }

  func minutes(_ value: Double?) -> String {
    value.map { NumberText.fixed($0, decimals: 2) } ?? "–"
  }

  func percent(_ share: Double?) -> String { share.map { NumberText.percent($0, of: 1) } ?? "–" }

  /// Who is meant by one of the groups.
  func places(_ key: String) -> String {
    switch key {
    case "urban": say("城市", "urban")
    case "rural": say("乡村", "rural")
    case "mountain_or_island": say("山区海岛", "mountain")
    default: say("全部", "all")
    }
  }

  private var heading: String {
    say(
      "急救反应时间（受理调度 + 出车 + 行驶 + 接驳）\n标准：\(report.standard) \(report.standardName)  评估日期：\(report.provenance.on)  方法：\(word(report.method))\n",
      "Response times (call handling + turnout + travel + access)\n"
        + "Standard: \(report.standard) \(report.standardName)   judged on \(report.provenance.on)"
        + "   method: \(word(report.method))\n")
  }

  /// What rests on values that nobody has said or somebody assumed says so first.
  private var warning: String {
    let weak: [Evidence] = [.assumed, .default]
    guard let evidence = report.total.all.evidence, weak.contains(evidence) else { return "" }
    return say(
      "注意：推算用到假定或默认的数值（站点、出车时间、速度等，见各项依据），以下推算数字不可作为定论。\n",
      "Note: modelled figures rest on assumed or default values (stations, turnout, speeds; each has its"
        + " evidence): they are not findings.\n")
  }

  /// Of one area, every group with the method it is judged by, then the other.
  static func groups(
    _ area: ResponseReport.Area
  ) -> [(key: String, group: ResponseReport.Group, isJudged: Bool)] {
    var rows = [("urban", area.urban, true), ("rural", area.rural, true)]
    if let mountain = area.mountainOrIsland { rows.append(("mountain_or_island", mountain, true)) }
    rows.append(("all", area.all, true))
    if area.method == .observed, let modelled = area.modelled {
      rows += [("urban", modelled.urban, false), ("rural", modelled.rural, false)]
      if let mountain = modelled.mountainOrIsland {
        rows.append(("mountain_or_island", mountain, false))
      }
      rows.append(("all", modelled.all, false))
    }
    return rows
  }

  private var table: String {
    var table = TextTable([
      (say("县（市、区）", "County"), .left), (say("区域", "Places"), .left),
      (say("方法", "Method"), .left), (say("人口", "Residents"), .right),
      (say("呼叫/需求点", "Events/points"), .right), (say("平均", "Mean"), .right),
      (say("中位", "Median"), .right), (say("P90", "P90"), .right), (say("最大", "Max"), .right),
      (say("限值", "Target"), .left), (say("限内占比", "Within"), .right),
      (say("结论", "Verdict"), .left),
    ])
    let areas = report.counties.count > 1 ? report.counties + [report.total] : report.counties
    for area in areas {
      if area.code == "total" { table.addRule() }
      for (index, row) in Self.groups(area).enumerated() {
        let group = row.group
        let target = group.targetMin.map { target in
          let shown = group.meanMin.map { NumberText.compared($0, to: target).limit }
          return "\(group.comparison ?? "") \(shown ?? "\(target)")"
        }
        table.add([
          index == 0 ? name(area) : "", places(row.key), word(group.method),
          group.population.map { NumberText.grouped($0) } ?? "–", String(group.count),
          interval(group.meanMin, group), minutes(group.medianMin), minutes(group.p90Min),
          minutes(group.maxMin), target ?? "–", percent(group.shareWithin),
          row.isJudged ? word(group.verdict) : "(\(word(group.verdict)))",
        ])
      }
    }
    return table.text
      + say(
        "单位：分钟。实测按呼叫事件（每事件取首车到达）计，± 为 95% 置信区间；推算按常住人口加权。限值按未取整的数比较。\n",
        "Minutes. Observed: over events, the first ambulance on scene; +- is the 95 % interval."
          + " Modelled: weighted by residents. Compared unrounded.\n")
  }

  /// The mean, with half its interval where it has one, and with enough digits beside its target.
  private func interval(_ mean: Double?, _ group: ResponseReport.Group) -> String {
    guard let mean else { return "–" }
    var text = minutes(mean)
    if let target = group.targetMin, group.rule != nil, text == minutes(target), mean != target {
      text = NumberText.compared(mean, to: target).value
    }
    guard let high = group.meanHighMin else { return text }
    return text + " ±" + NumberText.fixed(high - mean, decimals: 2)
  }
}
