import Analysis
import ResponseModel

extension CitySections {
  /// By the share of residents covered, with the residents it is a share of.
  mutating func ranking() -> ReportSection {
    let title = say("排名", "Ranking")
    guard let widest = report.reach.last else {
      return ReportSection("ranking", title, [])
    }
    let last = report.reach.count - 1
    let radius = figures.plain(widest.radiusKm, "/reach/\(last)/radius_km")
    var table = ReportTable(
      tableCaption(say("各县（市、区）居民覆盖名次", "Counties by residents covered")),
      [
        .init(say("名次", "Rank"), .number, width: 7), .init(say("县（市、区）", "County"), width: 17),
        .init(say("常住人口（分母，人）", "Residents (denominator)"), .number, width: 18),
        .init(say("覆盖居民（人）", "Covered"), .number, width: 15),
        .init(say("占居民", "Share"), .number, width: 12),
        .init(say("急救站", "Stations"), .number, width: 9),
        .init(say("其中假定", "Assumed"), .number, width: 10),
        .init(say("每站居民（人）", "Residents per station"), .number, width: 14),
      ])
    table.isSmall = true
    for (index, row) in report.counties.enumerated() {
      let at = "/counties/\(index)"
      let share = row.reach.last
      table.rows.append([
        row.rank.map { figures.count($0, "\(at)/rank") } ?? ReportFigures.unknown, name(row),
        figures.count(row.population, "\(at)/population"),
        figures.count(share?.coveredPopulation, "\(at)/reach/\(last)/covered_population"),
        figures.percent(
          share?.coveredPopulationShare, "\(at)/reach/\(last)/covered_population_share"),
        figures.count(row.stations, "\(at)/stations"),
        figures.count(row.assumedStations, "\(at)/assumed_stations"),
        figures.count(row.residentsPerStation, "\(at)/residents_per_station"),
      ])
    }
    return ReportSection(
      "ranking", title,
      [
        .paragraph(
          say(
            "名次按居住在距急救站直线距离 \(radius) 公里以内的居民占本县常住人口的比例排列，分母为各县自己的常住人口；比例相同的名次相同。名次只比较这一项，不代表服务水平的全部。",
            "Counties are ranked by the share of their residents within \(radius) km of a station, straight line; the denominator is each county's own residents; equal shares have equal ranks. It compares this one thing and not a service as a whole."
          )),
        .table(table),
      ])
  }

  /// Every radius of every county, chart and map.
  mutating func comparison() -> ReportSection {
    let widths = 70 / Double(max(report.reach.count * 2, 1))
    let radii = report.reach.map {
      NumberText.kilometers($0.radiusKm * 1000).replacing(" km", with: "")
    }
    var table = ReportTable(
      tableCaption(say("各服务半径覆盖的居民和面积占比", "Share of residents and of area by radius")),
      [.init(say("县（市、区）", "County"), width: 16)]
        + radii.map {
          .init(say("\($0) 公里居民", "Residents, \($0) km"), .number, width: widths)
        }
        + radii.map { .init(say("\($0) 公里面积", "Area, \($0) km"), .number, width: widths) }
        + [.init(say("有站的建制乡镇", "Adm. townships with station"), .number, width: 14)])
    table.isSmall = true
    table.hasTotal = true
    for (index, row) in report.counties.enumerated() {
      let at = "/counties/\(index)"
      let with = figures.count(
        row.administrativeTownshipsWithStation, "\(at)/administrative_townships_with_station")
      let all = figures.count(row.administrativeTownships, "\(at)/administrative_townships")
      table.rows.append(
        [name(row)]
          + row.reach.enumerated().map {
            figures.percent(
              $1.coveredPopulationShare, "\(at)/reach/\($0)/covered_population_share")
          }
          + row.reach.enumerated().map {
            figures.percent($1.coveredAreaShare, "\(at)/reach/\($0)/covered_area_share")
          } + ["\(with) / \(all)"])
    }
    let rule = total.townshipRule
    let with = figures.count(rule.withStation, "\(totalPointer)/township_rule/with_station")
    let all = figures.count(
      rule.administrativeTownships, "\(totalPointer)/township_rule/administrative_townships")
    table.rows.append(
      [ReportText(total.name)]
        + report.reach.enumerated().map {
          figures.percent($1.coveredPopulationShare, "/reach/\($0)/covered_population_share")
        }
        + report.reach.enumerated().map {
          figures.percent($1.coveredAreaShare, "/reach/\($0)/covered_area_share")
        } + ["\(with) / \(all)"])
    var blocks: [ReportBlock] = [.table(table)]
    let shown = report.counties.filter { $0.rank != nil }
    if !shown.isEmpty, shown.count <= 40 {
      let chart = ShareChart(
        groups: shown.map { report.language == .zh ? $0.name : $0.nameEn ?? $0.name },
        series: radii.enumerated().map { index, radius in
          (
            say("\(radius) 公里以内", "within \(radius) km"),
            shown.map { $0.reach[index].coveredPopulationShare }
          )
        })
      let title = say("各县（市、区）居民覆盖占比", "Share of residents covered by county")
      blocks.append(
        .figure(
          svg: chart.svg(title: title, language: report.language),
          caption: pictureCaption(title), ownPage: false))
    }
    if let map {
      blocks.append(
        .figure(
          svg: map, caption: pictureCaption(say("服务圈覆盖图", "Coverage map")), ownPage: true))
    }
    return ReportSection("comparison", say("县域比较", "Counties compared"), blocks)
  }

