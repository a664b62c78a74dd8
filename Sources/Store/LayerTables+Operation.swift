import GRDB
import Geometry
import Quantities
import ResponseModel

/// Where the fleet, the crews and what they did are kept.
extension LayerTables {
  static let ambulances = LayerTable<Ambulance>(
    .ambulances, keys: ["plate"],
    others: [
      "type", "negative_pressure", "station_code", "status", "in_service_from", "retired_on",
    ],
    children: [
      ChildTable(
        "ambulance_status", owner: "ambulance_plate",
        columns: ["status", "from_at", "to_at", "zone"]
      ) {
        $0.statusPeriods.map {
          [.of($0.status), .of($0.from), .of($0.to), .of($0.from.zoneText)]
        }
      }
    ],
    ofCounty: "t.station_code IN (SELECT code FROM stations WHERE county_code = ?1)"
  ) {
    [
      .of($0.plate), .of($0.type), .of($0.hasNegativePressure), .of($0.stationCode),
      .of($0.status), .of($0.inServiceFrom), .of($0.retiredOn),
    ]
  }

  /// The ambulances of county `?1`.
  private static let plates = """
    (SELECT a.plate FROM ambulances a JOIN stations s ON s.code = a.station_code \
    WHERE s.county_code = ?1)
    """

  static let equipment = LayerTable<Equipment>(
    .equipment, keys: ["id"], others: ["ambulance_plate", "kind", "in_service", "checked_on"],
    ofCounty: "t.ambulance_plate IN \(plates)"
  ) {
    [
      .of($0.id), .of($0.ambulancePlate), .of($0.kind), .of($0.isInService), .of($0.checkedOn),
    ]
  }

  static let crew = LayerTable<CrewMember>(
    .crew, keys: ["id"], others: ["employer", "station_code"],
    children: [
      ChildTable("crew_roles", owner: "crew_id", columns: ["role"]) { $0.roles.map { [.of($0)] } },
      ChildTable("licences", owner: "crew_id", columns: ["kind", "number", "expires_on"]) {
        $0.licences.map { [.of($0.kind), .of($0.number), .of($0.expiresOn)] }
      },
    ],
    ofCounty: "t.station_code IN (SELECT code FROM stations WHERE county_code = ?1)",
    ofCountyToRead: """
      (t.station_code IN (SELECT code FROM stations WHERE county_code = ?1)
      OR t.id IN (SELECT h.crew_id FROM shifts h WHERE h.ambulance_plate IN \(plates)))
      """
  ) { [.of($0.id), .of($0.employer), .of($0.stationCode)] }

  static let shifts = LayerTable<Shift>(
    .shifts, keys: ["ambulance_plate", "from_at", "crew_id"],
    others: ["to_at", "zone", "duty", "role"], ofCounty: "t.ambulance_plate IN \(plates)"
  ) {
    [
      .of($0.ambulancePlate), .of($0.from), .of($0.crewMemberID), .of($0.to),
      .of($0.from.zoneText), .of($0.duty), .of($0.role),
    ]
  }

  static let calls = LayerTable<Call>(
    .calls, keys: ["mission_id"],
    others: [
      "geom", "event_id", "event_kind", "rang_at", "answered_at", "received_at", "handled_at",
      "dispatched_at", "accepted_at", "departed_at", "arrived_at", "left_scene_at",
      "at_hospital_at", "completed_at", "returned_at", "zone", "stated_response_s", "county_code",
      "township_code", "area_class", "station_name", "station_code", "ambulance_plate", "outcome",
      "outcome_text",
    ],
    children: [
      ChildTable("call_details", owner: "mission_id", columns: ["name", "value"]) {
        $0.details.isEmpty
          ? [] : $0.details.sorted { $0.key < $1.key }.map { [.of($0.key), .of($0.value)] }
      }
    ], hasChildRows: { !$0.details.isEmpty },
    isSure: { !$0.missionID.isEmpty && $0.times.areWritable }
  ) { call in
    let times = call.times
    return [
      .of(call.missionID), .of(call.position), .of(call.eventID), .of(call.eventKind),
      .of(times.rang), .of(times.answered), .of(times.received), .of(times.handled),
      .of(times.dispatched), .of(times.accepted), .of(times.departed), .of(times.arrived),
      .of(times.leftScene), .of(times.atHospital), .of(times.completed), .of(times.returned),
      .of(times.zoneText), .of(call.statedResponse?.value), .of(call.countyCode),
      .of(call.townshipCode), .of(call.areaClass), .of(call.stationName), .of(call.stationCode),
      .of(call.ambulancePlate), .of(call.outcome), .of(call.outcomeText),
    ]
  }

  static let visits = LayerTable<MobileVisit>(
    .visits, keys: ["township_code", "village", "date", "unit"], others: ["village_code"],
    ofCounty: "t.township_code IN (SELECT code FROM townships WHERE county_code = ?1)"
  ) {
    [.of($0.townshipCode), .of($0.village), .of($0.date), .of($0.unit), .of($0.villageCode)]
  }
}

extension CallTimes {
  /// Whether each moment has the form that the store demands: a year of four digits, and a zone that
  /// exists.
  var areWritable: Bool {
    isWritable(rang) && isWritable(answered) && isWritable(received) && isWritable(handled)
      && isWritable(dispatched) && isWritable(accepted) && isWritable(departed)
      && isWritable(arrived) && isWritable(leftScene) && isWritable(atHospital)
      && isWritable(completed) && isWritable(returned)
  }

  private func isWritable(_ moment: Instant?) -> Bool {
    guard let moment else { return true }
    return Self.writable.contains(moment.milliseconds)
  }

  /// From 1900 to 2200: what lies outside is tried by the table itself.
  private static let writable: Range<Int64> = -2_208_988_800_000..<7_258_118_400_000

  /// A row has one zone, that of its first time; a mission over the night on which clocks change
  /// keeps its moments, shown in that zone. `+00:00` where there is no time at all.
  var zoneText: String {
    let early: Instant? = received ?? rang ?? answered ?? handled
    let middle: Instant? = dispatched ?? accepted ?? departed ?? arrived
    let late: Instant? = leftScene ?? atHospital ?? completed ?? returned
    let first: Instant? = early ?? middle ?? late
    return first?.zoneText ?? "+00:00"
  }
}
