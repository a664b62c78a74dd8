import Geometry
import Quantities
import ResponseModel
import TestSupport

@testable import DataImport

/// A small service with every kind of value in it: empty and full, odd names, dates and numbers with
/// all their digits.
struct ServiceSketch {
  private var generator: SeededGenerator
  private let desert = DesertCounty(code: "033110")

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func data() throws -> ServiceData {
    var data = ServiceData()
    let county = try desert.county(residents: 562_116, bounded: true)
    data.counties = [
      County(
        code: county.code, name: "莲都,“区”", nameInEnglish: "Liandu", residents: 562_116.5,
        residentsDate: "2020-11-01", publishedArea: SquareMeters(1_493_440_000),
        boundary: county.boundary),
      County(code: "033111", name: "云和县"),
    ]
    data.townships = try (1...4).map { number in
      Township(
        code: "033110\(100 + number)", countyCode: "033110", name: "镇\(number)", kind: .town,
        seat: number == 4 ? nil : place(), positionSource: maybe("seat"), villages: maybe(12),
        urbanVillages: maybe(3),
        boundary: number == 1 ? try desert.rectangle(-900, -900, 900, 900) : nil)
    }
    data.stations = (1...5).map { number in
      Station(
        code: "033110-S0\(number)", name: "站 \(number)号;甲", countyCode: "033110",
        hostTownshipCode: maybe("033110101"), position: place(),
        evidence: Evidence.allCases.randomElement(using: &generator) ?? .assumed)
    }
    data.demandPoints = (1...5).map { number in
      DemandPoint(
        id: "03311010100\(number)", countyCode: "033110", townshipCode: maybe("033110101"),
        name: "村\(number)\n二行", areaClass: number % 2 == 0 ? .urban : .rural,
        residents: generator.number(in: 0...5000), position: number == 5 ? nil : place(),
        evidence: .surveyed, source: "普查")
    }
    data.facilities = facilities()
    data.candidates = (1...3).map { number in
      CandidateSite(
        id: "C\(number)", name: "候选\(number)", countyCode: "033110",
        townshipCode: maybe("033110102"),
        facilityID: maybe("H1"), position: place(), cost: maybe(80.25), costUnit: maybe("万元"),
        evidence: .assumed)
    }
    data.consortium = (1...3).map { number in
      ConsortiumMembership(
        unit: "单位\(number)", facilityID: maybe("H2"), grid: "网格", group: "片区\(number)",
        leadHospital: maybe("中心医院"), isGroupLead: number == 1, townshipCode: maybe("033110103"),
        townshipSource: maybe("unit name"),
        validFrom: CalendarDate(year: 2024, month: 4, day: number),
        validTo: maybe(CalendarDate(year: 2026, month: 12, day: 31)) ?? nil)
    }
    addOperation(to: &data)
    return data
  }

  private mutating func facilities() -> [Facility] {
    (1...4).map { number in
      Facility(
        id: "H\(number)", name: "机构\(number)", countyCode: "033110",
        townshipCode: maybe("033110101"),
        villageCode: maybe("033110101001"),
        kind: FacilityKind.allCases.randomElement(using: &generator) ?? .other,
        level: HospitalLevel.allCases.randomElement(using: &generator), grade: maybe(.first),
        reachesTertiaryLevel: maybe(true), isAreaCentre: number == 1, isStandardised: maybe(false),
        isPublic: maybe(true),
        treatmentCentres: number == 1
          ? TreatmentFamily.allCases.map { family in
            TreatmentCentre(
              family, level: maybe("县级"), validFrom: maybe(CalendarDate(daysSince1970: 19_000)),
              validTo: maybe(CalendarDate(daysSince1970: 21_000)))
          } : [], position: place(orNot: generator.integer(in: 0...2)))
    }
  }

  private mutating func addOperation(to data: inout ServiceData) {
    data.ambulances = (1...3).map { number in
      Ambulance(
        plate: "浙K0000\(number)", type: maybe(.b), hasNegativePressure: maybe(true),
        stationCode: maybe("033110-S01"), status: number == 2 ? .inRepair : .inService,
        inServiceFrom: maybe(CalendarDate(daysSince1970: 18_000)),
        retiredOn: maybe(CalendarDate(daysSince1970: 22_000)),
        statusPeriods: number == 2
          ? [
            Ambulance.StatusPeriod(.inRepair, from: moment(), to: moment()),
            Ambulance.StatusPeriod(.reserve, from: moment(), to: nil),
          ] : [])
    }
    data.equipment = (1...3).map { number in
      Equipment(
        id: "000\(number)", ambulancePlate: "浙K00001",
        kind: number == 1 ? .cprDevice : EquipmentKind(rawValue: "呼吸机"), isInService: number != 2,
        checkedOn: maybe(CalendarDate(daysSince1970: 19_787)))
    }
    data.crew = (1...3).map { number in
      CrewMember(
        id: "00\(number)", roles: number == 1 ? [.physician] : [.driver, .stretcherBearer],
        licences: number == 2
          ? []
          : [
            Licence(.physician, number: "0110", expiresOn: CalendarDate(daysSince1970: 21_000)),
            Licence(.firstAid, number: nil, expiresOn: nil),
            Licence(.driving, number: "A 7", expiresOn: nil),
          ], employer: maybe("中心医院"), stationCode: maybe("033110-S02"))
    }
    data.shifts = (1...3).map { number in
      let from = moment()
      return Shift(
        ambulancePlate: "浙K0000\(number)", crewMemberID: "00\(number)", from: from,
        to: Instant(milliseconds: from.milliseconds + 43_200_000, minutesEast: from.minutesEast),
        duty: DutyKind.allCases.randomElement(using: &generator) ?? .onDuty, role: maybe(.driver))
    }
    data.calls = (1...4).map { call($0) }
    data.visits = (1...3).map { number in
      MobileVisit(
        townshipCode: "033110101", villageCode: maybe("033110101002"), village: "村\(number)",
        date: CalendarDate(daysSince1970: 19_787 + number), unit: "流动医院1号车")
    }
  }

  private mutating func call(_ number: Int) -> Call {
    var times = CallTimes()
    var now = moment().milliseconds
    for (index, step) in CallChain.steps.enumerated()
    where step == "received_at" || generator.integer(in: 0...3) > 0 {
      now += Int64(generator.integer(in: 1...600_000))
      times[index] = Instant(milliseconds: now, minutesEast: 480)
    }
    return Call(
      missionID: "2024030500010\(number)", eventID: maybe("007"), eventKind: maybe("急救"),
      times: times, statedResponse: maybe(Seconds(612)),
      position: place(orNot: generator.integer(in: 0...2)),
      countyCode: "033110", townshipCode: maybe("033110101"), areaClass: maybe(.rural),
      stationName: maybe("无此站"), stationCode: nil, ambulancePlate: maybe("浙K00009"),
      outcome: .transported, outcomeText: "送达医院")
  }

  private mutating func maybe<Value>(_ value: Value) -> Value? {
    generator.integer(in: 0...2) > 0 ? value : nil
  }

  private mutating func place() -> GeographicCoordinate {
    desert.place(generator.number(in: -15_000...15_000), generator.number(in: -15_000...15_000))
  }

  private mutating func place(orNot draw: Int) -> GeographicCoordinate? {
    draw > 0 ? place() : nil
  }

  private mutating func moment() -> Instant {
    Instant(
      milliseconds: Int64(generator.integer(in: 1_600_000_000_000...1_750_000_000_000)),
      minutesEast: 480)
  }
}
