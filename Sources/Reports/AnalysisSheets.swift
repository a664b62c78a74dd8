import Analysis
import Coverage
import Inspection
import ResponseModel
import Standards

/// Results of response times, inspection and siting as sheets. A sheet without rows says why.
struct AnalysisSheets {
  let report: CountyReport
  let words: ReportWords

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

  private func reason(_ subject: CountyReport.MissingAnalysis.Subject) -> String {
    report.missing.first { $0.analysis == subject }?.reason
      ?? say("数据不足，没有结果", "no result for want of data")
  }

  var response: ReportSheet {
    var sheet = ReportSheet(
      name: say("反应时间", "Response times"),
      headers: [
        say("区域", "Area"), say("方法", "Method"), say("限内占比", "Share in time"),
        say("常住人口（人）", "Residents"), say("事件或需求点（个）", "Events or demand points"),
        say("平均（分）", "Mean (min)"), say("中位（分）", "Median (min)"), say("P90（分）", "P90 (min)"),
        say("最长（分）", "Max (min)"), say("限值（分）", "Limit (min)"), say("比较", "Comparison"),
        say("到不了的居民（人）", "Unreachable residents"), say("结论翻转的车速系数", "Verdict flips at factor"),
        say("依据", "Evidence"), say("是否据以判定", "Judged"), say("结论", "Verdict"),
      ], missing: reason(.response))
    guard let area = report.response?.counties.first else { return sheet }
    let groups = ResponseText.groups(area)
    sheet.rows = groups.map { row in
      let group = row.group
      let outcome = words.verdict(group.verdict, isJudged: row.isJudged).plain
      return [
        .text(words.places(row.key)), .text(words.method(group.method)),
        .share(group.shareWithin), .number(group.population), .count(group.count),
        .number(group.meanMin, 2), .number(group.medianMin, 2), .number(group.p90Min, 2),
        .number(group.maxMin, 2), .number(group.targetMin, 1), .text(group.comparison),
        .number(group.unreachablePopulation), .number(group.breakEvenSpeedFactor, 3),
        .text(group.evidence.map(words.evidence)),
        .text(row.isJudged ? say("是", "yes") : say("否", "no")), .text(outcome),
      ]
    }
    sheet.verdictColumn = (
      15, words.verdict(.pass).plain, words.verdict(.fail).plain,
      words.verdict(.notAssessable).plain
    )
    sheet.chart = (say("限内占比", "Share in time"), 0, [2], groups.count)
    return sheet
  }

  var townships: ReportSheet {
    var sheet = ReportSheet(
      name: say("乡镇(街道)反应时间", "Township times"),
      headers: [
        say("乡镇编码", "Code"), say("名称", "Name"), say("居民（人）", "Residents"), say("方法", "Method"),
        say("平均（分）", "Mean (min)"), say("最长（分）", "Max (min)"), say("限内占比", "Share in time"),
        say("到不了的居民（人）", "Unreachable"), say("首达急救站编码", "First station"),
        say("实测事件（个）", "Events"), say("实测平均（分）", "Observed mean (min)"),
        say("实测中位（分）", "Observed median (min)"),
      ], missing: reason(.response))
    sheet.rows = (report.response?.counties.first?.townships ?? []).map { row in
      let methods = row.methods.compactMap(ResponseMethod.init(rawValue:)).map(words.method)
      return [
        .text(row.code), .text(row.name), .number(row.population),
        .text(methods.joined(separator: words.list)), .number(row.meanMin, 2),
        .number(row.maxMin, 2), .share(row.shareWithin), .number(row.unreachablePopulation),
        .text(row.station), .count(row.events), .number(row.observedMeanMin, 2),
        .number(row.observedMedianMin, 2),
      ]
    }
    sheet.barColumn = 4
    return sheet
  }

  /// 问题清单: every finding, however many.
  var findings: ReportSheet {
    FindingSheets.sheet(
      report.inspection?.findings ?? [], words,
      missing: report.inspection == nil || report.missing.contains { $0.analysis == .inspection }
        ? say("数据中没有车辆和人员，未作检查", "the store holds no vehicles and people: not inspected")
        : say("在能判定的检查中没有发现问题", "nothing was found in the checks that could be made"))
  }

