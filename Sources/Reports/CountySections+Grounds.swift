import Analysis
import ResponseModel
import Standards

extension CountySections {
  /// A section whose analysis this report was made without: what is missing, nothing made up.
  func missing(
    _ subject: CountyReport.MissingAnalysis.Subject, _ id: String, _ title: String
  ) -> ReportSection {
    ReportSection(
      id, title,
      [
        missing(
          subject, as: say("本节没有结果", "No result for this section"),
          hence: say("因此本节不给出任何数字。", "No figure is given."))
      ])
  }

  /// What an analysis lacks, and what follows from it.
  func missing(
    _ subject: CountyReport.MissingAnalysis.Subject, as title: String, hence: String
  ) -> ReportBlock {
    let index = report.missing.firstIndex { $0.analysis == subject }
    let rows = index.map { report.missing[$0].rows } ?? [:]
    var needs = rows.sorted { $0.key < $1.key }.map { layer, count -> ReportText in
      let figure = figures.count(count, "/missing/\(index ?? 0)/rows/\(layer)")
      let name = ReportLayers.name(layer, report.language)
      return count == 0
        ? ReportText(say("数据中没有\(name)；需要导入。", "The store holds no \(name): import them."))
        : say(
          "数据中有\(name) \(figure) 行。", "The store holds \(figure) \(name).")
    }
    if let reason = index.flatMap({ report.missing[$0].reason }) {
      needs.append(ReportText(reason))
    }
    needs.append(ReportText(hence))
    return .missing(title: title, needs: needs)
  }

  /// What is assumed or modelled, station by station.
  mutating func assumptions() -> ReportSection {
    var blocks: [ReportBlock] = []
    if report.stations.isEmpty {
      blocks.append(
        .paragraph(
          ReportText(
            say("没有任何急救站可供分析。", "There is no station to analyse."))))
    } else {
      blocks.append(
        .paragraph(
          ReportText(
            say(
              "下表是本报告各项数字所依据的急救站及其依据。以假定站点为据的结论，须在核实站点位置后重新计算。",
              "The stations every figure rests on, and how far each is known. What rests on an assumed"
                + " station must be computed again once its place is known."))))
      var table = ReportTable(
        tableCaption(say("所依据的急救站", "Stations the figures rest on")),
        [
          .init(say("编码", "Code"), .code, width: 17), .init(say("名称", "Name"), width: 32),
          .init(say("乡镇（街道）", "Township"), width: 17),
          .init(say("纬度，经度", "Lat, lon"), .code, width: 20),
          .init(say("依据", "Evidence"), .code, width: 14),
        ])
      table.isSmall = true
      for (index, station) in report.stations.enumerated() {
        let at = "/stations/\(index)"
        let latitude = figures.number(station.latitude, 4, "\(at)/latitude")
        let longitude = figures.number(station.longitude, 4, "\(at)/longitude")
        let place = station.townshipName ?? station.township
        table.rows.append([
          ReportText(station.code), .name(station.name),
          station.isNeighbor
            ? ReportText(say("（邻县）", "(neighbour)")) : place.map(ReportText.name) ?? "—",
          "\(latitude), \(longitude)", ReportText(words.evidence(station.evidence)),
        ])
      }
      blocks.append(.table(table))
    }
    if let table = openRules() { blocks.append(.table(table)) }
    var items: [ReportText] = []
    if let evidence = area.populationEvidence {
      items.append(
        ReportText(
          say(
            "居民分布：\(words.evidence(evidence))。",
            "Where residents live: \(words.evidence(evidence)).")))
    }
    items += report.coverage.issues.filter { $0.code == "residents-differ" }
      .map { ReportText($0.message) }
    items += notes()
    let weak = report.verdicts.filter { $0.mark != .fullText }
    if !weak.isEmpty {
      let list = weak.map { "\($0.title)（\(words.mark($0.mark))）" }.joined(separator: words.list)
      items.append(ReportText(say("下列条款的原文未读全文：\(list)。", "Not read in full: \(list).")))
    }
    if !items.isEmpty { blocks.append(.list(items, isFine: true)) }
    return ReportSection(
      "assumptions", say("假定与推算", "What is assumed or modelled"), blocks)
  }

