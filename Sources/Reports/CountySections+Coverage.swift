import Analysis
import ResponseModel
import Standards

extension CountySections {
  /// What the circles reach, with chart and map, and how the rules judged by it came out.
  mutating func coverage() -> ReportSection {
    var number = 0
    func heading(_ title: String) -> ReportBlock {
      number += 1
      return .heading(ReportNumerals.subheading(number, title, report.language))
    }
    var blocks = [
      heading(say("覆盖人口与面积", "Residents and area covered")),
      .paragraph(
        ReportText(
          say(
            "服务圈是以急救站为圆心、以标准所列服务半径为半径的圆，按直线距离计算；邻县急救站伸入本县的部分一并计入，重叠部分只计一次。直线距离不代表道路里程，也不代表到达时间。",
            "A circle is what lies within a service radius of the standard around a station, as the"
              + " crow flies. Circles that reach in across the border count, no part is counted"
              + " twice. A straight line says nothing of roads or minutes."))),
      .table(reachTable()),
    ]
    if let chart = chart() { blocks.append(chart) }
    if let map = maps.coverage {
      blocks.append(
        .figure(
          svg: map, caption: pictureCaption(say("服务圈覆盖图", "Coverage map")), ownPage: true))
    } else {
      blocks.append(
        .missing(
          title: say("没有地图", "No map"),
          needs: [
            ReportText(
              say("缺少边界、乡镇驻地和急救站的位置。", "There is no boundary, township seat or station to draw."))
          ]))
    }
    let judged = area.verdicts.enumerated().filter { $0.element.verdict != .notAssessable }
    if !judged.isEmpty {
      blocks.append(heading(say("条款判定", "How the rules came out")))
      for (place, (index, verdict)) in judged.enumerated() {
        blocks.append(.subheading("\(place + 1). \(verdict.title)"))
        blocks += explanation(of: verdict, at: "\(areaPointer)/verdicts/\(index)")
      }
    }
    return ReportSection(
      "coverage", say("服务圈覆盖", "Coverage by circles"), blocks, startsPage: true)
  }

  private mutating func reachTable() -> ReportTable {
    var table = ReportTable(
      tableCaption(say("各服务半径的覆盖情况", "Coverage by radius")),
      [
        .init(say("半径（公里）", "Radius (km)"), .number, width: 12),
        .init(say("居民（人）", "Residents"), .number, width: 15),
        .init(say("占居民", "Share"), .number, width: 12),
        .init(say("城市居民", "Urban"), .number, width: 12),
        .init(say("乡村居民", "Rural"), .number, width: 12),
        .init(say("面积（平方公里）", "Area (km²)"), .number, width: 16),
        .init(say("占面积", "Share"), .number, width: 12),
        .init(say("乡镇（街道）", "Townships"), .number, width: 13),
      ])
    table.rows = report.reach.enumerated().map { index, reach in
      let at = "/reach/\(index)"
      let townships = figures.count(reach.coveredTownships, "\(at)/covered_townships")
      let all = figures.count(area.townships, "\(areaPointer)/townships")
      return [
        figures.plain(reach.radiusKm, "\(at)/radius_km"),
        figures.count(reach.coveredPopulation, "\(at)/covered_population"),
        figures.percent(reach.coveredPopulationShare, "\(at)/covered_population_share"),
        figures.percent(reach.coveredUrbanPopulationShare, "\(at)/covered_urban_population_share"),
        figures.percent(reach.coveredRuralPopulationShare, "\(at)/covered_rural_population_share"),
        figures.number(reach.coveredAreaKm2, 1, "\(at)/covered_area_km2"),
        figures.percent(reach.coveredAreaShare, "\(at)/covered_area_share"),
        "\(townships) / \(all)",
      ]
    }
    return table
  }

