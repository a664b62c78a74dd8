import Geometry
import Quantities
import ResponseModel
import Store
import TestSupport

/// A small service with something in every column of every table.
enum ServiceSketch {
  static let china = 480

  static func moment(_ text: String) -> Instant {
    guard let moment = Instant(text) else { preconditionFailure("no moment: \(text)") }
    return moment
  }

  static func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no day: \(text)") }
    return date
  }

  static func note(_ command: String = "test", file: SourceFile? = nil) -> AuditNote {
    AuditNote(
      actor: "tester", at: moment("2026-11-22T12:00:00.000+08:00"), command: command, file: file)
  }

  static func file(_ digest: String, name: String = "table.xlsx") -> SourceFile {
    SourceFile(name: name, sha256: digest, rows: 3, source: "test", licence: "none")
  }

  static func station(_ code: String, name: String = "站", at place: (Double, Double) = (119.9, 28))
    -> Station
  {
    Station(
      code: code, name: name, countyCode: "100001", hostTownshipCode: "100001101",
      position: GeographicCoordinate(easting: place.0, northing: place.1), evidence: .surveyed)
  }

  static func call(_ id: String, received: String, arrived: String?) -> Call {
    var times = CallTimes()
    times.received = moment(received)
    times.arrived = arrived.map(moment)
    return Call(
      missionID: id, times: times,
      position: GeographicCoordinate(easting: 120.01, northing: 28.01), countyCode: "100001",
      areaClass: .rural)
  }

  static func full() throws -> ServiceData {
    let desert = DesertCounty()
    var data = ServiceData()
    data.counties = [
      try desert.county(residents: 1000),
      County(
        code: "100002", name: "邻县", publishedArea: SquareMeters(12_500_000),
        callHandling: EvidencedTime(Seconds(45.5), .observed), dayHours: DayHours("07:30-19:30")),
    ]
    data.townships = [
      desert.township(
        1, at: (1000, 2000), boundary: try desert.rectangle(-5000, -5000, 5000, 5000)),
      desert.township(2, .subdistrict, at: nil),
      Township(
        code: "100002103", countyCode: "100002", name: "邻镇", kind: .township,
        isMountainOrIsland: true),
    ]
    data.facilities = [
      Facility(
        id: "H1", name: "县医院", countyCode: "100001", townshipCode: "100001101", kind: .hospital,
        level: .tertiary, grade: .second, reachesTertiaryLevel: true, isAreaCentre: false,
        isStandardised: true, isPublic: true,
        treatmentCentres: [
          TreatmentCentre(.chestPain, level: "县级", validFrom: day("2024-01-01")),
          TreatmentCentre(.stroke),
        ], position: desert.place(10, 20)),
      Facility(
        name: "村卫生室", countyCode: "100002", villageCode: "100002103201", kind: .villageClinic),
    ]
    data.consortium = [
      ConsortiumMembership(
        unit: "县医院", facilityID: "H1", grid: "第一网格", group: "东片", leadHospital: "县医院",
        isGroupLead: true, townshipCode: "100001101", townshipSource: "unit name",
        validFrom: day("2024-04-03"), validTo: day("2025-12-31")),
      ConsortiumMembership(
        unit: "县医院", grid: "第二网格", group: "东片", leadHospital: nil, isGroupLead: false,
        townshipCode: nil, townshipSource: nil, validFrom: day("2026-01-01")),
    ]
    data.stations = [
      desert.station(1, at: (100, 100), host: "100001101"), desert.station(2, at: (-3000, 0)),
      Station(
        code: "X-S1", name: "界外站", countyCode: nil, hostTownshipCode: nil,
        position: desert.place(30_000, 0), evidence: .assumed,
        turnout: Turnout(day: Seconds(90), night: Seconds(151.25), evidence: .surveyed)),
    ]
    data.candidates = [
      CandidateSite(
        id: "C1", name: "候选一", countyCode: "100001", townshipCode: "100001101", facilityID: "H1",
        position: desert.place(500, 500), cost: 120.5, costUnit: "万元", evidence: .modelled)
    ]
    data.demandPoints = [
      desert.demand(1, .urban, at: (0, 0), residents: 600.25),
      desert.demand(2, at: nil, residents: 399.75),
    ]
    fillOperation(&data)
    data.issues = [
      DataIssue(
        .warning, code: "test", LocalizedText(zh: "说明", en: "message"), file: "a.csv", line: 3,
        column: "b", subject: "s", countyCode: "100001")
    ]
    data.sources = [file("00ff")]
    return data
  }

  private static func fillOperation(_ data: inout ServiceData) {
    data.ambulances = [
      Ambulance(
        plate: "浙K1201急", type: .b, hasNegativePressure: true, stationCode: "100001-S1",
        status: .inRepair, inServiceFrom: day("2020-02-29"), retiredOn: day("2030-01-01"),
        statusPeriods: [
          Ambulance.StatusPeriod(
            .inRepair, from: moment("2026-11-01T08:00:00.000+08:00"),
            to: moment("2026-11-03T08:00:00.000+08:00")),
          Ambulance.StatusPeriod(
            .inRepair, from: moment("2026-11-20T08:00:00.000+08:00"), to: nil),
        ]),
      Ambulance(plate: "浙K1202急", type: nil, stationCode: nil),
    ]
    data.equipment = [
      Equipment(
        ambulancePlate: "浙K1201急", kind: .cprDevice, isInService: true,
        checkedOn: day("2026-10-01")),
      Equipment(
        id: "SN-7", ambulancePlate: "浙K1202急", kind: EquipmentKind(rawValue: "ventilator"),
        isInService: false),
    ]
    data.crew = [
      CrewMember(
        id: "0007", roles: [.nurse, .driver],
        licences: [
          Licence(.nurse, number: "N-1", expiresOn: day("2027-01-01")),
          Licence(.driving, number: nil, expiresOn: nil),
        ], employer: "县医院", stationCode: "100001-S1"),
      CrewMember(id: "0008", roles: []),
    ]
    data.shifts = [
      Shift(
        ambulancePlate: "浙K1201急", crewMemberID: "0007",
        from: moment("2026-11-21T20:00:00.000+08:00"),
        to: moment("2026-11-22T08:00:00.000+08:00"), duty: .standby, role: .nurse),
      Shift(
        ambulancePlate: "浙K1202急", crewMemberID: "0008",
        from: moment("2026-03-29T00:00:00.000+01:00"),
        to: moment("2026-03-29T08:00:00.000+01:00")),
    ]
    data.calls = [fullCall, call("M2", received: "2026-11-30T23:55:00.000+08:00", arrived: nil)]
    data.visits = [
      MobileVisit(
        townshipCode: "100001101", villageCode: "100001101201", village: "上村",
        date: day("2026-11-02"), unit: "流动医院1号车")
    ]
  }

  private static var fullCall: Call {
    let start = moment("2026-11-22T23:58:30.250+08:00")
    func later(_ seconds: Int64) -> Instant {
      Instant(milliseconds: start.milliseconds + seconds * 1000, minutesEast: china)
    }
    var times = CallTimes()
    times.rang = later(-12)
    times.answered = later(-5)
    times.received = start
    times.handled = later(40)
    times.dispatched = later(60)
    times.accepted = later(65)
    times.departed = later(200)
    times.arrived = later(900)
    times.leftScene = later(1500)
    times.atHospital = later(2400)
    times.completed = later(2500)
    times.returned = later(4000)
    return Call(
      missionID: "0001", eventID: "E1", eventKind: "救治", times: times,
      statedResponse: Seconds(2400),
      position: GeographicCoordinate(easting: 120.02, northing: 28.02),
      countyCode: "100001", townshipCode: "100001101", areaClass: .urban, stationName: "一站",
      stationCode: "100001-S1", ambulancePlate: "浙K1201急", outcome: .transported,
      outcomeText: "送达", details: ["病种判断": "创伤", "呼救原因": "车祸"])
  }
}