  /// What was read into the rules and what their figures leave out, each with the rules it is said of.
  private func notes() -> [ReportText] {
    var order: [String] = []
    var rules: [String: [String]] = [:]
    for verdict in report.verdicts {
      for note in verdict.notes {
        if rules[note] == nil { order.append(note) }
        rules[note, default: []].append(verdict.title)
      }
    }
    let own = order.map { note in
      ReportText((rules[note] ?? []).joined(separator: words.list) + say("：", ": ") + note)
    }
    return own + report.standard.notes.filter { rules[$0] == nil }.map { ReportText($0) }
  }

  /// The rules nothing could be said to, each with what it would take.
  private mutating func openRules() -> ReportTable? {
    let open = report.verdicts.filter { $0.verdict == .notAssessable }
    guard !open.isEmpty else { return nil }
    var table = ReportTable(
      tableCaption(say("无法评估的条款与所缺数据", "Rules that cannot be assessed, and what is missing")),
      [
        .init(say("条款", "Rule"), width: 28), .init(say("出处", "Clause"), .code, width: 12),
        .init(say("所缺数据", "What is missing"), width: 60),
      ])
    table.isSmall = true
    table.rows = open.map {
      [
        ReportText($0.title), ReportText($0.clause ?? "—"),
        ReportText($0.missing.joined(separator: words.stop)),
      ]
    }
    return table
  }

  /// Snapping, issues of the data, and what everything was computed from.
  mutating func appendix() -> ReportSection {
    let pages = AppendixBlocks(
      coverage: report.coverage, all: report.issues, words: words, figures: figures,
      pointer: "/coverage", roads: report.response?.provenance.roads,
      others: [
        (say("反应时间", "response times"), report.response?.provenance.inputSha256),
        (say("车辆与人员", "vehicles and crews"), report.inspection?.provenance.inputSha256),
        (say("选址", "siting"), report.siting?.provenance.inputSha256),
      ])
    let blocks =
      [
        ReportBlock.heading(say("（一）路网吸附", "(1) Snapping to roads"))
      ] + snapping() + [
        ReportBlock.heading(say("（二）数据问题", "(2) Issues of the data"))
      ] + pages.issues(caption: tableCaption(say("数据问题", "Issues of the data")))
      + [.heading(say("（三）来源与摘要值", "(3) Sources and digests"))]
      + pages.provenance(
        digestCaption: tableCaption(say("摘要值", "Digests")),
        caption: tableCaption(say("输入文件", "Input files")))
    var section = ReportSection("appendix", say("附录", "Appendix"), blocks, startsPage: true)
    section.isNumbered = false
    return section
  }
}

/// Names of the store's layers for readers.
enum ReportLayers {
  static func name(_ layer: String, _ language: Language) -> String {
    let (zh, en) =
      switch Layer(rawValue: layer) {
      case .counties: ("县（市、区）", "counties")
      case .townships: ("乡镇（街道）", "townships")
      case .facilities: ("医疗机构", "facilities")
      case .consortium: ("医联体成员", "consortium memberships")
      case .stations: ("急救站", "stations")
      case .candidates: ("候选点", "candidate sites")
      case .demandPoints: ("需求点", "demand points")
      case .ambulances: ("救护车", "ambulances")
      case .equipment: ("车载设备", "devices")
      case .crew: ("人员", "crew members")
      case .shifts: ("班次", "shifts")
      case .calls: ("呼叫任务", "calls")
      case .visits: ("巡诊记录", "visits")
      case nil: (layer, layer)
      }
    return language == .zh ? zh : en
  }
}
