import Analysis
import Coverage
import ResponseModel

extension CountyReport.Histogram {
  /// Of the times that are judged: of events where they were observed, else of residents.
  ///
  /// - Returns: `nil` where there is no time at all.
  /// - Complexity: O(*n*) in events or demand points.
  init?(_ assessed: AssessedResponse) {
    var times: [(minutes: Double, weight: Double, area: AreaClass?)] = []
    var unreached = 0.0
    if assessed.method == .observed, let observed = assessed.observed {
      times = observed.counted.map { (Double($0.milliseconds) / 60_000, 1, $0.areaClass) }
    } else if let model = assessed.modelled {
      for place in model.places where place.residents > 0 && place.hasPosition {
        // Whole residents stay whole where day and night agree.
        let isSame = place.day == place.night
        for period in isSame ? [.day] : DayPeriod.allCases {
          let residents = place.residents * (isSame ? 1 : model.dayHours.share(period))
          guard let best = place.best(period) else {
            unreached += residents
            continue
          }
          let minutes = best.milliseconds(speedFactor: 1) / 60_000
          times.append((minutes, residents, place.areaClass))
        }
      }
    }
    guard let longest = times.map(\.minutes).max() else { return nil }
    let width = Self.width(longest)
    let count = min(Int(longest / width) + 1, Self.mostBins)
    var bins = (0..<count).map { index in
      Bin(
        fromMin: Double(index) * width, toMin: Double(index + 1) * width, urban: 0, rural: 0,
        other: 0)
    }
    if longest >= Double(count) * width { bins[count - 1].toMin = nil }
    for time in times {
      let index = min(max(Int(time.minutes / width), 0), count - 1)
      switch time.area {
      case .urban: bins[index].urban += time.weight
      case .rural: bins[index].rural += time.weight
      case nil: bins[index].other += time.weight
      }
    }
    self.init(
      method: assessed.method, unit: assessed.method == .observed ? "events" : "residents",
      bins: bins, unreached: unreached)
  }

  private static let mostBins = 24

  /// Round minutes, so that there are some fifteen bins.
  private static func width(_ longest: Double) -> Double {
    [1, 2, 5, 10, 15, 30].first { longest / $0 <= 16 } ?? 60
  }
}

extension CountyReport.Snapping {
  /// - Returns: `nil` without roads.
  init?(_ response: ResponseReport) {
    guard response.provenance.roads != nil, let model = response.counties.first?.modelled else {
      return nil
    }
    let places = model.demand
    let access = places.compactMap(\.accessM).sorted()
    let lost = places.filter { $0.method != nil && !$0.isReachable }
    let far = places.filter { $0.accessM != nil }
      .sorted { (-($0.accessM ?? 0), $0.id) < (-($1.accessM ?? 0), $1.id) }
    self.init(
      places: places.count, onRoad: places.count { $0.method == .road },
      straightLine: places.count { $0.method == .straightLine }, unreachable: lost.count,
      unreachablePopulation: lost.reduce(0) { $0 + $1.population },
      medianAccessM: access.isEmpty ? nil : access[(access.count - 1) / 2],
      maxAccessM: access.last,
      reasons: Dictionary(
        places.compactMap { $0.methodReason.map { ($0, 1) } }, uniquingKeysWith: +),
      stationsOffRoad: model.terms.stationsOffRoad,
      farthest: far.prefix(Self.mostFarthest).map {
        CountyReport.SnappedPlace(
          id: $0.id, name: $0.name, accessM: $0.accessM ?? 0, population: $0.population)
      })
  }

  private static let mostFarthest = 10
}

extension ResponseReport {
  /// Without the issues that another analysis of the same report has told already.
  func telling(onlyNew known: Set<String>) -> ResponseReport {
    var report = self
    report.issues = issues.filter { !known.contains(CoverageReport.Issue($0).identity) }
    return report
  }

  /// Whether anything can be said of times: somebody was reached, or something observed.
  var hasTimes: Bool {
    counties.contains { $0.all.meanMin != nil || $0.modelled?.all.meanMin != nil }
  }
}

extension SiteReport {
  func telling(onlyNew known: Set<String>) -> SiteReport {
    var report = self
    report.issues = issues.filter { !known.contains(CoverageReport.Issue($0).identity) }
    return report
  }
}

extension InspectionReport {
  func telling(onlyNew known: Set<String>) -> InspectionReport {
    var report = self
    report.issues = issues.filter { !known.contains($0.identity) }
    return report
  }
}

extension CoverageReport.Issue {
  /// What tells it apart from others.
  var identity: String {
    [
      code, message, file ?? "", line.map(String.init) ?? "", column ?? "", subject ?? "",
      county ?? "",
    ].joined(separator: "\u{1F}")
  }
}

extension CountyReport.PlanSummary {
  /// - Parameter stations: of the county, that stand.
  init(_ siting: SiteReport) {
    let own = siting.stations.count { $0.county == siting.county }
    func share(_ part: Double, _ figures: SiteReport.Figures) -> Double? {
      CountyReport.share(part, of: figures.population)
    }
    let (before, after) = (siting.before, siting.after)
    let times = (
      share(before.inTimePopulation, before), share(after.inTimePopulation, after)
    )
    let circles = (
      share(before.inCirclePopulation, before), share(after.inCirclePopulation, after)
    )
    func points(_ pair: (Double?, Double?)) -> Double? {
      guard let before = pair.0, let after = pair.1 else { return nil }
      return (after - before) * 100
    }
    self.init(
      stations: own, added: siting.chosen.count,
      withPlan: own + siting.chosen.count - siting.closed.count, inTimeShareBefore: times.0,
      inTimeShareAfter: times.1, inCircleShareBefore: circles.0, inCircleShareAfter: circles.1,
      inTimePointsDifference: points(times), inCirclePointsDifference: points(circles))
  }
}