  var posts: ReportSheet {
    var sheet = ReportSheet(
      name: say("编制测算", "Posts"),
      headers: [
        say("站点编码", "Station code"), say("岗位", "Seat"), say("车辆（辆）", "Ambulances"),
        say("每车编制", "Posts per ambulance"), say("所需编制", "Posts"), say("现有人员（人）", "People"),
        say("缺员（人）", "Short"),
      ], missing: say("没有可测算的班组条款和车辆", "no rule on crews, or no ambulances"))
    sheet.rows = (report.inspection?.posts ?? []).map {
      [
        .text($0.station), .text(words.seat($0.seat)), .count($0.ambulances),
        .number($0.postsPerAmbulance, decimals: 3), .number($0.posts, decimals: 2),
        .count($0.people), .count($0.shortfall),
      ]
    }
    return sheet
  }

  var siting: ReportSheet {
    var sheet = ReportSheet(
      name: say("选址方案", "Plan"),
      headers: [
        say("次序", "Step"), say("站点编码", "Code"), say("名称", "Name"), say("乡镇编码", "Township code"),
        say("纬度（度）", "Latitude (deg)"), say("经度（度）", "Longitude (deg)"),
        say("新增限内居民（人）", "Newly in time"), say("新增圈内居民（人）", "Newly in circle"),
        say("城市平均（分）", "Urban mean (min)"), say("乡村平均（分）", "Rural mean (min)"),
        say("最长（分）", "Max (min)"),
      ],
      missing: report.siting == nil
        ? reason(.siting)
        : report.siting?.status == SiteStatus.infeasible
          ? say("现有候选点无法达标", "no set of candidates does")
          : say("无需新增站点", "no station needs to be added"))
    guard let siting = report.siting else { return sheet }
    let sites = Dictionary(
      siting.candidates.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    sheet.rows = siting.steps.enumerated().map { index, step in
      [
        .count(index + 1), .text(step.add), .text(step.name), .text(step.township),
        .number(sites[step.add]?.latitude, 6), .number(sites[step.add]?.longitude, 6),
        .number(step.newlyInTimePopulation, decimals: 0),
        .number(step.newlyInCirclePopulation, decimals: 0),
        .number(step.figures.urbanMeanMin, 2), .number(step.figures.ruralMeanMin, 2),
        .number(step.figures.maxMin, 2),
      ]
    }
    return sheet
  }
}

/// The list of findings 问题清单 as a sheet.
enum FindingSheets {
  static func sheet(
    _ findings: [InspectionReport.Item], _ words: ReportWords, missing: String
  ) -> ReportSheet {
    func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
    var sheet = ReportSheet(
      name: say("问题清单", "Findings"),
      headers: [
        say("编号", "Id"), say("级别", "Severity"), say("站点编码", "Station code"),
        say("对象类别", "Kind of subject"), say("对象", "Subject"), say("条款代号", "Rule"),
        say("条款", "Title"), say("条文", "Clause"), say("问题", "Finding"), say("整改措施", "Cure"),
        say("整改期限", "Deadline"), say("首次发现", "First seen"), say("变化", "Change"),
        say("状态", "Status"), say("起", "From"), say("止", "To"), say("时段（个）", "Times"),
        say("时长（小时）", "Hours"), say("原文标记", "Mark"),
      ],
      missing: missing)
    let language = words.language
    sheet.rows = findings.map { item in
      [
        .text(item.id), .text(item.severity.label[language]), .text(item.station),
        .text(item.subjectKind.label[language]), .text(item.subject), .text(item.rule),
        .text(item.title), .text(item.clause), .text(item.message), .text(item.cure),
        .text(item.deadline), .text(item.firstSeen), .text(item.change.label[language]),
        .text(item.status.label[language]), .text(item.from.map(InspectionText.minutes)),
        .text(item.to.map(InspectionText.minutes)), .count(item.occurrenceCount),
        .number(item.hours, 1), .text(item.mark?.rawValue),
      ]
    }
    sheet.verdictColumn = (
      1, FindingSeverity.note.label[language], FindingSeverity.error.label[language],
      FindingSeverity.warning.label[language]
    )
    return sheet
  }
}
