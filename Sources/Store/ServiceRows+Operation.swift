import Geometry
import Quantities
import ResponseModel

/// The fleet, the crews and what they did.
extension ServiceRows {
  func ambulances() throws -> [Ambulance] {
    let periods = try details("ambulance_status", of: LayerTables.ambulances) { row in
      Ambulance.StatusPeriod(
        try row.word("status"), from: try row.requiredMoment("from_at"),
        to: try row.moment("to_at"))
    }
    return try rows(LayerTables.ambulances) { row in
      let plate = try row.text("plate")
      return Ambulance(
        plate: plate, type: try row.optionalWord("type"),
        hasNegativePressure: try row.flag("negative_pressure"),
        stationCode: try row["station_code"],
        status: try row.word("status"), inServiceFrom: try row.date("in_service_from"),
        retiredOn: try row.date("retired_on"), statusPeriods: periods[plate] ?? [])
    }
  }

  func equipment() throws -> [Equipment] {
    try rows(LayerTables.equipment) { row in
      Equipment(
        id: try row.text("id"), ambulancePlate: try row.text("ambulance_plate"),
        kind: EquipmentKind(rawValue: try row.text("kind")), isInService: try row["in_service"],
        checkedOn: try row.date("checked_on"))
    }
  }

  func crew() throws -> [CrewMember] {
    let roles = try details("crew_roles", of: LayerTables.crew) { row in
      try row.word("role") as CrewRole
    }
    let licences = try details("licences", of: LayerTables.crew) { row in
      Licence(
        try row.word("kind"), number: try row["number"], expiresOn: try row.date("expires_on"))
    }
    return try rows(LayerTables.crew) { row in
      let id = try row.text("id")
      return CrewMember(
        id: id, roles: roles[id] ?? [], licences: licences[id] ?? [], employer: try row["employer"],
        stationCode: try row["station_code"])
    }
  }

  func shifts() throws -> [Shift] { try rows(LayerTables.shifts, Self.shift) }

  static func shift(_ row: StoredRow) throws -> Shift {
    Shift(
      ambulancePlate: try row.text("ambulance_plate"), crewMemberID: try row.text("crew_id"),
      from: try row.requiredMoment("from_at"), to: try row.requiredMoment("to_at"),
      duty: try row.word("duty"), role: try row.optionalWord("role"))
  }

  func calls() throws -> [Call] {
    let details = try details("call_details", of: LayerTables.calls) { row in
      (try row.text("name"), try row.text("value"))
    }
    return try rows(LayerTables.calls) { row in
      let asked = details[try row.text("mission_id")] ?? []
      return try Self.call(row, details: Dictionary(asked) { first, _ in first })
    }
  }

  static func call(_ row: StoredRow, details: [String: String] = [:]) throws -> Call {
    Call(
      missionID: try row.text("mission_id"), eventID: try row["event_id"],
      eventKind: try row["event_kind"], times: try times(row),
      statedResponse: (try row["stated_response_s"] as Double?).map { Seconds($0) },
      position: try row.point(), countyCode: try row["county_code"],
      townshipCode: try row["township_code"], areaClass: try row.optionalWord("area_class"),
      stationName: try row["station_name"], stationCode: try row["station_code"],
      ambulancePlate: try row["ambulance_plate"], outcome: try row.optionalWord("outcome"),
      outcomeText: try row["outcome_text"], details: details)
  }

  private static func times(_ row: StoredRow) throws -> CallTimes {
    var times = CallTimes()
    times.rang = try row.moment("rang_at")
    times.answered = try row.moment("answered_at")
    times.received = try row.moment("received_at")
    times.handled = try row.moment("handled_at")
    times.dispatched = try row.moment("dispatched_at")
    times.accepted = try row.moment("accepted_at")
    times.departed = try row.moment("departed_at")
    times.arrived = try row.moment("arrived_at")
    times.leftScene = try row.moment("left_scene_at")
    times.atHospital = try row.moment("at_hospital_at")
    times.completed = try row.moment("completed_at")
    times.returned = try row.moment("returned_at")
    return times
  }

  func visits() throws -> [MobileVisit] {
    try rows(LayerTables.visits) { row in
      MobileVisit(
        townshipCode: try row.text("township_code"), villageCode: try row["village_code"],
        village: try row.text("village"), date: try row.present(try row.date("date"), "date"),
        unit: try row.text("unit"))
    }
  }
}
