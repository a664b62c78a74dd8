public import FoundationEssentials
public import Inspection
import Quantities
public import ResponseModel
import Standards

extension InspectionReport {
  /// - Parameters:
  ///   - comparison: with what was kept; `nil` where nothing was.
  ///   - since: the day it is compared with.
  public init(
    _ analysis: InspectionAnalysis, comparison: FindingComparison? = nil,
    since: CalendarDate? = nil, language: Language
  ) {
    let result = analysis.result
    let window = result.window
    func moment(_ milliseconds: Int64) -> String { window.clock.instant(milliseconds).description }
    let areas = result.counties.map { county in
      AreaReport(
        code: county.code, name: county.name,
        verdicts: zip(result.standard.rules, county.verdicts).map {
          CoverageReport.RuleVerdict($1, of: $0, language: language)
        }, fleet: FleetReport(county.fleet))
    }
    let items = result.findings.map {
      Item($0, window, comparison?.known[$0.id], comparison?.changes[$0.id] ?? .new, language)
    }
    let gone = (comparison?.cured ?? []).map { state in
      Cured(
        id: state.id, rule: state.rule, title: state.title[language],
        subjectKind: state.subjectKind, subject: state.subject, station: state.station,
        county: state.county, message: state.message[language],
        firstSeen: state.firstSeen.description, lastSeen: state.lastSeen.description)
    }
    let open = result.open.map {
      Open(
        check: $0.check, title: $0.title[language], county: $0.county,
        missing: $0.missing.map { $0[language] })
    }
    let posts = result.posts.map {
      Post(
        county: $0.county, station: $0.station, rule: $0.rule, ambulances: $0.ambulances,
        seat: $0.seat, postsPerAmbulance: $0.postsPerAmbulance, posts: $0.needed,
        people: $0.people, unplacedPeople: $0.unplacedPeople, shortfall: $0.shortfall)
    }
    let checked = Checked(result.checked, window)
    let summary = Summary(of: items, cured: gone)
    let issues = analysis.issues.map { CoverageReport.Issue($0, language: language) }
    self.init(
      on: window.isMoment ? moment(window.span.lowerBound) : window.lastDay.description,
      from: moment(window.span.lowerBound),
      to: moment(window.isMoment ? window.span.lowerBound : window.span.upperBound),
      zone: window.clock.name, standard: result.standard.id,
      standardName: result.standard.name[language], each: result.each.rawValue,
      eachNote: result.each.note[language], since: since?.description, counties: areas,
      findings: items, cured: gone, notAssessable: open, posts: posts,
      centreTimes: result.centreTimes.map {
        CentreTime(
          county: $0.county, township: $0.township, centre: $0.centre.rawValue,
          facility: $0.facility, facilityName: $0.facilityName, minutes: $0.time?.minutes,
          known: $0.isKnown, method: $0.method)
      }, checked: checked,
      limits: Self.limits(result.limits),
      rosterFrom: result.rosterSpan.map { moment($0.lowerBound) },
      rosterTo: result.rosterSpan.map { moment($0.upperBound) }, summary: summary,
      issues: issues, notices: Self.notices(of: issues, language),
      provenance: Origin(
        program: "ambit", version: Provenance.currentVersion, inputSha256: analysis.inputDigest,
        standard: result.standard.id, standardSha256: analysis.standardDigest,
        sources: analysis.sources, roads: analysis.roads))
  }

  /// Of each kind of grave issue the first, with how many there are.
  static func notices(of issues: [CoverageReport.Issue], _ language: Language) -> [String] {
    let grave = issues.filter { $0.severity > .note }
    let groups = Dictionary(grouping: grave, by: \.code)
    var seen: Set<String> = []
    return grave.filter { seen.insert($0.code).inserted }.map { issue in
      let count = groups[issue.code]?.count ?? 1
      let more = LocalizedText(zh: "（同类共 \(count) 条）", en: " (\(count) of this kind)")
      return issue.message + (count > 1 ? more[language] : "")
    }
  }

