import Geometry
public import ResponseModel

public import FoundationEssentials

/// Where two reports first differ, in the order of their sorted keys.
public struct ReportDifference: Sendable, Hashable {
  /// E.g. `coverage.counties[0].radii[1].covered_population`.
  public let path: String
  /// As JSON; `nil` where the one has nothing there.
  public let first: String?
  public let second: String?

  /// - Returns: `nil` where both hold the same, number by number.
  /// - Throws: `ReportError` for text that is no JSON.
  /// - Complexity: O(*n*).
  public static func between(_ first: Data, _ second: Data) throws -> ReportDifference? {
    difference(try value(first), try value(second), at: "")
  }

  private static func value(_ data: Data) throws -> JSONValue {
    do {
      return try JSONDecoder().decode(JSONValue.self, from: data)
    } catch {
      throw ReportError(
        .badData, LocalizedText(zh: "不是 JSON 文件", en: "the file is not JSON"))
    }
  }

  private static func difference(
    _ first: JSONValue?, _ second: JSONValue?, at path: String
  ) -> ReportDifference? {
    switch (first, second) {
    case (.object(let a)?, .object(let b)?):
      for key in Set(a.keys).union(b.keys).sorted() {
        let inner = path.isEmpty ? key : "\(path).\(key)"
        if let found = difference(a[key], b[key], at: inner) { return found }
      }
      return nil
    case (.array(let a)?, .array(let b)?):
      for index in 0..<max(a.count, b.count) {
        let (one, other) = (a.dropFirst(index).first, b.dropFirst(index).first)
        if let found = difference(one, other, at: "\(path)[\(index)]") { return found }
      }
      return nil
    default:
      guard first != second else { return nil }
      return ReportDifference(
        path: path, first: first.map(text), second: second.map(text))
    }
  }

  /// Short enough for one line.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15
        ? String(Int(number)) : "\(number)"
    case .string(let text): "\"\(text.prefix(80))\""
    case .array(let items): "[\(items.count)]"
    case .object(let members): "{\(members.count)}"
    }
  }
}

/// What a report's JSON says of how it was made: what it takes to make it again.
public struct ReportOrigin: Sendable, Decodable {
  public struct Place: Sendable, Decodable {
    public let code: String
  }

  public struct Coverage: Sendable, Decodable {
    public let counties: [Place]
    public let provenance: CoverageProvenance
  }

  public struct CoverageProvenance: Sendable, Decodable {
    public let standard: String
    public let on: String
    public let radiiM: [Double]
    public let inputSha256: String
    public let version: String
  }

  /// `county_report`, `city_report`; `nil` for the JSON of `ambit coverage`.
  public let kind: String?
  public let language: Language?
  public let reviewNumber: String?
  /// `nil` for the JSON of `ambit coverage`.
  public let options: CountyReport.Options?
  public let county: Place?
  public let coverage: Coverage?
  public let counties: [Place]?
  public let provenance: CoverageProvenance?
  public let standardName: String?

  /// - Throws: `ReportError` where the file is no report of ambit.
  public init(json: Data) throws(ReportError) {
    do {
      self = try ReportJSON.report(ReportOrigin.self, from: json)
    } catch {
      throw Self.unknown
    }
    guard made != nil else { throw Self.unknown }
  }

  private static var unknown: ReportError {
    ReportError(
      .badData,
      LocalizedText(
        zh: "不是 ambit 的报告：应为 ambit report 的 report.json，或 ambit coverage --format json 的结果",
        en: "this is no report of ambit: give a report.json of ambit report, or what"
          + " ambit coverage --format json printed"))
  }

  public var made: CoverageProvenance? { coverage?.provenance ?? provenance }
}

extension CityReport {
  /// What a report of all was compared with and left out, to make it again.
  /// - Throws: `ReportError` where it is none.
  public static func circumstances(
    of json: Data
  ) throws(ReportError) -> (earlier: Earlier?, excluded: [Excluded]) {
    do {
      let report = try ReportJSON.report(CityReport.self, from: json)
      return (report.earlier, report.excluded)
    } catch {
      throw ReportError(
        .badData, LocalizedText(zh: "不是全市报告", en: "this is no report of all counties"))
    }
  }
}
