import Analysis
import ResponseModel
import Standards

extension CountySections {
  /// One page: what was judged and how it came out.
  mutating func summary() -> ReportSection {
    var blocks: [ReportBlock] = [.paragraph(outcome)]
    if let sentence = reached { blocks.append(.paragraph(sentence)) }
    blocks.append(.tiles(tiles))
    blocks.append(.table(verdicts()))
    if let note = unitsNote(report.verdicts) { blocks.append(note) }
    return ReportSection("summary", say("摘要", "Summary"), blocks, startsPage: true)
  }

  private var outcome: ReportText {
    let tally = report.tally
    let (all, pass) = (
      figures.count(tally.rules, "/tally/rules"), figures.count(tally.pass, "/tally/pass")
    )
    let (fail, open) = (
      figures.count(tally.fail, "/tally/fail"),
      figures.count(tally.notAssessable, "/tally/not_assessable")
    )
    guard tally.rules > 0 else {
      return ReportText(
        say(
          "标准《\(report.standard.name)》没有可评价的条款。",
          "\(report.standard.name) holds no rule to judge by."))
    }
    return say(
      "按《\(report.standard.name)》逐条评价，共 \(all) 条：达标 \(pass) 条，未达标 \(fail) 条，因缺少数据无法评估 \(open) 条。",
      "Of \(all) rules of \(report.standard.name): \(pass) met, \(fail) not met, \(open) not assessable for want of data."
    )
  }

  private var reached: ReportText? {
    guard let population = area.population else { return nil }
    let all = figures.count(population, "\(areaPointer)/population")
    let parts = report.reach.enumerated().compactMap { index, reach -> ReportText? in
      guard reach.coveredPopulationShare != nil else { return nil }
      let radius = figures.plain(reach.radiusKm, "/reach/\(index)/radius_km")
      let share = figures.percent(
        reach.coveredPopulationShare, "/reach/\(index)/covered_population_share")
      return say("\(radius) 公里以内的占 \(share)", "\(share) within \(radius) km")
    }
    guard !parts.isEmpty else {
      return say(
        "\(name)常住人口 \(all) 人，没有居住位置，覆盖人口无法计算。",
        "\(name) has \(all) residents, whose places are not known: who is covered cannot be said.")
    }
    let list = parts.joined(separator: words.comma)
    var text: ReportText = say(
      "\(name)常住人口 \(all) 人，居住在距急救站直线距离 \(list)。",
      "Of the \(all) residents of \(name), straight line to the nearest station: \(list).")
    if let last = report.reach.last, let beyond = last.uncoveredPopulation, beyond > 0 {
      let index = report.reach.count - 1
      let people = figures.count(beyond, "/reach/\(index)/uncovered_population")
      let radius = figures.plain(last.radiusKm, "/reach/\(index)/radius_km")
      text.append(
        say(
          "另有 \(people) 人在 \(radius) 公里以外。", " \(people, of: "lives", "live") beyond \(radius) km.")
      )
    }
    return text
  }

  private var tiles: [(figure: ReportText, label: String)] {
    var tiles: [(figure: ReportText, label: String)] = [
      (
        figures.count(area.population, "\(areaPointer)/population"),
        say("常住人口", "residents") + (area.populationDate.map { say("（\($0)）", " (\($0))") } ?? "")
      ),
      (
        figures.count(area.stations, "\(areaPointer)/stations"),
        area.assumedStations > 0
          ? say("急救站（含假定）", "stations (some assumed)") : say("急救站", "stations")
      ),
    ]
    if let index = report.reach.indices.last {
      let reach = report.reach[index]
      tiles.append(
        (
          figures.percent(
            reach.coveredPopulationShare, "/reach/\(index)/covered_population_share"),
          say("最大服务圈内的居民", "residents in the widest circles")
        ))
    }
    let rule = area.townshipRule
    let with = figures.count(rule.withStation, "\(areaPointer)/township_rule/with_station")
    let all = figures.count(
      rule.administrativeTownships, "\(areaPointer)/township_rule/administrative_townships")
    tiles.append(("\(with) / \(all)", say("有急救站的建制乡镇", "administrative townships with a station")))
    return tiles
  }

  private mutating func verdicts() -> ReportTable {
    var table = ReportTable(
      tableCaption(say("逐条评价", "Rule by rule")),
      [
        .init(say("条款", "Rule"), width: 36), .init(say("出处", "Clause"), .code, width: 10),
        .init(say("结论", "Verdict"), .code, width: 15),
        .init(say("数值", "Value"), .number, width: 14),
        .init(say("要求", "Asked"), .number, width: 14),
        .init(say("依据〔原文标记〕", "Evidence [mark]"), width: 20),
      ])
    table.isSmall = true
    for (index, verdict) in report.verdicts.enumerated() {
      let compared = figures.compared(
        verdict.value, verdict.limit, at: "/verdicts/\(index)")
      let unit = words.unit(verdict.unit, of: compared.value)
      let limitUnit = words.unit(verdict.unit, of: compared.limit)
      table.rows.append([
        ReportText(verdict.title), ReportText(verdict.clause ?? "—"),
        words.verdict(verdict.verdict),
        // What was found of a part is no value of the rule.
        verdict.value == nil || verdict.verdict == .notAssessable
          ? ReportFigures.unknown : "\(compared.value) \(unit)",
        verdict.limit == nil
          ? ReportFigures.unknown : "\(verdict.comparison ?? "") \(compared.limit) \(limitUnit)",
        grounds(of: verdict),
      ])
    }
    return table
  }

  /// Crews and devices are judged vehicle by vehicle, and the table shows how many pass.
  func unitsNote(_ verdicts: [CoverageReport.RuleVerdict]) -> ReportBlock? {
    let counted = verdicts.filter {
      $0.value != nil && $0.verdict != .notAssessable && $0.unit == MeasureUnit.count.rawValue
        && ($0.limit ?? 0) > 0
    }
    guard !counted.isEmpty else { return nil }
    return .note(
      ReportText(
        say(
          "没有单位的数值是个数：逐车、逐村判定的条款，数值是符合的个数，要求是参加判定的个数。",
          "Values without a unit are counts: of a rule judged vehicle by vehicle or village by village,"
            + " how many meet it, and asked is how many were judged.")))
  }

  private func grounds(of verdict: CoverageReport.RuleVerdict) -> ReportText {
    let evidence =
      verdict.verdict == .notAssessable
      ? say("缺少数据", "no data") : verdict.evidence.map(words.evidence) ?? "—"
    return ReportText(
      evidence + say("〔\(verdict.mark.rawValue)〕", " [\(verdict.mark.rawValue)]"))
  }
}
