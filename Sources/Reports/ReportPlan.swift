import FoundationEssentials
public import ResponseModel

/// A batch over many stores, written down so that any number of machines can share it: which stores
/// and counties, and how their reports are made.
public struct ReportPlan: Sendable, Codable, Hashable {
  /// How the reports are made, as the command line says it.
  public struct Settings: Sendable, Codable, Hashable {
    public var standard: String?
    public var on: String
    public var radiiM: [Double]?
    public var language: Language
    public var formats: [String]
    public var template: String?
    public var reviewNumber: String?
    /// How inspections and travel times are asked for; `nil` in plans of earlier versions.
    public var options: CountyReport.Options?

    public init(
      standard: String?, on: String, radiiM: [Double]?, language: Language, formats: [String],
      template: String?, reviewNumber: String?, options: CountyReport.Options? = nil
    ) {
      self.standard = standard
      self.on = on
      self.radiiM = radiiM
      self.language = language
      self.formats = formats
      self.template = template
      self.reviewNumber = reviewNumber
      self.options = options
    }
  }

  /// One store and its folder below the plan's.
  public struct Store: Sendable, Codable, Hashable {
    public var path: String
    public var folder: String
    public var counties: [County]

    public init(path: String, folder: String, counties: [County]) {
      self.path = path
      self.folder = folder
      self.counties = counties
    }
  }

  public struct County: Sendable, Codable, Hashable {
    public var code: String
    public var name: String

    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// One of *n* parts, counted from 1.
  public struct Shard: Sendable, Hashable {
    public let index: Int
    public let count: Int

    /// Reads `2/8`; `nil` for anything else.
    public init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
        (1...count).contains(index)
      else { return nil }
      self.index = index
      self.count = count
    }
  }

  public static let fileName = "plan.json"

  public var version: String
  public var settings: Settings
  public var stores: [Store]

  public init(version: String, settings: Settings, stores: [Store]) {
    self.version = version
    self.settings = settings
    self.stores = stores
  }

  public var count: Int { stores.reduce(0) { $0 + $1.counties.count } }

  /// The part of the plan that is a shard's: a run of counties, so that a shard opens few stores.
  /// The shards of one count are disjoint and make up the whole; their sizes differ by one at most.
  public func part(_ shard: Shard) -> [Store] {
    let (first, end) = (
      (shard.index - 1) * count / shard.count, shard.index * count / shard.count
    )
    var seen = 0
    return stores.compactMap { store in
      let range = seen..<seen + store.counties.count
      seen = range.upperBound
      let own = range.clamped(to: first..<max(end, first))
      guard !own.isEmpty else { return nil }
      var part = store
      part.counties = own.map { store.counties[$0 - range.lowerBound] }
      return part
    }
  }

  /// - Throws: `ReportError` where there is no plan, or it cannot be read.
  public init(readingFrom folder: String) throws(ReportError) {
    let path = "\(folder)/\(Self.fileName)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ReportError(
        .missingInput,
        LocalizedText(
          zh: "没有 \(path)：请先运行 ambit batch plan",
          en: "there is no \(path): run ambit batch plan first"))
    }
    do {
      self = try ReportJSON.report(ReportPlan.self, from: data)
    } catch {
      throw ReportError(
        .badData, LocalizedText(zh: "\(path) 不是批处理计划", en: "\(path) is no plan of a batch"))
    }
  }

  public func write(to folder: String) throws {
    try ReportFolder.make(folder)
    try ReportFolder.write(try ReportJSON.data(self), to: "\(folder)/\(Self.fileName)")
  }
}

/// Reports that could not be made, kept beside those that could until they can: what a merge tells.
public enum FailureRecord {
  private static func folder(_ reports: String) -> String { "\(reports)/.failures" }

  /// - Throws: `ReportError` where it cannot be written.
  public static func keep(_ failed: ReportIndex.Failed, in reports: String) throws {
    try ReportFolder.make(folder(reports))
    try ReportFolder.write(
      Data("\(failed.name)\n\(failed.message)".utf8), to: "\(folder(reports))/\(failed.code)")
  }

  public static func remove(_ code: String, in reports: String) {
    // Nothing to remove is the usual case.
    try? FileManager.default.removeItem(atPath: "\(folder(reports))/\(code)")
  }

  /// `nil` where that report did not fail.
  public static func failed(_ code: String, in reports: String) -> ReportIndex.Failed? {
    guard let data = FileManager.default.contents(atPath: "\(folder(reports))/\(code)") else {
      return nil
    }
    let lines = String(decoding: data, as: UTF8.self).split(
      separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    return ReportIndex.Failed(
      code: code, name: String(lines[0]), message: lines.count > 1 ? String(lines[1]) : "")
  }

  /// Of every report that failed, by code.
  public static func all(in reports: String) -> [ReportIndex.Failed] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(reports))) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().compactMap { failed($0, in: reports) }
  }
}
