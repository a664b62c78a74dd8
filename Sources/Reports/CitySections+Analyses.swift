import Analysis
import Coverage
import Geometry
import Inspection
import ResponseModel

extension CityReport {
  /// The stations of every plan for the map; `nil` where none is added.
  func mapped(_ language: Language) -> MapSiting? {
    let chosen = plans.flatMap(\.chosen)
    guard !chosen.isEmpty else { return nil }
    let note =
      language == .zh
      ? "拟新增站点为各县建议方案的合计；覆盖为现状。" : "Proposed stations are those of all plans; coverage is today's."
    return MapSiting(
      chosen: chosen.map {
        MapSiting.Chosen(
          name: $0.name,
          position: GeographicCoordinate(easting: $0.longitude, northing: $0.latitude), order: nil,
          gain: nil)
      }, candidates: [], codes: Set(chosen.map(\.code)), notes: [note])
  }
}

extension CitySections {
  private func missing(
    _ subject: CountyReport.MissingAnalysis.Subject, _ id: String, _ title: String,
    _ need: String
  ) -> ReportSection {
    var needs = [ReportText(need)]
    if let reason = report.missing.first(where: { $0.analysis == subject })?.reason {
      needs.append(ReportText(reason))
    }
    needs.append(ReportText(say("因此本节不给出任何数字。", "No figure is given.")))
    return ReportSection(
      id, title, [.missing(title: say("本节没有结果", "No result for this section"), needs: needs)])
  }

  /// Response times of every county, and of all.
  mutating func times() -> ReportSection {
    let title = say("急救反应时间", "Response times")
    guard report.response != nil else {
      return missing(
        .response, "response", title,
        say(
          "没有可计的呼叫任务，也没有位置已知的居民和急救站。",
          "There are no calls that count, and no residents and stations of known place."))
    }
    let methods = Set(report.counties.compactMap(\.responseMethod))
    // A column that says the same in every row is said once.
    let common = methods.count == 1 ? methods.first.map(words.method) : nil
    var columns: [ReportTable.Column] = [
      .init(say("县（市、区）", "County"), width: 22),
      .init(say("城市平均（分）", "Urban mean (min)"), .number, width: 15),
      .init(say("城市限内占比", "Urban in time"), .number, width: 15),
      .init(say("乡村平均（分）", "Rural mean (min)"), .number, width: 15),
      .init(say("乡村限内占比", "Rural in time"), .number, width: 15),
    ]
    if common == nil { columns.insert(.init(say("方法", "Method"), width: 16), at: 1) }
    let suffix = common.map { say("（\($0)）", " (\($0))") } ?? ""
    var table = ReportTable(
      tableCaption(say("各县（市、区）的反应时间", "Response times by county") + suffix), columns)
    table.isSmall = true
    table.hasTotal = true
    func add(_ name: ReportText, _ method: ResponseMethod?, _ cells: [ReportText]) {
      let known = ReportText(method.map(words.method) ?? "—")
      table.rows.append([name] + (common == nil ? [known] : []) + cells)
    }
    for (index, row) in report.counties.enumerated() {
      let at = "/counties/\(index)"
      add(
        name(row), row.responseMethod,
        [
          figures.number(row.urbanMeanMin, 2, "\(at)/urban_mean_min"),
          figures.percent(row.urbanInTimeShare, "\(at)/urban_in_time_share"),
          figures.number(row.ruralMeanMin, 2, "\(at)/rural_mean_min"),
          figures.percent(row.ruralInTimeShare, "\(at)/rural_in_time_share"),
        ])
    }
    if let total = report.response?.total {
      let at = "/response/total"
      add(
        ReportText(total.name), total.method,
        [
          figures.number(total.urban.meanMin, 2, "\(at)/urban/mean_min"),
          figures.percent(total.urban.shareWithin, "\(at)/urban/share_within"),
          figures.number(total.rural.meanMin, 2, "\(at)/rural/mean_min"),
          figures.percent(total.rural.shareWithin, "\(at)/rural/share_within"),
        ])
    }
    return ReportSection(
      "response", title,
      [
        .paragraph(
          ReportText(
            say(
              "有可计呼叫任务的县为实测，按事件计；其余按推算，以常住人口加权，“直线法”不是道路时间。合计由全部事件或居民重新计算，不是各县平均数的平均。",
              "Observed over events where a county has calls that count; elsewhere modelled and weighted"
                + " by residents: “straight line” is no road time. The total is over all events or"
                + " residents, never a mean of means."))),
        .table(table),
      ])
  }

