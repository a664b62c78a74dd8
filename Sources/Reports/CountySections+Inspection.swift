import Analysis
import Inspection
import ResponseModel
import Standards

extension CountySections {
  /// Findings of a table on paper; the workbook and the JSON have them all.
  private static let mostFindings = 60

  /// Vehicles, crews and equipment: verdicts, findings with their deadlines, posts.
  mutating func inspection() -> ReportSection {
    let title = say("车辆、人员与设备", "Vehicles, crews and equipment")
    guard let inspection = report.inspection, let area = inspection.counties.first else {
      return missing(.inspection, "inspection", title)
    }
    let lacks = report.missing.contains { $0.analysis == .inspection }
    guard !lacks || !inspection.findings.isEmpty else {
      return missing(.inspection, "inspection", title)
    }
    var number = 0
    func heading(_ title: String) -> ReportBlock {
      number += 1
      return .heading(ReportNumerals.subheading(number, title, report.language))
    }
    var blocks = [heading(say("检查的时间与范围", "When and what was inspected"))]
    blocks += scope(of: inspection)
    if lacks {
      blocks.append(
        missing(
          .inspection, as: say("数据不足", "Data are lacking"),
          hence: say(
            "因此有关条款无法评估；下列只是能够判定的部分。",
            "So the rules on them could not be judged; what follows is the part that could.")))
    }
    if area.fleet.ambulances > 0 { blocks.append(.list(fleet(area.fleet))) }
    let judged = verdictTable(area)
    if !judged.rows.isEmpty {
      blocks += [heading(say("条款判定", "How the rules came out")), .table(judged)]
    }
    blocks.append(heading(say("问题清单", "Findings")))
    blocks += findings(of: inspection)
    if let table = postTable(inspection) {
      blocks += [heading(say("所需编制", "Posts needed")), .table(table)]
      if let hours = inspection.limits["hours_per_post_year"] {
        let figure = figures.count(hours.value, "/inspection/limits/hours_per_post_year/value")
        blocks.append(
          .note(
            say(
              "全天候配齐所需，每个编制每年按 \(figure) 小时计〔\(hours.mark.rawValue)〕。",
              "For round-the-clock cover, at \(figure) hours a post and year [\(hours.mark.rawValue)]."
            )))
      }
      if inspection.posts.contains(where: { $0.shortfall == nil }) {
        blocks.append(
          .note(
            say(
              "缺员为“—”处：另有人员未登记所在站点，可能属于该站，缺员无法确定。",
              "Where what lacks is a dash, staff whose records name no station may belong there.")))
      }
    }
    if let block = openChecks(inspection) {
      blocks += [heading(say("不可判定的检查", "Checks that could not be made")), block]
    }
    return ReportSection("inspection", title, blocks)
  }

  private func scope(of inspection: InspectionReport) -> [ReportBlock] {
    let from = InspectionText.minutes(inspection.from)
    let to = InspectionText.minutes(inspection.to)
    let time =
      from == to
      ? say("检查时刻：\(from)（\(inspection.zone)）。", "The moment \(from) (\(inspection.zone)). ")
      : say(
        "检查时段：\(from) 至 \(to)（\(inspection.zone)）。", "From \(from) to \(to) (\(inspection.zone)). ")
    let other =
      inspection.each == EachReading.duty.rawValue ? EachReading.books : EachReading.duty
    var text = ReportText(time)
    text.append(
      text: say(
        "原文“每辆”没有说明是在册的每辆还是在岗的每辆，本节取：\(inspection.eachNote)。另一种读法是：\(other.note[report.language])。",
        "The text does not say whether “each ambulance” means on the books or on duty. Taken here: \(inspection.eachNote). The other reading: \(other.note[report.language])."
      ))
    let at = "/inspection/checked"
    let checked = inspection.checked
    let ambulances = figures.count(checked.ambulances, "\(at)/ambulances")
    let stations = figures.count(checked.stations, "\(at)/stations")
    let crew = figures.count(checked.crew, "\(at)/crew")
    let shifts = figures.count(checked.shifts, "\(at)/shifts")
    var blocks: [ReportBlock] = [
      .paragraph(text),
      .paragraph(
        say(
          "检查了急救站 \(stations) 个、救护车 \(ambulances) 辆、在岗人员 \(crew) 名、班次 \(shifts) 个。",
          "Looked at: \(stations, of: "station"), \(ambulances, of: "ambulance"), \(crew, of: "person", "people") on duty, \(shifts, of: "shift")."
        )),
    ]
    if let first = inspection.rosterFrom, let last = inspection.rosterTo {
      blocks.append(
        .note(
          ReportText(
            say(
              "全部班次表的起止：\(InspectionText.minutes(first)) 至 \(InspectionText.minutes(last))。",
              "The roster runs from \(InspectionText.minutes(first)) to \(InspectionText.minutes(last))."
            )
          )))
    }
    return blocks
  }

