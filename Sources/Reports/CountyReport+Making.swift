import Analysis
import Coverage
import Geometry
import Quantities
import ResponseModel
import Standards

extension CountyReport {
  /// - Parameters:
  ///   - analyses: of the county alone.
  ///   - data: what they were made from.
  /// - Precondition: the coverage holds exactly one county.
  /// - Complexity: O(townships + stations + gaps + demand points + findings).
  init(
    _ analyses: CountyAnalyses, data: ServiceData, sensitivity: CoverageSensitivity,
    settings: ReportSettings
  ) {
    let (analysis, language) = (analyses.coverage, settings.language)
    precondition(analysis.counties.count == 1, "a county's report is of one county")
    let coverage = CoverageReport(analysis, language: language)
    let (assessed, area) = (analysis.counties[0], coverage.counties[0])
    var known = Set(coverage.issues.map(\.identity))
    let whole = analyses.response.map { ResponseReport($0, language: language) }
    let response = whole.flatMap { $0.hasTimes ? $0.telling(onlyNew: known) : nil }
    known.formUnion((response?.issues ?? []).map { CoverageReport.Issue($0).identity })
    let inspection = analyses.inspection?.telling(onlyNew: known)
    known.formUnion((inspection?.issues ?? []).map(\.identity))
    let siting = analyses.siting.map {
      SiteReport($0, language: language).telling(onlyNew: known)
    }
    let verdicts = CoverageReport.RuleVerdict.merged(
      area.verdicts, response: whole?.counties.first?.verdicts ?? [],
      inspection: inspection?.counties.first?.verdicts ?? [])
    self.init(
      language: language,
      county: Place(code: area.code, name: area.name, nameEn: area.nameEn),
      reviewNumber: settings.reviewNumber, standard: Document(analysis.standard, language),
      options: settings.options, tally: Tally(verdicts.map(\.verdict)), verdicts: verdicts,
      coverage: coverage, reach: area.radii.map { Reach($0, of: area) },
      townships: Self.townships(of: assessed, area),
      stations: Self.stations(of: assessed),
      sensitivity: Self.cases(sensitivity, of: area), response: response,
      histogram: response.flatMap { _ in
        analyses.response?.counties.first.flatMap(Histogram.init)
      }, snapping: response.flatMap(Snapping.init), inspection: inspection, siting: siting,
      plan: siting.map(PlanSummary.init),
      missing: MissingAnalysis.all(
        data,
        without: [
          .response: response == nil,
          .inspection: inspection == nil || (data.ambulances.isEmpty && data.crew.isEmpty),
          .siting: siting == nil,
        ], analyses.failures))
  }

  private static func townships(
    of assessed: AssessedCounty, _ area: CoverageReport.Area
  ) -> [TownshipRow] {
    let names = Dictionary(
      assessed.inputs.stations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    let hosted = Dictionary(
      assessed.coverage.presence.townships.map { ($0.townshipCode, $0.stationCodes.count) },
      uniquingKeysWith: { first, _ in first })
    return area.townshipReach.map { reach in
      TownshipRow(
        code: reach.code, name: reach.name, kind: reach.kind, population: reach.population,
        stations: hosted[reach.code] ?? 0, nearestStation: reach.nearestStation,
        nearestStationName: reach.nearestStation.flatMap { names[$0] },
        distanceKm: reach.distanceKm,
        withinRadiusKm: reach.distanceKm.flatMap { distance in
          area.radii.map { $0.radiusM / 1000 }.first { distance <= $0 }
        })
    }
  }

  /// The county's own stations first, then those across the border that any figure rests on.
  private static func stations(of assessed: AssessedCounty) -> [StationRow] {
    let names = Dictionary(
      assessed.inputs.townships.map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first })
    let county = assessed.inputs.county.code
    return assessed.servingStations.map { station in
      StationRow(
        code: station.code, name: station.name, county: station.countyCode,
        township: station.hostTownshipCode,
        townshipName: station.hostTownshipCode.flatMap { names[$0] },
        latitude: station.position.latitude, longitude: station.position.longitude,
        evidence: station.evidence, isNeighbor: station.countyCode != county)
    }.sorted { ($0.isNeighbor ? 1 : 0, $0.code) < ($1.isNeighbor ? 1 : 0, $1.code) }
  }

