import Coverage
import Geometry
import Quantities
public import ResponseModel
import Standards

extension CoverageReport {
  /// - Parameter language: of names of rules, messages and notes; figures do not depend on it.
  /// - Complexity: O(counties × (townships + demand points)).
  public init(_ analysis: CoverageAnalysis, language: Language) {
    let rules = analysis.standard.rules
    let areas = analysis.counties.map { Area($0, rules: rules, language: language) }
    var total = Area(
      summing: areas, name: LocalizedText(zh: "合计", en: "Total")[language], radii: analysis.radii)
    total.verdicts = zip(analysis.totalVerdicts, rules).map { verdict, rule in
      var result = RuleVerdict(verdict.verdict, of: rule, language: language)
      result.counties = CountiesByOutcome(
        pass: verdict.passed, fail: verdict.failed, notAssessable: verdict.notAssessable)
      return result
    }
    self.init(
      standard: analysis.standard.id, standardName: analysis.standard.name[language],
      counties: areas, total: total,
      judgedElsewhere: analysis.judgedElsewhere.map {
        Elsewhere(
          rule: $0.id, title: $0.title[language],
          command: $0.requirement.isAboutResponse ? "response" : "inspect")
      },
      issues: analysis.issues.map { Issue($0, language: language) },
      provenance: Origin(
        program: analysis.provenance.program, version: analysis.provenance.version,
        inputSha256: analysis.provenance.inputDigest, standard: analysis.standard.id,
        standardSha256: analysis.provenance.standardDigest,
        components: analysis.provenance.components, on: analysis.date.description,
        radiiM: analysis.radii.map(\.value),
        areaSource: "boundary polygon on the ellipsoid GRS 80",
        distance: "straight line, geodesic on the ellipsoid GRS 80",
        planes: analysis.provenance.planes, sources: analysis.provenance.sources))
  }

}

