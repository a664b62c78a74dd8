import Analysis
import ResponseModel
import Standards

extension SiteText {
  var steps: String {
    guard !report.steps.isEmpty else { return "" }
    var table = TextTable([
      (say("新增", "Add"), .left), (say("增益", "Gain"), .right),
      (say("新增按时居民", "Newly in time"), .right), (say("新增圈内居民", "Newly in circle"), .right),
      (say("城市平均", "Urban mean"), .right), (say("乡村平均", "Rural mean"), .right),
      (say("最长", "Max"), .right), (say("结论翻转", "Verdicts that flip"), .left),
    ])
    table.add([
      say("（现状）", "(today)"), "–", "–", "–", minutes(report.before.urbanMeanMin),
      minutes(report.before.ruralMeanMin), minutes(report.before.maxMin), "",
    ])
    for step in report.steps {
      let flips = step.flips.map { "\($0.rule): \(word($0.before)) → \(word($0.after))" }
      table.add([
        step.name, amount(step.gain, report.gainUnit), people(step.newlyInTimePopulation),
        people(step.newlyInCirclePopulation), minutes(step.figures.urbanMeanMin),
        minutes(step.figures.ruralMeanMin), minutes(step.figures.maxMin), list(flips),
      ])
    }
    var text = say("逐站（按先后）：\n", "Station by station, in order:\n") + table.text
    for step in report.steps where !(step.newlyInTime.isEmpty && step.newlyInCircle.isEmpty) {
      func names(_ rows: [SiteReport.Township]) -> String {
        let shown = rows.prefix(6).map { "\($0.name) \(people($0.population))" }
        return list(shown) + (rows.count > 6 ? " …" : "")
      }
      let time = step.newlyInTime.isEmpty ? "–" : names(step.newlyInTime)
      let circle = step.newlyInCircle.isEmpty ? "–" : names(step.newlyInCircle)
      text += say(
        "  \(step.name)：新按时 \(time)；新入圈 \(circle)\n",
        "  \(step.name): newly in time \(time); newly in the circle \(circle)\n")
    }
    if let unit = report.candidates.compactMap(\.costUnit).first {
      for step in report.steps {
        guard let cost = step.cost else { continue }
        let each = step.costPerGain.map { NumberText.grouped($0, decimals: 4) } ?? "–"
        text += say(
          "  \(step.name)：费用 \(NumberText.grouped(cost, decimals: 2)) \(unit)，每单位增益 \(each)\n",
          "  \(step.name): costs \(NumberText.grouped(cost, decimals: 2)) \(unit), \(each) per unit of"
            + " gain\n")
      }
    }
    return text
  }

  var rules: String {
    guard !report.rules.isEmpty else { return "" }
    var table = TextTable([
      (say("条款", "Rule"), .left), (say("目标", "Goal"), .left),
      (say("现状", "Today"), .left), (say("方案", "With the plan"), .left),
    ])
    func shown(_ verdict: CoverageReport.RuleVerdict) -> String {
      var text = word(verdict.verdict.rawValue)
      if let value = verdict.value, let limit = verdict.limit {
        let texts = NumberText.compared(value, to: limit)
        text += " \(texts.value) \(verdict.comparison ?? "") \(texts.limit)"
      }
      return text
    }
    for change in report.rules {
      table.add([
        "\(change.rule) \(change.after.title)", change.isGoal ? say("是", "yes") : "",
        shown(change.before), shown(change.after),
      ])
    }
    var text = say("条款判定（前、后）：\n", "What the standard says, before and after:\n") + table.text
    for change in report.rules where change.after.verdict == .notAssessable {
      text += "  \(change.rule): " + change.after.missing.joined(separator: say("；", "; ")) + "\n"
    }
    return text
  }

  var summary: String {
    var table = TextTable([
      ("", .left), (say("按时居民", "In time"), .right), (say("圈内居民", "In circle"), .right),
      (say("平均", "Mean"), .right), (say("最长", "Max"), .right),
      (say("最不利5%", "Worst 5 %"), .right), (say("基尼", "Gini"), .right),
      (say("Jain", "Jain"), .right),
    ])
    for (name, figures) in [
      (say("现状", "Today"), report.before), (say("方案", "Plan"), report.after),
    ] {
      func index(_ value: Double?) -> String {
        value.map { NumberText.fixed($0, decimals: 4) } ?? "–"
      }
      table.add([
        name, people(figures.inTimePopulation), people(figures.inCirclePopulation),
        minutes(figures.meanMin), minutes(figures.maxMin), minutes(figures.worst5MeanMin),
        index(figures.gini), index(figures.jain),
      ])
    }
    return say(
      "位置已知的 \(people(report.before.population)) 名居民（推算，分钟）：\n",
      "The \(people(report.before.population)) residents of known place (modelled, minutes):\n")
      + table.text
  }

