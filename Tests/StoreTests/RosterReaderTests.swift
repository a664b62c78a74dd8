import GRDB
import Inspection
import ResponseModel
import TestSupport
import Testing

@testable import Store

/// Shifts read by the store's fast loop against the ordinary one.
@Suite struct RosterReaderTests {
  @Test func `The fast loop reads what the ordinary one does`() throws {
    var random = SeededGenerator(seed: 7)
    let plates = (0..<30).map { "浙K\($0)急" }
    let people = (0..<1500).map { "P\($0)" }
    var keys: Set<String> = []
    var shifts: [Shift] = []
    for _ in 0..<4000 {
      let from =
        Int64(random.integer(in: 0...100_000_000)) * 1_000 + Int64(random.integer(in: 0...999))
      let (plate, person) = (
        plates[random.integer(in: 0...29)], people[random.integer(in: 0...1499)]
      )
      guard keys.insert("\(plate) \(from) \(person)").inserted else { continue }
      let zone = [480, -210, 60][random.integer(in: 0...2)]
      shifts.append(
        Shift(
          ambulancePlate: plate, crewMemberID: person,
          from: Instant(milliseconds: from, minutesEast: zone),
          to: Instant(
            milliseconds: from + 1 + Int64(random.integer(in: 0...90_000_000)), minutesEast: zone),
          duty: DutyKind.allCases[random.integer(in: 0...2)],
          role: random.integer(in: 0...1) == 0 ? nil : CrewRole.allCases[random.integer(in: 0...3)])
      )
    }
    let data = ServiceData(
      ambulances: plates.map { Ambulance(plate: $0, type: nil, stationCode: nil) },
      crew: people.map { CrewMember(id: $0, roles: [.driver]) }, shifts: shifts)
    let folder = try StoreFolder()
    let store = try ServiceStore(readingFrom: try folder.store(with: data))
    let fast = try store.roster(plates: plates, people: people)
    let plain = Roster(plates: plates, people: people, shifts: shifts)
    #expect(fast.plates == plain.plates && fast.people == plain.people)
    #expect(fast.count == plain.count && fast.count > 1000)
    for index in plates.indices {
      #expect(
        Array(fast.assignments(ofAmbulance: index)) == Array(plain.assignments(ofAmbulance: index)))
    }
    #expect(fast.span == plain.span)
  }

  @Test func `A time that another program wrote without decimals is read`() throws {
    let folder = try StoreFolder()
    let from = Instant("2028-02-29T20:00:00+08:00")!
    let data = ServiceData(
      ambulances: [Ambulance(plate: "A", type: nil, stationCode: nil)],
      crew: [CrewMember(id: "P", roles: [.driver])],
      shifts: [
        Shift(
          ambulancePlate: "A", crewMemberID: "P", from: from,
          to: from.shown(minutesEast: 0).later(3_600_500))
      ])
    let path = try folder.store(with: data)
    let queue = try DatabaseQueue(path: path, configuration: ServiceStore.configuration())
    try queue.write { try $0.execute(sql: "UPDATE shifts SET from_at = '2028-02-29T12:00:00Z'") }
    try queue.close()
    let roster = try ServiceStore(readingFrom: path).roster(plates: [], people: [])
    let row = try #require(roster.assignments(ofAmbulance: 0).first)
    #expect(row.fromMS == from.milliseconds && row.toMS == from.milliseconds + 3_600_500)
  }
}

extension Instant {
  fileprivate func later(_ milliseconds: Int64) -> Instant {
    Instant(milliseconds: self.milliseconds + milliseconds, minutesEast: minutesEast)
  }
}
