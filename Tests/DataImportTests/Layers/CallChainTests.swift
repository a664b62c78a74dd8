import Quantities
import ResponseModel
import Testing

@testable import DataImport

@Suite struct CallChainTests {
  private static let header = "任务编码,日期,开始受理时刻,派车时刻,出车时刻,到达现场时刻,返回站中时刻\n"

  private func times(_ row: String) throws -> (times: CallTimes?, issues: [DataIssue]) {
    let folder = try ImportFolder()
    let read = try Imported(try folder.write(Self.header + row + "\n", "calls.csv"), .calls)
    return (read.calls.first?.times, read.issues)
  }

  private func texts(_ times: CallTimes?) -> [String?] {
    [times?.received, times?.dispatched, times?.departed, times?.arrived, times?.returned].map {
      $0.map { String($0.description.prefix(16)) }
    }
  }

  private static let overnight = [
    "2024-03-05T23:50", "2024-03-05T23:55", "2024-03-05T23:58", "2024-03-06T00:10",
    "2024-03-06T01:00",
  ]

  @Test(arguments: [
    "1,,2024-03-05 23:50,2024-03-05 23:55,2024-03-05 23:58,2024-03-06 00:10,2024-03-06 01:00",
    "1,,2024-03-05 23:50,23:55,23:58,0:10,1:00",
    "1,2024-03-05,23:50,23:55,23:58,0:10,1:00",
    "1,,23:50,23:55,23:58,2024-03-06 0:10,1:00",
    "1,,2024-03-05 23:50,2024-03-05 23:55,2024-03-05 23:58,2024-03-05 00:10,2024-03-05 01:00",
    "1,,2024/3/5 下午11:50,下午11:55,下午11:58,上午12:10,上午1:00",
    "1,,2024-03-05T15:50Z,2024-03-05T23:55+08:00,23:58,0:10,1:00",
  ])
  func `A mission over midnight has the same moments however it is written`(row: String) throws {
    let read = try times(row)
    var expected: [String?] = Self.overnight
    // A moment keeps the zone it was written in.
    if row.contains("Z") { expected[0] = "2024-03-05T15:50" }
    #expect(texts(read.times) == expected)
    #expect(read.issues.filter { $0.severity == .error }.isEmpty)
  }

  @Test func `A day that was repeated is corrected and said`() throws {
    let read = try times("1,,2024-03-05 23:50,2024-03-05 23:55,2024-03-05 23:58,2024-03-05 0:10,")
    #expect(read.issues.map(\.code) == ["time-day-corrected"])
    #expect(read.issues.first?.column == "到达现场时刻")
    #expect(read.issues.first?.line == 2)
  }

  @Test func `A step before the one it follows is said and kept`() throws {
    let read = try times("1,,2024-03-05 08:10,2024-03-05 08:05,,2024-03-05 08:20,")
    #expect(read.issues.map(\.code) == ["times-out-of-order"])
    #expect(read.times?.dispatched?.description.hasPrefix("2024-03-05T08:05") == true)
  }

  @Test func `Clock times without any date are refused`() throws {
    let read = try times("1,,23:50,23:55,,0:10,")
    #expect(read.issues.map(\.code) == ["time-without-date"])
    #expect(read.times == nil)
  }

  @Test func `A date without a time of day is refused`() throws {
    #expect(try times("1,,2024-03-05,,,,").issues.map(\.code) == ["time-invalid"])
  }

  @Test func `The telephone's time stands in where no other start is exported`() throws {
    let folder = try ImportFolder()
    let text = "任务编码,摘机时刻,到达现场时刻\n1,2024-03-05 08:00:00,2024-03-05 08:09:30\n"
    let read = try Imported(try folder.write(text, "calls.csv"), .calls)
    #expect(read.calls.first?.response?.value == 570)
  }

  @Test func `A shift from evening to morning ends on the next day`() throws {
    let folder = try ImportFolder()
    let text = "车牌号码,工号,日期,上班时刻,下班时刻\n浙K1,A1,2024-03-05,20:00,8:00\n浙K1,A1,2024-03-06,8:00,20:00\n"
    let store = ServiceData(
      ambulances: [Ambulance(plate: "浙K1", type: nil, stationCode: nil)],
      crew: [CrewMember(id: "A1", roles: [.driver])])
    let read = try Imported(try folder.write(text, "shifts.csv"), .shifts, into: store)
    #expect(read.issues.isEmpty)
    #expect(read.shifts.map { $0.to.seconds(since: $0.from).value } == [43_200, 43_200])
    #expect(read.shifts.first?.to == read.shifts.last?.from)
  }
}
