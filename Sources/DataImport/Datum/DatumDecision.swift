import Foundation
import Geometry
import ResponseModel

/// Which datum a file's positions are taken to be in, and on whose word.
struct DatumDecision {
  /// `nil` where there are no positions, or nobody says.
  let datum: SourceDatum?
  let source: ImportSummary.DatumSource
  /// Whether the rows have positions at all.
  private let isNeeded: Bool
  /// Whether the file is laid out as the maps of DataV are, which are in GCJ-02 and do not say so.
  private let looksLikeDataV: Bool

  init(
    options: ImportOptions, opened: OpenedTable, mapping: ColumnMapping, table: LayerTable,
    readsShapes: Bool
  ) {
    let column = mapping["longitude"] ?? mapping["latitude"] ?? mapping["boundary"]
    isNeeded = table.hasPositions && (readsShapes || column != nil)
    let headers = Set(opened.headers)
    looksLikeDataV =
      headers.contains("adcode")
      && !headers.isDisjoint(with: ["acroutes", "childrenNum", "centroid", "parent"])
    guard isNeeded else {
      (datum, source) = (nil, .none)
      return
    }
    if let datum = options.datum {
      (self.datum, source) = (datum, .option)
    } else if readsShapes, let declared = opened.reader.declaredSystem {
      datum = SourceDatum(option: declared) ?? .system(declared)
      let isRule =
        opened.reader.file.driver == "GeoJSON" && !Self.namesSystem(opened.reader.file.path)
      source = isRule ? .geoJSONRule : .file
    } else if let datum = column?.datum ?? mapping["latitude"]?.datum {
      (self.datum, source) = (datum, .header)
    } else {
      (datum, source) = (nil, .none)
    }
  }