  private func fleet(_ fleet: InspectionReport.FleetReport) -> [ReportText] {
    let at = "/inspection/counties/0/fleet"
    let count = figures.count(fleet.ambulances, "\(at)/ambulances")
    let pressure = figures.count(fleet.negativePressure, "\(at)/negative_pressure")
    let unknown = figures.count(fleet.negativePressureUnknown, "\(at)/negative_pressure_unknown")
    var items: [ReportText] = [
      say(
        "在册救护车 \(count) 辆，其中负压 \(pressure) 辆，未注明是否负压 \(unknown) 辆。",
        "\(count, of: "ambulance") on the books, \(pressure) with negative pressure, \(unknown) do not say."
      )
    ]
    if fleet.residentsPerAmbulance != nil {
      let residents = figures.count(fleet.residentsPerAmbulance, "\(at)/residents_per_ambulance")
      items.append(say("每车常住人口 \(residents) 人。", "\(residents) residents per ambulance."))
    }
    if fleet.registeredPerAmbulance != nil {
      let people = figures.count(fleet.registeredPerAmbulance, "\(at)/registered_per_ambulance")
      items.append(say("每车户籍人口 \(people) 人。", "\(people) registered people per ambulance."))
    }
    if fleet.meanAgeYears != nil, let oldest = fleet.oldestYears {
      let mean = figures.number(fleet.meanAgeYears, 1, "\(at)/mean_age_years")
      let most = figures.count(oldest, "\(at)/oldest_years")
      items.append(
        say("平均车龄 \(mean) 年，最长 \(most) 年。", "Mean age \(mean) years, the oldest \(most)."))
    }
    return items
  }

  /// Rules that registers and rosters decide, and can; circles and response times have sections of
  /// their own.
  private mutating func verdictTable(_ area: InspectionReport.AreaReport) -> ReportTable {
    let elsewhere = Set(
      report.coverage.counties[0].verdicts.filter {
        $0.verdict != .notAssessable
      }.map(\.rule) + (report.response?.counties.first?.verdicts.map(\.rule) ?? []))
    let rows = area.verdicts.enumerated().filter {
      $0.element.verdict != .notAssessable && !elsewhere.contains($0.element.rule)
    }
    guard !rows.isEmpty else { return ReportTable("", []) }
    var table = ReportTable(
      tableCaption(say("由名录和班次判定的条款", "Rules judged by registers and rosters")),
      [
        .init(say("条款", "Rule"), width: 28), .init(say("出处", "Clause"), .code, width: 12),
        .init(say("结论", "Verdict"), .code, width: 15),
        .init(say("数值", "Value"), .number, width: 14),
        .init(say("要求", "Asked"), .number, width: 15), .init(say("判定内容", "Judged"), width: 30),
      ])
    table.isSmall = true
    for (index, verdict) in rows {
      let compared = figures.compared(
        verdict.value, verdict.limit, at: "/inspection/counties/0/verdicts/\(index)")
      let unit = words.unit(verdict.unit, of: compared.value)
      let limitUnit = words.unit(verdict.unit, of: compared.limit)
      table.rows.append([
        ReportText(verdict.title), ReportText(verdict.clause ?? "—"),
        words.verdict(verdict.verdict),
        verdict.value == nil || verdict.verdict == .notAssessable
          ? ReportFigures.unknown : "\(compared.value) \(unit)",
        verdict.limit == nil
          ? ReportFigures.unknown : "\(verdict.comparison ?? "") \(compared.limit) \(limitUnit)",
        ReportText(verdict.compared),
      ])
    }
    return table
  }

