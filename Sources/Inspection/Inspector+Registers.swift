import ResponseModel
import Standards

/// What the registers say of each county, for the rules on fleet and network.
extension Inspector {
  mutating func fillRegisters() {
    let cities = Dictionary(grouping: data.counties, by: { Self.city(of: $0.code) })
    for code in counties {
      guard var facts = registers[code] else { continue }
      let mates = Set((cities[Self.city(of: code)] ?? []).map(\.code))
      for (scope, codes) in [(Scope.county, [code] as Set<String>), (.city, mates)] {
        fillFleet(&facts, scope, codes)
        fillInstitutions(&facts, scope, codes)
      }
      fillShares(&facts, code)
      fillTownships(&facts, code)
      registers[code] = facts
    }
    fillReach()
  }

  /// Counties of one prefecture-level city share the first four of six digits; codes of another make
  /// are one territory.
  static func city(of code: String) -> String {
    code.utf8.count == 6 && code.utf8.allSatisfy { (48...57).contains($0) }
      ? String(code.prefix(4)) : ""
  }

  private func fillFleet(_ facts: inout RegisterFacts, _ scope: Scope, _ codes: Set<String>) {
    let members = data.counties.filter { codes.contains($0.code) }
    var people: [Denominator: Double] = [:]
    if !members.isEmpty, members.allSatisfy({ $0.residents != nil }) {
      people[.residents] = members.reduce(0) { $0 + ($1.residents ?? 0) }
    }
    if !members.isEmpty, members.allSatisfy({ $0.registered != nil }) {
      people[.registered] = members.reduce(0) { $0 + ($1.registered ?? 0) }
    }
    facts.people[scope] = people
    guard !data.ambulances.isEmpty else { return }
    let fleet = data.ambulances.filter { ambulance in
      county(ofStation: ambulance.stationCode).map(codes.contains) ?? false
        && isOnBooks(ambulance)
    }
    facts.fleet[scope] = Tally(Double(fleet.count))
    guard scope == .county else { return }
    for rule in request.standard.rules {
      guard case .fleetShare(let share) = rule.requirement,
        let tally = Self.share(share.attribute.id, of: fleet)
      else { continue }
      facts.attributes[share.attribute.id] = tally
    }
  }

  /// `nil` for an attribute that the register has no column for.
  private static func share(_ attribute: String, of fleet: [Ambulance]) -> Tally? {
    let total = Double(fleet.count)
    let id = kind(attribute)
    switch id {
    case "negative_pressure":
      guard fleet.contains(where: { $0.hasNegativePressure != nil }) else { return nil }
      return Tally(
        Double(fleet.count { $0.hasNegativePressure == true }),
        unknown: Double(fleet.count { $0.hasNegativePressure == nil }), of: total)
    case "type_a", "type_b", "type_c", "type_d":
      guard fleet.contains(where: { $0.type != nil }) else { return nil }
      let type = AmbulanceType(rawValue: String(id.suffix(1)).uppercased())
      return Tally(
        Double(fleet.count { $0.type == type }), unknown: Double(fleet.count { $0.type == nil }),
        of: total)
    default: return nil
    }
  }

  private func fillInstitutions(
    _ facts: inout RegisterFacts, _ scope: Scope, _ codes: Set<String>
  ) {
    let own = data.facilities.filter { codes.contains($0.countyCode) }
    var counts: [Subject: Tally] = [:]
    var openings: [Subject: [Opening]] = [:]
    for subject in Subject.allCases {
      if subject == .station {
        let stations = data.stations.filter { $0.countyCode.map(codes.contains) ?? false }
        if !data.stations.isEmpty || isComplete(subject) {
          counts[subject] = Tally(Double(stations.count))
          openings[subject] = stations.map { Opening(name: $0.name, date: $0.openedOn) }
        }
        continue
      }
      guard isComplete(subject) || data.facilities.contains(where: { isOne($0, subject) ?? false })
      else { continue }
      if subject == .treatmentCentre {
        // One hospital may hold several: the kinds are counted, not the hospitals.
        counts[subject] = Tally(
          Double(Self.treatmentCentres.count { kind in own.contains { isOne($0, kind) == true } }))
        continue
      }
      let matching = own.map { isOne($0, subject) }
      counts[subject] = Tally(
        Double(matching.count { $0 == true }), unknown: Double(matching.count { $0 == nil }))
      openings[subject] = own.filter { isOne($0, subject) == true }
        .map { Opening(name: $0.name, date: nil) }
    }
    facts.counts[scope] = counts
    facts.openings[scope] = openings
  }