  private static func cases(
    _ sensitivity: CoverageSensitivity, of area: CoverageReport.Area
  ) -> [SensitivityCase] {
    let isCounted = area.urbanPopulation != nil
    var usual: [Double: Double] = [:]
    return sensitivity.cases.map { item in
      let residents = isCounted ? item.coverage.coveredResidents : nil
      let share = residents.flatMap { CountyReport.share($0, of: area.population) }
      if item.change == .none, let share { usual[item.radius.value] = share }
      let before = usual[item.radius.value]
      return SensitivityCase(
        change: item.change, radiusKm: item.radius.kilometers,
        usedRadiusKm: item.usedRadius.kilometers, coveredPopulation: residents,
        coveredPopulationShare: share,
        populationPointsDifference: share.flatMap { share in
          before.map { (share - $0) * 100 }
        },
        coveredAreaShare: CountyReport.share(
          item.coverage.coveredArea?.squareKilometers, of: area.areaKm2))
    }
  }

  /// `nil` where either is not known, or the whole is nothing.
  static func share(_ part: Double?, of whole: Double?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return part / whole
  }
}

extension CountyReport.Reach {
  init(_ radius: CoverageReport.Radius, of area: CoverageReport.Area) {
    let share = CountyReport.share
    let placed = area.population.flatMap { all in area.unpositionedPopulation.map { all - $0 } }
    let uncovered = radius.coveredPopulation.flatMap { covered in placed.map { $0 - covered } }
    self.init(
      radiusKm: radius.radiusM / 1000, coveredAreaKm2: radius.coveredAreaKm2,
      coveredAreaShare: share(radius.coveredAreaKm2, area.areaKm2),
      coveredPopulation: radius.coveredPopulation,
      coveredPopulationShare: share(radius.coveredPopulation, area.population),
      coveredUrbanPopulation: radius.coveredUrbanPopulation,
      coveredUrbanPopulationShare: share(radius.coveredUrbanPopulation, area.urbanPopulation),
      coveredRuralPopulation: radius.coveredRuralPopulation,
      coveredRuralPopulationShare: share(radius.coveredRuralPopulation, area.ruralPopulation),
      uncoveredPopulation: uncovered,
      uncoveredPopulationShare: share(uncovered, area.population),
      coveredTownships: radius.coveredTownships,
      gaps: radius.gaps.map {
        CountyReport.Gap(
          population: $0.population, areaKm2: $0.areaKm2, townships: $0.townships,
          deepestLatitude: $0.deepestLatitude, deepestLongitude: $0.deepestLongitude,
          nearestStation: $0.nearestStation, distanceKm: $0.distanceKm)
      }.sorted {
        ($1.population ?? -1, $1.areaKm2, $0.deepestLatitude)
          < ($0.population ?? -1, $0.areaKm2, $1.deepestLatitude)
      })
  }
}

extension CountyReport.Tally {
  init(_ outcomes: [Outcome]) {
    self.init(
      rules: outcomes.count, pass: outcomes.count { $0 == .pass },
      fail: outcomes.count { $0 == .fail },
      notAssessable: outcomes.count { $0 == .notAssessable })
  }
}

extension CountyReport.Document {
  init(_ standard: Standard, _ language: Language) {
    self.init(
      id: standard.id, name: standard.name[language], number: standard.document.number,
      issuer: standard.document.issuer, date: standard.document.date?.description,
      mark: standard.mark.rawValue, notes: standard.notes.map { $0[language] })
  }
}

extension CountyReport.MissingAnalysis {
  /// The analyses that a report is without, with what the store has for each.
  static func all(
    _ data: ServiceData, without: [Subject: Bool], _ reasons: [Subject: String]
  ) -> [Self] {
    Subject.allCases.filter { without[$0] ?? false }.map { subject in
      let layers: [Layer] =
        switch subject {
        case .response: [.calls, .stations, .demandPoints]
        case .inspection: [.ambulances, .equipment, .crew, .shifts]
        case .siting: [.candidates, .demandPoints]
        }
      return Self(
        analysis: subject,
        rows: Dictionary(
          layers.map { ($0.rawValue, data[$0].count) }, uniquingKeysWith: { first, _ in first }),
        reason: reasons[subject])
    }
  }
}
