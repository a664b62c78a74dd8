import Coverage
import ResponseModel

extension Verdict {
  /// So many stations in each township of the kinds meant. The value is the number of townships
  /// that have them, the limit the number of townships.
  ///
  /// A station that no polygon and no record places could stand in any township: the rule stays
  /// open where such stations are enough to make up what is lacking.
  mutating func judge(_ rule: TownshipRequirement, facts: CountyFacts) {
    let required = rule.limit
    comparison = .atLeast
    unit = .townships
    limit = nil
    guard rule.subject == .station else {
      if let register = facts.registers?.townships[rule.subject] {
        return judge(rule, by: register)
      }
      return leaveOpen(
        missing: LocalizedText(
          zh: "缺少\(rule.subject.label.zh)名录（按乡镇）",
          en: "no register of \(rule.subject.label.en)s by township"))
    }
    guard let presence = facts.coverage?.presence else { return leaveOpen(missing: .noCoverage) }
    guard !presence.townships.isEmpty else {
      return leaveOpen(missing: LocalizedText(zh: "缺少乡镇（街道）名录", en: "no list of townships"))
    }
    let meant = presence.townships.filter { rule.townships.includes($0.kind) }
    guard !meant.isEmpty else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "本县（市、区）没有\(rule.townships.label.zh)",
          en: "the county has no \(rule.townships.label.en)"))
    }
    let lacking = meant.filter {
      !required.comparison.holds(Double($0.stationCodes.count), required.value)
    }
    value = Double(meant.count - lacking.count)
    limit = Double(meant.count)
    denominators = [DenominatorCount(rule.townships, count: Double(meant.count))]
    evidence = facts.stationEvidence
    var offenders = Offenders()
    offenders.townshipCodes = lacking.map(\.townshipCode)
    self.offenders = offenders

    let unplaced = presence.unplacedStationCodes.count
    if Self.couldTurn(required, lacking: lacking, unplaced: unplaced) {
      leaveOpen(
        missing: LocalizedText(
          zh: "\(unplaced)个急救站（点）不知在哪个乡镇（街道）",
          en: "the township of \(unplaced) stations is not known"))
    } else {
      outcome = lacking.isEmpty ? .pass : .fail
    }
    if unplaced > 0, outcome == .fail {
      notes.append(
        LocalizedText(
          zh: "另有\(unplaced)个急救站（点）不知在哪个乡镇（街道），未计入，计入后仍不达标",
          en:
            "\(unplaced, of: "station") of unknown township not counted; counted, it would fail"
            + " just as well"))
    }
    switch presence.basis {
    case .boundaries: break
    case .hostCode:
      notes.append(
        LocalizedText(
          zh: "缺少乡镇边界，以站点登记的所在乡镇为准",
          en: "no township boundaries: the host township on the station's record decides"))
    case .mixed:
      notes.append(
        LocalizedText(
          zh: "部分乡镇缺少边界，以站点登记的所在乡镇为准",
          en: "some townships have no boundary: there the station's record decides"))
    }
  }

  /// Whether the stations of unknown township could turn the outcome.
  private static func couldTurn(
    _ required: Threshold, lacking: [TownshipPresence.Entry], unplaced: Int
  ) -> Bool {
    guard unplaced > 0 else { return false }
    switch required.comparison {
    case .atMost, .lessThan:
      return lacking.isEmpty
    case .equal:
      return true
    case .atLeast, .moreThan:
      let enough =
        required.comparison == .atLeast
        ? required.value.rounded(.up) : required.value.rounded(.down) + 1
      let shortfall = lacking.reduce(0) { $0 + enough - Double($1.stationCodes.count) }
      return shortfall > 0 && Double(unplaced) >= shortfall
    }
  }
}
