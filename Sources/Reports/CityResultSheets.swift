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
      ranking, ResultSheets.verdicts(report.coverage.total.verdicts, words), changes,
      ResultSheets.issues(report.coverage.issues, words),
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
