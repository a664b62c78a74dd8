import DataImport
import Foundation
import Geometry
import Quantities
import ResponseModel
import Routing

/// What became of a road file, as people and programs read it.
struct RoadImportReport: Encodable {
  struct Network: Encodable {
    let file: String
    let sha256: String
    let bytes: Int
    let places: Int
    let copies: Int
    let segments: Int
    let arcs: Int
    let lengthKm: Double

    enum CodingKeys: String, CodingKey {
      case file, sha256, bytes, places, copies, segments, arcs
      case lengthKm = "length_km"
    }
  }

  struct Island: Encodable {
    let places: Int
    let lengthKm: Double
    let longitude: Double
    let latitude: Double

    enum CodingKeys: String, CodingKey {
      case places
      case lengthKm = "length_km"
      case longitude, latitude
    }
  }

  let file: String
  let sha256: String
  let sourceTimestamp: String?
  let attribution: String
  let marginM: Double?
  let countiesClipped: Int
  let isWritten: Bool
  let network: Network
  let profile: String
  let islandCount: Int
  /// The largest ones; the first holds the main network.
  let islands: [Island]
  let pocketPlaces: Int
  let counts: [String: Int]
  let issues: [DataIssue]

  enum CodingKeys: String, CodingKey {
    case file, sha256
    case sourceTimestamp = "source_timestamp"
    case attribution
    case marginM = "margin_m"
    case countiesClipped = "counties_clipped"
    case isWritten = "written"
    case network, profile
    case islandCount = "island_count"
    case islands
    case pocketPlaces = "pocket_places"
    case counts
  }

  init(
    _ result: RoadImportResult, _ components: RoadComponents, profile: String, boxes: Int,
    margin: Meters, isWritten: Bool, target: String
  ) {
    let network = result.network
    file = result.sourceName
    sha256 = result.sourceDigest
    sourceTimestamp = network.description.sourceTimestamp
    attribution = network.description.attribution
    marginM = boxes > 0 ? margin.value : nil
    countiesClipped = boxes
    self.isWritten = isWritten
    self.network = Network(
      file: URL(filePath: target).lastPathComponent, sha256: result.digest,
      bytes: network.byteCount, places: network.placeCount,
      copies: network.nodeCount - network.placeCount, segments: network.segmentCount,
      arcs: network.arcCount, lengthKm: network.totalLength.kilometers)
    self.profile = profile
    islandCount = components.islands.count
    islands = components.islands.prefix(10).map { island in
      let place = network.coordinate(of: island.somePlace)
      return Island(
        places: island.places, lengthKm: island.length.kilometers, longitude: place.longitude,
        latitude: place.latitude)
    }
    pocketPlaces = components.pocketPlaces
    counts = Self.counts(result)
    issues = result.issues + Self.notes(counts, result.sourceName)
  }

  private static func counts(_ result: RoadImportResult) -> [String: Int] {
    let build = result.buildCounts
    var counts = [
      "ways": build.ways, "cut_ways": build.cutWays, "ways_outside": build.waysOutside,
      "missing_points": build.missingPoints, "closed_points": build.closedPoints,
      "turn_restrictions": build.restrictions, "idle_restrictions": build.idleRestrictions,
      "unclear_restrictions": build.unclearRestrictions,
    ]
    guard let rules = result.ruleCounts else { return counts }
    counts.merge(
      [
        "not_for_vehicles": rules.notForVehicles, "unbuilt": rules.unbuilt,
        "closed_by_access": rules.closed, "reversible": rules.reversible,
        "unreadable_limits": rules.unreadableLimits,
        "unreadable_durations": rules.unreadableDurations, "conditional": rules.conditional,
        "conditional_restrictions": rules.conditionalRestrictions,
        "lifted_restrictions": rules.liftedRestrictions,
        "broken_restrictions": rules.brokenRestrictions,
      ]) { first, _ in first }
    return counts
  }

