import Analysis
import Coverage
import ResponseModel
import Standards

extension CountySections {
  /// How the covered share changes with what is uncertain.
  mutating func sensitivity() -> ReportSection {
    let title = say("敏感性", "Sensitivity")
    var blocks: [ReportBlock] = []
    if report.sensitivity.contains(where: { $0.coveredPopulationShare != nil }) {
      blocks += [
        .paragraph(
          ReportText(
            say(
              "坐标基准用错、驻地代替住户等误差，大约相当于服务半径增减一成。下表对每种情形重新计算，不作外推。",
              "A wrong datum, or a seat standing for its villages, is worth about a tenth of the"
                + " radius. Each case below was computed anew."))),
        .table(coverageCases()),
      ]
    }
    if let table = speedTable() {
      blocks += [
        .paragraph(
          ReportText(
            say(
              "下表把全部车速乘以系数后重新计算平均反应时间，✓ 为该条款届时达标，✗ 为未达标，○ 为无法评估；末列是时间恰为限值处的系数，“—”表示任何车速都达不到。",
              "Mean response with every speed multiplied by a factor; ✓ where the rule is then met, ✗"
                + " where not, ○ where it cannot be assessed. The last column is the factor at which the"
                + " time is the limit itself, a dash where none is."))
        ),
        .table(table),
      ]
    }
    if let plan = planSensitivity() { blocks += plan }
    guard !blocks.isEmpty else {
      return ReportSection(
        "sensitivity", title,
        [
          .missing(
            title: say("本节没有数据", "No data for this section"),
            needs: [
              ReportText(
                say("没有居住位置，覆盖人口无法计算。", "Without the places of residents nobody can be counted."))
            ])
        ])
    }
    return ReportSection("sensitivity", title, blocks)
  }

  private mutating func coverageCases() -> ReportTable {
    var table = ReportTable(
      tableCaption(say("条件变化后的覆盖", "Coverage under other assumptions")),
      [
        .init(say("服务半径（公里）", "Radius (km)"), .number, width: 15),
        .init(say("条件", "Assumption"), width: 35),
        .init(say("覆盖居民（人）", "Residents"), .number, width: 17),
        .init(say("占比", "Share"), .number, width: 13),
        .init(say("变化（百分点）", "Change (points)"), .number, width: 20),
      ])
    for (index, item) in report.sensitivity.enumerated() {
      let at = "/sensitivity/\(index)"
      table.rows.append([
        figures.plain(item.radiusKm, "\(at)/radius_km"),
        label(item, "\(at)/used_radius_km"),
        figures.count(item.coveredPopulation, "\(at)/covered_population"),
        figures.percent(item.coveredPopulationShare, "\(at)/covered_population_share"),
        item.change == .none
          ? ""
          : figures.signed(item.populationPointsDifference, "\(at)/population_points_difference"),
      ])
    }
    return table
  }

  private func label(_ item: CountyReport.SensitivityCase, _ pointer: String) -> ReportText {
    let used = figures.plain(item.usedRadiusKm, pointer)
    return switch item.change {
    case .none: ReportText(say("现状", "as analysed"))
    case .smallerRadius: say("半径减一成（\(used) 公里）", "radius a tenth smaller (\(used) km)")
    case .largerRadius: say("半径增一成（\(used) 公里）", "radius a tenth larger (\(used) km)")
    case .withoutAssumedStations: ReportText(say("不计假定的急救站", "without assumed stations"))
    }
  }