  mutating func changes() -> ReportSection {
    let title = say("较上次报告的变化", "Change since the last report")
    guard let earlier = report.earlier else {
      return ReportSection(
        "changes", title,
        [
          .missing(
            title: say("没有可比较的上次报告", "No earlier report to compare with"),
            needs: [
              ReportText(
                say(
                  "在同一目录再次生成报告，或用 --since 指定上次的 report.json，即可比较。",
                  "Make reports into the same folder again, or name an earlier report.json with"
                    + " --since."))
            ])
        ])
    }
    var table = ReportTable(
      tableCaption(say("居民覆盖占比的变化", "Change of the share of residents covered")),
      [
        .init(say("县（市、区）", "County"), width: 24),
        .init(say("半径（公里）", "Radius (km)"), .number, width: 14),
        .init(say("上次", "Before"), .number, width: 13),
        .init(say("本次", "Now"), .number, width: 13),
        .init(say("变化（百分点）", "Change (points)"), .number, width: 18),
        .init(say("站点（上次 → 本次）", "Stations, before → now"), .number, width: 20),
      ])
    for (index, change) in report.changes.enumerated() {
      let at = "/changes/\(index)"
      let before = figures.count(change.stationsBefore, "\(at)/stations_before")
      let now = figures.count(change.stationsNow, "\(at)/stations_now")
      table.rows.append([
        .name(change.name), figures.plain(change.radiusKm, "\(at)/radius_km"),
        figures.percent(change.shareBefore, "\(at)/share_before"),
        figures.percent(change.shareNow, "\(at)/share_now"),
        figures.signed(change.pointsDifference, "\(at)/points_difference"),
        "\(before) → \(now)",
      ])
    }
    let more = changedFigures()
    let sameStandard =
      earlier.standard == report.standard.id
      ? "" : say("两次所用的标准不同。", " The two were judged by different standards.")
    return ReportSection(
      "changes", title,
      [
        .paragraph(
          ReportText(
            say(
              "与评价日期为 \(words.day(earlier.on)) 的报告比较。\(sameStandard)",
              "Compared with the report judged on \(words.day(earlier.on)).\(sameStandard)"))),
        .table(table),
      ] + (more.map { [.table($0)] } ?? []))
  }

  /// Response times, findings and plans then and now; `nil` where neither report has any.
  private mutating func changedFigures() -> ReportTable? {
    guard
      report.changes.contains(where: {
        $0.urbanMeanMinNow != nil || $0.ruralMeanMinNow != nil || $0.findingsNow != nil
      })
    else { return nil }
    var table = ReportTable(
      tableCaption(
        say("反应时间、问题和拟新增站点的变化（上次 → 本次）", "Times, findings and planned stations, before → now")),
      [
        .init(say("县（市、区）", "County"), width: 20),
        .init(say("城市平均（分）", "Urban mean (min)"), .number, width: 22),
        .init(say("乡村平均（分）", "Rural mean (min)"), .number, width: 22),
        .init(say("问题（个）", "Findings"), .number, width: 16),
        .init(say("拟新增站点", "Planned stations"), .number, width: 16),
      ])
    table.isSmall = true
    for (index, change) in report.changes.enumerated() {
      let at = "/changes/\(index)"
      func minutes(_ before: Double?, _ now: Double?, _ key: String) -> ReportText {
        figures.number(before, 2, "\(at)/\(key)_before") + " → "
          + figures.number(now, 2, "\(at)/\(key)_now")
      }
      func count(_ before: Int?, _ now: Int?, _ key: String) -> ReportText {
        figures.count(before.map(Double.init), "\(at)/\(key)_before") + " → "
          + figures.count(now.map(Double.init), "\(at)/\(key)_now")
      }
      table.rows.append([
        .name(change.name),
        minutes(change.urbanMeanMinBefore, change.urbanMeanMinNow, "urban_mean_min"),
        minutes(change.ruralMeanMinBefore, change.ruralMeanMinNow, "rural_mean_min"),
        count(change.findingsBefore, change.findingsNow, "findings"),
        count(change.plannedStationsBefore, change.plannedStationsNow, "planned_stations"),
      ])
    }
    return table
  }

  mutating func appendix() -> ReportSection {
    let pages = AppendixBlocks(
      coverage: report.coverage, all: report.issues, words: words, figures: figures,
      pointer: "/coverage", roads: report.response?.provenance.roads,
      others: [(say("反应时间", "response times"), report.response?.provenance.inputSha256)])
    var blocks: [ReportBlock] = []
    if !report.excluded.isEmpty {
      blocks.append(
        .list(
          report.excluded.map { item in
            let subject = ReportText.name(item.name)
            return say("未包含 \(subject)：\(item.reason)", "Not included: \(subject): \(item.reason)")
          }))
    }
    blocks.append(.heading(say("（一）数据问题", "(1) Issues of the data")))
    blocks += pages.issues(caption: tableCaption(say("数据问题", "Issues of the data")))
    blocks.append(.heading(say("（二）来源与摘要值", "(2) Sources and digests")))
    blocks += pages.provenance(
      digestCaption: tableCaption(say("摘要值", "Digests")),
      caption: tableCaption(say("输入文件", "Input files")))
    var section = ReportSection("appendix", say("附录", "Appendix"), blocks, startsPage: true)
    section.isNumbered = false
    return section
  }
}
