import Analysis
import ResponseModel
import Standards

extension CountySections {
  /// Where stations should be added for the rules to hold, what that changes, and what else would do.
  mutating func siting() -> ReportSection {
    let title = say("选址建议", "Where to site stations")
    guard let siting = report.siting else { return missing(.siting, "siting", title) }
    var number = 0
    func heading(_ title: String) -> ReportBlock {
      number += 1
      return .heading(ReportNumerals.subheading(number, title, report.language))
    }
    var blocks = caution(siting)
    blocks.append(heading(say("建议方案", "The plan")))
    blocks += plan(siting)
    if siting.status == SiteStatus.infeasible {
      blocks += obstacles(siting)
    } else {
      if !siting.steps.isEmpty {
        blocks += [heading(say("逐站", "Station by station")), .table(stepTable(siting))]
      }
      blocks += [heading(say("实施前后", "Before and after")), .table(beforeAfter(siting))]
    }
    if let table = ruleTable(siting) {
      blocks.append(.table(table))
      let observed = report.response?.counties.first?.observed
      if observed.map({ $0.all.count > 0 }) ?? false {
        blocks.append(
          .note(
            ReportText(
              say(
                "方案只能按推算时间比较：本表的反应时间条款按推算时间判定，摘要按实测判定，两者可以不同。",
                "A plan can only be compared by modelled times: here rules on response times are judged"
                  + " by the model, in the summary by what was observed, and the two can differ.")))
        )
      }
    }
    if let table = wayTable(siting) {
      blocks += [heading(say("各种满足方式", "Ways to comply")), .table(table)]
    }
    if !siting.unplannedRules.isEmpty {
      blocks.append(
        .list(
          siting.unplannedRules.map {
            ReportText(
              say(
                "不在方案之内：\($0.title)（\($0.reason)）。", "Not planned for: \($0.title) (\($0.reason)).")
            )
          }))
    }
    if let table = alternativeTable(siting) {
      blocks += [heading(say("同样好的其他方案", "Other plans as good")), .table(table)]
    }
    if siting.status != SiteStatus.infeasible, !siting.steps.isEmpty, let map = maps.siting {
      // After all tables, so that they fill the pages before it.
      blocks.append(
        .figure(svg: map, caption: pictureCaption(say("选址方案图", "Map of the plan")), ownPage: true))
    }
    return ReportSection("siting", title, blocks)
  }

  private var text: SiteText? {
    report.siting.map { SiteText(report: $0, language: report.language) }
  }