  /// Mean response at other speeds, and the factor at which the verdict flips.
  mutating func speedTable() -> ReportTable? {
    guard let area = report.response?.counties.first else { return nil }
    let rows = ResponseText.groups(area).filter {
      $0.group.method != .observed && $0.group.targetMin != nil && !$0.group.sensitivity.isEmpty
    }
    guard let first = rows.first else { return nil }
    let factors = first.group.sensitivity.map(\.speedFactor)
    var table = ReportTable(
      tableCaption(
        say("车速变化时的平均反应时间（分钟，推算）", "Mean response at other speeds (min, modelled)")),
      [.init(say("区域", "Area"), .code, width: 13)]
        + factors.map { .init("×\($0)", .number, width: 13) }
        + [.init(say("恰为限值的系数", "At the limit"), .number, width: 16)])
    table.isSmall = true
    for row in rows {
      let at = row.isJudged ? "\(times)/\(row.key)" : "\(times)/modelled/\(row.key)"
      let steps = row.group.sensitivity.enumerated().map { index, step -> ReportText in
        let mean = figures.number(step.meanMin, 2, "\(at)/sensitivity/\(index)/mean_min")
        return step.verdict.flatMap(Outcome.init).map { "\(mean) \(Self.sign($0))" } ?? mean
      }
      let flip = row.group.breakEvenSpeedFactor.map { _ in
        ReportText("×")
          + figures.number(
            row.group.breakEvenSpeedFactor, 3, "\(at)/break_even_speed_factor")
      }
      table.rows.append(
        [ReportText(words.places(row.key))] + steps + [flip ?? ReportFigures.unknown])
    }
    return table
  }

  private static func sign(_ outcome: Outcome) -> String {
    switch outcome {
    case .pass: "✓"
    case .fail: "✗"
    case .notAssessable: "○"
    }
  }

  /// Whether the plan would be another under other assumptions; `nil` where that was not computed.
  mutating func planSensitivity() -> [ReportBlock]? {
    guard let siting = report.siting else { return nil }
    if let omitted = siting.omitted {
      return [.note(ReportText(say("选址：\(omitted)", "Siting: \(omitted)")))]
    }
    guard !siting.sensitivity.isEmpty else { return nil }
    let names = Dictionary(
      siting.candidates.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    // A row a case would say the same a dozen times where nothing changes.
    var unchanged: [ReportText] = []
    var rows: [[ReportText]] = []
    for (index, row) in siting.sensitivity.enumerated() {
      let at = "/siting/sensitivity/\(index)"
      guard row.isChanged || !row.isPossible || row.recommended != row.best else {
        unchanged.append(ReportText(row.label))
        continue
      }
      rows.append([
        ReportText(row.label), ReportText(row.verdict(words.language)),
        figures.count(row.best, "\(at)/best"),
        figures.count(row.recommended, "\(at)/recommended"),
        row.isChanged ? words.names(row.chosen.map { names[$0] ?? $0 }, limit: 10) : "",
      ])
    }
    let aim = say(
      "逐一改变选址所用的条件，重新求解。", "Each condition of the plan was changed, and the plan solved anew.")
    let reading =
      rows.isEmpty
      ? ""
      : say(
        "方案改变不等于建议失效：表中列出彼时需新增的站点数，以及按建议先建后共需的站点数。",
        " A plan that changes is not a plan that fails: the table says how many stations are needed then,"
          + " and how many in all when this plan is built first.")
    var blocks: [ReportBlock] = [.paragraph(ReportText(aim + reading))]
    if !unchanged.isEmpty {
      let list = unchanged.joined(separator: words.list)
      blocks.append(
        .list([say("方案不变：\(list)。", "The plan stays as it is: \(list).")], isFine: true))
    }
    guard !rows.isEmpty else { return blocks }
    var table = ReportTable(
      tableCaption(say("条件变化后的选址方案", "The plan under other assumptions")),
      [
        .init(say("情形", "If"), width: 24), .init(say("方案改变", "Plan changes"), .code, width: 12),
        .init(say("彼时需新增", "Needed then"), .number, width: 14),
        .init(say("按本方案后共需", "With this plan"), .number, width: 16),
        .init(say("彼时站点", "Stations then"), width: 34),
      ], rows: rows)
    table.isSmall = true
    return blocks + [.table(table)]
  }
}

/// Words of `SiteReport.status`.
enum SiteStatus {
  static let infeasible = "infeasible"
}

extension SiteReport.Sensitivity {
  var isPossible: Bool { status != SiteStatus.infeasible }

  /// What becomes of the recommended plan in this case, in a word.
  func verdict(_ language: Language) -> String {
    let word =
      switch change {
      case _ where !isPossible: LocalizedText(zh: "无法满足", en: "cannot be met")
      case "none": LocalizedText(zh: "否", en: "no")
      case "extended": LocalizedText(zh: "再增站", en: "more stations")
      default: LocalizedText(zh: "改选", en: "replaced")
      }
    return word[language]
  }
}