  /// Findings of every county.
  mutating func fleet() -> ReportSection {
    let title = say("车辆、人员与设备", "Vehicles, crews and equipment")
    guard !report.missing.contains(where: { $0.analysis == .inspection }) else {
      return missing(
        .inspection, "inspection", title,
        say(
          "数据中没有救护车、人员和班次；需要导入。", "The store holds no ambulances, people and shifts: import them."))
    }
    var table = ReportTable(
      tableCaption(say("各县（市、区）的车辆与问题", "Vehicles and findings by county")),
      [
        .init(say("县（市、区）", "County"), width: 34),
        .init(say("在册救护车（辆）", "Ambulances"), .number, width: 20),
        .init(say("问题（个）", "Findings"), .number, width: 20),
        .init(say("其中严重", "Of them grave"), .number, width: 20),
      ])
    for (index, row) in report.counties.enumerated() {
      let at = "/counties/\(index)"
      table.rows.append([
        name(row), figures.count(row.ambulances.map(Double.init), "\(at)/ambulances"),
        figures.count(row.findings.map(Double.init), "\(at)/findings"),
        figures.count(row.graveFindings.map(Double.init), "\(at)/grave_findings"),
      ])
    }
    let options = report.options
    let time = [options.inspectFrom, options.inspectTo].compactMap(\.self)
      .joined(separator: say(" 至 ", " to "))
    let reading = options.each.flatMap(EachReading.init)?.note[report.language] ?? ""
    return ReportSection(
      "inspection", title,
      [
        .paragraph(
          ReportText(
            say(
              "检查时间：\(time)。\(reading)。问题的内容和期限见各县报告。",
              "Inspected: \(time). \(reading). What was found, and by when to cure it, is in each county's report."
            ))), .table(table),
      ] + withoutCounty())
  }

  /// Findings that no county's report holds.
  private mutating func withoutCounty() -> [ReportBlock] {
    guard !report.findingsWithoutCounty.isEmpty else { return [] }
    var table = ReportTable(
      tableCaption(say("不属于任何县的问题", "Findings of no county")),
      [
        .init(say("级别", "Severity"), .code, width: 10), .init(say("对象", "Subject"), width: 18),
        .init(say("问题", "Finding"), width: 42), .init(say("期限", "Deadline"), .code, width: 14),
        .init(say("整改", "Cure"), width: 26),
      ])
    table.isSmall = true
    for item in report.findingsWithoutCounty.prefix(Self.mostFindings) {
      table.rows.append([
        ReportText(item.severity.label[report.language]), .name(item.subject),
        ReportText(item.message), ReportText(item.deadline ?? "—"), ReportText(item.cure),
      ])
    }
    let count = figures.list(report.findingsWithoutCounty.count, "/findings_without_county")
    return [
      .table(table),
      .note(
        say(
          "对象没有登记急救站或县的问题共 \(count) 个，不在各县报告之内；全部见工作簿的“问题清单”和 JSON 文件。",
          "\(count, of: "finding is", "findings are") of no station or county and in no county's report; the workbook and the JSON hold all of them."
        )),
    ]
  }

  /// Rows of a table on paper.
  private static let mostFindings = 60