  /// What a reader of travel times must know.
  private static func notes(_ counts: [String: Int], _ file: String) -> [DataIssue] {
    func note(
      _ key: String, _ severity: DataIssue.Severity, zh: (Int) -> String, en: (Int) -> String
    ) -> DataIssue? {
      guard let count = counts[key], count > 0 else { return nil }
      return DataIssue(
        severity, code: "roads-" + key.replacing("_", with: "-"),
        LocalizedText(zh: zh(count), en: en(count)), file: file)
    }
    return [
      note(
        "missing_points", .warning,
        zh: { "道路引用的 \($0) 个点在文件中没有坐标，道路在该处断开" },
        en: { "\($0) points that roads name have no position in the file: the roads are cut there" }
      ),
      note(
        "cut_ways", .note, zh: { "\($0) 条道路在范围边缘被截断" },
        en: { "\($0) ways are cut at the edge of the area" }),
      note(
        "conditional", .note, zh: { "\($0) 条道路带有按时段或条件的限制，未予考虑" },
        en: { "\($0) ways have rules for some hours or vehicles only, which are not applied" }),
      note(
        "conditional_restrictions", .note, zh: { "\($0) 个转弯限制只在部分时段有效，未予考虑" },
        en: { "\($0) turn restrictions hold at some hours only and are not applied" }),
      note(
        "unclear_restrictions", .warning, zh: { "\($0) 个转弯限制所指不明，未予考虑" },
        en: {
          "\($0) turn restrictions do not say clearly which turn they mean and are not applied"
        }),
      note(
        "broken_restrictions", .warning, zh: { "\($0) 个转弯限制缺少成员，未予考虑" },
        en: { "\($0) turn restrictions lack members and are not applied" }),
      note(
        "reversible", .warning, zh: { "\($0) 条潮汐车道道路的方向不定，按不通处理" },
        en: {
          "\($0) reversible roads are taken as closed, since their direction depends on the hour"
        }),
      note(
        "unreadable_limits", .note, zh: { "\($0) 个限速值无法识别，按道路等级取速度" },
        en: { "\($0) speed limits cannot be read: the class's speed holds" }),
      note(
        "unreadable_durations", .warning,
        zh: { "\($0) 条渡船的航行时间（duration）无法识别，按里程和渡船速度计算" },
        en: {
          "\($0) ferries state a duration that cannot be read: they take the speed of ferries"
        }),
    ].compactMap { $0 }
  }
}

extension RoadImportReport {
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  func text(_ language: Language) -> String {
    var lines: [LocalizedText] = []
    let km = Self.number(network.lengthKm, 1)
    lines.append(
      isWritten
        ? LocalizedText(
          zh: "\(file) 已导入为路网 \(network.file)",
          en: "\(file) was made into the road network \(network.file)")
        : LocalizedText(
          zh: "\(file) 可以导入为路网 \(network.file)；这是试运行，没有写入",
          en:
            "\(file) could be made into the road network \(network.file); dry run, nothing written")
    )
    if let sourceTimestamp {
      lines.append(
        LocalizedText(zh: "数据日期：\(sourceTimestamp)", en: "data as of: \(sourceTimestamp)"))
    }
    if !attribution.isEmpty {
      lines.append(LocalizedText(zh: "署名：\(attribution)", en: "name in every map: \(attribution)"))
    }
    if let marginM {
      let margin = Self.number(marginM / 1000, 1)
      lines.append(
        LocalizedText(
          zh: "范围：\(countiesClipped) 个县（市、区）的外框外扩 \(margin) 公里",
          en:
            "area: the boxes of \(countiesClipped, of: "county", "counties") and \(margin) km around"
        ))
    } else {
      lines.append(
        LocalizedText(
          zh: "范围：整个文件（数据文件中没有县的边界）",
          en: "area: the whole file (the store has no county with a position)"))
    }
    lines.append(
      LocalizedText(
        zh: "道路 \(km) 公里，路段 \(network.segments)，路口和端点 \(network.places)，有向弧 \(network.arcs)",
        en:
          "roads: \(km) km, \(network.segments) segments between \(network.places) junctions and ends, \(network.arcs) arcs"
      ))
    lines.append(
      LocalizedText(
        zh:
          "转弯限制 \(counts["turn_restrictions"] ?? 0)（副本 \(network.copies)），不通的点 \(counts["closed_points"] ?? 0)",
        en:
          "turn restrictions: \(counts["turn_restrictions"] ?? 0) (\(network.copies, of: "copy", "copies") of places), closed points: \(counts["closed_points"] ?? 0)"
      ))
    lines.append(islandLine)
    return lines.map { $0[language] + "\n" }.joined()
      + issues.map { $0.line(in: language) + "\n" }.joined()
  }

  private var islandLine: LocalizedText {
    let main = islands.first
    let km = Self.number(main?.lengthKm ?? 0, 1)
    let others = islands.dropFirst().prefix(5).map {
      "\($0.places) (\(Self.number($0.lengthKm, 1)) km)"
    }.joined(separator: ", ")
    return LocalizedText(
      zh: "连通部分 \(islandCount)：最大的有 \(main?.places ?? 0) 个路口、\(km) 公里"
        + (others.isEmpty ? "" : "；其次 \(others)") + "；单向死角 \(pocketPlaces) 处（方案 \(profile)）",
      en:
        "parts that hang together: \(islandCount), the largest with \(main?.places ?? 0) places and \(km) km"
        + (others.isEmpty ? "" : "; then \(others)")
        + "; \(pocketPlaces, of: "place") in one-way pockets (profile \(profile))")
  }

  private static func number(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }
}
