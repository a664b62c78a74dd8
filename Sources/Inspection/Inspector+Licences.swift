public import ResponseModel
import Standards

/// Licences of everybody on the books.
extension Inspector {
  private static let checks: [InspectionCheck] = [
    .licenceExpired, .licenceExpiring, .licenceAbsent, .licenceWrongKind,
  ]

  mutating func inspectLicences() {
    guard data.crew.contains(where: { !$0.licences.isEmpty }) else {
      for check in Self.checks {
        open.append(
          OpenCheck(
            check,
            data.crew.isEmpty
              ? LocalizedText(zh: "缺少人员", en: "no crew members")
              : LocalizedText(zh: "缺少执业证登记", en: "no licences are registered")))
      }
      return
    }
    judged.formUnion(Self.checks.map(\.rawValue))
    let duty = dutyByPerson()
    for member in data.crew {
      let rows = duty[member.id] ?? []
      let works = rows.contains { isPlateInScope[Int($0.ambulance)] }
      guard isInScope(station: member.stationCode) || works else { continue }
      for role in CrewRole.allCases where member.roles.contains(role) {
        guard let kinds = request.limits.licences[role], !kinds.isEmpty else { continue }
        inspect(member, as: role, kinds, rows)
      }
    }
  }

  /// Rows in the days looked at, by staff number.
  private func dutyByPerson() -> [String: [Assignment]] {
    let days = window.days
    let needed = Set(data.crew.filter { !isSurelyLicensed($0) }.map(\.id))
    var rows: [String: [Assignment]] = [:]
    let wanted = roster.people.map(needed.contains)
    for row in roster.assignments
    where wanted[Int(row.person)] && row.fromMS < days.upperBound && row.toMS > days.lowerBound {
      rows[roster.people[Int(row.person)], default: []].append(row)
    }
    return rows
  }

  /// Whether nothing will be said of their licences: their rows need not be gathered.
  private func isSurelyLicensed(_ member: CrewMember) -> Bool {
    let horizon = window.lastDay.adding(days: 1 + Int(request.limits.licenceNoticeDays?.value ?? 0))
    return member.roles.allSatisfy { role in
      guard let kinds = request.limits.licences[role], !kinds.isEmpty else { return true }
      return member.licences.contains {
        kinds.contains($0.kind) && ($0.expiresOn.map { $0 > horizon } ?? true)
      }
    }
  }

  private mutating func inspect(
    _ member: CrewMember, as role: CrewRole, _ kinds: [LicenceKind], _ rows: [Assignment]
  ) {
    let own = member.licences.filter { kinds.contains($0.kind) }
    let wanted = LocalizedText.both { language in
      kinds.map(\.label[language]).joined(separator: language == .zh ? "或" : " or ")
    }
    if own.isEmpty {
      let check: InspectionCheck = member.licences.isEmpty ? .licenceAbsent : .licenceWrongKind
      let held = LocalizedText.both { language in
        member.licences.map(\.kind.label[language]).joined(separator: "/")
      }
      var finding = Finding(
        FindingOrigin(check), .crewMember, member.id, detail: role.rawValue,
        severity: rows.isEmpty ? .warning : .error,
        message: member.licences.isEmpty
          ? LocalizedText(
            zh: "\(member.id)（\(role.label.zh)）没有\(wanted.zh)",
            en: "\(member.id) (\(role.label.en)) has no \(wanted.en)")
          : LocalizedText(
            zh: "\(member.id)（\(role.label.zh)）只有\(held.zh)，没有\(wanted.zh)",
            en: "\(member.id) (\(role.label.en)) has \(held.en) and no \(wanted.en)"),
        cure: LocalizedText(zh: "取得\(wanted.zh)，此前不排此岗", en: "obtain a \(wanted.en) first"))
      finding.found = ["valid_licences": 0]
      finding.required = ["valid_licences": 1]
      finish(finding, member, rows.map { ($0.fromMS, $0.toMS) })
      return
    }
    // The one that runs longest counts; one without an end does not expire.
    let ends = own.compactMap(\.expiresOn)
    guard ends.count == own.count, let end = ends.max() else { return }
    let days = end.daysSince1970 - window.lastDay.daysSince1970
    let notice = Int(request.limits.licenceNoticeDays?.value ?? -1)
    guard days < 0 || days <= notice else { return }
    let over = window.clock.moment(end.adding(days: 1))
    let late = rows.filter { $0.toMS > over }.map { (max($0.fromMS, over), $0.toMS) }
    let expired = days < 0
    var finding = Finding(
      FindingOrigin(
        expired ? .licenceExpired : .licenceExpiring,
        mark: expired ? nil : request.limits.licenceNoticeDays?.mark),
      .crewMember, member.id, detail: role.rawValue,
      severity: !expired ? .warning : late.isEmpty ? .warning : .error,
      message: expired
        ? LocalizedText(
          zh: "\(member.id)（\(role.label.zh)）的\(wanted.zh)已于 \(end) 到期",
          en: "the \(wanted.en) of \(member.id) (\(role.label.en)) expired on \(end)")
        : LocalizedText(
          zh: "\(member.id)（\(role.label.zh)）的\(wanted.zh)将于 \(end) 到期，还有 \(days) 天",
          en:
            "the \(wanted.en) of \(member.id) (\(role.label.en)) expires on \(end), in \(days) days"
        ),
      cure: LocalizedText(zh: "续证", en: "renew it"))
    if !expired { finding.deadline = end }
    finding.found = ["days_valid": Double(days)]
    finding.required = ["days_valid": expired ? 0 : Double(notice + 1)]
    finding.steps = [
      LocalizedText(
        zh: "\(end) − \(window.lastDay) = \(days) 天；到期当日仍有效",
        en: "\(end) − \(window.lastDay) = \(days) days; the day of expiry is still valid")
    ]
    finish(finding, member, late)
  }

  private mutating func finish(
    _ finding: Finding, _ member: CrewMember, _ times: [(Int64, Int64)]
  ) {
    var finding = finding
    finding.occurrences = times.sorted { $0 < $1 }.map { from, to in
      var one = Occurrence(fromMS: from, toMS: to)
      one.people = [member.id]
      return one
    }
    finding.rows = member.licences.map { licence in
      let end = licence.expiresOn?.description ?? "–"
      let number = licence.number ?? "–"
      return EvidenceRow(
        table: "licences", key: "\(member.id) \(licence.kind.rawValue) \(number)",
        text: LocalizedText(
          zh: "\(member.id) \(licence.kind.label.zh) 编号 \(number) 有效期至 \(end)",
          en: "\(member.id) \(licence.kind.label.en), number \(number), valid until \(end)"))
    }
    let roles = LocalizedText.both { language in
      member.roles.map(\.label[language]).joined(separator: "/")
    }
    finding.rows.append(
      EvidenceRow(
        table: "crew", key: member.id,
        text: LocalizedText(
          zh: "\(member.id) 岗位\(roles.zh) 站 \(member.stationCode ?? "–")",
          en: "\(member.id), \(roles.en), station \(member.stationCode ?? "–")")))
    add(finding, station: member.stationCode)
  }
}

extension LicenceKind {
  public var label: LocalizedText {
    switch self {
    case .physician: LocalizedText(zh: "医师执业证", en: "physician's licence")
    case .nurse: LocalizedText(zh: "护士执业证", en: "nurse's licence")
    case .driving: LocalizedText(zh: "驾驶证", en: "driving licence")
    case .firstAid: LocalizedText(zh: "急救培训合格证", en: "first-aid certificate")
    case .other: LocalizedText(zh: "其他证书", en: "other certificate")
    }
  }
}
