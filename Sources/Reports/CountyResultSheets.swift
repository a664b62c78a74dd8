import Analysis
import ResponseModel
import Standards

/// The results of a county's report as sheets.
struct CountyResultSheets {
  let report: CountyReport
  let words: ReportWords

  init(_ report: CountyReport, words: ReportWords) {
    self.report = report
    self.words = words
  }

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

  var sheets: [ReportSheet] {
    let analyses = AnalysisSheets(report: report, words: words)
    return [
      ResultSheets.verdicts(report.verdicts, words), analyses.findings, reach, townships, gaps,
      analyses.response, analyses.townships, analyses.posts, analyses.siting,
      ResultSheets.issues(report.issues, words),
    ]
  }

  private var reach: ReportSheet {
    var sheet = ReportSheet(
      name: say("覆盖情况", "Coverage"),
      headers: [
        say("服务半径（公里）", "Radius (km)"), say("覆盖居民（人）", "Residents covered"),
        say("占居民", "Share of residents"), say("占城市居民", "Share of urban"),
        say("占乡村居民", "Share of rural"), say("覆盖面积（平方公里）", "Area covered (km2)"),
        say("占面积", "Share of area"), say("未覆盖居民（人）", "Residents not covered"),
        say("覆盖乡镇（个）", "Townships covered"), say("缺口（处）", "Gaps"),
      ], missing: "")
    sheet.rows = report.reach.map {
      [
        .number($0.radiusKm, decimals: 1), .number($0.coveredPopulation),
        .share($0.coveredPopulationShare), .share($0.coveredUrbanPopulationShare),
        .share($0.coveredRuralPopulationShare), .number($0.coveredAreaKm2, 2),
        .share($0.coveredAreaShare), .number($0.uncoveredPopulation),
        .count($0.coveredTownships), .count($0.gaps.count),
      ]
    }
    sheet.chart = (
      say("各服务半径覆盖占比", "Share covered by radius"), 0, [2, 3, 4, 6], report.reach.count
    )
    return sheet
  }

  private var townships: ReportSheet {
    var sheet = ReportSheet(
      name: say("乡镇(街道)结果", "Township results"),
      headers: [
        say("乡镇编码", "Code"), say("名称", "Name"), say("类别", "Kind"), say("居民（人）", "Residents"),
        say("站点（个）", "Stations"), say("最近急救站编码", "Nearest station code"),
        say("最近急救站", "Nearest station"), say("直线距离（公里）", "Distance (km)"),
        say("所在服务圈（公里）", "Within radius (km)"),
      ], missing: say("数据中没有乡镇（街道）", "the store holds no townships"))
    sheet.rows = report.townships.map {
      [
        .text($0.code), .text($0.name), .text(words.kind($0.kind)), .number($0.population),
        .count($0.stations), .text($0.nearestStation), .text($0.nearestStationName),
        .number($0.distanceKm, 3), .number($0.withinRadiusKm, 1),
      ]
    }
    sheet.barColumn = 7
    return sheet
  }

  private var gaps: ReportSheet {
    var sheet = ReportSheet(
      name: say("覆盖缺口", "Gaps"),
      headers: [
        say("服务半径（公里）", "Radius (km)"), say("居民（人）", "Residents"),
        say("面积（平方公里）", "Area (km2)"), say("乡镇编码", "Township codes"),
        say("最远点纬度（度）", "Farthest latitude (deg)"),
        say("最远点经度（度）", "Farthest longitude (deg)"), say("最近急救站编码", "Nearest station code"),
        say("距最近急救站（公里）", "Distance (km)"),
      ], missing: say("没有缺口，或没有县界", "no gap, or no boundary"))
    sheet.rows = report.reach.flatMap { reach in
      reach.gaps.map {
        [
          .number(reach.radiusKm, decimals: 1), .number($0.population),
          .number($0.areaKm2, decimals: 2),
          .text($0.townships.joined(separator: " ")), .number($0.deepestLatitude, decimals: 6),
          .number($0.deepestLongitude, decimals: 6), .text($0.nearestStation),
          .number($0.distanceKm, 3),
        ]
      }
    }
    return sheet
  }
}

/// Sheets that reports of a county and of a city have in common.
enum ResultSheets {
  static func verdicts(
    _ verdicts: [CoverageReport.RuleVerdict], _ words: ReportWords
  ) -> ReportSheet {
    func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
    var sheet = ReportSheet(
      name: say("指标结果表", "Results"),
      headers: [
        say("条款代号", "Rule"), say("条款", "Title"), say("出处", "Clause"), say("结论", "Verdict"),
        say("数值", "Value"), say("比较", "Comparison"), say("限值", "Limit"), say("单位", "Unit"),
        say("依据", "Evidence"), say("原文标记", "Mark"), say("原文", "Quote"),
        say("所缺数据", "Missing"), say("说明", "Notes"),
      ], missing: say("标准没有条款", "the standard holds no rule"))
    sheet.rows = verdicts.map {
      [
        .text($0.rule), .text($0.title), .text($0.clause), .text(words.verdict($0.verdict).plain),
        .number($0.value, 3), .text($0.comparison), .number($0.limit, 3),
        .text($0.limit == nil ? nil : words.unit($0.unit)), .text($0.evidence.map(words.evidence)),
        .text($0.mark.rawValue), .text($0.quote),
        .text($0.missing.isEmpty ? nil : $0.missing.joined(separator: words.stop)),
        .text($0.notes.isEmpty ? nil : $0.notes.joined(separator: words.stop)),
      ]
    }
    sheet.verdictColumn = (
      3, words.verdict(.pass).plain, words.verdict(.fail).plain,
      words.verdict(.notAssessable).plain
    )
    return sheet
  }

  static func issues(_ issues: [CoverageReport.Issue], _ words: ReportWords) -> ReportSheet {
    func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
    var sheet = ReportSheet(
      name: say("数据问题", "Issues of the data"),
      headers: [
        say("程度", "Severity"), say("代号", "Code"), say("内容", "Message"), say("对象", "Subject"),
        say("县（市、区）编码", "County code"), say("文件", "File"), say("行", "Line"), say("列", "Column"),
      ], missing: say("没有发现数据问题", "no issue was found"))
    sheet.rows = issues.map {
      [
        .text(words.severity($0.severity)), .text($0.code), .text($0.message), .text($0.subject),
        .text($0.county), .text($0.file), .count($0.line), .text($0.column),
      ]
    }
    sheet.verdictColumn = (
      0, words.severity(.note), words.severity(.error), words.severity(.warning)
    )
    return sheet
  }
}
