import Foundation
public import ResponseModel

/// The page that lists every report of a folder, with what failed.
public struct ReportIndex: Sendable {
  /// A county whose report could not be made.
  public struct Failed: Sendable {
    public let code: String
    public let name: String
    public let message: String

    public init(code: String, name: String, message: String) {
      self.code = code
      self.name = name
      self.message = message
    }
  }

  /// A folder of reports below the page; `""` for the page's own.
  public struct Group: Sendable {
    public let path: String
    public let title: String?

    public init(path: String, title: String?) {
      self.path = path
      self.title = title
    }
  }

  private let words: ReportWords
  private let folder: String

  public init(of folder: String, language: Language) {
    self.folder = folder
    words = ReportWords(language: language)
  }

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }
  private func say(_ zh: ReportText, _ en: ReportText) -> ReportText { words.say(zh, en) }

  /// Writes `index.html` into the folder, from the manifests of what is whole there.
  ///
  /// - Parameter groups: folders with reports of several stores; the folder itself where empty.
  /// - Throws: `ReportError` where it cannot be written.
  public func write(
    failed: [Failed] = [], groups: [Group] = [], generator: String, templates: ReportTemplates,
    reviewNumber: String?
  ) throws(ReportError) {
    var blocks: [ReportBlock] = []
    let groups = groups.isEmpty ? [Group(path: "", title: nil)] : groups
    var dates = Set<String>()
    for group in groups {
      let manifests = Self.manifests(in: group.path.isEmpty ? folder : "\(folder)/\(group.path)")
      for manifest in manifests { dates.insert(manifest.on) }
      if let title = group.title { blocks.append(.heading(title)) }
      let prefix = group.path.isEmpty ? "" : group.path + "/"
      let city = manifests.filter { $0.kind == CityReport.kindName }
      if let city = city.first {
        let links = links(of: city, at: "\(prefix)city")
        blocks.append(.paragraph(say("全市报告：\(links)", "Report of all counties: \(links)")))
      }
      // What stands there of a county that fails now is of earlier data.
      let broken = Set(failed.map(\.code))
      let counties = manifests.filter {
        $0.kind != CityReport.kindName && !broken.contains($0.code)
      }
      if !counties.isEmpty { blocks.append(.table(table(counties, prefix))) }
    }
    if !failed.isEmpty {
      var table = ReportTable(
        say("未能生成的报告", "Reports that could not be made"),
        [
          .init(say("编码", "Code"), .code, width: 15), .init(say("县（市、区）", "County"), width: 20),
          .init(say("原因", "Why"), width: 65),
        ])
      table.rows = failed.map { [ReportText($0.code), .name($0.name), ReportText($0.message)] }
      blocks.append(.table(table))
    }
    if blocks.isEmpty {
      blocks.append(.paragraph(ReportText(say("没有报告。", "There is no report."))))
    }
    let date = dates.sorted().map(words.day).joined(separator: words.list)
    let document = ReportDocument(
      kind: "index", language: words.language,
      title: say("院前医疗急救服务分析报告", "Emergency medical service reports"),
      subtitle: date, mark: MapTexts(language: words.language).mark(reviewNumber: reviewNumber),
      generator: generator, created: dates.sorted().last ?? "", date: date, cover: [],
      warning: nil,
      sections: [ReportSection("index", say("报告目录", "Reports"), blocks)])
    try ReportFolder.write(
      Data(try templates.html(document).utf8), to: "\(folder)/index.html")
  }

  /// Of every whole report, in the order of their codes.
  public static func manifests(in folder: String) -> [ReportManifest] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }
      .compactMap { ReportFolder("\(folder)/\($0)").completeManifest() }
      .sorted { $0.code < $1.code }
  }

  private func table(_ manifests: [ReportManifest], _ prefix: String) -> ReportTable {
    var table = ReportTable(
      say("各县（市、区）", "Counties"),
      [
        .init(say("编码", "Code"), .code, width: 9), .init(say("县（市、区）", "County"), width: 15),
        .init(say("居民（人）", "Residents"), .number, width: 10),
        .init(say("急救站（假定）", "Stations (assumed)"), .number, width: 10),
        .init(say("最大服务圈内居民", "In the widest circles"), .number, width: 10),
        .init(say("达标 / 未达标 / 无法评估", "Met / not met / open"), .number, width: 14),
        .init(say("文件", "Files"), width: 32),
      ])
    table.isAsAsked = true
    table.rows = manifests.map { manifest in
      let name = words.language == .en ? manifest.nameEn ?? manifest.name : manifest.name
      let tally = manifest.tally
      return [
        ReportText(manifest.code), .name(name),
        ReportText(manifest.population.map { NumberText.grouped($0) } ?? "—"),
        ReportText("\(manifest.stations) (\(manifest.assumedStations))"),
        ReportText(manifest.coveredPopulationShare.map { NumberText.percent($0, of: 1) } ?? "—"),
        ReportText("\(tally.pass) / \(tally.fail) / \(tally.notAssessable)"),
        links(of: manifest, at: prefix + manifest.code),
      ]
    }
    return table
  }

  /// Files under names that say whose they are, once saved.
  private func links(of manifest: ReportManifest, at path: String) -> ReportText {
    let title = say("院前医疗急救服务分析报告", "emergency medical service report")
    let order = ReportFormat.allCases.map(\.fileName)
    return manifest.files.sorted {
      (order.firstIndex(of: $0.name) ?? order.count, $0.name)
        < (order.firstIndex(of: $1.name) ?? order.count, $1.name)
    }.map { file in
      let kind = file.name.split(separator: ".").last.map(String.init) ?? file.name
      let label = kind == "geojson" ? "GeoJSON" : kind.uppercased()
      let target = "\(path)/\(file.name)".escapedForURL
      let saved = "\(manifest.name)\(words.language == .zh ? "" : " ")\(title).\(kind)"
      let download = kind == "html" ? "" : " download=\"\(saved.escapedForXML)\""
      return ReportText(
        plain: label,
        html: "<a href=\"\(target.escapedForXML)\"\(download)>\(label)</a>")
    }.joined(separator: " ")
  }
}

extension String {
  /// With everything but plain characters and slashes percent-encoded.
  fileprivate var escapedForURL: String {
    var text = ""
    for byte in utf8 {
      let character = Character(UnicodeScalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-._~/".contains(character) {
        text.append(character)
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
