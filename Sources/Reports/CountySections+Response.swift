import Standards
import Analysis
import Coverage
import ResponseModel

extension CountySections {
  /// Where the figures of response times are in the JSON.
  var times: String { "/response/counties/0" }

  /// How long help takes, how that is known, and how the rules on it came out.
  mutating func response() -> ReportSection {
    let title = say("急救反应时间", "Response times")
    guard let response = report.response, let area = response.counties.first else {
      return missing(.response, "response", title)
    }
    var number = 0
    func heading(_ title: String) -> ReportBlock {
      number += 1
      return .heading(ReportNumerals.subheading(number, title, report.language))
    }
    var blocks = [heading(say("所依据的时间", "What the times rest on"))]
    blocks += grounds(of: response, area)
    blocks += [
      heading(say("城市与乡村的反应时间", "Response times by kind of area")), .table(groupTable(area)),
    ]
    if let observed = area.observed, observed.unclassed.count > 0 {
      let count = figures.count(observed.unclassed.count, "\(times)/observed/unclassed/count")
      blocks.append(
        .note(
          say(
            "\(count) 个事件未注明城乡：计入“全部”，不参加城市或乡村的判定。导入呼叫任务时补上乡镇（街道）或城乡一列，即可判定。",
            "\(count, of: "event") of no known kind of area: in “all”, in no urban or rural verdict. A column with the township or the kind of area, imported with the calls, would let them be judged."
          )))
    }
    if let note = residualNote(area) { blocks.append(.note(note)) }
    if let chart = histogramFigure() { blocks.append(chart) }
    let circles = circleTable(area)
    if !circles.rows.isEmpty {
      blocks += [
        heading(say("服务圈与时限", "Circle and time")),
        .paragraph(
          ReportText(
            say(
              "服务半径和反应时间是两把尺子，分别判定，互不推算。下表按推算时间列出居民在两把尺子下的分布。",
              "The circle and the time are two yardsticks, judged apart and never inferred from each"
                + " other. Residents by both, with modelled times."))),
        .table(circles),
      ]
    }
    if let observed = area.observed {
      blocks.append(heading(say("呼叫任务的取舍", "Which calls count")))
      blocks += self.observed(observed)
    }
    if let table = stationTable(area) {
      blocks += [heading(say("各急救站", "Station by station")), .table(table)]
    }
    // After the tables, so that they fill the page before it.
    if let map = maps.response {
      blocks.append(
        .figure(
          svg: map, caption: pictureCaption(say("急救反应时间图", "Map of response times")),
          ownPage: true))
    }
    let judged = area.verdicts.enumerated().filter { $0.element.verdict != .notAssessable }
    if !judged.isEmpty {
      blocks.append(heading(say("条款判定", "How the rules came out")))
      for (place, (index, verdict)) in judged.enumerated() {
        blocks.append(.subheading("\(place + 1). \(verdict.title)"))
        blocks += explanation(of: verdict, at: "\(times)/verdicts/\(index)")
      }
    }
    return ReportSection("response", title, blocks)
  }

  // MARK: Grounds

