import ResponseModel

extension Verdict {
  /// So many institutions of a kind in each township of certain kinds.
  mutating func judge(_ rule: TownshipRequirement, by register: TownshipRegister) {
    evidence = .reported
    let meant = register.entries.filter { rule.townships.includes($0.kind) }
    guard !meant.isEmpty else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "本县（市、区）没有\(rule.townships.label.zh)",
          en: "the county has no \(rule.townships.label.en)"))
    }
    let lacking = meant.filter { !rule.limit.comparison.holds(Double($0.count), rule.limit.value) }
    value = Double(meant.count - lacking.count)
    limit = Double(meant.count)
    denominators = [DenominatorCount(rule.townships, count: Double(meant.count))]
    var offenders = Offenders()
    offenders.townshipCodes = lacking.map(\.code)
    self.offenders = offenders
    let shortfall = lacking.reduce(0) { $0 + max(0, rule.limit.value - Double($1.count)) }
    if !lacking.isEmpty, Double(register.unplaced) >= shortfall, register.unplaced > 0 {
      leaveOpen(
        missing: LocalizedText(
          zh: "\(register.unplaced)个\(rule.subject.label.zh)不知在哪个乡镇（街道）",
          en: "the township of \(register.unplaced) \(rule.subject.label.en)s is not known"))
    } else {
      outcome = lacking.isEmpty ? .pass : .fail
    }
  }

  /// So many of each of certain things in the county. The value is that of the worst subject.
  mutating func judge(_ rule: CountyRequirement, by registers: RegisterFacts) -> Bool {
    let counts = registers.counts[.county] ?? [:]
    let known = rule.subjects.compactMap { subject in counts[subject].map { (subject, $0) } }
    guard !known.isEmpty else { return false }
    evidence = .reported
    let unknown = rule.subjects.filter { counts[$0] == nil }
    var outcomes: [Outcome] = []
    for (subject, tally) in known {
      var one = self
      one.settle(
        low: tally.known, high: tally.known + tally.unknown, rule.limit, unknown: tally.unknown)
      outcomes.append(one.outcome)
      let number = tally.known.plain
      notes.append(
        LocalizedText(
          zh: "\(subject.label.zh)：\(number)"
            + (tally.unknown > 0 ? "，另有\(tally.unknown.plain)个登记不全" : ""),
          en: "\(subject.label.en): \(number)"
            + (tally.unknown > 0 ? ", and \(tally.unknown.plain) incomplete entries" : "")))
      if one.outcome == .notAssessable { missing += one.missing }
    }
    for subject in unknown {
      outcomes.append(.notAssessable)
      missing.append(
        LocalizedText(
          zh: "缺少\(subject.label.zh)名录", en: "no register of \(subject.label.en)s"))
    }
    value = known.map(\.1.known).min()
    limit = rule.limit.value
    outcome = Outcome.worst(outcomes)
    if outcome != .notAssessable {
      notes += missing
      missing = []
    }
    return true
  }

  /// How many there are, or came into being within a period.
  mutating func judge(_ rule: CountRequirement, by registers: RegisterFacts) -> Bool {
    evidence = .reported
    if rule.from != nil || rule.to != nil {
      guard let all = registers.openings[rule.scope]?[rule.subject] else { return false }
      return judge(rule, openings: all, on: registers.date)
    }
    if !rule.named.isEmpty {
      guard let all = registers.openings[rule.scope]?[rule.subject] else { return false }
      let found = rule.named.filter { name in all.contains { $0.name.contains(name) } }
      value = Double(found.count)
      outcome = rule.limit.comparison.holds(Double(found.count), rule.limit.value) ? .pass : .fail
      let absent = rule.named.filter { !found.contains($0) }
      if !absent.isEmpty {
        notes.append(
          LocalizedText(
            zh: "名录中没有：\(absent.joined(separator: "、"))",
            en: "not in the register: \(absent.joined(separator: ", "))"))
      }
      return true
    }
    guard let tally = registers.counts[rule.scope]?[rule.subject] else { return false }
    value = tally.known
    settle(
      low: tally.known, high: tally.known + tally.unknown, rule.limit, unknown: tally.unknown)
    return true
  }

  /// What was opened within the period, both days included. Before its last day, too few so far is
  /// not yet a fail.
  private mutating func judge(
    _ rule: CountRequirement, openings: [Opening], on date: CalendarDate
  ) -> Bool {
    let inside = openings.filter { opening in
      guard let day = opening.date else { return false }
      return rule.from.map { day >= $0 } ?? true && rule.to.map { day <= $0 } ?? true
        && day <= date
    }
    let undated = openings.count { $0.date == nil }
    value = Double(inside.count)
    let subject = rule.subject.label
    guard undated < openings.count || openings.isEmpty else {
      value = nil
      leaveOpen(
        missing: LocalizedText(
          zh: "\(subject.zh)均未登记启用日期", en: "no \(subject.en) has an opening date"))
      return true
    }
    settle(
      low: Double(inside.count), high: Double(inside.count + undated), rule.limit,
      unknown: Double(undated))
    if outcome == .fail, let end = rule.to, date < end {
      leaveOpen(
        missing: LocalizedText(
          zh: "期限至\(end)，尚未结束", en: "the period runs until \(end) and is not over"))
    }
    if !inside.isEmpty {
      notes.append(
        LocalizedText(
          zh: "期内启用：" + inside.map(\.name).joined(separator: "、"),
          en: "opened in the period: " + inside.map(\.name).joined(separator: ", ")))
    }
    return true
  }

  /// The share of residents within a travel time. Where the text names no share there is nothing to
  /// compare with: the share is shown and the rule stays open.
  mutating func judge(_ rule: TravelTimeRequirement, _ reach: ReachTally) {
    evidence = reach.evidence
    notes += reach.notes
    let tally = reach.residents
    guard let total = tally.total, total > 0 else {
      return leaveOpen(
        missing: LocalizedText(zh: "没有有常住人口的需求点", en: "no demand point with residents"))
    }
    value = 100 * tally.known / total
    (unit, comparison, limit) = (.percent, rule.share?.comparison, rule.share?.value)
    denominators = [DenominatorCount(.residents, count: total)]
    if rule.travelMode == nil {
      notes.append(LocalizedText(zh: "原文未说明出行方式", en: "the text does not say by which mode"))
    }
    guard let share = rule.share else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "原文未说明须覆盖的比例", en: "the text does not say what share must be reached"))
    }
    settle(
      low: 100 * tally.known / total, high: 100 * (tally.known + tally.unknown) / total, share,
      unknown: tally.unknown)
  }
}