  var townships: String {
    let changed = report.townships.filter { $0.change != "unchanged" }
    guard report.status != "infeasible", !report.townships.isEmpty else { return "" }
    let losers = changed.count { $0.change == "loser" }
    var text = say(
      "乡镇（街道）：受益 \(changed.count - losers)，受损 \(losers)，不变 \(report.townships.count - changed.count)\n",
      "Townships: \(changed.count - losers) gain, \(losers) lose,"
        + " \(report.townships.count - changed.count) unchanged\n")
    guard !changed.isEmpty else { return text }
    var table = TextTable([
      (say("乡镇（街道）", "Township"), .left), (say("居民", "Residents"), .right),
      (say("平均 前", "Mean before"), .right), (say("后", "after"), .right),
      (say("最近站 前 km", "Nearest km before"), .right), (say("后", "after"), .right),
      (say("首达站", "First station"), .left),
    ])
    func kilometers(_ value: Double?) -> String {
      value.map { NumberText.fixed($0, decimals: 2) } ?? "–"
    }
    for row in changed {
      table.add([
        (row.change == "loser" ? "- " : "+ ") + row.name, people(row.population),
        minutes(row.beforeMeanMin), minutes(row.afterMeanMin), kilometers(row.beforeDistanceKm),
        kilometers(row.afterDistanceKm), row.afterStation ?? "–",
      ])
    }
    text += table.text
    return text
  }

  var curve: String {
    guard report.curve.count > 1 else { return "" }
    var table = TextTable([
      (say("新增数", "Added"), .right), (say("最优值", "Best"), .right),
      (say("末一站增益", "Last one adds"), .right), (say("状态", "Status"), .left),
      (say("站点", "Sites"), .left),
    ])
    for point in report.curve {
      table.add([
        String(point.stations), amount(point.objective, report.unit),
        amount(point.gain, report.unit), word(point.status), sites(point.chosen),
      ])
    }
    return say("多一个、少一个站：\n", "With fewer and with more:\n") + table.text
  }

  var alternatives: String {
    guard !report.alternatives.isEmpty else { return "" }
    var table = TextTable([
      (say("站点", "Sites"), .left), (say("目标值", "Objective"), .right),
      (say("平均", "Mean"), .right), (say("最长", "Max"), .right),
      (say("与方案相同", "Shared"), .right),
    ])
    for plan in report.alternatives {
      let closed = plan.closed.isEmpty ? "" : say("；关闭 ", "; close ") + list(plan.closed)
      table.add([
        sites(plan.chosen) + closed, amount(plan.objective, report.unit),
        minutes(plan.figures.meanMin), minutes(plan.figures.maxMin), String(plan.shared),
      ])
    }
    return say("相近的其他方案：\n", "Other plans that are nearly or just as good:\n") + table.text
  }

  var sensitivity: String {
    if let omitted = report.omitted { return omitted + "\n" }
    guard !report.sensitivity.isEmpty else { return "" }
    var table = TextTable([
      (say("情形", "If"), .left), (say("方案改变", "Plan changes"), .left),
      (say("彼时最优", "Best then"), .right), (say("本方案", "This plan then"), .right),
      (say("遗憾", "Regret"), .right), (say("彼时站点", "Sites then"), .left),
    ])
    for row in report.sensitivity {
      table.add([
        row.label, row.verdict(language), amount(row.best, report.unit),
        amount(row.recommended, report.unit), amount(row.regret, report.unit),
        row.isChanged ? sites(row.chosen) : "",
      ])
    }
    let extended = report.sensitivity.count { $0.change == "extended" }
    let replaced = report.sensitivity.count { $0.change == "replaced" && $0.isPossible }
    let impossible = report.sensitivity.count { !$0.isPossible }
    return say(
      "敏感性：\(report.sensitivity.count) 种情形中，\(extended) 种须在本方案之外再增站，\(replaced) 种会改选别的站，"
        + "\(impossible) 种无法满足\n",
      "Sensitivity: of \(report.sensitivity.count, of: "case") the plan needs more stations in \(extended),"
        + " is replaced in \(replaced), and no plan does in \(impossible)\n") + table.text
  }

  /// Issues by kind, the gravest first; many of one kind are one line.
  var notes: String {
    guard !report.issues.isEmpty else { return "" }
    let groups = Dictionary(grouping: report.issues) { $0.code }
    var order: [String] = []
    for issue in report.issues.sorted(by: { $0.severity > $1.severity })
    where !order.contains(issue.code) { order.append(issue.code) }
    let lines = order.compactMap { code -> String? in
      guard let issues = groups[code], let first = issues.first else { return nil }
      let more =
        issues.count > 1
        ? say("（同类共 \(issues.count) 条）", " (\(issues.count) of this kind)") : ""
      return "  [\(code)] \(first.message)\(more)\n"
    }
    return say(
      "数据问题（共 \(report.issues.count) 条，全文见 --format json）：\n",
      "Data issues (\(report.issues.count), all in --format json):\n") + lines.joined()
  }
}