  private func grounds(
    of response: ResponseReport, _ area: ResponseReport.Area
  ) -> [ReportBlock] {
    var blocks: [ReportBlock] = []
    let parts = say(
      "急救反应时间从开始受理到到达现场，即受理调度、出车、行驶（含两端接驳）之和。",
      "Response time runs from the call received to the arrival on scene: call handling, turnout and"
        + " travel, access at both ends included. ")
    let way =
      switch area.method {
      case .observed:
        say(
          "本节判定依据实测：由呼叫任务的时刻重新计算，每个事件取首车到达；推算时间列于其后，仅供比较。",
          "Verdicts rest on observed times: computed from the clock times of calls, the first ambulance"
            + " on scene of each event. Modelled times follow for comparison.")
      case .road:
        say(
          "没有可计的呼叫任务，本节时间按道路推算，以常住人口加权。",
          "No calls count: times are modelled on roads and weighted by residents.")
      case .straightLine:
        say(
          "没有可计的呼叫任务，也没有道路数据，本节时间按直线距离推算（直线法 straight_line），以常住人口加权；它不是道路时间，更不是实测。",
          "No calls count and no roads are loaded: times are modelled by straight line (straight_line)"
            + " and weighted by residents. They are neither road times nor observed.")
      case .mixed:
        say(
          "没有可计的呼叫任务，本节时间部分按道路、部分按直线距离推算（直线法），以常住人口加权。",
          "No calls count: times are modelled partly on roads and partly by straight line, weighted by"
            + " residents.")
      }
    blocks.append(.paragraph(ReportText(parts + way)))
    guard let model = area.modelled else { return blocks }
    let (terms, at) = (model.terms, "\(times)/modelled/terms")
    func evidence(_ word: Evidence) -> String {
      say("（\(words.evidence(word))）", " (\(words.evidence(word)))")
    }
    let handling = figures.number(terms.callHandlingS, 0, "\(at)/call_handling_s")
    let turnout = figures.number(terms.defaultTurnoutS, 1, "\(at)/default_turnout_s")
    var items: [ReportText] = [
      say(
        "受理调度 \(handling) 秒\(evidence(terms.callHandlingEvidence))。",
        "Call handling: \(handling) s\(evidence(terms.callHandlingEvidence))."),
      say(
        "未注明出车时间的急救站按 \(turnout) 秒\(evidence(terms.defaultTurnoutEvidence))。",
        "Turnout of stations that state none: \(turnout) s\(evidence(terms.defaultTurnoutEvidence))."
      ),
    ]
    if response.provenance.roads != nil, model.method == .straightLine {
      items.append(
        ReportText(
          say(
            "所载路网没有到达本县任何有居民的地点，推算时间全部按直线法。",
            "The roads that are loaded reach no inhabited place of this county: every modelled time is"
              + " by straight line.")))
    } else if let roads = response.provenance.roads {
      items.append(
        .name(
          say(
            "道路：\(roads.source)；车速方案：\(roads.speedProfile)"
              + (terms.roadTravelEvidence.map(evidence) ?? "") + "；\(roads.attribution)。",
            "Roads: \(roads.source); speed profile: \(roads.speedProfile)"
              + (terms.roadTravelEvidence.map(evidence) ?? "") + "; \(roads.attribution).")))
    }
    if model.method != .road {
      let speed = figures.number(terms.straightLineSpeedKmh, 2, "\(at)/straight_line_speed_kmh")
      let detour = figures.number(terms.detour, 1, "\(at)/detour")
      items.append(
        say(
          "直线法：距离乘绕行系数 \(detour)\(evidence(terms.detourEvidence))，平均车速 \(speed) 公里/时\(evidence(terms.straightLineSpeedEvidence))。",
          "By straight line: distance times \(detour)\(evidence(terms.detourEvidence)), at \(speed) km/h\(evidence(terms.straightLineSpeedEvidence))."
        ))
    }
    blocks.append(.list(items))
    return blocks
  }

  // MARK: Tables

  private mutating func groupTable(_ area: ResponseReport.Area) -> ReportTable {
    var table = ReportTable(
      tableCaption(say("反应时间（分钟）", "Response times (min)")),
      [
        .init(say("区域", "Area"), .code, width: 10), .init(say("方法", "Method"), width: 13),
        .init(
          area.method == .observed
            ? say("事件或居民", "Events or residents") : say("居民（人）", "Residents"), .number, width: 14),
        .init(say("平均", "Mean"), .number, width: 10),
        .init(say("中位", "Median"), .number, width: 10), .init("P90", .number, width: 10),
        .init(say("最长", "Max"), .number, width: 10),
        .init(say("要求", "Asked"), .number, width: 9),
        .init(say("限内占比", "In time"), .number, width: 12),
        .init(say("结论", "Verdict"), .code, width: 15),
      ])
    table.isSmall = true
    for row in ResponseText.groups(area) {
      let (group, at) = (
        row.group, row.isJudged ? "\(times)/\(row.key)" : "\(times)/modelled/\(row.key)"
      )
      let amount =
        group.method == .observed
        ? figures.count(group.count, "\(at)/count")
        : figures.count(group.population, "\(at)/population")
      let target = group.targetMin.map { _ in
        ReportText("\(group.comparison ?? "") ")
          + figures.plain(group.targetMin, "\(at)/target_min")
      }
      table.rows.append([
        ReportText(words.places(row.key)), ReportText(words.method(group.method)), amount,
        figures.number(group.meanMin, 2, "\(at)/mean_min"),
        figures.number(group.medianMin, 2, "\(at)/median_min"),
        figures.number(group.p90Min, 2, "\(at)/p90_min"),
        figures.number(group.maxMin, 2, "\(at)/max_min"), target ?? ReportFigures.unknown,
        figures.percent(group.shareWithin, "\(at)/share_within"),
        words.verdict(group.verdict, isJudged: row.isJudged),
      ])
    }
    return table
  }

  /// How far the model is from what was observed, event by event; `nil` where nothing can be compared.
  private func residualNote(_ area: ResponseReport.Area) -> ReportText? {
    guard let residuals = area.residuals, let mean = residuals.meanMin else { return nil }
    let at = "\(times)/residuals"
    let events = figures.count(residuals.events, "\(at)/events")
    let difference = figures.signed(mean, "\(at)/mean_min")
    let median = figures.signed(residuals.medianMin, "\(at)/median_min")
    return say(
      "同一事件的实测减推算（由实际出动的急救站推算）：平均 \(difference) 分钟，中位 \(median) 分钟，可比较的事件 \(events) 个。正数说明推算偏快，按推算比较的选址方案也随之偏乐观；推算按居民加权，实测按事件，两者的平均数因此也可不同。",
      "Observed minus modelled of the same event, from the station that answered it: mean \(difference) min, median \(median) min, of \(events, of: "event") that can be compared. Where it is positive the model is too fast, and a plan compared by it too hopeful. Modelled means weigh residents and observed ones events, so that they can differ besides."
    )
  }

