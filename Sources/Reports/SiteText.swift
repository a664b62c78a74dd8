public import Analysis
import Coverage
public import ResponseModel
import Standards

/// A siting analysis for a terminal: what it rests on, the plan and its proof, what each station
/// brings, what the standard says, and what else would do.
public struct SiteText {
  let report: SiteReport
  let language: Language

  public static func text(_ report: SiteReport, language: Language) -> String {
    let text = SiteText(report: report, language: language)
    return [
      text.caution, text.heading, text.plan, text.variants, text.infeasible, text.steps, text.rules,
      text.summary, text.townships, text.curve, text.alternatives, text.sensitivity, text.notes,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

  func list(_ names: [String]) -> String { names.joined(separator: say("、", ", ")) }

  /// Sites in a cell of a table: the first few; all of them are in the JSON.
  func sites(_ codes: [String]) -> String {
    list(Array(codes.prefix(6))) + (codes.count > 6 ? " … (\(codes.count))" : "")
  }

  func minutes(_ value: Double?) -> String {
    value.map { NumberText.fixed($0, decimals: 2) } ?? "–"
  }

  func people(_ value: Double) -> String { NumberText.grouped(value) }

  /// A figure in the plan's unit.
  func amount(_ value: Double?, _ unit: String) -> String {
    guard let value else { return "–" }
    switch unit {
    case "minutes": return NumberText.fixed(value, decimals: 3) + say(" 分钟", " min")
    case "stations":
      return NumberText.grouped(value) + say(" 个站", value == 1 ? " station" : " stations")
    case "residents":
      return NumberText.grouped(value, decimals: value == value.rounded() ? 0 : 1)
        + say(" 人", value == 1 ? " resident" : " residents")
    default: return NumberText.grouped(value, decimals: 2) + " " + unit
    }
  }

  func word(_ outcome: String) -> String {
    switch outcome {
    case "pass": say("达标", "pass")
    case "fail": say("未达标", "FAIL")
    case "not_assessable": say("无法评估", "not assessable")
    case "optimal": say("已证明最优", "optimal, proven")
    case "gap": say("未证完", "not proven")
    case "heuristic": say("无界", "without a bound")
    case "infeasible": say("无法满足", "cannot be met")
    case "compliant": say("达标", "compliant")
    case "as_far_as_known": say("就已知而言达标", "compliant as far as is known")
    case "not_compliant": say("未达标", "not compliant")
    default: outcome
    }
  }

  /// What a reader must know before the plan itself.
  private var caution: String {
    var lines: [String] = []
    if !report.assumedStations.isEmpty {
      lines.append(
        say(
          "注意：本方案以 \(report.assumedStations.count) 个假定急救站（\(list(report.assumedStations))）为据，不可作为定论。",
          "CAUTION: this plan rests on \(report.assumedStations.count, of: "assumed station")"
            + " (\(list(report.assumedStations))): it is not a finding."))
    }
    if report.unpositionedWeight > 0 {
      lines.append(
        say(
          "注意：\(people(report.unpositionedWeight)) 名居民没有位置，任何方案都无法让涉及他们的距离和时间条款判为达标；方案只对位置已知者负责。",
          "CAUTION: \(people(report.unpositionedWeight)) residents have no position: no plan can make"
            + " the rules of distance and time that speak of them pass. It answers for the others.")
      )
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let goal: String
    switch report.add {
    case let count?:
      goal = say(
        "新增 \(count) 个站，目标 \(objectiveName)", "add \(count), objective: \(objectiveName)")
    case nil: goal = say("新增至达标", "until compliant")
    }
    let sources = report.candidateSources.map(sourceName)
    return say(
      "选址：\(report.countyName)（\(report.county)）　\(goal)\n标准：\(report.standard) \(report.standardName)　评估日期：\(report.provenance.on)\n"
        + "候选点：\(report.candidates.count) 个（\(list(sources))）　行驶时间：\(methodName)\n",
      "Siting: \(report.countyName) (\(report.county))   \(goal)\n"
        + "Standard: \(report.standard) \(report.standardName)   judged on \(report.provenance.on)\n"
        + "Candidates: \(report.candidates.count) (\(list(sources)))   travel times: \(methodName)\n"
    )
  }

  private var methodName: String {
    switch report.method {
    case "road": say("道路推算", "road")
    case "mixed": say("部分道路、部分直线推算", "partly road, partly straight_line")
    default: say("直线距离推算 straight_line", "straight_line")
    }
  }

  func sourceName(_ source: String) -> String {
    switch source {
    case "candidates": say("候选点图层", "candidate layer")
    case "facilities": say("医疗机构", "facilities")
    case "townships": say("乡镇街道驻地", "township seats")
    case "grid": say("网格", "grid")
    default: source
    }
  }

  private var objectiveName: String {
    switch report.objectiveName {
    case "time": say("限时内到达的居民最多", "most residents in time")
    case "distance": say("服务半径内的居民最多", "most residents in the circle")
    case "mean": say("平均反应时间最短", "least mean response")
    case "worst": say("最长反应时间最短", "least longest response")
    case "equity": say("最不利 5% 居民的平均反应时间最短", "least mean of the worst-off 5 %")
    case "backup": say("双重覆盖居民最多", "most residents backed up")
    case "survival": say("预期存活最多", "most expected survival")
    default: report.objectiveName ?? ""
    }
  }

  private var plan: String {
    if report.status == "infeasible" {
      return say("结果：无法满足，原因如下。\n", "Result: cannot be met; why follows.\n")
    }
    var text = say("结果：", "Result: ")
    if report.chosen.isEmpty {
      text += say("无需新增站点", "no station needs to be added")
    } else {
      let names = report.candidates.filter(\.isChosen).map { "\($0.name)（\($0.code)）" }
      let english = report.candidates.filter(\.isChosen).map { "\($0.name) (\($0.code))" }
      text += say("新增 \(list(names))", "add \(list(english))")
    }
    if !report.closed.isEmpty { text += say("；关闭 ", "; close ") + list(report.closed) }
    text += "\n" + say("目标值 ", "Objective ") + amount(report.objective, report.unit)
    text += say("，界 ", ", bound ") + amount(report.bound, report.unit)
    text += say("：", ": ") + word(report.status)
    if let gap = report.gap, gap > 0 {
      text += say("，差距 ", ", gap ") + NumberText.fixed(gap * 100, decimals: 3) + " %"
    }
    if report.wasInterrupted { text += say("（到时限或被中断）", " (time limit or interrupted)") }
    text += "\n" + say("复核（覆盖与反应时间分析）：", "Judged by the analyses of coverage and response: ")
    return text + word(report.compliance) + "\n"
  }

  private func title(_ ways: [SiteReport.Way]) -> String {
    ways.map { way in
      way.rule + (way.branch.map { "/" + $0 } ?? "")
        + (way.tier == nil ? "" : " ≤ " + NumberText.fixed(way.limit, decimals: 1))
    }.joined(separator: say("，", ", "))
  }

  private var variants: String {
    guard !report.variants.isEmpty else { return "" }
    var table = TextTable([
      (say("满足方式", "Way to comply"), .left), (say("状态", "Status"), .left),
      (say("新增", "Added"), .right), (say("站点", "Sites"), .left),
    ])
    for variant in report.variants {
      table.add([
        (variant.isTaken ? "* " : "  ") + title(variant.ways), word(variant.status),
        variant.objective.map { NumberText.grouped($0) } ?? "–", sites(variant.chosen),
      ])
    }
    var text =
      say("各种满足方式（* 为采用，取最省者）：\n", "Ways to comply (* taken, the cheapest):\n") + table.text
    for rule in report.unplannedRules {
      text += say(
        "  \(rule.rule)（\(rule.title)）不在方案之内：\(rule.reason)\n",
        "  \(rule.rule) (\(rule.title)) is not planned for: \(rule.reason)\n")
    }
    return text
  }

  private var infeasible: String {
    guard report.status == "infeasible" else { return "" }
    var text = ""
    for variant in report.variants where !variant.obstacles.isEmpty {
      text += title(variant.ways) + say("：\n", ":\n")
      for obstacle in variant.obstacles { text += "  " + self.text(obstacle) + "\n" }
    }
    let shown = report.infeasible.prefix(20)
    if !shown.isEmpty {
      var table = TextTable([
        (say("居民点", "Place"), .left), (say("居民", "Residents"), .right),
        (say("条款", "Rule"), .left), (say("最近站点", "Nearest site"), .left),
        (say("代价", "Cost"), .right),
      ])
      for row in shown {
        table.add([
          row.name, people(row.population), row.rule ?? "", row.nearestSite ?? "–",
          row.cost.map { NumberText.fixed($0, decimals: 2) + " " + row.unit } ?? "–",
        ])
      }
      text +=
        say(
          "超限的居民点（共 \(report.infeasible.count) 个，全部候选点都建站时）：\n",
          "Places beyond the limit (\(report.infeasible.count), with every candidate built):\n")
        + table.text
    }
    for (index, relaxation) in report.relaxations.enumerated() {
      let limits = relaxation.ways.map {
        $0.rule + ($0.branch.map { "/" + $0 } ?? "") + " → "
          + NumberText.fixed($0.limit, decimals: 1)
      }
      text +=
        (index == 0 ? say("最省的放宽：", "Cheapest relaxation: ") : say("另一放宽：", "Or: "))
        + limits.joined(separator: say("，", ", "))
        + say("，需新增 \(relaxation.stations) 个站", ": \(relaxation.stations, of: "station")")
      if relaxation.sitesToFind > 0 {
        text += say(
          "（其中 \(relaxation.sitesToFind) 个要先找到站址：\(list(relaxation.townshipsWithoutSite))）",
          " (\(relaxation.sitesToFind) of them in townships without a candidate:"
            + " \(list(relaxation.townshipsWithoutSite)))")
      }
      text += "\n"
    }
    return text
  }

  private func text(_ obstacle: SiteReport.Obstacle) -> String {
    let way = title([obstacle.way])
    if !obstacle.townshipsWithoutSite.isEmpty {
      return say(
        "\(way)：这些乡镇没有候选点：\(list(obstacle.townshipsWithoutSite))",
        "\(way): no candidate in \(list(obstacle.townshipsWithoutSite))")
    }
    var text = way
    if let attainable = obstacle.attainable {
      text += say(
        "：全部建站也只能做到 \(NumberText.fixed(attainable, decimals: 2))",
        ": with every candidate built \(NumberText.fixed(attainable, decimals: 2)) is the least")
    } else {
      text += say("：有居民点任何站点都到不了", ": some place is reached by no site")
    }
    if let factor = obstacle.speedFactor {
      text += say(
        "；车速 ×\(NumberText.fixed(factor, decimals: 3)) 即可满足",
        "; speeds x \(NumberText.fixed(factor, decimals: 3)) would do")
    }
    return text
  }
}
