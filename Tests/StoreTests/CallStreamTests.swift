import ResponseModel
import Store
import Testing

@Suite struct CallStreamTests {
  @Test func `Streamed calls are those that are loaded, but for what times do not need`() throws {
    let folder = try StoreFolder()
    let path = folder.path("a.gpkg")
    try ServiceStore.create(at: path, with: try ServiceSketch.full())
    let store = try ServiceStore(readingFrom: path)
    var streamed: [Call] = []
    try store.eachCall { streamed.append($0) }
    let loaded = try store.load(layers: [.calls]).calls.map { call in
      Call(
        missionID: call.missionID, eventID: call.eventID, times: call.times,
        statedResponse: call.statedResponse, position: call.position, countyCode: call.countyCode,
        townshipCode: call.townshipCode, areaClass: call.areaClass, stationName: call.stationName,
        stationCode: call.stationCode, outcome: call.outcome)
    }
    #expect(streamed == loaded)
    #expect(streamed.count == 2)
    var other = 0
    try store.eachCall(of: "100002") { _ in other += 1 }
    #expect(other == 0)
  }

  @Test func `Terms of response times come back as they were written`() throws {
    let folder = try StoreFolder()
    let path = folder.path("a.gpkg")
    let data = try ServiceSketch.full()
    try ServiceStore.create(at: path, with: data)
    let loaded = try ServiceStore(readingFrom: path).load()
    #expect(loaded.stations.map(\.turnout) == data.stations.map(\.turnout))
    #expect(loaded.counties.map(\.callHandling) == data.counties.map(\.callHandling))
    #expect(loaded.counties.map(\.dayHours) == data.counties.map(\.dayHours))
    #expect(loaded.townships.map(\.isMountainOrIsland) == data.townships.map(\.isMountainOrIsland))
    #expect(loaded.stations.contains { $0.turnout != nil })
  }
}