  private mutating func circleTable(_ area: ResponseReport.Area) -> ReportTable {
    let rows = ResponseText.groups(area).filter { $0.group.method != .observed }.flatMap { row in
      row.group.circleTime.indices.map { (row, $0) }
    }
    guard !rows.isEmpty else { return ReportTable("", []) }
    var table = ReportTable(
      tableCaption(say("圈内与限内的居民（人）", "Residents by circle and time")),
      [
        .init(say("区域", "Area"), .code, width: 12),
        .init(say("半径（公里）", "Radius (km)"), .number, width: 12),
        .init(say("时限（分）", "Limit (min)"), .number, width: 11),
        .init(say("圈内限内", "In circle, in time"), .number, width: 14),
        .init(say("圈内超时", "In circle, late"), .number, width: 14),
        .init(say("圈外限内", "Outside, in time"), .number, width: 14),
        .init(say("圈外超时", "Outside, late"), .number, width: 14),
        .init(say("位置不明", "Unknown"), .number, width: 12),
      ])
    for (row, index) in rows {
      let base = row.isJudged ? "\(times)/\(row.key)" : "\(times)/modelled/\(row.key)"
      let (cell, at) = (row.group.circleTime[index], "\(base)/circle_time/\(index)")
      table.rows.append([
        ReportText(words.places(row.key)),
        figures.kilometers(ofMeters: cell.radiusM, "\(at)/radius_m"),
        figures.plain(cell.targetMin, "\(at)/target_min"),
        figures.count(cell.inCircleInTime, "\(at)/in_circle_in_time"),
        figures.count(cell.inCircleLate, "\(at)/in_circle_late"),
        figures.count(cell.outsideInTime, "\(at)/outside_in_time"),
        figures.count(cell.outsideLate, "\(at)/outside_late"),
        figures.count(cell.unknown, "\(at)/unknown"),
      ])
    }
    return table
  }

  private mutating func stationTable(_ area: ResponseReport.Area) -> ReportTable? {
    guard let stations = area.modelled?.stations, !stations.isEmpty else { return nil }
    var table = ReportTable(
      tableCaption(
        say("各急救站首达的居民（推算，白天）", "Residents each station answers first (modelled, by day)")),
      [
        .init(say("急救站", "Station"), width: 38),
        .init(say("白天出车（秒）", "Turnout by day (s)"), .number, width: 15),
        .init(say("夜间出车（秒）", "By night (s)"), .number, width: 15),
        .init(say("首达居民（人）", "Residents"), .number, width: 16),
        .init(say("平均（分）", "Mean (min)"), .number, width: 12),
      ])
    table.isSmall = true
    for (index, station) in stations.enumerated() {
      let at = "\(times)/modelled/stations/\(index)"
      table.rows.append([
        .name(station.name)
          + ReportText(
            station.county == report.county.code ? "" : say("（邻县）", " (neighbour)")),
        figures.number(station.turnoutDayS, 1, "\(at)/turnout_day_s"),
        figures.number(station.turnoutNightS, 1, "\(at)/turnout_night_s"),
        figures.count(station.population, "\(at)/population"),
        figures.number(station.meanMin, 2, "\(at)/mean_min"),
      ])
    }
    return table
  }

  // MARK: Observed

