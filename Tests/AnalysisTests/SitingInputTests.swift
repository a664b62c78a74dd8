import Analysis
import Coverage
import Geometry
import Quantities
import ResponseModel
import Siting
import Standards
import TestSupport
import Testing

@Suite("What siting makes of odd questions")
struct SitingInputTests {
  private func solve(
    _ sketch: SitingSketch, _ goal: SitingRequest.Goal = .add(1, .time),
    change: (inout SitingRequest) -> Void = { _ in }
  ) async throws -> SitingAnalysis {
    var request = sketch.request(goal)
    change(&request)
    return try await SitingAnalysis.run(
      on: sketch.data, request: request, standard: SitingSketch.usual,
      date: try #require(SitingAnalysisTests.day))
  }

  private func usual() throws -> SitingSketch {
    var sketch = try SitingSketch()
    sketch.station(0, 0)
    sketch.demand(.urban, 8000, 0, 500)
    sketch.demand(.rural, 12_000, 0, 300)
    sketch.candidate("a", 8000, 100)
    sketch.candidate("b", 12_000, 100)
    return sketch
  }

  @Test("refuses what makes no sense, and says what to do")
  func refused() async throws {
    let sketch = try usual()
    let cases: [(SitingRequest.Goal, String, (inout SitingRequest) -> Void)] = [
      (.add(3, .time), "only 2", { _ in }),
      (.add(1, .time), "no candidate", { $0.fixed = ["nowhere"] }),
      (
        .add(1, .time), "both fixed and forbidden",
        {
          $0.fixed = ["a"]; $0.forbidden = ["a"]
        }
      ),
      (.add(1, .time), "fixed", { $0.fixed = ["a", "b"] }),
      (.untilCompliant, "no rule nothing", { $0.ruleIDs = ["nothing"] }),
      (.untilCompliant, "--closures", { $0.closures = 1 }),
      (.untilCompliant, "state no cost", { $0.isCheapest = true }),
      (.add(1, .time), "--until-compliant", { $0.isCheapest = true }),
      (.add(1, .time), "no county", { $0.countyCode = "999999" }),
      (.add(1, .time), "no candidate site", { $0.candidates = .facilities }),
    ]
    for (goal, words, change) in cases {
      let error = await #expect(throws: AnalysisError.self) {
        try await solve(sketch, goal, change: change)
      }
      #expect(error?.message.en.contains(words) == true, "\(error?.message.en ?? "") / \(words)")
    }
  }

  @Test("a county without residents of known place is refused, one without stations is not")
  func empty() async throws {
    var nobody = try SitingSketch()
    nobody.station(0, 0)
    nobody.candidate("a", 0, 1000)
    nobody.data.demandPoints = [nobody.place.demand(1, at: nil, residents: 5)]
    await #expect(throws: AnalysisError.self) { try await solve(nobody) }

    var sketch = try usual()
    sketch.data.stations = []
    let plan = try await solve(sketch)
    #expect(plan.chosen.map(\.code) == ["a"])
    #expect(plan.before.mean == nil && plan.after.mean != nil)
  }

  @Test("a candidate where a station stands, outside the county, or too near is left out and named")
  func candidates() async throws {
    var sketch = try usual()
    sketch.candidate("same", 50, 0)
    sketch.candidate("abroad", 60_000, 0)
    sketch.candidate("close", 8000, 700)
    let plan = try await solve(sketch) { $0.spacing = Meters(1000) }
    #expect(plan.candidates.map(\.code) == ["a", "b"])
    let codes = Set(plan.issues.map(\.code))
    #expect(
      codes.isSuperset(of: [
        "candidate-is-station", "candidate-outside-county", "candidates-too-near",
      ]))
  }

  @Test("a grid keeps its spacing and stays inside the boundary")
  func grid() async throws {
    let sketch = try usual()
    let plan = try await solve(sketch) {
      $0.candidates = .grid
      $0.spacing = Meters(10_000)
    }
    // 80 km a side: eight points in a row and in a column, less those on the station.
    #expect(plan.candidates.count == 64)
    let spots = plan.candidates.map(\.station.position)
    for (index, spot) in spots.enumerated() {
      for other in spots.prefix(index) {
        #expect(Geodesic.distance(spot, other).value > 9_900)
      }
    }
  }

  @Test("automatic candidates are township hospitals first, then seats")
  func automatic() async throws {
    var sketch = try usual()
    sketch.data.candidates = []
    sketch.data.townships = [
      sketch.place.township(1, at: (8000, 0)), sketch.place.township(2, at: (12_000, 0)),
      sketch.place.township(3, at: nil),
    ]
    let code = sketch.data.townships[0].code
    sketch.data.facilities = [
      Facility(
        id: "H1", name: "卫生院", countyCode: sketch.place.code, townshipCode: code,
        kind: .townshipHospital, position: sketch.place.place(8100, 0))
    ]
    let plan = try await solve(sketch) { $0.candidates = .automatic }
    #expect(plan.candidates.map(\.code) == [sketch.data.townships[1].code, "H1"])
    #expect(plan.sources == [.facilities, .townships])
  }

  @Test("a plan that rests on assumed stations says so")
  func assumed() async throws {
    var sketch = try usual()
    sketch.data.stations = []
    sketch.station(0, 0, evidence: .assumed)
    let plan = try await solve(sketch)
    #expect(plan.assumedStations.map(\.code) == ["100001-S1"])
    #expect(plan.evidence == .default || plan.evidence == .assumed)
  }

  @Test("day and night crews are both counted, each for its hours")
  func dayAndNight() async throws {
    var sketch = try usual()
    let station = sketch.data.stations[0]
    sketch.data.stations[0] = Station(
      code: station.code, name: station.name, countyCode: station.countyCode,
      hostTownshipCode: nil, position: station.position, evidence: .surveyed,
      turnout: Turnout(day: Seconds(60), night: Seconds(240), evidence: .surveyed))
    let plan = try await solve(sketch, .add(1, .mean))
    let response = try await ResponseAnalysis.run(
      on: sketch.data, calls: nil, standard: SitingSketch.usual,
      date: try #require(SitingAnalysisTests.day), choice: .modelled)
    let model = try #require(response.counties[0].modelled)
    let mean = try #require(model.sample { _ in true }.mean)
    #expect(abs((plan.before.mean ?? 0) - mean / 60_000) < 1e-9)
    #expect(plan.status == .optimal)
  }
}
