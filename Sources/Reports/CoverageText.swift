public import Analysis
import Coverage
import Quantities
public import ResponseModel
import Standards

/// A coverage analysis for a terminal.
public struct CoverageText {
  private let analysis: CoverageAnalysis
  private let report: CoverageReport
  private let language: Language

  private init(_ analysis: CoverageAnalysis, language: Language) {
    self.analysis = analysis
    self.language = language
    report = CoverageReport(analysis, language: language)
  }

  /// The table of counties, the verdicts, and what a reader must know of the data.
  public static func text(_ analysis: CoverageAnalysis, language: Language) -> String {
    let text = CoverageText(analysis, language: language)
    return [
      text.heading, text.warning, text.table, text.verdicts, text.open, text.elsewhere, text.notes,
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

  private func name(_ area: CoverageReport.Area) -> String {
    language == .en ? area.nameEn ?? area.name : area.name
  }

  private var heading: String {
    say(
      "急救站服务圈覆盖（直线距离）\n标准：\(report.standard) \(report.standardName)  评估日期：\(report.provenance.on)\n",
      "Coverage by circles around stations (straight line)\n"
        + "Standard: \(report.standard) \(report.standardName)   judged on \(report.provenance.on)\n"
    )
  }

  /// What rests on assumed stations or modelled residents says so first.
  private var warning: String {
    var lines: [String] = []
    let serving = analysis.servingStations
    let assumed = serving.count { $0.evidence == .assumed || $0.evidence == .default }
    if assumed > 0 {
      lines.append(
        say(
          "注意：\(serving.count) 个急救站中有 \(assumed) 个为假定站点，以下数字不可作为定论。",
          "Note: \(assumed, outOf: serving.count, "station", "is", "are") assumed;"
            + " figures that rest on \(assumed == 1 ? "it" : "them") are not findings."))
    }
    if report.total.populationEvidence == .modelled {
      lines.append(
        say(
          "注意：乡镇人口由模型推算（按村居数分配县常住人口），不是统计数。",
          "Note: residents by township are modelled (a county's residents by number of villages),"
            + " not counted."))
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private var table: String {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      (say("县（市、区）", "County"), .left), (say("站点", "Stations"), .right),
      (say("面积km²", "Area km2"), .right), (say("常住人口", "Residents"), .right),
    ]
    for radius in analysis.radii {
      let label = NumberText.kilometers(radius.value)
      columns.append((label + say(" 面积", " area"), .right))
      columns.append((say("人口", "people"), .right))
      columns.append((say("乡镇", "twps"), .right))
    }
    columns.append((say("建制乡镇有站", "Admin twps w/ station"), .right))
    var table = TextTable(columns)
    for county in report.counties { table.add(cells(county)) }
    if report.counties.count > 1 {
      table.addRule()
      table.add(cells(report.total))
    }
    return table.text
  }

  private func cells(_ area: CoverageReport.Area) -> [String] {
    var cells = [
      name(area), String(area.stations), area.areaKm2.map { NumberText.grouped($0) } ?? "–",
      area.population.map { NumberText.grouped($0) } ?? "–",
    ]
    for radius in area.radii {
      if let covered = radius.coveredAreaKm2, let whole = area.areaKm2 {
        cells.append(NumberText.percent(covered, of: whole))
      } else {
        cells.append("–")
      }
      if let covered = radius.coveredPopulation, let whole = area.population {
        cells.append(NumberText.percent(covered, of: whole))
      } else {
        cells.append("–")
      }
      cells.append("\(radius.coveredTownships)/\(area.townships)")
    }
    cells.append("\(area.townshipRule.withStation)/\(area.townshipRule.administrativeTownships)")
    return cells
  }

  // MARK: Verdicts

  /// The rules that came out as pass or fail somewhere, county by county.
  private var verdicts: String {
    let judged = report.total.verdicts.indices.filter { index in
      report.counties.contains { $0.verdicts[index].verdict != .notAssessable }
    }
    return judged.map { index in
      let total = report.total.verdicts[index]
      var table = TextTable([
        (say("县（市、区）", "County"), .left), (say("结论", "Verdict"), .left),
        (say("数值", "Value"), .right), (say("限值", "Limit"), .left),
        (say("说明", "Detail"), .left),
      ])
      for county in report.counties {
        table.add([name(county)] + verdictCells(county.verdicts[index]))
      }
      let clause = [total.clause, total.quote.map { "“\($0)”" }].compactMap { $0 }
      return "\(total.rule)  \(total.title)  \(clause.joined(separator: " "))"
        + "  \(say("依据标记", "mark")) [\(total.mark.rawValue)]\n"
        + say("整体：", "Overall: ") + word(total.verdict) + "  " + tally(total) + "\n"
        + total.notes.map { say("  注：\($0)\n", "  Note: \($0)\n") }.joined() + table.text
    }.joined(separator: "\n")
  }

  private func verdictCells(_ verdict: CoverageReport.RuleVerdict) -> [String] {
    var value = "–"
    var limit = "–"
    let unit = verdict.unit.flatMap(MeasureUnit.init)?.symbol[language] ?? ""
    if let found = verdict.value, let bound = verdict.limit {
      let texts = NumberText.compared(found, to: bound)
      value = "\(texts.value) \(unit)"
      limit = "\(verdict.comparison ?? "") \(texts.limit) \(unit)"
    }
    return [word(verdict.verdict), value, limit, detail(verdict)]
  }

  private func detail(_ verdict: CoverageReport.RuleVerdict) -> String {
    var parts: [String] = []
    for branch in verdict.branches {
      var text = branch.title + " " + word(branch.verdict)
      if let value = branch.value, let limit = branch.limit {
        let texts = NumberText.compared(value, to: limit)
        let unit = branch.unit.flatMap(MeasureUnit.init)?.symbol[language] ?? ""
        text += say(
          "（\(texts.value)，要求 \(branch.comparison ?? "") \(texts.limit) \(unit)）",
          " (\(texts.value), asked \(branch.comparison ?? "") \(texts.limit) \(unit))")
      }
      parts.append(text)
    }
    if verdict.branches.isEmpty, let share = verdict.offenders?.shareWithin {
      parts.append(
        strictLimit(verdict).map { say("\($0) 内人口 ", "residents within \($0): ") }
          .map { $0 + NumberText.percent(share, of: 1) } ?? "")
    }
    parts += verdict.missing
    return parts.joined(separator: say("；", "; "))
  }

  /// The limit that `offenders` are counted by: the strict end where the text gives a range.
  private func strictLimit(_ verdict: CoverageReport.RuleVerdict) -> String? {
    guard let limit = verdict.tiers.first?.limit ?? verdict.limit else { return nil }
    let unit = verdict.unit.flatMap(MeasureUnit.init)?.symbol[language] ?? ""
    return NumberText.compared(limit, to: limit).value + " " + unit
  }

  private func tally(_ verdict: CoverageReport.RuleVerdict) -> String {
    guard let counties = verdict.counties else { return "" }
    return [
      (Outcome.pass, counties.pass.count), (.fail, counties.fail.count),
      (.notAssessable, counties.notAssessable.count),
    ].filter { $0.1 > 0 }.map { say("\(word($0.0)) \($0.1) 个县", "\(word($0.0)) in \($0.1)") }
      .joined(separator: say("，", ", "))
  }

  /// The rules nothing could be said to, each with what is missing.
  private var open: String {
    let open = report.total.verdicts.indices.filter { index in
      report.counties.allSatisfy { $0.verdicts[index].verdict == .notAssessable }
    }
    guard !open.isEmpty else { return "" }
    let lines = open.map { index in
      let verdict = report.total.verdicts[index]
      return "  \(verdict.rule)  \(verdict.title)  "
        + say("缺：", "missing: ") + verdict.missing.joined(separator: say("；", "; ")) + "\n"
    }
    return say("无法评估的条款（\(open.count) 条）：\n", "Rules that cannot be assessed (\(open.count)):\n")
      + lines.joined()
  }

  /// The rules that circles do not decide, by the command that judges them.
  private var elsewhere: String {
    ["response", "inspect"].compactMap { command in
      let rules = report.judgedElsewhere.filter { $0.command == command }.map(\.rule)
      return rules.isEmpty
        ? nil
        : say(
          "服务圈不判定的条款，见 ambit \(command)：\(rules.joined(separator: "、"))\n",
          "Rules that circles do not decide, see ambit \(command): \(rules.joined(separator: ", "))\n"
        )
    }.joined()
  }

  private func word(_ outcome: Outcome) -> String {
    switch outcome {
    case .pass: say("达标", "pass")
    case .fail: say("未达标", "FAIL")
    case .notAssessable: say("无法评估", "not assessable")
    }
  }

  // MARK: Notes

  /// Issues by kind, the gravest first; many of one kind are one line.
  private var notes: String {
    guard !report.issues.isEmpty else { return "" }
    var order: [String] = []
    let groups = Dictionary(grouping: report.issues) { $0.code }
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
