import Analysis
import ResponseModel

extension CountySections {
  /// Why no set of candidates does, and what would.
  mutating func obstacles(_ siting: SiteReport) -> [ReportBlock] {
    var items: [ReportText] = []
    for (place, variant) in siting.variants.enumerated() {
      for (index, obstacle) in variant.obstacles.enumerated() {
        items.append(
          obstacleText(
            obstacle, of: siting, at: "/siting/variants/\(place)/obstacles/\(index)"))
      }
    }
    var seen = Set<String>()
    var blocks: [ReportBlock] = [.list(items.filter { seen.insert($0.plain).inserted })]
    if !siting.infeasible.isEmpty {
      var table = ReportTable(
        tableCaption(
          say("全部候选点建站后仍超限的居民点", "Places beyond the limit with every candidate built")),
        [
          .init(say("居民点", "Place"), width: 30),
          .init(say("居民（人）", "Residents"), .number, width: 15),
          .init(say("条款", "Rule"), width: 25), .init(say("最近站点", "Nearest site"), width: 20),
          .init(say("代价", "Cost"), .number, width: 20),
        ])
      table.isSmall = true
      let names = Dictionary(
        siting.candidates.map { ($0.code, $0.name) } + siting.stations.map { ($0.code, $0.name) },
        uniquingKeysWith: { first, _ in first })
      for (index, row) in siting.infeasible.prefix(Self.mostUnserved).enumerated() {
        let at = "/siting/infeasible/\(index)"
        let cost = figures.number(row.cost, 2, "\(at)/cost")
        table.rows.append([
          .name(row.name), figures.count(row.population, "\(at)/population"),
          ReportText(row.rule.map(ruleName) ?? "—"),
          row.nearestSite.map { .name(names[$0] ?? $0) } ?? ReportFigures.unknown,
          row.cost == nil ? ReportFigures.unknown : "\(cost) \(words.costUnit(row.unit))",
        ])
      }
      blocks.append(.table(table))
      if siting.infeasible.count > Self.mostUnserved {
        let count = figures.list(siting.infeasible.count, "/siting/infeasible")
        blocks.append(
          .note(say("共 \(count) 处，其余见 JSON 文件。", "\(count) in all; the others are in the JSON.")))
      }
    }
    let relaxations = siting.relaxations.prefix(3).enumerated().map { index, relaxation in
      let at = "/siting/relaxations/\(index)"
      let limits = relaxation.ways.enumerated().map { place, way in
        wayText(way, of: siting, at: "\(at)/ways/\(place)")
      }.joined(separator: words.comma)
      let count = figures.count(relaxation.stations, "\(at)/stations")
      let open = figures.count(relaxation.sitesToFind, "\(at)/sites_to_find")
      var text: ReportText =
        index == 0
        ? say(
          "最省的放宽：\(limits)，需新增 \(count) 个站。",
          "Cheapest relaxation: \(limits): \(count, of: "station").")
        : say("另一放宽：\(limits)，需新增 \(count) 个站。", "Or: \(limits): \(count, of: "station").")
      if relaxation.sitesToFind > 0 {
        text.append(
          say(
            "其中 \(open) 个须先找到站址：\(townships(relaxation.townshipsWithoutSite))。",
            " \(open) of them in townships without a candidate: \(townships(relaxation.townshipsWithoutSite))."
          ))
      }
      return text
    }
    if !relaxations.isEmpty { blocks.append(.list(relaxations)) }
    return blocks
  }

  private static let mostUnserved = 20

  private func obstacleText(
    _ obstacle: SiteReport.Obstacle, of siting: SiteReport, at pointer: String
  ) -> ReportText {
    let way = ReportText(wayName(obstacle.way))
    if !obstacle.townshipsWithoutSite.isEmpty {
      return say(
        "\(way)：这些乡镇没有候选点：\(townships(obstacle.townshipsWithoutSite))。",
        "\(way): no candidate in \(townships(obstacle.townshipsWithoutSite)).")
    }
    let limit = figures.number(obstacle.way.limit, 1, "\(pointer)/way/limit")
    let unit = unit(of: obstacle.way, in: siting)
    var text: ReportText
    if obstacle.attainable != nil {
      let least = figures.number(obstacle.attainable, 2, "\(pointer)/attainable")
      text = say(
        "\(way)（限值 \(limit) \(unit)）：全部建站也只能做到 \(least) \(unit)。",
        "\(way) (limit \(limit) \(unit)): with every candidate built \(least) \(unit) is the least."
      )
    } else {
      text = say("\(way)：有居民点任何站点都到不了。", "\(way): some place is reached by no site.")
    }
    if obstacle.speedFactor != nil {
      let factor = figures.number(obstacle.speedFactor, 3, "\(pointer)/speed_factor")
      text.append(say("车速 ×\(factor) 即可满足。", " Speeds × \(factor) would do."))
    }
    return text
  }
}
