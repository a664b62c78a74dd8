import Geometry
import Quantities
import ResponseModel
import TestSupport
import Testing

@testable import Coverage

@Suite("Calls into response times")
struct CallTallyTests {
  private let start: Int64 = 1_767_225_600_000

  /// A mission whose times are minutes after a fixed moment.
  private func call(
    _ id: String, event: String? = nil, received: Double? = 0, arrived: Double? = 10,
    county: String? = "A", areaClass: AreaClass? = .urban, outcome: CallOutcome? = nil,
    stated: Double? = nil, hospital: Double? = nil, accepted: Double? = nil,
    departed: Double? = nil, zone: Int = 480, station: String = "S1"
  ) -> Call {
    func moment(_ minutes: Double?) -> Instant? {
      minutes.map {
        Instant(milliseconds: start + Int64(($0 * 60_000).rounded()), minutesEast: zone)
      }
    }
    var times = CallTimes()
    times.received = moment(received)
    times.arrived = moment(arrived)
    times.atHospital = moment(hospital)
    times.accepted = moment(accepted)
    times.departed = moment(departed)
    return Call(
      missionID: id, eventID: event, times: times,
      statedResponse: stated.map { Seconds(minutes: $0) }, countyCode: county,
      areaClass: areaClass, stationCode: station, outcome: outcome)
  }

  private let turnout = CallInterval(
    id: "turnout", start: \CallTimes.accepted, stop: \CallTimes.departed, isPerEvent: false)

  private func observed(_ calls: [Call]) throws -> ObservedResponse {
    var tally = CallTally(intervals: [turnout])
    for call in calls { tally.add(call) }
    return try #require(tally.observed("A"))
  }

  @Test("count each reason once and lose no mission")
  func reasons() throws {
    let found = try observed([
      call("1"), call("2", received: nil), call("3", arrived: nil), call("4", arrived: -1),
      call("5", arrived: 1440), call("6", arrived: 1439.99), call("7", outcome: .cancelled),
      call("8", arrived: nil, outcome: .cancelled), call("9", arrived: 0),
    ])
    #expect(found.missions == 9)
    #expect(
      found.exclusions == [
        .noReceived: 1, .noArrived: 1, .negative: 1, .tooLong: 1, .cancelled: 2,
      ])
    #expect(found.cancelledOnScene == 1)
    #expect(found.counted.map(\.milliseconds).sorted() == [0, 600_000, 86_399_400])
    #expect(found.missionsCounted + found.exclusions.values.reduce(0, +) == found.missions)
  }

  @Test("count the first arrival for an event of several ambulances")
  func events() throws {
    let found = try observed([
      call("1", event: "E", received: 0, arrived: 14, station: "far"),
      call("2", event: "E", received: 2, arrived: 9, station: "near"),
      call("3", event: "E", received: 0, arrived: nil, outcome: .cancelled),
      call("4", event: "F", received: 5, arrived: nil),
    ])
    #expect(found.events == 2)
    let event = try #require(found.counted.first)
    #expect(found.counted.count == 1)
    // From the first call, not from the order of the ambulance that came first.
    #expect(event.milliseconds == 9 * 60_000)
    #expect(event.station == "near")
    #expect(event.missions == 2)
    #expect(found.eventsWithSeveralMissions == 1)
    let missions = try #require(found.missionTimes[.urban])
    #expect(missions.count == 2)
    #expect(missions.mean == Double(14 + 7) / 2 * 60_000)
  }

  @Test("start with the first call of an event, though its ambulance broke down or was called off")
  func replacedAmbulance() throws {
    let found = try observed([
      call("1", event: "E", received: 0, arrived: nil),
      call("2", event: "E", received: 12, arrived: 20),
      call("3", event: "F", received: 100, arrived: nil, outcome: .cancelled),
      call("4", event: "F", received: 112, arrived: 121),
    ])
    #expect(found.counted.map(\.milliseconds) == [20 * 60_000, 21 * 60_000])
  }

  @Test("leave out an arrival before the departure, and take one at that moment")
  func arrivedBeforeDeparture() throws {
    let found = try observed([
      call("1", arrived: 0, departed: 4), call("2", arrived: 6, departed: 6),
      call("3", arrived: 9, departed: 2),
    ])
    #expect(found.exclusions[.arrivedBeforeDeparture] == 1)
    #expect(found.counted.map(\.milliseconds).sorted() == [360_000, 540_000])
  }

  @Test("take an event number used again a day later for another event")
  func reuse() throws {
    let found = try observed([
      call("1", event: "7", received: 0, arrived: 10),
      call("2", event: "7", received: 1440, arrived: 1452),
      call("3", event: "7", received: 1441, arrived: 1450),
    ])
    #expect(found.counted.map(\.milliseconds) == [600_000, 600_000])
    #expect(found.reusedEventNumbers == 1)
  }

  @Test("show month and hour by the clock of the record")
  func localClock() throws {
    // 2026-01-01T00:00Z is 08:00 in China and 16:00 of the day before in California.
    let found = try observed([call("1"), call("2", received: 1, arrived: 5, zone: -480)])
    #expect(found.counted.map(\.hour).sorted() == [8, 16])
    #expect(Set(found.counted.map(\.month)) == ["2026-01", "2025-12"])
  }

  @Test("report a stated response that runs to the hospital")
  func stated() throws {
    let found = try observed([
      call("1", stated: 10), call("2", stated: 10.4), call("3", stated: 35, hospital: 35),
      call("4", stated: 41, hospital: 40.9), call("5", stated: 12), call("6"),
    ])
    #expect(found.stated.count == 5)
    #expect(found.stated.disagreeing == 3)
    #expect(found.stated.untilHospital == 2)
    #expect(found.stated.typicalDifference == 1_500_000.0)
  }

  @Test("measure turnout over missions that have both times")
  func intervals() throws {
    let found = try observed([
      call("1", accepted: 1, departed: 4), call("2", accepted: 1, departed: 4.001),
      call("3", accepted: 1), call("4", accepted: 5, departed: 4),
      call("5", outcome: .cancelled, accepted: 1),
    ])
    let facts = try #require(found.intervals["turnout"])
    #expect(facts.times.milliseconds == [180_000, 180_060])
    #expect(facts.missing == 1)
    #expect(facts.impossible == 1)
  }

  @Test("count calls of no county and leave them out")
  func noCounty() {
    var tally = CallTally(intervals: [], counties: ["A"])
    for call in [call("1"), call("2", county: nil), call("3", county: "B")] { tally.add(call) }
    #expect(tally.withoutCounty == 1)
    #expect(tally.countiesWithCalls == ["A"])
  }

  @Test("give the same whatever the order of the rows", arguments: Seeds.some)
  func order(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var calls = (0..<300).map { index in
      call(
        "\(index)", event: "\(Int(generator.number(in: 0...150)))",
        received: generator.number(in: 0...5), arrived: generator.number(in: 3...40))
    }
    let first = try observed(calls).counted
    calls.shuffle(using: &generator)
    #expect(try observed(calls).counted == first)
  }
}