  private mutating func chart() -> ReportBlock? {
    let series: [(String, (CountyReport.Reach) -> Double?)] = [
      (say("全部居民", "All residents"), \.coveredPopulationShare),
      (say("城市居民", "Urban residents"), \.coveredUrbanPopulationShare),
      (say("乡村居民", "Rural residents"), \.coveredRuralPopulationShare),
      (say("面积", "Area"), \.coveredAreaShare),
    ]
    let chart = ShareChart(
      groups: report.reach.map {
        let radius = NumberText.kilometers($0.radiusKm * 1000).replacing(" km", with: "")
        return say("\(radius) 公里", "\(radius) km")
      },
      series: series.map { name, value in (name, report.reach.map(value)) })
    guard chart.hasBars else { return nil }
    let title = say("各服务半径覆盖的居民和面积占比", "Share of residents and area by radius")
    return .figure(
      svg: chart.svg(title: title, language: report.language), caption: pictureCaption(title),
      ownPage: false)
  }

  func explanation(
    of verdict: CoverageReport.RuleVerdict, at pointer: String
  ) -> [ReportBlock] {
    var blocks: [ReportBlock] = []
    let clause = verdict.clause.map { say("（\($0)）", " (\($0))") } ?? ""
    if let quote = verdict.quote {
      blocks.append(
        .paragraph(ReportText(say("原文\(clause)：“\(quote)”。", "The text\(clause): “\(quote)”"))))
    }
    blocks.append(.paragraph(result(of: verdict, at: pointer)))
    for (index, branch) in verdict.branches.enumerated() {
      let inner = result(of: branch, at: "\(pointer)/branches/\(index)")
      blocks.append(
        .paragraph(say("途径“\(branch.title)”：\(inner)", "Way “\(branch.title)”: \(inner)")))
    }
    if !verdict.notes.isEmpty {
      blocks.append(
        .note(
          ReportText(
            say("注：", "Note: ") + verdict.notes.joined(separator: words.stop)
              + (report.language == .zh ? "。" : "."))))
    }
    return blocks
  }

  private func result(of verdict: CoverageReport.RuleVerdict, at pointer: String) -> ReportText {
    var text = words.verdict(verdict.verdict)
    text.append(text: report.language == .zh ? "。" : ". ")
    if verdict.value != nil, verdict.branches.isEmpty {
      let compared = figures.compared(verdict.value, verdict.limit, at: pointer)
      let unit = words.unit(verdict.unit, of: compared.value)
      let limitUnit = words.unit(verdict.unit, of: compared.limit)
      text.append(
        say(
          "判定内容：\(verdict.compared)；所得为 \(compared.value) \(unit)，要求 \(verdict.comparison ?? "") \(compared.limit) \(limitUnit)。",
          "Judged: \(verdict.compared); found \(compared.value) \(unit), asked \(verdict.comparison ?? "") \(compared.limit) \(limitUnit)."
        ))
    } else if !verdict.branches.isEmpty {
      text.append(
        ReportText(say("原文列出几种途径，满足其一即达标。", "The text gives several ways; one of them is enough.")))
    }
    if verdict.branches.isEmpty, let offenders = verdict.offenders {
      text.append(sentence(on: offenders, at: "\(pointer)/offenders"))
    }
    for missing in verdict.missing { text.append(ReportText(missing + words.stop)) }
    return text
  }

  private func sentence(
    on offenders: CoverageReport.OffendingPlaces, at pointer: String
  ) -> ReportText {
    var text = ReportText()
    if offenders.populationJudged > 0 {
      let judged = figures.count(offenders.populationJudged, "\(pointer)/population_judged")
      let within = figures.count(offenders.populationWithin, "\(pointer)/population_within")
      let share = figures.percent(offenders.shareWithin, "\(pointer)/share_within")
      let beyond = figures.count(offenders.population, "\(pointer)/population")
      text.append(
        say(
          "参加判定的居民 \(judged) 人，其中 \(within) 人（\(share)）符合，\(beyond) 人不符合。",
          " Of \(judged, of: "resident") judged, \(within) (\(share)) are within, \(beyond) are not."
        ))
      if offenders.populationWithoutPosition > 0 {
        let lost = figures.count(
          offenders.populationWithoutPosition, "\(pointer)/population_without_position")
        text.append(say("另有 \(lost) 人位置不明。", " The place of \(lost) more is not known."))
      }
    }
    if !offenders.townships.isEmpty {
      let names = Dictionary(
        report.townships.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
      let list = words.names(offenders.townships.map { names[$0] ?? $0 })
      text.append(say("不符合的乡镇：\(list)。", " Townships without: \(list)."))
    }
    return text
  }
}