  private mutating func findings(of inspection: InspectionReport) -> [ReportBlock] {
    let all = inspection.findings
    guard !all.isEmpty else {
      return [
        .paragraph(
          ReportText(
            say("在能判定的检查中没有发现问题。", "Nothing was found in the checks that could be made.")))
      ]
    }
    let total = figures.count(inspection.summary.findings, "/inspection/summary/findings")
    let parts = FindingSeverity.allCases.compactMap { severity -> ReportText? in
      guard let count = inspection.summary.bySeverity[severity.rawValue] else { return nil }
      let figure = figures.count(
        count, "/inspection/summary/by_severity/\(severity.rawValue)")
      return say("\(severity.label.zh) \(figure) 个", "\(figure, of: severity.label.en)")
    }.joined(separator: words.comma)
    var blocks: [ReportBlock] = [
      .paragraph(say("共 \(total) 个问题：\(parts)。", "\(total, of: "finding"): \(parts)."))
    ]
    var table = ReportTable(
      tableCaption(say("问题与整改期限", "Findings and deadlines")),
      [
        .init(say("级别", "Severity"), .code, width: 9), .init(say("对象", "Subject"), width: 16),
        .init(say("问题", "Finding"), width: 28), .init(say("条款", "Clause"), width: 15),
        .init(say("期限", "Deadline"), .code, width: 14), .init(say("整改", "Cure"), width: 30),
      ])
    table.isSmall = true
    for item in all.prefix(Self.mostFindings) {
      let rule = item.clause.map { say("\($0) \(item.title)", "\($0) \(item.title)") } ?? item.title
      table.rows.append([
        ReportText(item.severity.label[report.language]),
        .name(item.subject == report.county.code ? name : item.subject),
        ReportText(item.message), ReportText(rule), ReportText(item.deadline ?? "—"),
        ReportText(item.cure),
      ])
    }
    blocks.append(.table(table))
    blocks.append(
      .note(
        ReportText(
          say(
            "条款或执照写明日期的，期限为该日；其余的期限由限值表自检查日起推算，原文没有规定〔U〕，可换成本单位的规定（--limits）。",
            "A deadline is the day that the clause or licence states; where none does, days from the"
              + " table of limits, which no document gives [U]: put your own rules there (--limits)."
          ))))
    if all.count > Self.mostFindings {
      blocks.append(
        .note(
          say(
            "共 \(total) 个，最严重的列于上表；全部问题见工作簿的“问题清单”和 JSON 文件。",
            "The gravest of \(total) are shown; the workbook and the JSON hold them all.")))
    }
    if !inspection.cured.isEmpty {
      blocks.append(
        .list(
          inspection.cured.prefix(20).map {
            ReportText(say("已消除：\($0.message)", "Cured: \($0.message)"))
          }))
    }
    return blocks
  }

  private mutating func postTable(_ inspection: InspectionReport) -> ReportTable? {
    guard !inspection.posts.isEmpty else { return nil }
    let names = Dictionary(
      report.stations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    var table = ReportTable(
      tableCaption(say("各急救站所需与现有人员", "Posts and people by station")),
      [
        .init(say("急救站", "Station"), width: 30), .init(say("岗位", "Seat"), width: 20),
        .init(say("车辆", "Ambulances"), .number, width: 10),
        .init(say("所需编制", "Posts"), .number, width: 13),
        .init(say("现有人员", "People"), .number, width: 11),
        .init(say("缺员", "Short"), .number, width: 10),
      ])
    table.isSmall = true
    for (index, post) in inspection.posts.enumerated() {
      let at = "/inspection/posts/\(index)"
      table.rows.append([
        .name(names[post.station] ?? post.station), ReportText(words.seat(post.seat)),
        figures.count(post.ambulances, "\(at)/ambulances"),
        figures.number(post.posts, 2, "\(at)/posts"), figures.count(post.people, "\(at)/people"),
        figures.count(post.shortfall.map(Double.init), "\(at)/shortfall"),
      ])
    }
    return table
  }

  /// What lacks data, each reason once.
  private func openChecks(_ inspection: InspectionReport) -> ReportBlock? {
    let rules = Set(report.verdicts.map(\.rule))
    var titles: [String: [String]] = [:]
    var order: [String] = []
    for open in inspection.notAssessable where !rules.contains(open.check) {
      let reason = open.missing.joined(separator: words.stop)
      if titles[reason] == nil { order.append(reason) }
      if titles[reason]?.contains(open.title) != true {
        titles[reason, default: []].append(open.title)
      }
    }
    let lines = order.map { reason in
      ReportText(reason + say("：", ": ") + (titles[reason] ?? []).joined(separator: words.list))
    }
    return lines.isEmpty ? nil : .list(lines)
  }
}

extension ReportWords {
  /// A seat of a crew by its key, e.g. `nurse_or_stretcher_bearer`.
  func seat(_ key: String) -> String {
    key.components(of: "_or_").map { part in
      switch CrewRole(rawValue: part) {
      case .physician: say("医师", "physician")
      case .driver: say("驾驶员", "driver")
      case .nurse: say("护士", "nurse")
      case .stretcherBearer: say("担架员", "stretcher bearer")
      case nil: part
      }
    }.joined(separator: say("或", " or "))
  }
}

extension String {
  /// Its parts between a word.
  fileprivate func components(of separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}
