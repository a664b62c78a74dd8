import Analysis
import FoundationEssentials
import ResponseModel

/// What the map itself could not show.
struct MapOmissions: Sendable, Hashable {
  /// Names that found no room.
  var droppedNames = 0
  /// Stations beyond the edge of the page whose circles reach in.
  var stationsOffPage: [String] = []
}

extension MapTexts {
  /// What a reader must know before trusting the picture, the gravest first.
  func notes(_ content: MapContent, _ omissions: MapOmissions) -> [String] {
    [
      stations(content.stations), residents(content), unplaced(content.townshipsWithoutPosition),
      withoutBoundary(content.counties), scattered(content.residentsWithoutTownship),
      offPage(omissions.stationsOffPage), dropped(omissions.droppedNames),
    ].compactMap { $0 }
  }

  private func stations(_ stations: [MapContent.MappedStation]) -> String? {
    let own = stations.filter { !$0.isNeighbor }
    let assumed = own.count(where: \.isAssumed)
    if own.isEmpty { return pick("本区域没有急救站。", "There is no station in this area.") }
    guard assumed > 0 else { return nil }
    return pick(
      "急救站 \(own.count) 个中 \(assumed) 个为假定，以其为据的结果不可作为定论。",
      "\(assumed, outOf: own.count, "station", "is", "are") assumed: what rests on"
        + " \(assumed == 1 ? "it" : "them") is not a finding.")
  }

  private func residents(_ content: MapContent) -> String? {
    guard !content.residentModels.isEmpty else { return nil }
    let models = content.residentModels.map { model in
      model == VillageCountModel.name ? pick("按村居数分摊", "shared out by village count") : model
    }
    return pick(
      "居民分布为模型推算（\(models.joined(separator: "、"))）。",
      "Where residents live is modelled (\(models.joined(separator: ", "))), not counted.")
  }

  private func unplaced(_ townships: [Township]) -> String? {
    guard !townships.isEmpty else { return nil }
    let names = list(townships.map(\.name))
    return pick(
      "\(names)没有坐标，未绘出；其居民计入总数，不计入覆盖。",
      "Without position and not drawn: \(names). Their residents are in the total, but not covered."
    )
  }

  private func withoutBoundary(_ counties: [County]) -> String? {
    let names = counties.filter { $0.boundary == nil }.map(name)
    guard !names.isEmpty else { return nil }
    return pick(
      "\(list(names))没有边界数据，覆盖面积不明。",
      "No boundary is loaded for \(list(names)): covered area unknown.")
  }

  private func scattered(_ residents: Double) -> String? {
    guard residents >= 1 else { return nil }
    return pick(
      "\(grouped(residents)) 名居民未归入乡镇（街道），不在圆点之内。",
      "\(grouped(residents)) residents belong to no township and are in no dot.")
  }

  private func offPage(_ names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    return pick(
      "图外急救站的服务圈伸入：\(list(names))。",
      "Reaching in from beyond the map: \(list(names)).")
  }

  private func dropped(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    return pick(
      "因图面所限，\(count) 个名称未标注。",
      count == 1 ? "1 name found no room." : "\(count) names found no room.")
  }

  /// What drew the map and where its data come from, as lines of a footer.
  ///
  /// - Parameter fits: whether a text has room. Sources are named whole or counted, never cut.
  func source(
    _ analysis: CoverageAnalysis, plane: String, fits: (String) -> Bool
  ) -> String {
    let provenance = analysis.provenance
    let digest = String(provenance.inputDigest.prefix(12))
    let stop = pick("。", ". ")
    let maker = [
      pick("制图：", "Drawn by ") + "\(provenance.program) \(provenance.version)"
        + pick("，输入摘要 \(digest)", ", input digest \(digest)"),
      pick("投影：\(plane)", "Projection: \(plane)"),
    ].joined(separator: stop)
    let sources = provenance.sources.map { file in
      file.source.isEmpty
        ? file.name : pick("\(file.name)（\(file.source)）", "\(file.name) (\(file.source))")
    }
    func text(_ count: Int) -> String {
      let named = sources.prefix(count).joined(separator: pick("；", "; "))
      let rest = sources.count - count
      let more = pick(
        "；另有 \(rest) 个数据文件，来源见分析结果", "; \(rest) more files in the results")
      return maker + stop + pick("数据：", "Data: ") + named + (rest > 0 ? more : "")
    }
    let longest = (1...max(sources.count, 1)).reversed().first { fits(text($0)) } ?? 0
    return longest == 0 || sources.isEmpty ? maker : text(longest)
  }

  private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// At most four names, and how many there are.
  private func list(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: pick("、", ", "))
    guard names.count > 4 else { return shown }
    return pick("\(shown)等 \(names.count) 个", "\(shown) and \(names.count - 4) more")
  }
}
