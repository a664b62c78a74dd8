import Analysis
import ResponseModel

extension CountySections {
  /// Every township with its nearest station.
  mutating func townships() -> ReportSection {
    let title = say("乡镇（街道）情况", "Townships")
    guard !report.townships.isEmpty else {
      return ReportSection(
        "townships", title,
        [
          .missing(
            title: say("本节没有数据", "No data for this section"),
            needs: [
              ReportText(
                say(
                  "数据中没有本县（市、区）的乡镇（街道）；需导入乡镇（街道）表。",
                  "The store holds no township of this county: import the table of townships."))
            ])
        ])
    }
    var table = ReportTable(
      tableCaption(say("各乡镇（街道）与最近的急救站", "Townships and their nearest station")),
      [
        .init(say("编码", "Code"), .code, width: 15), .init(say("名称", "Name"), width: 18),
        .init(say("类别", "Kind"), .code, width: report.language == .zh ? 8 : 13),
        .init(say("居民（人）", "Residents"), .number, width: 14),
        .init(say("站点", "Stations"), .number, width: 8),
        .init(say("最近的急救站", "Nearest station"), width: 25),
        .init(say("距离（公里）", "Distance (km)"), .number, width: 12),
        .init(say("所在服务圈", "Within (km)"), .number, width: 12),
      ])
    table.isSmall = true
    for (index, township) in report.townships.enumerated() {
      let at = "/townships/\(index)"
      let within = township.withinRadiusKm.map { figures.plain($0, "\(at)/within_radius_km") }
      table.rows.append([
        ReportText(township.code), .name(township.name), ReportText(words.kind(township.kind)),
        figures.count(township.population, "\(at)/population"),
        figures.count(township.stations, "\(at)/stations"),
        township.nearestStationName.map(ReportText.name) ?? ReportFigures.unknown,
        figures.number(township.distanceKm, 2, "\(at)/distance_km"),
        within.map { say("\($0) 公里", $0) }
          ?? ReportText(
            township.distanceKm == nil ? "—" : say("圈外", "beyond")),
      ])
    }
    return ReportSection(
      "townships", title,
      [
        .paragraph(
          ReportText(
            say(
              "下表列出每个乡镇（街道）驻地到最近急救站的直线距离。“圈外”指驻地在标准所列最大服务半径以外。",
              "The straight-line distance from each township's seat to the nearest station. “Beyond”"
                + " is outside the largest radius of the standard."))),
        .table(table),
      ] + (townshipTimes().map { [.table($0)] } ?? []))
  }

  /// What no circle reaches, most residents first.
  mutating func gaps() -> ReportSection {
    let title = say("覆盖缺口", "Coverage gaps")
    let names = Dictionary(
      report.townships.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    let stations = Dictionary(
      report.stations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    var blocks: [ReportBlock] = [
      .paragraph(
        ReportText(
          say(
            "缺口是县域内各服务圈以外的连片区域，按居住人数由多到少排列。最远点是缺口内离急救站最远的位置，可据以核对现场情况。",
            "A gap is a connected part of the county outside every circle; those with most residents"
              + " come first. The farthest point is the place in it that is farthest from any"
              + " station.")))
    ]
    var found = false
    for (index, reach) in report.reach.enumerated() where !reach.gaps.isEmpty {
      found = true
      let radius = NumberText.kilometers(reach.radiusKm * 1000).replacing(" km", with: "")
      var table = ReportTable(
        tableCaption(say("\(radius) 公里服务圈以外的缺口", "Gaps beyond \(radius) km")),
        [
          .init(say("居民（人）", "Residents"), .number, width: 12),
          .init(say("面积（平方公里）", "Area (km²)"), .number, width: 13),
          .init(say("乡镇（街道）", "Townships"), width: 38),
          .init(say("最远点（纬度，经度）", "Farthest point (lat, lon)"), .code, width: 19),
          .init(say("距最近急救站（公里）", "To nearest station (km)"), .number, width: 17),
        ])
      table.isSmall = true
      for (place, gap) in reach.gaps.prefix(Self.mostGaps).enumerated() {
        let at = "/reach/\(index)/gaps/\(place)"
        let latitude = figures.number(gap.deepestLatitude, 4, "\(at)/deepest_latitude")
        let longitude = figures.number(gap.deepestLongitude, 4, "\(at)/deepest_longitude")
        let station = gap.nearestStation.map { stations[$0] ?? $0 }
        let distance = figures.number(gap.distanceKm, 1, "\(at)/distance_km")
        table.rows.append([
          figures.count(gap.population, "\(at)/population"),
          figures.area(gap.areaKm2, "\(at)/area_km2"),
          gap.townships.isEmpty
            ? ReportText(say("没有乡镇（街道）驻地", "no seat in it"))
            : gap.townships.map { ReportText.name(names[$0] ?? $0) }.joined(separator: words.list),
          "\(latitude), \(longitude)",
          station == nil ? ReportFigures.unknown : distance,
        ])
      }
      blocks.append(.table(table))
      if reach.gaps.count > Self.mostGaps {
        blocks.append(
          .note(
            ReportText(
              say("其余较小的缺口见 JSON 和 GeoJSON 文件。", "Smaller gaps are in the JSON and GeoJSON files."))
          ))
      }
    }
    if !found {
      blocks.append(
        .paragraph(
          ReportText(
            area.areaKm2 == nil
              ? say("没有县界，缺口无法画出。", "Without a boundary gaps cannot be drawn.")
              : say("各服务半径均无缺口。", "There is none at any radius."))))
    }
    return ReportSection("gaps", title, blocks)
  }

  /// Rows of a table of gaps on paper; the files have them all.
  private static let mostGaps = 30
}
