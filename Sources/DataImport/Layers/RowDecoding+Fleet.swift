import ResponseModel

extension ImportRow {
  func ambulance(_ known: ExistingRows) throws(Problem) -> Ambulance {
    let plate = try requiredCode("plate")
    let old = known.ambulances[plate]
    return Ambulance(
      plate: plate, type: has("type") ? try value("type") : old?.type,
      hasNegativePressure: has("negative_pressure")
        ? try flag("negative_pressure") : old?.hasNegativePressure,
      stationCode: has("station_code") ? try stationCode() : old?.stationCode,
      status: has("status") ? try value("status") ?? .inService : old?.status ?? .inService,
      inServiceFrom: has("in_service_from") ? try date("in_service_from") : old?.inServiceFrom,
      retiredOn: has("retired_on") ? try date("retired_on") : old?.retiredOn,
      statusPeriods: has("status_periods") ? try statusPeriods() : old?.statusPeriods ?? [])
  }

  func equipment(_ known: ExistingRows) throws(Problem) -> Equipment {
    let plate = try knownPlate()
    let text = try required("kind")
    let kind = Self.isCPRDevice(text) ? EquipmentKind.cprDevice : EquipmentKind(rawValue: text)
    let stated = try code("id")
    let made = Equipment(id: stated, ambulancePlate: plate, kind: kind, isInService: true)
    let old = known.equipment[made.id]
    return Equipment(
      id: made.id, ambulancePlate: plate, kind: kind,
      isInService: has("is_in_service")
        ? try flag("is_in_service") ?? true : old?.isInService ?? true,
      checkedOn: has("checked_on") ? try date("checked_on") : old?.checkedOn)
  }

  private static func isCPRDevice(_ text: String) -> Bool {
    text == EquipmentKind.cprDevice.rawValue || text.contains("心肺复苏")
      || HeaderName(text).full == "cpr"
  }

  func crewMember(_ known: ExistingRows) throws(Problem) -> CrewMember {
    let id = try requiredCode("id")
    let old = known.crew[id]
    let roles = try roles()
    let hasLicences = has("licences") || has("licence_number") || has("licence_expires_on")
    return CrewMember(
      id: id, roles: roles,
      licences: hasLicences ? try licences(mainRole: roles.first) : old?.licences ?? [],
      employer: has("employer") ? try text("employer") : old?.employer,
      stationCode: has("station_code") ? try stationCode() : old?.stationCode)
  }

  func shift() throws(Problem) -> Shift {
    let plate = try knownPlate()
    let member = try requiredCode("crew_id")
    guard context.references.holdsCrew(member) else {
      throw unknown(
        "unknown-crew", "crew_id", member, LocalizedText(zh: "人员", en: "crew member"), "crew")
    }
    let date = try clockDay("date")
    guard let start = try time("from") else { throw missing("from") }
    guard let end = try time("to") else { throw missing("to") }
    guard let day = start.day ?? date else {
      throw problem(
        "time-without-date", "from",
        LocalizedText(zh: "只有钟点没有日期，请补“日期”列", en: "a clock time without a date: add a column date"))
    }
    let from = context.instant(
      day: day, milliseconds: start.milliseconds ?? 0, offset: start.offsetSeconds)
    var to = context.instant(
      day: end.day ?? day, milliseconds: end.milliseconds ?? 0, offset: end.offsetSeconds)
    // 20:00 to 08:00 ends on the next morning.
    if end.day == nil, to <= from {
      to = context.instant(
        day: day + 1, milliseconds: end.milliseconds ?? 0, offset: end.offsetSeconds)
    }
    guard to > from else {
      throw problem(
        "value-invalid", "to",
        LocalizedText(zh: "下班时刻不晚于上班时刻", en: "the shift does not end after it starts"))
    }
    return Shift(
      ambulancePlate: plate, crewMemberID: member, from: from, to: to,
      duty: try value("duty") ?? .onDuty, role: try value("role"))
  }

  private func knownPlate() throws(Problem) -> String {
    let plate = try requiredCode("plate")
    guard context.references.holdsAmbulance(plate) else {
      throw unknown(
        "unknown-ambulance", "plate", plate, LocalizedText(zh: "救护车", en: "ambulance"),
        "ambulances")
    }
    return plate
  }
}
