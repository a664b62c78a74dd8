import FoundationEssentials
public import Inspection
public import ResponseModel
import Standards
import Yams

/// The limits of an inspection, read from YAML (`GeoData/inspection/limits.yaml` shows every key).
public struct LimitsFile: Sendable {
  /// `nil` where the file has an error.
  public let limits: InspectionLimits?
  /// Every error found, by line and column.
  public let issues: [DataIssue]

  /// - Throws: `ImportError` where the file cannot be read.
  public init(path: String) throws(ImportError) {
    let name = FileName.last(of: path)
    guard FileManager.default.fileExists(atPath: path) else {
      throw ImportError(
        .fileNotFound, LocalizedText(zh: "找不到限值文件 \(path)", en: "no limits file at \(path)"))
    }
    guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20 else {
      throw ImportError(
        .unreadableFile, LocalizedText(zh: "无法读取 \(path)", en: "cannot read \(path)"))
    }
    self.init(text: String(decoding: data, as: UTF8.self), name: name)
  }

  init(text: String, name: String) {
    var reader = StandardFileReader(file: name)
    var limits: InspectionLimits?
    do {
      if let node = try Yams.compose(yaml: text) {
        limits = reader.readLimits(node)
      } else {
        reader.report("empty-file", at: nil, zh: "文件为空", en: "the file is empty")
      }
    } catch let error as YamlError {
      let place: Place? =
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
          Place(mark)
        default: nil
        }
      reader.report("not-yaml", at: place, zh: "不是有效的 YAML", en: "this is not valid YAML")
    } catch {
      reader.report("not-yaml", at: nil, zh: "不是有效的 YAML：\(error)", en: "no valid YAML: \(error)")
    }
    issues = reader.issues
    self.limits = issues.isEmpty ? limits : nil
  }
}

extension StandardFileReader {
  fileprivate mutating func readLimits(_ node: Node) -> InspectionLimits? {
    guard var fields = open(node, "limits") else { return nil }
    var limits = InspectionLimits()
    limits.longestDutyHours = readLimit("longest_duty_h", &fields)
    limits.shortestRestHours = readLimit("shortest_rest_h", &fields)
    limits.licenceNoticeDays = readLimit("licence_notice_days", &fields)
    limits.equipmentCheckDays = readLimit("equipment_check_days", &fields)
    limits.ambulanceAgeYears = readLimit("ambulance_age_years", &fields)
    limits.hoursPerPostYear = readLimit("hours_per_post_year", &fields)
    limits.neighbourClinicKM = readLimit("neighbour_clinic_km", &fields)
    if let node = fields.take("cure_days"), var days = open(node, "cure_days") {
      for severity in FindingSeverity.allCases {
        limits.cureDays[severity] = readLimit(severity.rawValue, &days)
      }
      close(days)
    }
    if let node = fields.take("licences"), var roles = open(node, "licences") {
      for role in CrewRole.allCases {
        guard let node = roles.take(role.rawValue),
          let nodes = someElements(node, role.rawValue)
        else { continue }
        limits.licences[role] = nodes.compactMap { readKind($0, role.rawValue) }
      }
      close(roles)
    }
    close(fields)
    return limits
  }

  private mutating func readLimit(_ key: String, _ fields: inout Fields) -> InspectionLimit? {
    guard let node = fields.take(key), var limit = open(node, key) else { return nil }
    let value = need("value", in: &limit).flatMap { readPositiveNumber($0, "value") }
    let mark = need("mark", in: &limit).flatMap { readMark($0, "mark") }
    close(limit)
    guard let value, let mark else { return nil }
    guard value <= 1_000_000 else {
      report("too-large", at: node.place, zh: "“\(key)”过大", en: "'\(key)' is too large")
      return nil
    }
    return InspectionLimit(value, mark: mark)
  }

  private mutating func readKind(_ node: Node, _ key: String) -> LicenceKind? {
    guard let text = readText(node, key) else { return nil }
    if let kind = LicenceKind(rawValue: text) { return kind }
    let list = LicenceKind.allCases.map(\.rawValue).joined(separator: ", ")
    report(
      "unknown-word", at: node.place, zh: "“\(key)”不可为“\(text)”；可用：\(list)",
      en: "'\(key)' cannot be '\(text)'; use one of: \(list)")
    return nil
  }
}