  /// What every county needs for the rules to hold, and all of them together.
  mutating func plan() -> ReportSection {
    let title = say("全市方案", "The plan for all")
    guard let total = report.planTotal else {
      return missing(
        .siting, "plan", title,
        say("没有一个县（市、区）可以求解选址方案。", "No county has a plan."))
    }
    let text = { (word: String) in
      switch word {
      case "compliant": say("达标", "compliant")
      case "as_far_as_known": say("就已知而言达标", "compliant as far as known")
      case SiteStatus.infeasible: say("现有候选点无法达标", "cannot be met")
      default: say("未达标", "not compliant")
      }
    }
    var table = ReportTable(
      tableCaption(say("各县（市、区）为达标需新增的站点", "Stations to add by county")),
      [
        .init(say("县（市、区）", "County"), width: 15), .init(say("现有", "Now"), .number, width: 8),
        .init(say("新增", "Add"), .number, width: 8),
        .init(say("拟新增站点", "Stations to add"), width: 37),
        .init(say("限内占比 前", "In time before"), .number, width: 11),
        .init(say("后", "after"), .number, width: 10), .init(say("复核", "Judged"), width: 14),
      ])
    table.isSmall = true
    table.hasTotal = true
    for (index, plan) in report.plans.enumerated() {
      let at = "/plans/\(index)"
      let isPossible = plan.status != nil && plan.status != SiteStatus.infeasible
      let word = plan.status == SiteStatus.infeasible ? SiteStatus.infeasible : plan.compliance
      var cells: [ReportText] = [
        .name(plan.name),
        figures.count(plan.summary.map { Double($0.stations) }, "\(at)/summary/stations"),
      ]
      cells.append(
        isPossible ? figures.list(plan.chosen.count, "\(at)/chosen") : ReportFigures.unknown)
      cells.append(
        plan.reason.map { ReportText($0) } ?? words.names(plan.chosen.map(\.name), limit: 40))
      cells.append(
        figures.percent(plan.summary?.inTimeShareBefore, "\(at)/summary/in_time_share_before"))
      let after = isPossible ? plan.summary?.inTimeShareAfter : nil
      cells.append(figures.percent(after, "\(at)/summary/in_time_share_after"))
      cells.append(ReportText(word.map(text) ?? "—"))
      table.rows.append(cells)
    }
    table.rows.append([
      ReportText(say("合计", "Total")), figures.count(total.stations, "/plan_total/stations"),
      figures.count(total.added, "/plan_total/added"), "",
      figures.percent(total.inTimeShareBefore, "/plan_total/in_time_share_before"),
      figures.percent(total.inTimeShareAfter, "/plan_total/in_time_share_after"), "",
    ])
    var blocks: [ReportBlock] = []
    let assumed = report.plans.reduce(0) { $0 + $1.assumedStations }
    if assumed > 0 {
      blocks.append(
        .paragraph(
          ReportText(
            say(
              "各方案以假定的急救站为据，不可作为定论；核实站点位置后须重新计算。",
              "The plans rest on assumed stations: they are not findings, and must be made anew once the"
                + " stations are known."))))
    }
    let added = figures.count(total.added, "/plan_total/added")
    let now = figures.count(total.stations, "/plan_total/stations")
    let after = figures.count(total.withPlan, "/plan_total/with_plan")
    let counties = figures.count(total.counties, "/plan_total/counties")
    let population = figures.count(total.population, "/plan_total/population")
    blocks += [
      .paragraph(
        say(
          "\(counties) 个县（市、区）各以最少的新增站点使由站点决定的条款达标，合计新增 \(added) 个站点，由 \(now) 个增至 \(after) 个。占比的分母为位置已知的常住人口 \(population) 人。各县分别求解，邻县的新增站点不相互计入。",
          "Each of \(counties, of: "county", "counties") adds the fewest stations for the rules that stations decide to hold: \(added) in all, from \(now) to \(after). Shares are of the \(population) residents of known place. Counties are solved apart: a neighbour's new station does not count."
        )), .table(table),
    ]
    if total.infeasible > 0 {
      let count = figures.count(total.infeasible, "/plan_total/infeasible")
      blocks.append(
        .note(
          say(
            "其中 \(count) 个县（市、区）现有候选点全部建站也无法达标，原因和最省的放宽见其报告。",
            "In \(count) of them no set of candidates does: why, and the cheapest relaxation, is in their reports."
          )))
    }
    return ReportSection("plan", title, blocks)
  }
}
