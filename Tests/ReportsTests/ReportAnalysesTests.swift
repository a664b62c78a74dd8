import Analysis
import Coverage
import Foundation
import Geometry
import Inspection
import Quantities
import ResponseModel
import Standards
import Testing

@testable import Reports

/// A standard with rules on distance, response time and crews.
enum JudgedSketch {
  static func rule(_ id: String, _ requirement: Requirement) -> Rule {
    Rule(
      id: id, title: LocalizedText(zh: "条款 \(id)", en: "rule \(id)"), clause: "二", mark: .fullText,
      requirement: requirement)
  }

  static let standard = Standard(
    id: "test-2", name: LocalizedText(zh: "有条款的标准", en: "A standard with rules"),
    mark: .fullText,
    rules: [
      rule(
        "radius",
        .distance(
          DistanceRequirement(
            area: .rural, statistic: .every, metric: nil,
            limit: Threshold(.atMost, 8, .kilometers, mark: .fullText), share: nil))),
      rule(
        "time",
        .responseStatistic(
          ResponseRequirement(
            area: .rural, statistic: .mean,
            limit: Threshold(.lessThan, 14, .minutes, mark: .fullText)))),
      rule(
        "crew",
        .crewComposition(
          CrewRequirement(seats: [
            .init(roles: [.physician], minimum: 1, mark: .fullText),
            .init(roles: [.driver], minimum: 1, mark: .fullText),
          ]))),
    ])

  static func settings(
    _ language: Language = .zh, formats: [ReportFormat] = [.html, .json]
  ) throws -> ReportSettings {
    try ReportSketch.settings(formats: formats, language: language, standard: standard)
  }

  /// One ambulance at each of the counties' own stations; nobody drives the first of each county.
  static func staffed(_ data: ServiceData) -> ServiceData {
    var data = data
    for (index, station) in data.stations.enumerated() {
      data.ambulances.append(
        Ambulance(plate: "浙K\(index)", type: nil, stationCode: station.code, status: .inService))
      data.crew.append(
        CrewMember(id: "D\(index)", roles: [.physician], stationCode: station.code))
      data.crew.append(CrewMember(id: "V\(index)", roles: [.driver], stationCode: station.code))
    }
    return data
  }

  static func sources(
    _ data: ServiceData, seats: [CrewRole] = [.physician], language: Language = .zh
  ) async throws -> ReportSources {
    let clock = LocalClock(fixedMinutesEast: 480)
    let day = try #require(CalendarDate("2024-06-30"))
    let (from, to) = (clock.moment(day, hour: 8), clock.moment(day, hour: 20))
    let plates = data.ambulances.map(\.plate)
    let assignments = plates.indices.prefix(data.crew.count / 2).flatMap { index in
      [(CrewRole.physician, 2 * index), (.driver, 2 * index + 1)].filter { seats.contains($0.0) }
        .map {
          Assignment(
            fromMS: from, toMS: to, ambulance: Int32(index), person: Int32($0.1), seat: $0.0)
        }
    }
    let analysis = try await InspectionAnalysis.run(
      on: data,
      roster: Roster(plates: plates, people: data.crew.map(\.id), assignments: assignments),
      standard: standard, window: InspectionWindow(from: day, through: day, clock: clock),
      each: .duty, limits: InspectionLimits())
    return ReportSources(inspection: StoreInspection(analysis, language: language))
  }
}

