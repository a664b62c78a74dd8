import Geometry
import Quantities
import ResponseModel
import Standards

/// Consortium grids: units in none, in two, or nearer to another lead hospital.
extension Inspector {
  mutating func inspectConsortium() {
    let checks: [InspectionCheck] = [.consortiumNone, .consortiumTwo, .consortiumNearerLead]
    let valid = data.consortium.filter { membership in
      membership.validFrom.map { $0 <= window.lastDay } ?? true
        && membership.validTo.map { $0 >= window.lastDay } ?? true
    }
    guard !valid.isEmpty else {
      for check in checks {
        open.append(
          OpenCheck(check, LocalizedText(zh: "缺少医联体网格名录", en: "no list of consortium grids")))
      }
      return
    }
    judged.formUnion([InspectionCheck.consortiumNone, .consortiumTwo].map(\.rawValue))
    let countyOf = Dictionary(data.townships.map { ($0.code, $0.countyCode) }) { first, _ in first }
    let facilities = Dictionary(data.facilities.map { ($0.id, $0) }) { first, _ in first }
    func county(_ membership: ConsortiumMembership) -> String? {
      membership.townshipCode.flatMap { countyOf[$0] }
        ?? membership.facilityID.flatMap { facilities[$0]?.countyCode }
    }
    let byUnit = Dictionary(grouping: valid) { $0.facilityID ?? $0.unit }
    for (unit, memberships) in byUnit.sorted(by: { $0.key < $1.key }) {
      let grids = Set(memberships.map(\.grid)).sorted()
      guard grids.count > 1, let first = memberships.first else { continue }
      let code = county(first)
      guard code.map(counties.contains) ?? isWhole else { continue }
      var finding = Finding(
        FindingOrigin(.consortiumTwo), .facility, unit, severity: .warning,
        message: LocalizedText(
          zh: "\(first.unit) 同时在网格 \(grids.joined(separator: "、"))",
          en: "\(unit) is in \(grids.count, of: "grid"): \(grids.joined(separator: ", "))"),
        cure: LocalizedText(zh: "保留一个网格，其余注明止日", en: "keep one, and end the others"))
      finding.found = ["grids": Double(grids.count)]
      finding.required = ["grids": 1]
      finding.rows = memberships.map(evidence)
      add(finding, station: nil, county: code)
    }
    let ids = Set(valid.compactMap(\.facilityID))
    let names = Set(valid.map(\.unit))
    let served = Set(valid.compactMap(county))
    for facility in data.facilities
    where [.townshipHospital, .communityHealthCentre].contains(facility.kind)
      && counties.contains(facility.countyCode) && served.contains(facility.countyCode)
      && !ids.contains(facility.id) && !names.contains(facility.name)
    {
      var finding = Finding(
        FindingOrigin(.consortiumNone), .facility, facility.id, severity: .warning,
        message: LocalizedText(
          zh: "\(facility.name) 不在任何医联体网格", en: "\(facility.id) is in no consortium grid"),
        cure: LocalizedText(zh: "编入网格", en: "assign it to a grid"))
      finding.found = ["grids": 0]
      finding.required = ["grids": 1]
      finding.rows = [
        EvidenceRow(
          table: "facilities", key: facility.id,
          text: LocalizedText(zh: facility.name, en: facility.name))
      ]
      add(finding, station: nil, county: facility.countyCode)
    }
    for code in request.facts.map(\.countyCode) where !served.contains(code) {
      open.append(
        OpenCheck(
          .consortiumNone, county: code,
          LocalizedText(zh: "该县没有医联体网格名录", en: "no list of grids for this county")))
    }
    inspectLeads(valid, county)
  }

  private func evidence(_ membership: ConsortiumMembership) -> EvidenceRow {
    let text =
      "\(membership.unit) \(membership.grid) \(membership.group) "
      + "\(membership.validFrom?.description ?? "…")–\(membership.validTo?.description ?? "…")"
    return EvidenceRow(
      table: "consortium", key: "\(membership.unit) \(membership.group)",
      text: LocalizedText(zh: text, en: text))
  }