  /// Whether a GeoJSON file has a member `crs`; without one it is WGS 84 by RFC 7946.
  private static func namesSystem(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    // Both ends: some writers put it last.
    let head = handle.readData(ofLength: 4096)
    let size = handle.seekToEndOfFile()
    handle.seek(toFileOffset: size > 4096 ? size - 4096 : 0)
    let ends = String(decoding: head + handle.readDataToEndOfFile(), as: UTF8.self)
    return ends.contains(#""crs""#)
  }

  struct Judgement {
    var finding: DatumFinding?
    var obstacle: ImportError?
    var warning: DataIssue?
  }

  /// Compares what was taken with what the store holds.
  func judge(
    _ sampler: DatumSampler, references: ReferenceData, place: String
  ) throws(ImportError) -> Judgement {
    // A table may have the columns and nothing in them.
    guard isNeeded, !sampler.isEmpty else { return Judgement() }
    if let datum, case .system = datum {
      return try Judgement(warning: astray(sampler, references: references, place: place))
    }
    let taken = datum.map(DatumHypothesis.init) ?? DatumHypothesis(.wgs84)
    guard let taken else { return Judgement() }
    if datum == nil, let metric = metricNumbers(sampler, place) { return metric }
    let finding = DatumDetector.examine(
      pairs: sampler.pairs, placed: sampler.placed, taken: taken
    ) { position, county in
      if let county { return references.isInside(position, county: county) }
      return references.areas.isEmpty ? nil : references.countyCode(at: position) != nil
    }
    var judgement = Judgement(finding: finding)
    guard datum != nil else {
      judgement.obstacle = undeclared(finding, place)
      return judgement
    }
    if let sentence = finding.sentence {
      if source == .option {
        judgement.warning = DataIssue(.warning, code: "datum-doubtful", sentence, file: place)
      } else {
        judgement.obstacle = contradicted(sentence, place)
      }
    } else if source == .geoJSONRule, looksLikeDataV, finding.verdict == .inconclusive {
      judgement.obstacle = ImportError(
        .usage,
        LocalizedText(
          zh:
            "\(place) 像是 DataV 一类网站的地图，通常是 GCJ-02 而不声明；数据文件中没有可对照的数据，请用 --crs gcj02 或 --crs wgs84 指明",
          en:
            "\(place) looks like a map of DataV and its kin, which are in GCJ-02 without saying so;"
            + " the store has nothing to compare with: say --crs gcj02 or --crs wgs84"))
    }
    return judgement
  }

  /// Of a map projection PROJ has the last word; a wrong zone, though, puts every point in another
  /// county.
  private func astray(
    _ sampler: DatumSampler, references: ReferenceData, place: String
  ) throws(ImportError) -> DataIssue? {
    guard let datum, !references.areas.isEmpty, !sampler.placed.isEmpty else { return nil }
    let converter = try PositionConverter(datum)
    let points = sampler.placed.prefix(1000)
    let inside = points.count { placed in
      // One that cannot be converted is reported with its row.
      (try? converter.position(placed.point)).flatMap(references.countyCode(at:)) != nil
    }
    guard inside == 0 else { return nil }
    return DataIssue(
      .warning, code: "datum-doubtful",
      LocalizedText(
        zh: "按 \(datum.name) 换算后，\(points.count) 个点都不在已载入的县内；坐标系或带号是否有误？",
        en: "taken as \(datum.name), none of \(points.count) points lies in a county of the store;"
          + " is it the right system and zone?"), file: place)
  }

  private func metricNumbers(_ sampler: DatumSampler, _ place: String) -> Judgement? {
    let points = sampler.placed.map(\.point)
    guard let first = points.first,
      points.count(where: { abs($0.easting) > 360 || abs($0.northing) > 360 }) * 2 > points.count
    else { return nil }
    return Judgement(
      obstacle: ImportError(
        .usage,
        LocalizedText(
          zh:
            "\(place) 的坐标以米为单位（如 \(first.easting), \(first.northing)），但没有说明坐标系；请用 --crs 指明，如 --crs EPSG:4549（2000 国家大地坐标系 3 度带，中央经线 120°，横坐标不带带号）",
          en:
            "the coordinates of \(place) are metres (\(first.easting), \(first.northing)) of a system"
            + " it does not name: say it with --crs, such as --crs EPSG:4549 (CGCS2000, 3-degree zone"
            + " of 120°E, easting without zone number)")))
  }

  private func undeclared(_ finding: DatumFinding, _ place: String) -> ImportError {
    let seen: LocalizedText =
      switch finding.verdict {
      case .contradicts: finding.sentence ?? LocalizedText(zh: "", en: "")
      case .agrees:
        LocalizedText(
          zh: "与已有数据对照，像是 WGS-84 或 CGCS2000；请用 --crs wgs84 确认",
          en: "compared with the store they look like WGS-84 or CGCS2000: confirm with --crs wgs84")
      case .inconclusive:
        LocalizedText(
          zh: "请用 --crs 指明：GPS 和天地图 wgs84 或 cgcs2000，高德、腾讯 gcj02，百度 bd09",
          en:
            "say it with --crs: wgs84 or cgcs2000 for GPS and surveys, gcj02 for Amap and Tencent,"
            + " bd09 for Baidu")
      }
    return ImportError(
      .usage,
      LocalizedText(
        zh: "\(place) 没有说明坐标系；\(seen.zh)", en: "\(place) does not say its datum; \(seen.en)"))
  }

  private func contradicted(_ sentence: LocalizedText, _ place: String) -> ImportError {
    let name = datum?.name ?? ""
    let word: LocalizedText =
      switch source {
      case .geoJSONRule:
        LocalizedText(zh: "按 RFC 7946 应为 WGS-84", en: "should be WGS-84 by RFC 7946")
      case .header: LocalizedText(zh: "表头写明 \(name)", en: "says \(name) in its header")
      default: LocalizedText(zh: "自称 \(name)", en: "says it is in \(name)")
      }
    return ImportError(
      .badData,
      LocalizedText(
        zh: "\(place) \(word.zh)，但\(sentence.zh)；如确为 \(name)，请用 --crs 写明",
        en:
          "\(place) \(word.en), but \(sentence.en); if it is \(name) all the same, say so with --crs"
      ))
  }
}
