import Standards
import Analysis
import Coverage
import ResponseModel

extension CountySections {
  /// How places were tied to roads.
  mutating func snapping() -> [ReportBlock] {
    guard let snapping = report.snapping else {
      return [
        .paragraph(
          ReportText(
            say(
              "本报告没有使用道路数据，各点均按原始坐标计算，没有吸附。",
              "No road was used: every place stands at its own coordinates, nothing was snapped.")))
      ]
    }
    let places = figures.count(snapping.places, "/snapping/places")
    let onRoad = figures.count(snapping.onRoad, "/snapping/on_road")
    let straight = figures.count(snapping.straightLine, "/snapping/straight_line")
    let lost = figures.count(snapping.unreachable, "/snapping/unreachable")
    let people = figures.count(
      snapping.unreachablePopulation, "/snapping/unreachable_population")
    var items: [ReportText] = [
      say(
        "需求点 \(places) 个：按道路计时 \(onRoad) 个，按直线计时 \(straight) 个；任何急救站都到不了的 \(lost) 个（居民 \(people) 人）。",
        "\(places, of: "demand point"): \(onRoad) timed on roads, \(straight) by straight line, \(lost) out of reach of every station (\(people, of: "resident"))."
      )
    ]
    if snapping.maxAccessM != nil {
      let middle = figures.count(snapping.medianAccessM, "/snapping/median_access_m")
      let most = figures.count(snapping.maxAccessM, "/snapping/max_access_m")
      items.append(
        say(
          "需求点到其道路的距离：中位 \(middle) 米，最大 \(most) 米；这段路按接驳速度计入时间。",
          "From a demand point to its road: median \(middle) m, at most \(most) m; the way counts at the speed of access."
        ))
    }
    for (reason, count) in snapping.reasons.sorted(by: { $0.key < $1.key }) {
      let figure = figures.count(count, "/snapping/reasons/\(reason)")
      items.append(
        say("\(words.roadReason(reason))：\(figure) 个。", "\(words.roadReason(reason)): \(figure)."))
    }
    if !snapping.stationsOffRoad.isEmpty {
      let names = words.names(snapping.stationsOffRoad)
      items.append(
        say("离路太远、不能出车的急救站：\(names)。", "Stations too far from any road to be used: \(names)."))
    }
    guard !snapping.farthest.isEmpty else { return [.list(items)] }
    var table = ReportTable(
      tableCaption(say("离道路最远的需求点", "Demand points farthest from a road")),
      [
        .init(say("需求点", "Demand point"), width: 50),
        .init(say("居民（人）", "Residents"), .number, width: 20),
        .init(say("到道路（米）", "To its road (m)"), .number, width: 20),
      ])
    table.isSmall = true
    for (index, place) in snapping.farthest.enumerated() {
      let at = "/snapping/farthest/\(index)"
      table.rows.append([
        .name(place.name), figures.count(place.population, "\(at)/population"),
        figures.count(place.accessM, "\(at)/access_m"),
      ])
    }
    return [.list(items), .table(table)]
  }
}
