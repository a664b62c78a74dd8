import Foundation
import Geometry
import ResponseModel
import Store

/// A made-up year of shifts for measuring speed: nothing in it stands for a real service.
///
/// Ten ambulances a station; on each, three shifts of eight hours a day and four teams of four in
/// turn, so that nobody works longer or rests shorter than allowed. One assignment in a thousand is
/// left out, which makes a finding.
struct SyntheticRoster {
  let ambulances: Int
  let days: Int

  func write(to path: String) throws {
    let stationCount = (ambulances + 9) / 10
    var data = ServiceData()
    data.counties = [County(code: "100000", name: "Synthetic", residents: 1_000_000)]
    data.stations = try (0..<stationCount).map { number in
      Station(
        code: "S\(number)", name: "S\(number)", countyCode: "100000", hostTownshipCode: nil,
        position: try GeographicCoordinate(
          latitude: 28 + Double(number) * 0.001, longitude: 120), evidence: .assumed)
    }
    let roles: [CrewRole] = [.physician, .driver, .nurse, .stretcherBearer]
    let kinds: [LicenceKind?] = [.physician, .driving, .nurse, nil]
    for car in 0..<ambulances {
      data.ambulances.append(
        Ambulance(plate: plate(car), type: .b, stationCode: "S\(car / 10)"))
      for team in 0..<4 {
        for seat in 0..<4 {
          data.crew.append(
            CrewMember(
              id: person(car, team, seat), roles: [roles[seat]],
              licences: kinds[seat].map { [Licence($0, number: "1", expiresOn: nil)] } ?? [],
              stationCode: "S\(car / 10)"))
        }
      }
    }
    data.issues = [
      DataIssue(
        .note, code: "synthetic-data",
        LocalizedText(zh: "虚构数据", en: "made-up data for measuring speed, no real service"))
    ]
    try ServiceStore.create(at: path, with: data, replacing: true)
    let store = try ServiceStore(writingTo: path)
    let note = AuditNote(
      actor: "benchmark", at: Instant(milliseconds: 0, minutesEast: 480), command: "roster")
    guard let first = CalendarDate("2026-01-01") else { preconditionFailure("a day of 2026") }
    let start = Int64(first.daysSince1970) * 86_400_000 - 28_800_000
    // Month by month and ambulance by ambulance, as rosters come in.
    _ = try store.importing(note) { session in
      for month in stride(from: 0, to: days, by: 30) {
        for car in 0..<ambulances {
          try session.add(.shifts(shifts(car, days: month..<min(month + 30, days), start)))
        }
      }
    }
  }

  private func shifts(_ car: Int, days: Range<Int>, _ start: Int64) -> [Shift] {
    var rows: [Shift] = []
    for shift in days.lowerBound * 3..<days.upperBound * 3 {
      let from = Instant(milliseconds: start + Int64(shift) * 28_800_000, minutesEast: 480)
      let to = Instant(milliseconds: from.milliseconds + 28_800_000, minutesEast: 480)
      for seat in 0..<4 where (car * 31 + shift * 7 + seat) % 1000 != 0 {
        rows.append(
          Shift(
            ambulancePlate: plate(car), crewMemberID: person(car, shift % 4, seat), from: from,
            to: to))
      }
    }
    return rows
  }

  private func plate(_ car: Int) -> String { "T\(10_000 + car)" }

  private func person(_ car: Int, _ team: Int, _ seat: Int) -> String {
    "P\(10_000 + car)-\(team)\(seat)"
  }
}
