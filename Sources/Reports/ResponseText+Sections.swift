import Analysis
import Coverage
import ResponseModel
import Standards

extension ResponseText {
  /// The groups that a model gives, by county.
  private var modelled: [(area: ResponseReport.Area, key: String, group: ResponseReport.Group)] {
    let areas = report.counties.count > 1 ? report.counties + [report.total] : report.counties
    return areas.flatMap { area in
      Self.groups(area).filter { $0.group.method != .observed && $0.group.targetMin != nil }
        .map { (area, $0.key, $0.group) }
    }
  }

  /// What speeds it takes, and what other speeds would give.
  var speeds: String {
    let rows = modelled.filter { row in row.group.sensitivity.contains { $0.meanMin != nil } }
    guard !rows.isEmpty else { return "" }
    var table = TextTable(
      [(say("县（市、区）", "County"), .left), (say("区域", "Places"), .left)]
        + ResponseAnalysis.speedFactors.map { ("×\($0)", .right) }
        + [(say("达标所需速度", "Speed needed"), .right)])
    for (area, key, group) in rows {
      table.add(
        [name(area), places(key)]
          + group.sensitivity.map { step in
            minutes(step.meanMin) + (step.verdict == "pass" ? say("✓", " ok") : "")
          }
          + [group.breakEvenSpeedFactor.map { "×" + NumberText.fixed($0, decimals: 3) } ?? "–"])
    }
    return say(
      "速度变化时的平均反应时间（推算，分钟；✓ 为达标）与结论翻转处的速度系数：\n",
      "Mean response (modelled, min) at other speeds, and the factor at which the verdict flips:\n")
      + table.text
  }

  var circles: String {
    let rows = modelled.flatMap { area, key, group in group.circleTime.map { (area, key, $0) } }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([
      (say("县（市、区）", "County"), .left), (say("区域", "Places"), .left),
      (say("半径", "Radius"), .right), (say("限值", "Target"), .right),
      (say("圈内按时", "In, in time"), .right), (say("圈内超时", "In, late"), .right),
      (say("圈外按时", "Out, in time"), .right), (say("圈外超时", "Out, late"), .right),
      (say("位置不明", "Unknown"), .right),
    ])
    for (area, key, row) in rows {
      table.add(
        [
          name(area), places(key), NumberText.kilometers(row.radiusM),
          NumberText.grouped(
            row.targetMin, decimals: row.targetMin == row.targetMin.rounded() ? 0 : 1),
        ]
          + [row.inCircleInTime, row.inCircleLate, row.outsideInTime, row.outsideLate, row.unknown]
          .map { NumberText.grouped($0) })
    }
    return say(
      "服务圈与时限是两把尺子（常住人口，推算时间）：\n",
      "Circle and time are two yardsticks (residents, modelled times):\n") + table.text
  }

  var observed: String {
    let rows = report.counties.compactMap { area in area.observed.map { (area, $0) } }
    guard !rows.isEmpty else { return "" }
    var table = TextTable([
      (say("县（市、区）", "County"), .left), (say("任务", "Missions"), .right),
      (say("计入", "Counted"), .right), (say("事件", "Events"), .right),
      (say("计入", "Counted"), .right), (say("已取消", "Cancelled"), .right),
      (say("缺时刻", "No time"), .right), (say("不可能", "Impossible"), .right),
      (say("未分城乡", "No class"), .right), (say("180秒内出车", "Rolling <= 180 s"), .right),
      (say("10秒内接听", "Answered <= 10 s"), .right), (say("所填不符", "Stated wrong"), .right),
    ])
    for (area, row) in rows {
      func count(_ keys: CallExclusion...) -> String {
        String(keys.reduce(0) { $0 + (row.excluded[$1.rawValue] ?? 0) })
      }
      table.add([
        name(area), String(row.missions), String(row.missionsCounted), String(row.events),
        String(row.eventsCounted), count(.cancelled), count(.noReceived, .noArrived),
        count(.negative, .tooLong, .arrivedBeforeDeparture), String(row.unclassed.count),
        share(row.turnout),
        share(row.answered), "\(row.stated.disagreeing)/\(row.stated.missions)",
      ])
    }
    return say("实测呼叫（由时刻重新计算）：\n", "Observed calls (computed from their times):\n") + table.text
  }

  private func share(_ interval: ResponseReport.Interval) -> String {
    interval.count == 0 ? "–" : percent(interval.shareWithin) + " (n=\(interval.count))"
  }