  private mutating func inspectLeads(
    _ valid: [ConsortiumMembership], _ county: (ConsortiumMembership) -> String?
  ) {
    let names = Set(valid.compactMap(\.leadHospital)).sorted()
    var leads: [(name: String, position: GeographicCoordinate)] = []
    for name in names {
      let facility = data.facilities.first { $0.name == name && $0.position != nil }
      if let position = facility?.position { leads.append((name, position)) }
    }
    guard leads.count > 1, leads.count == names.count else {
      open.append(
        OpenCheck(
          .consortiumNearerLead,
          LocalizedText(
            zh: "牵头医院没有全部登记坐标（\(leads.count)/\(names.count)）",
            en: "not every lead hospital has a position (\(leads.count) of \(names.count))")))
      return
    }
    judged.insert(InspectionCheck.consortiumNearerLead.rawValue)
    let seats = Dictionary(data.townships.map { ($0.code, $0.seat) }) { first, _ in first }
    let places = Dictionary(data.facilities.map { ($0.id, $0.position) }) { first, _ in first }
    let units = valid.compactMap { membership -> (ConsortiumMembership, GeographicCoordinate)? in
      guard county(membership).map(counties.contains) ?? isWhole, membership.leadHospital != nil
      else { return nil }
      let position =
        membership.facilityID.flatMap { places[$0] ?? nil }
        ?? membership.townshipCode.flatMap { seats[$0] ?? nil }
      return position.map { (membership, $0) }
    }
    let travel = request.travelTimes.unstated.flatMap { $0.method == "road" ? $0 : nil }
    let table = costs(from: units.map(\.1), to: leads.map(\.position), travel)
    for (number, (membership, _)) in units.enumerated() {
      let code = county(membership)
      let own = membership.leadHospital ?? ""
      let costs = zip(leads, table[number]).compactMap { lead, cost in
        cost.map { (name: lead.name, cost: $0) }
      }
      guard let nearest = costs.min(by: { ($0.cost, $0.name) < ($1.cost, $1.name) }),
        let mine = costs.first(where: { $0.name == own }), nearest.cost < mine.cost
      else { continue }
      let unit = travel == nil ? "km" : "min"
      func text(_ cost: Double) -> String { "\((cost * 100).rounded() / 100) \(unit)" }
      var finding = Finding(
        FindingOrigin(.consortiumNearerLead), .facility, membership.facilityID ?? membership.unit,
        detail: membership.group, severity: .note,
        message: LocalizedText(
          zh:
            "\(membership.unit) 的牵头医院 \(own) \(text(mine.cost))，\(nearest.name) 更近：\(text(nearest.cost))",
          en: "\(membership.unit): its lead \(own) is \(text(mine.cost)) away, \(nearest.name) "
            + text(nearest.cost)),
        cure: LocalizedText(zh: "核对网格划分", en: "look at the division into grids"))
      finding.found = [travel == nil ? "own_lead_km" : "own_lead_min": mine.cost]
      finding.required = [
        travel == nil ? "nearest_lead_km" : "nearest_lead_min": nearest.cost
      ]
      finding.rows = [evidence(membership)]
      finding.steps = costs.map { cost in
        LocalizedText(
          zh: "\(cost.name): \(text(cost.cost))", en: "\(cost.name): \(text(cost.cost))")
      }
      finding.steps.append(
        travel?.note
          ?? LocalizedText(
            zh: "未载入道路，以直线距离代替道路时间",
            en: "no roads are loaded: straight-line distances stand in for road times"))
      add(finding, station: nil, county: code)
    }
  }
  /// Minutes by road, or kilometres in a straight line without roads; by origin, then lead.
  private func costs(
    from units: [GeographicCoordinate], to leads: [GeographicCoordinate], _ travel: TravelTimes?
  ) -> [[Double?]] {
    guard let travel else {
      return units.map { unit in
        leads.map { Geodesic.distance(unit, $0).kilometers as Double? }
      }
    }
    let columns = leads.map { travel.nearest(units, [$0]).ways }
    return units.indices.map { unit in columns.map { $0[unit].time?.minutes } }
  }
}