extension CoverageReport.Area {
  fileprivate init(_ assessed: AssessedCounty, rules: [Rule], language: Language) {
    let (county, coverage) = (assessed.inputs.county, assessed.coverage)
    let names = Dictionary(
      assessed.inputs.townships.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let residents = assessed.residentsByTownship
    let own = assessed.inputs.stations.filter { $0.countyCode == county.code }
    // Without demand points nobody's place is known: that is not the same as nobody covered.
    let counted = residents.isEmpty ? nil : coverage.residents
    self.init(
      code: county.code, name: county.name, nameEn: county.nameInEnglish,
      areaKm2: coverage.area?.squareKilometers,
      publishedAreaKm2: county.publishedArea?.squareKilometers,
      population: counted?.total ?? county.residents,
      populationDate: county.residentsDate, urbanPopulation: counted?.urban,
      ruralPopulation: counted?.rural, unpositionedPopulation: counted?.unpositioned,
      populationEvidence: assessed.demandEvidence,
      townships: coverage.townships.count, stations: own.count,
      assumedStations: own.count { $0.evidence == .assumed || $0.evidence == .default },
      neighborStations: coverage.neighborStationCodes,
      radii: coverage.radii.map { CoverageReport.Radius($0, hasDemand: counted != nil) },
      townshipRule: CoverageReport.TownshipRule(
        administrativeTownships: coverage.presence.administrativeTownshipCodes.count,
        withStation: coverage.presence.administrativeTownshipCodesWithStation.count,
        withStationCodes: coverage.presence.administrativeTownshipCodesWithStation,
        basis: coverage.presence.basis.rawValue,
        unplacedStations: coverage.presence.unplacedStationCodes),
      verdicts: zip(assessed.verdicts, rules).map {
        CoverageReport.RuleVerdict($0, of: $1, language: language)
      },
      townshipReach: coverage.townships.compactMap { reach in
        names[reach.townshipCode].map { township in
          CoverageReport.Reach(
            code: township.code, name: township.name, kind: township.kind,
            population: counted.map { _ in residents[township.code] ?? 0 },
            hasPosition: township.seat != nil,
            nearestStation: reach.nearest?.stationCode,
            distanceKm: reach.nearest?.distance.kilometers)
        }
      })
  }

  /// A sum is `null` where one of its parts is: a total that leaves a county out is no total.
  fileprivate init(summing areas: [CoverageReport.Area], name: String, radii: [Meters]) {
    func sum(_ part: (CoverageReport.Area) -> Double?) -> Double? {
      let parts = areas.compactMap(part)
      return parts.count == areas.count ? parts.reduce(0, +) : nil
    }
    func count(_ part: (CoverageReport.Area) -> Int) -> Int { areas.reduce(0) { $0 + part($1) } }
    let bases = Set(areas.map(\.townshipRule.basis))
    let dates = Set(areas.compactMap(\.populationDate))
    self.init(
      code: "total", name: name, nameEn: "Total", areaKm2: sum(\.areaKm2),
      publishedAreaKm2: sum(\.publishedAreaKm2), population: sum(\.population),
      populationDate: dates.count == 1 ? dates.first : nil,
      urbanPopulation: sum(\.urbanPopulation), ruralPopulation: sum(\.ruralPopulation),
      unpositionedPopulation: sum(\.unpositionedPopulation),
      populationEvidence: Evidence.weakest(areas.compactMap(\.populationEvidence)),
      townships: count(\.townships), stations: count(\.stations),
      assumedStations: count(\.assumedStations), neighborStations: [],
      radii: radii.indices.map { index in
        CoverageReport.Radius(
          radiusM: radii[index].value, coveredAreaKm2: sum { $0.radii[index].coveredAreaKm2 },
          coveredPopulation: sum { $0.radii[index].coveredPopulation },
          coveredUrbanPopulation: sum { $0.radii[index].coveredUrbanPopulation },
          coveredRuralPopulation: sum { $0.radii[index].coveredRuralPopulation },
          coveredTownships: count { $0.radii[index].coveredTownships }, gaps: [])
      },
      townshipRule: CoverageReport.TownshipRule(
        administrativeTownships: count(\.townshipRule.administrativeTownships),
        withStation: count(\.townshipRule.withStation),
        withStationCodes: areas.flatMap(\.townshipRule.withStationCodes),
        basis: bases.count == 1 ? bases.first ?? "mixed" : "mixed",
        unplacedStations: areas.flatMap(\.townshipRule.unplacedStations)),
      verdicts: [], townshipReach: [])
  }
}

extension CoverageReport.Radius {
  fileprivate init(_ coverage: RadiusCoverage, hasDemand: Bool) {
    self.init(
      radiusM: coverage.radius.value, coveredAreaKm2: coverage.coveredArea?.squareKilometers,
      coveredPopulation: hasDemand ? coverage.coveredResidents : nil,
      coveredUrbanPopulation: hasDemand ? coverage.coveredUrbanResidents : nil,
      coveredRuralPopulation: hasDemand ? coverage.coveredRuralResidents : nil,
      coveredTownships: coverage.coveredTownshipCodes.count,
      gaps: coverage.gaps.map { gap in
        CoverageReport.Gap(
          areaKm2: gap.area.squareKilometers, population: hasDemand ? gap.residents : nil,
          townships: gap.townshipCodes, deepestLatitude: gap.deepestPoint.latitude,
          deepestLongitude: gap.deepestPoint.longitude, nearestStation: gap.nearest?.stationCode,
          distanceKm: gap.nearest?.distance.kilometers)
      })
  }
}

extension CoverageReport.Issue {
  init(_ issue: DataIssue, language: Language) {
    self.init(
      severity: issue.severity, code: issue.code, message: issue.message[language],
      file: issue.file, line: issue.line, column: issue.column, subject: issue.subject,
      county: issue.countyCode)
  }
}
