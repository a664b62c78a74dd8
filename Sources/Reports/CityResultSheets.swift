import Analysis
import ResponseModel

/// The results of the report of all counties as sheets.
struct CityResultSheets {
  let report: CityReport
  let words: ReportWords

  init(_ report: CityReport, words: ReportWords) {
    self.report = report
    self.words = words
  }

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

  var sheets: [ReportSheet] {
    [
      ranking, ResultSheets.verdicts(report.verdicts, words), findings, times, plans, changes,
      ResultSheets.issues(report.issues, words),
    ]
  }

  private var ranking: ReportSheet {
    let radii = report.reach.map { NumberText.kilometers($0.radiusKm * 1000) }
    var sheet = ReportSheet(
      name: say("县域比较", "Counties"),
      headers: [
        say("名次", "Rank"), say("编码", "Code"), say("县（市、区）", "County"),
        say("常住人口（人）", "Residents"), say("面积（平方公里）", "Area (km2)"),
        say("急救站（个）", "Stations"), say("其中假定（个）", "Assumed"),
        say("每站居民（人）", "Residents per station"),
      ] + radii.map { say("\($0) 内居民占比", "Share of residents within \($0)") }
        + radii.map { say("\($0) 内面积占比", "Share of area within \($0)") }
        + [
          say("建制乡镇（个）", "Administrative townships"), say("其中有站（个）", "With a station"),
          say("达标（条）", "Rules met"), say("未达标（条）", "Rules not met"),
          say("无法评估（条）", "Not assessable"),
        ], missing: say("没有县（市、区）", "no county"))
    sheet.rows = report.counties.map { row in
      let fixed: [SheetCell] = [
        .count(row.rank), .text(row.code), .text(row.name), .number(row.population),
        .number(row.areaKm2, 1), .count(row.stations), .count(row.assumedStations),
        .number(row.residentsPerStation),
      ]
      let last: [SheetCell] = [
        .count(row.administrativeTownships), .count(row.administrativeTownshipsWithStation),
        .count(row.tally.pass), .count(row.tally.fail), .count(row.tally.notAssessable),
      ]
      return fixed + row.reach.map { .share($0.coveredPopulationShare) }
        + row.reach.map { .share($0.coveredAreaShare) } + last
    }
    if !radii.isEmpty {
      sheet.chart = (
        say("居民覆盖占比", "Share of residents covered"), 2, Array(8..<8 + radii.count),
        report.counties.count
      )
    }
    return sheet
  }

  /// Those that no county's workbook holds.
  private var findings: ReportSheet {
    FindingSheets.sheet(
      report.findingsWithoutCounty, words,
      missing: say(
        "没有不属于任何县的问题；各县的问题见其报告",
        "no finding is of no county; those of counties are in their reports"))
  }

  private var times: ReportSheet {
    var sheet = ReportSheet(
      name: say("反应时间与问题", "Times and findings"),
      headers: [
        say("编码", "Code"), say("县（市、区）", "County"), say("方法", "Method"),
        say("城市平均（分）", "Urban mean (min)"), say("城市限内占比", "Urban share in time"),
        say("乡村平均（分）", "Rural mean (min)"), say("乡村限内占比", "Rural share in time"),
        say("在册救护车（辆）", "Ambulances"), say("问题（个）", "Findings"),
        say("其中严重（个）", "Of them grave"),
      ], missing: say("没有县（市、区）", "no county"))
    sheet.rows = report.counties.map {
      [
        .text($0.code), .text($0.name), .text($0.responseMethod.map(words.method)),
        .number($0.urbanMeanMin, 2), .share($0.urbanInTimeShare), .number($0.ruralMeanMin, 2),
        .share($0.ruralInTimeShare), .count($0.ambulances), .count($0.findings),
        .count($0.graveFindings),
      ]
    }
    sheet.chart = (
      say("限内居民占比", "Share in time"), 1, [4, 6], report.counties.count
    )
    return sheet
  }

  private var plans: ReportSheet {
    var sheet = ReportSheet(
      name: say("全市方案", "Plans"),
      headers: [
        say("县编码", "County code"), say("县（市、区）", "County"), say("站点编码", "Site code"),
        say("拟新增站点", "Station to add"), say("乡镇编码", "Township code"),
        say("纬度（度）", "Latitude (deg)"), say("经度（度）", "Longitude (deg)"),
        say("现有站点（个）", "Stations now"), say("本县新增（个）", "Added in the county"),
        say("限内占比（前）", "In time before"), say("限内占比（后）", "In time after"),
        say("说明", "Note"),
      ], missing: say("没有方案", "there is no plan"))
    sheet.rows = report.plans.flatMap { plan -> [[SheetCell]] in
      let end: [SheetCell] = [
        .count(plan.summary?.stations), .count(plan.summary?.added),
        .share(plan.summary?.inTimeShareBefore), .share(plan.summary?.inTimeShareAfter),
      ]
      guard !plan.chosen.isEmpty else {
        let note =
          plan.reason
          ?? (plan.status == SiteStatus.infeasible
            ? say("现有候选点无法达标", "no set of candidates does") : say("无需新增", "none needed"))
        return [
          [.text(plan.code), .text(plan.name), .empty, .empty, .empty, .empty, .empty] + end
            + [.text(note)]
        ]
      }
      return plan.chosen.map { site in
        [
          .text(plan.code), .text(plan.name), .text(site.code), .text(site.name),
          .text(site.township), .number(site.latitude, decimals: 6),
          .number(site.longitude, decimals: 6),
        ] + end + [.empty]
      }
    }
    return sheet
  }

  private var changes: ReportSheet {
    var sheet = ReportSheet(
      name: say("变化", "Changes"),
      headers: [
        say("编码", "Code"), say("县（市、区）", "County"), say("半径（公里）", "Radius (km)"),
        say("上次占比", "Share before"), say("本次占比", "Share now"),
        say("变化（百分点）", "Change (points)"), say("上次站点（个）", "Stations before"),
        say("本次站点（个）", "Stations now"),
      ],
      missing: say("没有可比较的上次报告", "there is no earlier report to compare with"))
    sheet.rows = report.changes.map {
      [
        .text($0.code), .text($0.name), .number($0.radiusKm, decimals: 1), .share($0.shareBefore),
        .share($0.shareNow), .number($0.pointsDifference, 2), .count($0.stationsBefore),
        .count($0.stationsNow),
      ]
    }
    return sheet
  }
}