@Suite("Analyses of a report")
struct ReportAnalysesTests {
  @Test("Every figure of every section names its value in the JSON", arguments: [Language.zh, .en])
  func figures(language: Language) async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 3))
    let sources = try await JudgedSketch.sources(data, language: language)
    let (html, json, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings(language), sources: sources)
    #expect(report.response != nil && report.siting != nil && report.missing.isEmpty)
    let pattern = /<data value="([^"]*)" data-path="([^"]*)">/
    let found = html.matches(of: pattern).map { (String($0.output.1), String($0.output.2)) }
    for prefix in [
      "/response/", "/inspection/", "/siting/", "/plan/", "/verdicts/", "/sensitivity/",
    ] {
      #expect(found.contains { $0.1.hasPrefix(prefix) }, "no figure at \(prefix)")
    }
    for (value, pointer) in found {
      let known =
        ReportSketch.number(at: pointer, in: json) ?? ReportSketch.length(at: pointer, in: json)
      #expect(Double(value) == known, "\(pointer)")
    }
  }

  @Test("Without roads and calls the times are marked as by straight line, on page and map")
  func straightLine() async throws {
    let (html, _, report) = try await ReportSketch.page(
      of: try MapSketch.data(stations: 3, townships: 12), settings: JudgedSketch.settings())
    #expect(report.response?.method == .straightLine)
    let section = try #require(html.firstRange(of: "<section id=\"response\""))
    let end = try #require(html[section.upperBound...].firstRange(of: "</section>"))
    let text = html[section.upperBound..<end.lowerBound]
    #expect(text.contains("直线法"))
    #expect(text.contains("急救反应时间图"))
    #expect(text.contains("14 分钟内到达"))
    #expect(!text.contains("道路推算"))
  }

  @Test("The bars of the distribution hold every resident once", arguments: [1, 2, 3] as [UInt64])
  func histogram(seed: UInt64) async throws {
    let (_, _, report) = try await ReportSketch.page(
      of: try MapSketch.data(stations: 3, townships: 15, seed: seed),
      settings: JudgedSketch.settings())
    let histogram = try #require(report.histogram)
    let all = histogram.bins.reduce(0) { $0 + $1.urban + $1.rural + $1.other }
    #expect(all + histogram.unreached == report.area.population)
    #expect(histogram.unit == "residents")
    let longest = try #require(report.response?.counties.first?.all.maxMin)
    let last = try #require(histogram.bins.last)
    #expect(last.fromMin <= longest && longest < last.toMin ?? .infinity)
  }

  @Test("Observed events take the place of modelled residents, and say how many did not count")
  func observed() async throws {
    var data = try MapSketch.data(stations: 2, townships: 4)
    let start = try #require(Instant("2024-06-01T08:00:00+08:00"))
    for number in 0..<6 {
      var times = CallTimes()
      times.received = start
      times.arrived =
        number == 4
        ? nil
        : Instant(
          milliseconds: start.milliseconds + Int64(number + 1) * 240_000, minutesEast: 480)
      data.calls.append(
        Call(
          missionID: "M\(number)", eventID: "E\(number)", times: times, countyCode: "331102",
          areaClass: number == 5 ? nil : .rural))
    }
    let (html, _, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings())
    let area = try #require(report.response?.counties.first)
    #expect(area.method == .observed)
    // 4, 8, 12 and 16 minutes.
    #expect(area.rural.meanMin == 10)
    let histogram = try #require(report.histogram)
    #expect(histogram.unit == "events")
    #expect(histogram.bins.reduce(0) { $0 + $1.rural } == 4)
    #expect(report.verdicts.first { $0.rule == "time" }?.value == 10)
    #expect(html.contains("没有到达时刻"))
    // What is in “all” and in neither kind of area, and why the plan's verdicts can be others.
    #expect(report.response?.counties.first?.observed?.unclassed.count == 1)
    #expect(html.contains("个事件未注明城乡"))
    #expect(html.contains("方案只能按推算时间比较"))
  }

  @Test(
    "An extract gives the times and the plan of the whole", arguments: [1, 2, 3] as [UInt64])
  func extracts(seed: UInt64) async throws {
    var data = try ReportSketch.twoCounties(seed: seed)
    // A station across the border that turns out at once can answer before a nearer one.
    data.stations[0] = Station(
      code: data.stations[0].code, name: data.stations[0].name, countyCode: "331199",
      hostTownshipCode: nil, position: data.stations[0].position, evidence: .surveyed,
      turnout: Turnout(day: Seconds(0), night: Seconds(0), evidence: .reported))
    let settings = try JudgedSketch.settings()
    let whole = ResponseReport(
      try await ResponseAnalysis.run(
        on: data, calls: nil, standard: settings.standard, date: settings.date, choice: .modelled),
      language: .zh)
    for extract in ReportSources.none.extracts(of: data, settings) {
      let code = extract.counties[0].code
      let found = try await CountyReportMaker(settings).report(on: extract).report
      let area = try #require(whole.counties.first { $0.code == code })
      #expect(
        try ReportJSON.data(found.response?.counties.first) == ReportJSON.data(Optional(area)))
      let plan = SiteReport(
        try await SitingAnalysis.run(
          on: data, request: ReportSources.sitingRequest(code, .usual), standard: settings.standard,
          date: settings.date), language: .zh)
      #expect(found.siting?.chosen == plan.chosen)
      #expect(found.siting?.status == plan.status)
      #expect(found.siting?.after.meanMin == plan.after.meanMin)
    }
  }

  @Test("Each rule is judged by the analysis that can")
  func merged() async throws {
    let data = JudgedSketch.staffed(try MapSketch.data(stations: 2, townships: 6))
    let (_, _, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings(),
      sources: try await JudgedSketch.sources(data, seats: [.physician]))
    #expect(report.verdicts.map(\.rule) == ["radius", "time", "crew"])
    #expect(report.verdicts[0].verdict == report.area.verdicts[0].verdict)
    #expect(report.verdicts[1].value == report.response?.counties.first?.rural.meanMin)
    #expect(report.area.verdicts[1].verdict == .notAssessable)
    #expect(report.verdicts[2].verdict == .fail)
    #expect(report.tally.rules == 3)
    let whole = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings(),
      sources: try await JudgedSketch.sources(data, seats: [.physician, .driver])
    ).report
    #expect(whole.verdicts[2].verdict == .pass)
  }

  @Test("The parts of an inspection are the whole, each finding once")
  func slices() async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 6))
    let inspection = try #require(try await JudgedSketch.sources(data).inspection)
    let parts = data.countyExtracts(reach: Meters(25_000)).compactMap(inspection.report)
    #expect(parts.count == 2)
    let ids = parts.flatMap(\.findings).map(\.id)
    #expect(!ids.isEmpty && ids.sorted() == inspection.whole.findings.map(\.id).sorted())
    #expect(parts.map(\.summary.findings).reduce(0, +) == inspection.whole.summary.findings)
    for count in [\InspectionReport.Checked.ambulances, \.crew, \.shifts, \.stations] {
      #expect(
        parts.map { $0.checked[keyPath: count] }.reduce(0, +)
          == inspection.whole.checked[keyPath: count])
    }
    for part in parts {
      #expect(part.findings.allSatisfy { $0.county == part.counties[0].code })
    }
  }

  @Test("A vehicle, a turnout or a finding of the county makes another key; those of others do not")
  func keys() async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 4))
    let settings = try JudgedSketch.settings()
    func keys(_ data: ServiceData, seats: [CrewRole] = [.physician]) async throws -> [String] {
      let sources = try await JudgedSketch.sources(data, seats: seats)
      return try sources.extracts(of: data, settings)
        .map(CountyReportMaker(settings, sources: sources).key)
    }
    let before = try await keys(data)
    #expect(try await keys(data) == before)
    var retired = data
    let east = try #require(
      data.ambulances.firstIndex { ambulance in
        data.stations.first { $0.code == ambulance.stationCode }?.countyCode == "331199"
      })
    retired.ambulances[east] = Ambulance(
      plate: data.ambulances[east].plate, type: nil, hasNegativePressure: true,
      stationCode: data.ambulances[east].stationCode, status: .inService)
    let after = try await keys(retired)
    #expect(after[0] == before[0] && after[1] != before[1])
    var handled = data
    handled.counties[0] = County(
      code: data.counties[0].code, name: data.counties[0].name,
      boundary: data.counties[0].boundary,
      callHandling: EvidencedTime(Seconds(90), .reported))
    let slower = try await keys(handled)
    #expect(slower[0] != before[0] && slower[1] == before[1])
    // A roster that seats everybody finds other things everywhere.
    let seated = try await keys(data, seats: [.physician, .driver])
    #expect(seated[0] != before[0] && seated[1] != before[1])
  }

  @Test("Ten thousand findings are all in JSON and workbook, and a table of them on paper")
  func manyFindings() async throws {
    let data = JudgedSketch.staffed(try MapSketch.data(stations: 2, townships: 4))
    let maker = CountyReportMaker(
      try JudgedSketch.settings(), sources: try await JudgedSketch.sources(data))
    let extract = try #require(data.countyExtracts(reach: Meters(25_000)).first)
    var (report, analyses) = try await maker.report(on: extract)
    let one = try #require(report.inspection?.findings.first)
    report.inspection?.findings = (0..<10_000).map { number in
      var item = one
      item.id = "F\(number)"
      return item
    }
    report.inspection?.summary.findings = 10_000
    let html = try maker.html(report, analyses)
    #expect(html.utf8.count < 400_000)
    #expect(html.contains("共 <data value=\"10000.0\""))
    #expect(html.contains("全部问题见工作簿"))
    let words = ReportWords(language: .zh)
    let sheet = AnalysisSheets(report: report, words: words).findings
    #expect(sheet.name == "问题清单" && sheet.rows.count == 10_000)
  }

  @Test("What no candidate can cure is named, with the cheapest relaxation, and nothing is planned")
  func infeasible() async throws {
    var data = try MapSketch.data(stations: 1, townships: 8)
    // Far from every seat, and no seat of its own.
    let far = GeographicCoordinate(
      easting: MapSketch.middle.longitude + 0.19, northing: MapSketch.middle.latitude - 0.17)
    data.demandPoints.append(
      DemandPoint(
        id: "远村", countyCode: "331102", townshipCode: data.townships[0].code, name: "远村",
        areaClass: .rural, residents: 40, position: far, evidence: .surveyed, source: "test"))
    data.candidates = [
      CandidateSite(
        id: "C1", name: "候选一", countyCode: "331102", position: MapSketch.middle,
        evidence: .surveyed)
    ]
    let (html, _, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings())
    #expect(report.siting?.status == "infeasible")
    #expect(report.siting?.infeasible.contains { $0.name == "远村" } == true)
    #expect(html.contains("现有候选点全部建站也无法使这些条款达标"))
    #expect(html.contains("<bdi>远村</bdi>"))
    #expect(html.contains("最省的放宽"))
    // The least that can be had and the limit it is relaxed to have their unit.
    #expect(html.contains("公里</span>）：全部建站") || html.contains(" 公里）：全部建站也只能做到"))
    #expect(html.contains("放宽到"))
    // Nothing can be met, so that no rule is an aim.
    #expect(report.siting?.rules.contains(where: \.isGoal) == false)
    #expect(!html.contains("目标</th>"))
    // No value is a count of vehicles or villages here, so that the table needs no note on them.
    #expect(!html.contains("没有单位的数值是个数"))
    #expect(!html.contains("选址方案图"))
  }

  @Test("The report of all adds up its counties' plans, and its times are no mean of means")
  func city() async throws {
    var data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 8))
    data.ambulances.append(
      Ambulance(plate: "浙K无站", type: nil, stationCode: nil, status: .inService))
    let settings = try JudgedSketch.settings()
    let sources = try await JudgedSketch.sources(data)
    let maker = CityReportMaker(settings, sources: sources)
    let (report, analyses) = try await maker.report(on: data, excluding: [], earlier: nil)
    let total = try #require(report.planTotal)
    #expect(report.plans.map(\.chosen.count).reduce(0, +) == total.added)
    #expect(total.withPlan == total.stations + total.added)
    #expect(report.verdicts.map(\.rule) == ["radius", "time", "crew"])
    #expect(report.verdicts.allSatisfy { $0.counties != nil })
    let rural = try #require(report.response).counties.map(\.rural)
    let residents = rural.reduce(0) { $0 + ($1.population ?? 0) }
    let weighted =
      rural.reduce(0) { $0 + ($1.meanMin ?? 0) * ($1.population ?? 0) } / residents
    #expect(abs(weighted - (report.response?.total.rural.meanMin ?? 0)) < 1e-9)
    #expect(report.findings?.values.reduce(0, +) == sources.inspection?.whole.findings.count)
    // What belongs to no county is in no county's report, and so in this one.
    #expect(report.findingsWithoutCounty.contains { $0.subject == "浙K无站" })
    let parts = sources.extracts(of: data, settings)
      .compactMap { sources.inspection?.report(of: $0) }
    #expect(
      parts.map(\.findings.count).reduce(0, +) + report.findingsWithoutCounty.count
        == sources.inspection?.whole.findings.count)
    let html = try maker.html(report, analyses)
    for id in ["response", "inspection", "plan", "ranking"] {
      #expect(html.contains("<section id=\"\(id)\""))
    }
    // Compared with itself nothing has changed.
    let earlier = try CityReport.earlier(from: ReportJSON.data(report))
    let again = try await maker.report(on: data, excluding: [], earlier: earlier).report
    for change in again.changes {
      #expect(change.ruralMeanMinBefore == change.ruralMeanMinNow)
      #expect(change.findingsBefore == change.findingsNow)
      #expect(change.plannedStationsBefore == change.plannedStationsNow)
    }
    #expect(again.changes.count == 2)
  }

  @Test("The whole report set again from its own JSON is the same")
  func roundTrip() async throws {
    let data = JudgedSketch.staffed(try ReportSketch.twoCounties(seed: 5))
    let (_, _, report) = try await ReportSketch.page(
      of: data, settings: JudgedSketch.settings(),
      sources: try await JudgedSketch.sources(data))
    let json = try ReportJSON.data(report)
    #expect(try ReportJSON.data(ReportJSON.report(CountyReport.self, from: json)) == json)
  }
}