  func isComplete(_ subject: Subject) -> Bool { request.completeRegisters.contains(subject) }

  /// Whether a facility is one; `nil` where its row does not say.
  func isOne(_ facility: Facility, _ subject: Subject) -> Bool? {
    func has(_ family: TreatmentFamily) -> Bool {
      facility.treatmentCentres.contains {
        $0.family == family && $0.validFrom.map { $0 <= window.lastDay } ?? true
          && $0.validTo.map { $0 >= window.lastDay } ?? true
      }
    }
    switch subject {
    case .station: return false
    case .emergencyCentre: return facility.kind == .emergencyCentre
    case .emergencySubcentre: return facility.kind == .emergencySubcentre
    case .townshipHospital: return facility.kind == .townshipHospital
    case .villageClinic: return facility.kind == .villageClinic
    case .mobileHospitalPoint: return facility.kind == .mobileHospitalPoint
    case .areaMedicalCentre: return facility.isAreaCentre
    case .levelThreeHospital:
      guard facility.kind == .hospital else { return false }
      if facility.level == .tertiary || facility.reachesTertiaryLevel == true { return true }
      return facility.level == nil || facility.reachesTertiaryLevel == nil
        ? (facility.level == nil && facility.reachesTertiaryLevel == nil ? nil : false) : false
    case .treatmentCentre: return TreatmentFamily.allCases.contains(where: has)
    case .chestPainCentre: return has(.chestPain)
    case .strokeCentre: return has(.stroke)
    case .traumaCentre: return has(.trauma)
    case .maternalCentre: return has(.maternal)
    case .childAndNewbornCentre: return has(.childAndNewborn)
    }
  }

  private func fillShares(_ facts: inout RegisterFacts, _ code: String) {
    let own = data.facilities.filter { $0.countyCode == code }
    let hospitals = own.filter { $0.kind == .townshipHospital }
    if hospitals.contains(where: { $0.isStandardised != nil }) {
      facts.shares[.standardisedTownshipHospitals] = Tally(
        Double(hospitals.count { $0.isStandardised == true }),
        unknown: Double(hospitals.count { $0.isStandardised == nil }), of: Double(hospitals.count))
    }
    let village = own.filter { $0.kind == .villageClinic }
    if village.contains(where: { $0.isPublic != nil }) {
      facts.shares[.governmentVillageInstitutions] = Tally(
        Double(village.count { $0.isPublic == true }),
        unknown: Double(village.count { $0.isPublic == nil }), of: Double(village.count))
    }
    fillLicences(&facts, code)
  }

  /// Staff of ambulances by the kind of institution that employs them; of who is employed elsewhere
  /// nothing is known here.
  private func fillLicences(_ facts: inout RegisterFacts, _ code: String) {
    guard data.crew.contains(where: { !$0.licences.isEmpty }) else { return }
    let kinds = Dictionary(data.facilities.map { ($0.name, $0.kind) }) { first, _ in first }
    for member in data.crew where county(ofStation: member.stationCode) == code {
      guard let kind = member.employer.flatMap({ kinds[$0] }) else { continue }
      let level: ServiceLevel
      switch kind {
      case .townshipHospital, .communityHealthCentre, .villageClinic: level = .township
      case .hospital, .emergencyCentre, .emergencySubcentre: level = .county
      case .mobileHospitalPoint, .other: continue
      }
      let valid = member.licences.contains { licence in
        licence.expiresOn.map { $0 >= window.lastDay } ?? true
      }
      facts.licences[level] =
        (facts.licences[level] ?? Tally(0, of: 0)) + Tally(valid ? 1 : 0, of: 1)
    }
  }

  private func fillTownships(_ facts: inout RegisterFacts, _ code: String) {
    let own = data.townships.filter { $0.countyCode == code }
    guard !own.isEmpty else { return }
    for subject in Subject.allCases
    where facts.counts[.county]?[subject] != nil && subject != .station {
      let facilities = data.facilities.filter {
        $0.countyCode == code && isOne($0, subject) == true
      }
      let counts = Dictionary(grouping: facilities) { $0.townshipCode ?? "" }
      let known = Set(own.map(\.code))
      facts.townships[subject] = TownshipRegister(
        entries: own.map {
          TownshipRegister.Entry(code: $0.code, kind: $0.kind, count: counts[$0.code]?.count ?? 0)
        },
        unplaced: facilities.count { !($0.townshipCode.map(known.contains) ?? false) })
    }
  }
}