  var townships: String {
    guard let area = report.counties.first, !area.townships.isEmpty else { return "" }
    var table = TextTable([
      (say("乡镇（街道）", "Township"), .left), (say("人口", "Residents"), .right),
      (say("方法", "Method"), .left), (say("平均", "Mean"), .right), (say("最大", "Max"), .right),
      (say("限内占比", "Within"), .right), (say("首达站", "First station"), .left),
      (say("实测事件", "Events"), .right), (say("实测平均", "Observed mean"), .right),
    ])
    for row in area.townships {
      table.add([
        row.name, row.population.map { NumberText.grouped($0) } ?? "–",
        row.methods.map { word($0) }.joined(separator: "+"),
        minutes(row.meanMin), minutes(row.maxMin), percent(row.shareWithin), row.station ?? "–",
        row.events.map(String.init) ?? "–", minutes(row.observedMeanMin),
      ])
    }
    return say("乡镇（街道）：\n", "Townships:\n") + table.text
  }

  var residuals: String {
    guard let area = report.counties.first, let residuals = area.residuals,
      !residuals.byStation.isEmpty
    else { return "" }
    var table = TextTable([
      (say("站点", "Station"), .left), (say("事件", "Events"), .right),
      (say("实测平均", "Observed"), .right), (say("推算平均", "Modelled"), .right),
      (say("平均差", "Mean difference"), .right), (say("中位差", "Median"), .right),
    ])
    for row in residuals.byStation {
      table.add([
        row.station, String(row.events), minutes(row.observedMeanMin), minutes(row.modelledMeanMin),
        minutes(row.meanMin), minutes(row.medianMin),
      ])
    }
    var text =
      say(
        "实测减推算（\(word(residuals.method.rawValue))，分钟；另有 \(residuals.unmodelledEvents) 个事件无法比较）：\n",
        "Observed minus modelled (\(word(residuals.method.rawValue)), min; \(residuals.unmodelledEvents)"
          + " events cannot be compared):\n") + table.text
    guard !residuals.byRoadClass.isEmpty else { return text }
    var classes = TextTable([
      (say("道路等级", "Road class"), .left), (say("事件", "Events"), .right),
      (say("行驶时间占比", "Share of driving"), .right), (say("平均差", "Mean difference"), .right),
    ])
    for row in residuals.byRoadClass {
      classes.add([
        row.roadClass, String(row.events), percent(row.timeShare), minutes(row.meanMin),
      ])
    }
    text += classes.text
    return text
  }

  /// Each rule with its clause, its outcome and what it rests on.
  var verdicts: String {
    report.total.verdicts.map { total in
      let clause = [total.clause, total.quote.map { "“\($0)”" }].compactMap { $0 }
      var text =
        "\(total.rule)  \(total.title)  \(clause.joined(separator: " "))"
        + "  \(say("依据标记", "mark")) [\(total.mark.rawValue)]\n  \(total.compared)\n"
      let common = Set(report.counties.first?.verdicts.first { $0.rule == total.rule }?.notes ?? [])
        .intersection(total.notes).filter { note in
          report.counties.allSatisfy { county in
            county.verdicts.contains { $0.rule == total.rule && $0.notes.contains(note) }
          }
        }
      for note in total.notes where common.contains(note) {
        text += say("  注：\(note)\n", "  Note: \(note)\n")
      }
      for county in report.counties {
        guard let verdict = county.verdicts.first(where: { $0.rule == total.rule }) else {
          continue
        }
        text += "  \(name(county)): \(word(verdict.verdict.rawValue))"
        if let value = verdict.value, let limit = verdict.limit {
          let texts = NumberText.compared(value, to: limit)
          let unit = verdict.unit.flatMap(MeasureUnit.init)?.symbol[language] ?? ""
          text += say(
            "  \(texts.value)\(unit)（要求 \(verdict.comparison ?? "") \(texts.limit)\(unit)）",
            "  \(texts.value) \(unit) (asked \(verdict.comparison ?? "") \(texts.limit) \(unit))")
        }
        if let evidence = verdict.evidence { text += "  [\(evidence.rawValue)]" }
        let said = verdict.missing + verdict.notes.filter { !common.contains($0) }
        text += (said.isEmpty ? "" : "  " + said.joined(separator: say("；", "; "))) + "\n"
      }
      return text
    }.joined()
  }

  /// Issues by kind, the gravest first; many of one kind are one line.
  var notes: String {
    guard !report.issues.isEmpty else { return "" }
    var order: [String] = []
    let groups = Dictionary(grouping: report.issues) { $0.code }
    for issue in report.issues.sorted(by: { $0.severity > $1.severity })
    where !order.contains(issue.code) { order.append(issue.code) }
    let lines = order.compactMap { code -> String? in
      guard let issues = groups[code], let first = issues.first else { return nil }
      let more =
        issues.count > 1
        ? say("（同类共 \(issues.count) 条）", " (\(issues.count) of this kind)") : ""
      return "  [\(code)] \(first.message)\(more)\n"
    }
    return say(
      "数据问题（共 \(report.issues.count) 条，全文见 --format json）：\n",
      "Data issues (\(report.issues.count), all in --format json):\n") + lines.joined()
  }
}