  private mutating func observed(_ observed: ResponseReport.Observed) -> [ReportBlock] {
    let at = "\(times)/observed"
    let missions = figures.count(observed.missions, "\(at)/missions")
    let counted = figures.count(observed.missionsCounted, "\(at)/missions_counted")
    let events = figures.count(observed.eventsCounted, "\(at)/events_counted")
    var items: [ReportText] = [
      say(
        "任务 \(missions) 条，计入 \(counted) 条，合为 \(events) 个事件。",
        "\(missions, of: "mission"), \(counted) of them counted, making \(events, of: "event").")
    ]
    for (reason, count) in observed.excluded.sorted(by: { $0.key < $1.key }) where count > 0 {
      let figure = figures.count(count, "\(at)/excluded/\(reason)")
      items.append(
        say(
          "不计入（\(words.exclusion(reason))）：\(figure) 条。",
          "Left out (\(words.exclusion(reason))): \(figure)."))
    }
    for (name, interval, key) in [
      (say("接受命令至出车", "Order to wheels rolling"), observed.turnout, "turnout"),
      (say("振铃至接听", "Ring to answer"), observed.answered, "answered"),
    ] where interval.count > 0 {
      let within = figures.plain(interval.withinS, "\(at)/\(key)/within_s")
      let share = figures.percent(interval.shareWithin, "\(at)/\(key)/share_within")
      let count = figures.count(interval.count, "\(at)/\(key)/count")
      items.append(
        say(
          "\(name)在 \(within) 秒以内的占 \(share)（\(count) 次有时刻）。",
          "\(name) within \(within) s: \(share) (of \(count) with both moments)."))
    }
    if observed.stated.disagreeing > 0 {
      let wrong = figures.count(observed.stated.disagreeing, "\(at)/stated/disagreeing")
      let all = figures.count(observed.stated.missions, "\(at)/stated/missions")
      items.append(
        say(
          "导出表自带的“急救反应时间”有 \(all) 条，其中 \(wrong) 条与时刻不符，未采用。",
          "The export's own column of response times has \(all) values, \(wrong) of which disagree with its clock times; it is not used."
        ))
    }
    return [.list(items)]
  }

  private mutating func histogramFigure() -> ReportBlock? {
    guard let histogram = report.histogram else { return nil }
    let isEvents = histogram.unit == "events"
    let title =
      isEvents
      ? say("反应时间的分布（事件数）", "Events by response time")
      : say(
        "反应时间的分布（居民，\(words.method(histogram.method))）",
        "Residents by response time (\(words.method(histogram.method)))")
    let limits = (report.response?.counties.first).map { area in
      [("urban", area.urban), ("rural", area.rural)].compactMap { key, group in
        group.targetMin.map { (words.places(key), $0) }
      }
    }
    let chart = HistogramChart(
      histogram, limits: limits ?? [],
      names: [
        say("城市", "Urban"), say("乡村", "Rural"), say("未分城乡", "Not classed"),
      ], axis: say("分钟", "min"))
    return .figure(
      svg: chart.svg(title: title, language: report.language), caption: pictureCaption(title),
      ownPage: false)
  }

  // MARK: Townships and sensitivity

  /// Response times of every township; `nil` where nothing can be said.
  mutating func townshipTimes() -> ReportTable? {
    guard let area = report.response?.counties.first, !area.townships.isEmpty else { return nil }
    let hasEvents = area.observed != nil
    var columns: [ReportTable.Column] = [
      .init(say("名称", "Name"), width: 18), .init(say("居民（人）", "Residents"), .number, width: 13),
      .init(say("平均（分）", "Mean (min)"), .number, width: 11),
      .init(say("最长（分）", "Max (min)"), .number, width: 11),
      .init(say("限内占比", "In time"), .number, width: 12),
      .init(say("首达急救站", "First station"), width: 24),
    ]
    if hasEvents {
      columns += [
        .init(say("实测事件", "Events"), .number, width: 10),
        .init(say("实测平均（分）", "Observed mean (min)"), .number, width: 13),
      ]
    }
    let separator = words.list
    func method(_ words: [String]) -> String {
      words.isEmpty ? "—" : words.joined(separator: separator)
    }
    let methods = area.townships.map { row in
      method(row.methods.compactMap(ResponseMethod.init(rawValue:)).map(words.method))
    }
    // A column that says the same in every row is said once.
    let common = Set(methods.filter { $0 != "—" }).count == 1 ? methods.first { $0 != "—" } : nil
    if common == nil { columns.insert(.init(say("方法", "Method"), width: 13), at: 2) }
    let kind = common ?? say("推算", "modelled")
    var table = ReportTable(
      tableCaption(say("各乡镇（街道）的反应时间（\(kind)）", "Response times by township (\(kind))")), columns)
    table.isSmall = true
    let names = Dictionary(
      (area.modelled?.stations ?? []).map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first })
    for (index, row) in area.townships.enumerated() {
      let at = "\(times)/townships/\(index)"
      var cells: [ReportText] = [
        .name(row.name), figures.count(row.population, "\(at)/population"),
        figures.number(row.meanMin, 2, "\(at)/mean_min"),
        figures.number(row.maxMin, 2, "\(at)/max_min"),
        figures.percent(row.shareWithin, "\(at)/share_within"),
        row.station.map { .name(names[$0] ?? $0) } ?? ReportFigures.unknown,
      ]
      if common == nil { cells.insert(ReportText(methods[index]), at: 2) }
      if hasEvents {
        cells += [
          row.events.map { figures.count($0, "\(at)/events") } ?? ReportFigures.unknown,
          figures.number(row.observedMeanMin, 2, "\(at)/observed_mean_min"),
        ]
      }
      table.rows.append(cells)
    }
    return table
  }
}
