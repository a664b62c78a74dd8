import Standards
import Yams

extension StandardFileReader {
  /// Reads `kind` and the keys that go with it, and closes the mapping.
  mutating func readRequirement(
    _ fields: inout Fields, mark: Standards.Mark, insideBranch: Bool
  ) -> Requirement? {
    guard let node = need("kind", in: &fields), let name = readText(node, "kind") else {
      return nil
    }
    let kinds = RuleKind.allCases.filter { !insideBranch || $0 != .anyOf }
    guard let kind = RuleKind(rawValue: name), kinds.contains(kind) else {
      let isNested = name == RuleKind.anyOf.rawValue
      let list = kinds.map(\.rawValue).joined(separator: ", ")
      report(
        isNested ? "nested-any-of" : "unknown-kind", at: node.place,
        zh: "“kind”不可为“\(name)”；可用：\(list)", en: "'kind' cannot be '\(name)'; use one of: \(list)")
      return nil
    }
    let requirement: Requirement? =
      switch kind {
      case .distance: readDistance(&fields, mark)
      case .responseStatistic: readResponse(&fields, mark)
      case .townshipPresence: readTownshipPresence(&fields, mark)
      case .anyOf: readAnyOf(&fields, mark)
      case .crewComposition: readCrew(&fields, mark)
      case .equipment: readEquipment(&fields, mark)
      case .vehiclesPerPopulation: readVehicles(&fields, mark)
      case .fleetShare: readFleetShare(&fields, mark)
      case .eventShare: readEvent(&fields, mark)
      case .facilityTravelTime: readTravelTime(&fields, mark)
      case .visitFrequency: readVisits(&fields, mark)
      case .countInPeriod: readCount(&fields, mark)
      case .ratio: readRatio(&fields, mark)
      case .countyPresence: readCountyPresence(&fields, mark)
      case .licenceShare: readLicences(&fields, mark)
      }
    close(fields)
    return requirement
  }

  private mutating func readAnyOf(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    guard let node = need("branches", in: &fields), let nodes = elements(node, "branches")
    else { return nil }
    guard nodes.count > 1 else {
      report(
        "too-few-branches", at: node.place, zh: "“any_of”至少要有两个分支",
        en: "'any_of' needs at least two branches")
      return nil
    }
    var branches: [Branch] = []
    for node in nodes {
      guard let branch = readBranch(node, mark) else { continue }
      if branches.contains(where: { $0.id == branch.id }) {
        report(
          "duplicate-branch", at: node.place, zh: "分支代号“\(branch.id)”重复",
          en: "the branch id '\(branch.id)' is used twice")
      }
      branches.append(branch)
    }
    return branches.count == nodes.count ? .anyOf(branches) : nil
  }

  private mutating func readBranch(_ node: Node, _ ruleMark: Standards.Mark) -> Branch? {
    guard var fields = open(node, "branch") else { return nil }
    let id = need("id", in: &fields).flatMap { readIdentifier($0, "id") }
    let title = need("title", in: &fields).flatMap { readLocalized($0, "title") }
    let mark = fields.take("mark").flatMap { readMark($0, "mark") } ?? ruleMark
    let requirement = readRequirement(&fields, mark: mark, insideBranch: true)
    guard let id, let title, let requirement else { return nil }
    return Branch(id: id, title: title, mark: mark, requirement: requirement)
  }

  /// A limit under `key`: operator, value, unit, and the lenient end of a range where one fits.
  mutating func readThreshold(
    _ key: String, _ fields: inout Fields, _ ruleMark: Standards.Mark, units: [MeasureUnit],
    mayBeRange: Bool = true
  ) -> Threshold? {
    guard let node = need(key, in: &fields) else { return nil }
    return readThreshold(node, key, ruleMark, units: units, mayBeRange: mayBeRange)
  }

  mutating func readThreshold(
    _ node: Node, _ key: String, _ ruleMark: Standards.Mark, units: [MeasureUnit],
    mayBeRange: Bool
  ) -> Threshold? {
    guard var fields = open(node, key) else { return nil }
    let comparison = need("operator", in: &fields).flatMap { readComparison($0) }
    let valueNode = need("value", in: &fields)
    let value = valueNode.flatMap { readNumber($0, "value") }
    let unit = need("unit", in: &fields).flatMap { readUnit($0, among: units) }
    let mark = fields.take("mark").flatMap { readMark($0, "mark") } ?? ruleMark
    let lenientNode = mayBeRange ? fields.take("lenient_value") : nil
    let lenient = lenientNode.flatMap { readNumber($0, "lenient_value") }
    close(fields)
    guard let comparison, let value, let unit else { return nil }
    for (node, number) in [(valueNode, value), (lenientNode, lenient ?? 0)]
    where unit == .percent && number > 100 {
      report(
        "over-100-percent", at: node?.place, zh: "百分比不得大于100",
        en: "a share cannot exceed 100 percent")
      return nil
    }
    if let lenient, !Threshold.isEasier(lenient, than: value, comparison) {
      report(
        "range-inverted", at: lenientNode?.place, zh: "“lenient_value”应比“value”宽松",
        en: "'lenient_value' must be easier to meet than 'value'")
      return nil
    }
    return Threshold(comparison, value, lenient: lenient, unit, mark: mark)
  }

  private mutating func readComparison(_ node: Node) -> Comparison? {
    // A bare `=` is text like the others, whatever its YAML tag.
    if case .scalar(let scalar) = node, let comparison = Comparison(sign: scalar.string) {
      return comparison
    }
    report(
      "unknown-operator", at: node.place, zh: "“operator”应为 ≤ < ≥ > = 之一（或 <=、>=）",
      en: "'operator' must be one of ≤ < ≥ > = (or <=, >=)")
    return nil
  }

  private mutating func readUnit(_ node: Node, among units: [MeasureUnit]) -> MeasureUnit? {
    guard let name = readText(node, "unit") else { return nil }
    let unit = MeasureUnit(rawValue: name)
    if let unit, units.contains(unit) { return unit }
    let list = units.map(\.rawValue).joined(separator: ", ")
    report(
      unit == nil || unit == .townships ? "unknown-unit" : "unit-not-for-kind", at: node.place,
      zh: "“unit”不可为“\(name)”；可用：\(list)", en: "'unit' cannot be '\(name)'; use one of: \(list)")
    return nil
  }

  mutating func readStatistic(
    _ fields: inout Fields, among allowed: [Statistic], absent: Statistic? = nil
  ) -> Statistic? {
    if let absent, !fields.has("statistic") {
      _ = fields.take("statistic")
      return absent
    }
    return need("statistic", in: &fields).flatMap {
      readWord(
        $0, "statistic", among: allowed, unknown: "unknown-statistic",
        unfit: "statistic-not-for-kind")
    }
  }

  /// The required share, which goes with the statistic `share` and with no other.
  mutating func readShare(
    _ fields: inout Fields, _ statistic: Statistic, _ mark: Standards.Mark
  ) -> Threshold? {
    guard statistic == .share else { return nil }
    return readThreshold("share", &fields, mark, units: [.percent], mayBeRange: false)
  }
}