  /// What a reader must know before the plan itself.
  private func caution(_ siting: SiteReport) -> [ReportBlock] {
    var parts: [ReportText] = []
    if !siting.assumedStations.isEmpty {
      let names = Dictionary(
        siting.stations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
      let count = figures.list(siting.assumedStations.count, "/siting/assumed_stations")
      let list = words.names(siting.assumedStations.map { names[$0] ?? $0 }, limit: 8)
      parts.append(
        say(
          "本方案以 \(count) 个假定急救站为据（\(list)），不可作为定论。",
          "This plan rests on \(count, of: "assumed station") (\(list)): it is not a finding."))
    }
    if siting.unpositionedWeight > 0 {
      let people = figures.count(siting.unpositionedWeight, "/siting/unpositioned_weight")
      parts.append(
        say(
          "\(people) 名居民位置不明，任何方案都无法让涉及他们的条款判为达标；方案只对位置已知者负责。",
          "The place of \(people, of: "resident") is not known: no plan can make the rules that speak of them pass; it answers for the others."
        ))
    }
    let method =
      switch siting.method {
      case "road": say("行驶时间按道路推算。", "Travel times are modelled on roads.")
      case "mixed":
        say("行驶时间部分按道路、部分按直线推算（直线法）。", "Travel times are partly on roads, partly by straight line.")
      default:
        say(
          "行驶时间按直线距离推算（直线法），实施前须按道路核实。",
          "Travel times are by straight line: check them on roads before building.")
      }
    let evidence = siting.evidence.map {
      say(
        "所依据的最弱证据：\(words.evidence($0))。",
        " The weakest evidence it rests on: \(words.evidence($0)).")
    }
    parts.append(ReportText(method + (evidence ?? "")))
    // What the plan rests on is said before it, in the size of the text.
    return parts.map { .paragraph($0) }
  }

  private func plan(_ siting: SiteReport) -> [ReportBlock] {
    let candidates = figures.list(siting.candidates.count, "/siting/candidates")
    let sources = siting.candidateSources.map { text?.sourceName($0) ?? $0 }
      .joined(separator: words.list)
    var blocks: [ReportBlock] = [
      .paragraph(
        say(
          "目标：以最少的新增站点使标准中由站点决定的条款全部达标。候选点 \(candidates) 个（\(sources)）。",
          "Aim: the fewest stations to add so that every rule that stations decide is met. \(candidates) candidate sites (\(sources))."
        ))
    ]
    guard siting.status != SiteStatus.infeasible else {
      return blocks + [
        .paragraph(
          ReportText(
            say(
              "结果：现有候选点全部建站也无法使这些条款达标，原因和最省的放宽见下。",
              "Result: with every candidate built the rules would still not hold. Why, and the cheapest"
                + " relaxation, follow.")))
      ]
    }
    let judged = ReportText(text?.word(siting.compliance) ?? siting.compliance)
    if siting.chosen.isEmpty {
      blocks.append(
        .paragraph(
          say(
            "结果：无需新增站点（复核：\(judged)）。", "Result: no station needs to be added (judged: \(judged)).")
        ))
    } else {
      let count = figures.list(siting.chosen.count, "/siting/chosen")
      let names = words.names(siting.candidates.filter(\.isChosen).map(\.name))
      let proof = ReportText(text?.word(siting.status) ?? siting.status)
      blocks.append(
        .paragraph(
          say(
            "结果：新增 \(count) 个站点：\(names)。求解：\(proof)；由覆盖与反应时间分析复核：\(judged)。",
            "Result: new stations \(count): \(names). Solved: \(proof); judged by the analyses of coverage and response: \(judged)."
          )))
    }
    if siting.wasInterrupted || siting.status != "optimal" {
      let bound = figures.number(siting.bound, 1, "/siting/bound")
      blocks.append(
        .note(
          say(
            "求解未证完即止（按步数限制，结果可重现）：已证下界 \(bound)。",
            "The search ended before the proof (limited by steps, so that it can be repeated): proven bound \(bound)."
          )))
    }
    return blocks
  }

  func townships(_ codes: [String]) -> ReportText {
    let names = Dictionary(
      report.townships.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    return words.names(codes.map { names[$0] ?? $0 })
  }

  func ruleName(_ id: String) -> String {
    report.verdicts.first { $0.rule == id }?.title ?? id
  }

  func wayName(_ way: SiteReport.Way) -> String {
    way.branch == nil
      ? ruleName(way.rule) : ruleName(way.rule) + say("（\(way.title)）", " (\(way.title))")
  }

  /// A way with its limit, where it is one of several or was relaxed.
  func wayText(
    _ way: SiteReport.Way, of siting: SiteReport, at pointer: String
  ) -> ReportText {
    let name = ReportText(wayName(way))
    let standard = siting.variants.flatMap(\.ways).first {
      $0.rule == way.rule && $0.branch == way.branch && $0.tier == way.tier
    }
    let isRelaxed = standard.map { $0.limit != way.limit } ?? false
    guard way.tier != nil || isRelaxed else { return name }
    let limit = figures.number(way.limit, 1, "\(pointer)/limit")
    let text: ReportText = "\(limit) \(unit(of: way, in: siting))"
    return isRelaxed
      ? name + say("放宽到 \(text)", " relaxed to \(text)") : name + " ≤ " + text
  }

  func unit(of way: SiteReport.Way, in siting: SiteReport) -> String {
    let verdict = siting.rules.first { $0.rule == way.rule }?.after
    let branch = verdict?.branches.first { $0.title == way.title }
    return words.unit(branch?.unit ?? verdict?.unit)
  }

  // MARK: Tables

  private mutating func stepTable(_ siting: SiteReport) -> ReportTable {
    var table = ReportTable(
      tableCaption(say("按先后新增的站点（反应时间为推算，分钟）", "Stations in order (modelled response, min)")),
      [
        .init(say("次序", "Step"), .number, width: 7), .init(say("新增站点", "Added"), width: 20),
        .init(say("新增限内居民", "Newly in time"), .number, width: 14),
        .init(say("新增圈内居民", "Newly in circle"), .number, width: 14),
        .init(say("城市平均", "Urban mean"), .number, width: 11),
        .init(say("乡村平均", "Rural mean"), .number, width: 11),
        .init(say("最长", "Max"), .number, width: 10), .init(say("结论变化", "Verdicts"), width: 24),
      ])
    table.isSmall = true
    func means(_ figures: SiteReport.Figures, _ at: String) -> [ReportText] {
      [
        self.figures.number(figures.urbanMeanMin, 2, "\(at)/urban_mean_min"),
        self.figures.number(figures.ruralMeanMin, 2, "\(at)/rural_mean_min"),
        self.figures.number(figures.maxMin, 2, "\(at)/max_min"),
      ]
    }
    table.rows.append(
      ["", ReportText(say("（现状）", "(today)")), "", ""]
        + means(siting.before, "/siting/before") + [""])
    for (index, step) in siting.steps.enumerated() {
      let at = "/siting/steps/\(index)"
      let flips = step.flips.map {
        ReportText("\(ruleName($0.rule))：") + outcome($0.before) + " → " + outcome($0.after)
      }.joined(separator: words.stop)
      table.rows.append(
        [
          ReportText("\(index + 1)"), .name(step.name),
          figures.count(step.newlyInTimePopulation, "\(at)/newly_in_time_population"),
          figures.count(step.newlyInCirclePopulation, "\(at)/newly_in_circle_population"),
        ] + means(step.figures, "\(at)/figures") + [flips])
    }
    return table
  }

  private func outcome(_ word: String) -> ReportText {
    Outcome(rawValue: word).map(words.verdict) ?? ReportText(word)
  }

  private mutating func beforeAfter(_ siting: SiteReport) -> ReportTable {
    var table = ReportTable(
      tableCaption(
        say("实施前后（位置已知的居民，推算）", "Before and after (residents of known place, modelled)")),
      [
        .init("", width: 34), .init(say("现状", "Today"), .number, width: 22),
        .init(say("方案", "With the plan"), .number, width: 22),
      ])
    let (before, after) = (siting.before, siting.after)
    func people(_ name: String, _ value: KeyPath<SiteReport.Figures, Double>, _ key: String) {
      table.rows.append([
        ReportText(name), figures.count(before[keyPath: value], "/siting/before/\(key)"),
        figures.count(after[keyPath: value], "/siting/after/\(key)"),
      ])
    }
    func minutes(_ name: String, _ value: KeyPath<SiteReport.Figures, Double?>, _ key: String) {
      table.rows.append([
        ReportText(name), figures.number(before[keyPath: value], 2, "/siting/before/\(key)"),
        figures.number(after[keyPath: value], 2, "/siting/after/\(key)"),
      ])
    }
    if let plan = report.plan {
      table.rows.append([
        ReportText(say("本县急救站（个）", "Stations of the county")),
        figures.count(plan.stations, "/plan/stations"),
        figures.count(plan.withPlan, "/plan/with_plan"),
      ])
    }
    people(say("限内居民（人）", "Residents in time"), \.inTimePopulation, "in_time_population")
    if let plan = report.plan {
      table.rows.append([
        ReportText(say("限内居民占比", "Share in time")),
        figures.percent(plan.inTimeShareBefore, "/plan/in_time_share_before"),
        figures.percent(plan.inTimeShareAfter, "/plan/in_time_share_after"),
      ])
    }
    people(say("圈内居民（人）", "Residents in circle"), \.inCirclePopulation, "in_circle_population")
    if let plan = report.plan {
      table.rows.append([
        ReportText(say("圈内居民占比", "Share in circle")),
        figures.percent(plan.inCircleShareBefore, "/plan/in_circle_share_before"),
        figures.percent(plan.inCircleShareAfter, "/plan/in_circle_share_after"),
      ])
    }
    minutes(say("平均反应时间（分）", "Mean response (min)"), \.meanMin, "mean_min")
    minutes(say("城市平均（分）", "Urban mean (min)"), \.urbanMeanMin, "urban_mean_min")
    minutes(say("乡村平均（分）", "Rural mean (min)"), \.ruralMeanMin, "rural_mean_min")
    minutes(say("最长（分）", "Longest (min)"), \.maxMin, "max_min")
    minutes(
      say("最不利二十分之一居民的平均（分）", "Mean of the worst-off twentieth (min)"), \.worst5MeanMin,
      "worst5_mean_min")
    return table
  }

  private mutating func ruleTable(_ siting: SiteReport) -> ReportTable? {
    guard !siting.rules.isEmpty else { return nil }
    var columns: [ReportTable.Column] = [
      .init(say("条款", "Rule"), width: 30), .init(say("现状", "Today"), width: 28),
      .init(say("方案", "With the plan"), width: 28),
    ]
    // Where nothing can be met no rule is an aim of the plan.
    let hasAims = siting.rules.contains(where: \.isGoal)
    if hasAims { columns.insert(.init(say("目标", "Aim"), .code, width: 8), at: 1) }
    var table = ReportTable(
      tableCaption(say("条款判定的前后", "The rules before and after")), columns)
    table.isSmall = true
    func shown(_ verdict: CoverageReport.RuleVerdict, _ at: String) -> ReportText {
      var text = words.verdict(verdict.verdict)
      guard verdict.value != nil, verdict.limit != nil else { return text }
      let compared = figures.compared(verdict.value, verdict.limit, at: at)
      text.append(
        " \(compared.value) \(verdict.comparison ?? "") \(compared.limit) \(words.unit(verdict.unit))"
      )
      return text
    }
    for (index, change) in siting.rules.enumerated() {
      let at = "/siting/rules/\(index)"
      var row = [
        ReportText(change.after.title), shown(change.before, "\(at)/before"),
        shown(change.after, "\(at)/after"),
      ]
      if hasAims { row.insert(ReportText(change.isGoal ? say("是", "yes") : ""), at: 1) }
      table.rows.append(row)
    }
    return table
  }

  private mutating func wayTable(_ siting: SiteReport) -> ReportTable? {
    guard siting.variants.count > 1 else { return nil }
    var table = ReportTable(
      tableCaption(say("满足条款的各种方式", "Ways to meet the rules")),
      [
        .init(say("方式", "Way"), width: 62), .init(say("新增站点", "Stations"), .number, width: 13),
        .init(say("状态", "Status"), width: 17), .init(say("采用", "Taken"), .code, width: 8),
      ])
    table.isSmall = true
    for (index, variant) in siting.variants.enumerated() {
      let at = "/siting/variants/\(index)"
      let ways = variant.ways.enumerated().map { place, way in
        wayText(way, of: siting, at: "\(at)/ways/\(place)")
      }.joined(separator: words.stop)
      table.rows.append([
        ways, figures.count(variant.objective, "\(at)/objective"),
        ReportText(text?.word(variant.status) ?? variant.status),
        ReportText(variant.isTaken ? "✓" : ""),
      ])
    }
    return table
  }

  private mutating func alternativeTable(_ siting: SiteReport) -> ReportTable? {
    guard !siting.alternatives.isEmpty else { return nil }
    var table = ReportTable(
      tableCaption(say("其他方案", "Other plans")),
      [
        .init(say("站点", "Stations"), width: 50), .init(say("新增", "Added"), .number, width: 9),
        .init(say("平均（分）", "Mean (min)"), .number, width: 13),
        .init(say("最长（分）", "Max (min)"), .number, width: 13),
        .init(say("与建议相同", "Shared"), .number, width: 12),
      ])
    table.isSmall = true
    let names = Dictionary(
      siting.candidates.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    for (index, plan) in siting.alternatives.enumerated() {
      let at = "/siting/alternatives/\(index)"
      table.rows.append([
        words.names(plan.chosen.map { names[$0] ?? $0 }, limit: 12),
        figures.list(plan.chosen.count, "\(at)/chosen"),
        figures.number(plan.figures.meanMin, 2, "\(at)/figures/mean_min"),
        figures.number(plan.figures.maxMin, 2, "\(at)/figures/max_min"),
        figures.count(plan.shared, "\(at)/shared"),
      ])
    }
    return table
  }
}

extension ReportWords {
  /// The unit of a cost in a plan.
  func costUnit(_ unit: String) -> String {
    switch unit {
    case "minutes", "min": say("分钟", "min")
    case "km": say("公里", "km")
    default: unit
    }
  }
}