  static func limits(_ limits: InspectionLimits) -> [String: Limit] {
    let all: [(String, InspectionLimit?)] = [
      ("longest_duty_h", limits.longestDutyHours), ("shortest_rest_h", limits.shortestRestHours),
      ("licence_notice_days", limits.licenceNoticeDays),
      ("equipment_check_days", limits.equipmentCheckDays),
      ("ambulance_age_years", limits.ambulanceAgeYears),
      ("hours_per_post_year", limits.hoursPerPostYear),
      ("neighbour_clinic_km", limits.neighbourClinicKM),
    ]
    return Dictionary(
      all.compactMap { name, limit in
        limit.map { (name, Limit(value: $0.value, mark: $0.mark)) }
      }
    ) { first, _ in first }
  }

  /// The report as JSON: keys sorted, so that the same report is the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + [0x0A]
  }
}

extension InspectionReport.FleetReport {
  init(_ fleet: FleetSummary) {
    let known = fleet.total - fleet.negativePressureUnknown
    self.init(
      ambulances: fleet.total,
      byStatus: Dictionary(
        fleet.byStatus.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +),
      negativePressure: fleet.negativePressure,
      negativePressureUnknown: fleet.negativePressureUnknown,
      negativePressureSharePercent: known > 0 && fleet.total > 0
        ? 100 * Double(fleet.negativePressure) / Double(fleet.total) : nil,
      residents: fleet.residents, registered: fleet.registered,
      residentsPerAmbulance: fleet.total > 0
        ? fleet.residents.map { $0 / Double(fleet.total) } : nil,
      registeredPerAmbulance: fleet.total > 0
        ? fleet.registered.map { $0 / Double(fleet.total) } : nil,
      meanAgeYears: fleet.meanAge, oldestYears: fleet.ages.max(), ageUnknown: fleet.ageUnknown)
  }
}

extension InspectionReport.Item {
  init(
    _ finding: Finding, _ window: InspectionWindow, _ state: FindingState?,
    _ change: FindingChange, _ language: Language
  ) {
    func moment(_ milliseconds: Int64) -> String { window.clock.instant(milliseconds).description }
    let status: FindingStatus = state?.status == .accepted ? .accepted : .open
    self.init(
      id: finding.id, rule: finding.rule, title: finding.title[language],
      standard: finding.standardID, severity: finding.severity, subjectKind: finding.subjectKind,
      subject: finding.subject, detail: finding.detail, station: finding.station,
      county: finding.county, found: finding.found, required: finding.required,
      missing: finding.missing, clause: finding.clause, quote: finding.quote, mark: finding.mark,
      deadline: (state?.deadline ?? finding.deadline)?.description,
      message: finding.message[language], cure: finding.cure[language], change: change,
      status: status, statusBy: state?.statusBy, reason: state?.reason, note: state?.note,
      recheckOn: state?.recheckOn?.description,
      firstSeen: (state?.firstSeen ?? window.lastDay).description,
      from: finding.occurrences.map(\.fromMS).min().map(moment),
      to: finding.occurrences.map(\.toMS).max().map(moment),
      occurrenceCount: finding.occurrences.count,
      hours: Double(finding.milliseconds) / 3_600_000,
      occurrences: finding.occurrences.map { time in
        InspectionReport.Time(
          from: moment(time.fromMS), to: moment(time.toMS),
          people: time.people.enumerated().map { index, id in
            InspectionReport.Person(
              id: id, seat: index < time.seats.count ? time.seats[index] : nil)
          }, ambulances: time.ambulances, missing: time.missing)
      },
      rows: finding.rows.map {
        InspectionReport.Row(table: $0.table, key: $0.key, text: $0.text[language])
      }, arithmetic: finding.steps.map { $0[language] },
      caveats: finding.caveats.map { $0[language] }, inForce: finding.isInForce,
      evidence: finding.evidence)
  }
}
