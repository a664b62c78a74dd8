import Coverage
import Quantities
import ResponseModel
import Standards

extension ResponseReport.Modelled {
  init(
    _ model: ModelledResponse, _ groups: ResponseGroups, _ frame: ResponseFrame,
    _ verdicts: [CoverageReport.RuleVerdict], listsDemand: Bool
  ) {
    let terms = frame.terms
    self.init(
      method: model.method, urban: groups.modelled(.urban), rural: groups.modelled(.rural),
      mountainOrIsland: groups.hasMountainRule ? groups.modelled(.mountainOrIsland) : nil,
      all: groups.modelled(.all), verdicts: verdicts,
      terms: ResponseReport.Terms(
        callHandlingS: model.callHandling.time.value,
        callHandlingEvidence: model.callHandling.evidence,
        defaultTurnoutS: terms.turnout.time.value,
        defaultTurnoutEvidence: terms.turnout.evidence,
        straightLineSpeedKmh: terms.speedKilometersPerHour.value,
        straightLineSpeedEvidence: terms.speedKilometersPerHour.evidence,
        detour: terms.detour.value, detourEvidence: terms.detour.evidence,
        travelEvidence: model.travelEvidence, speedProfile: frame.roads?.speedProfile,
        roadTravelEvidence: model.roadEvidence, accessEvidence: model.accessEvidence,
        fixedDelayS: model.fixedDelayMilliseconds / 1000,
        fixedDelayEvidence: model.fixedDelayEvidence,
        stationsOffRoad: model.stationsOffRoad, dayHours: model.dayHours.description,
        dayHoursEvidence: model.dayHoursAreKnown ? .reported : .default),
      stations: Self.stations(of: model),
      demand: listsDemand ? model.places.map { Self.place($0, of: model) } : [])
  }

  private static func stations(of model: ModelledResponse) -> [ResponseReport.StationTerms] {
    var served: [Int: [(milliseconds: Double, residents: Double)]] = [:]
    for place in model.places {
      guard let best = place.best(.day) else { continue }
      served[best.station, default: []]
        .append((best.milliseconds(speedFactor: 1), place.residents))
    }
    return model.stations.indices.compactMap { index in
      let station = model.stations[index]
      guard served[index] != nil || station.countyCode == model.countyCode else { return nil }
      let sample = TimeSample(places: served[index] ?? [])
      let turnout = model.turnouts[index]
      return ResponseReport.StationTerms(
        code: station.code, name: station.name, county: station.countyCode,
        evidence: station.evidence, turnoutDayS: turnout.day.time.value,
        turnoutNightS: turnout.night.time.value, turnoutDayEvidence: turnout.day.evidence,
        turnoutNightEvidence: turnout.night.evidence, population: sample.weight,
        meanMin: sample.mean.map { $0 / 60_000 })
    }
  }

  private static func place(
    _ place: PlaceResponse, of model: ModelledResponse
  ) -> ResponseReport.Place {
    let (day, night) = (place.best(.day), place.best(.night))
    let byRoad = place.method == .road ? day : nil
    func minutes(_ option: ResponseOption?) -> Double? {
      option.map { $0.milliseconds(speedFactor: 1) / 60_000 }
    }
    func code(_ option: ResponseOption?) -> String? {
      option.map { model.stations[$0.station].code }
    }
    return ResponseReport.Place(
      id: place.demandID, name: place.name, township: place.townshipCode,
      areaClass: place.areaClass, population: place.residents, populationEvidence: place.evidence,
      method: place.method, methodReason: place.methodReason?.rawValue, station: code(day),
      distanceKm: day.flatMap { _ in place.nearest?.distance.kilometers },
      callHandlingS: day.map { _ in model.callHandling.time.value },
      callHandlingEvidence: day.map { _ in model.callHandling.evidence },
      turnoutS: day?.turnout.time.value, turnoutEvidence: day?.turnout.evidence,
      travelS: day.map { $0.drive / 1000 },
      travelEvidence: day.map { _ in model.travelEvidence(of: place) },
      accessS: byRoad.map { $0.access / 1000 },
      accessEvidence: byRoad.flatMap { _ in model.accessEvidence }, responseMin: minutes(day),
      accessM: place.accessDistance?.value, secondStation: code(place.second),
      secondResponseMin: minutes(place.second), nightStation: code(night),
      nightResponseMin: minutes(night), isReachable: day != nil,
      evidence: model.evidence(of: place))
  }
}

extension ResponseReport.TownshipTimes {
  static func all(
    of assessed: AssessedResponse, _ groups: ResponseGroups
  ) -> [ResponseReport.TownshipTimes] {
    let places = Dictionary(grouping: assessed.modelled?.places ?? []) { $0.townshipCode ?? "" }
    let events = Dictionary(grouping: assessed.observed?.counted ?? []) { $0.townshipCode ?? "" }
    let demand = Dictionary(grouping: assessed.inputs.demand) { $0.townshipCode ?? "" }
    return assessed.inputs.townships.map { township in
      let own = places[township.code] ?? []
      let observed = assessed.observed.map { _ in
        TimeSample(calls: (events[township.code] ?? []).map { Double($0.milliseconds) })
      }
      var row = ResponseReport.TownshipTimes(
        code: township.code, name: township.name, kind: township.kind,
        mountainOrIsland: township.isMountainOrIsland,
        population: assessed.inputs.demand.isEmpty
          ? nil : (demand[township.code] ?? []).reduce(0) { $0 + $1.residents },
        methods: Set(own.compactMap { $0.method?.rawValue }).sorted(), meanMin: nil, maxMin: nil,
        shareWithin: nil, unreachablePopulation: nil, unpositionedPopulation: nil, station: nil,
        events: observed?.count, observedMeanMin: observed?.mean.map { $0 / 60_000 },
        observedMedianMin: observed?.median.map { $0 / 60_000 })
      if let model = assessed.modelled, !own.isEmpty { row.fill(own, of: model, groups) }
      return row
    }
  }

  private mutating func fill(
    _ own: [PlaceResponse], of model: ModelledResponse, _ groups: ResponseGroups
  ) {
    let sample = model.sample { $0.townshipCode == code }
    let reached = sample.filter(\.isFinite)
    meanMin = reached.mean.map { $0 / 60_000 }
    maxMin = reached.longest.map { $0 / 60_000 }
    unreachablePopulation = sample.weight { !$0.isFinite }
    let unpositioned = model.unpositionedResidents { $0.townshipCode == code }
    unpositionedPopulation = unpositioned
    shareWithin = groups.shareWithin(model, sample.weight + unpositioned) {
      $0.townshipCode == code
    }
    var served: [Int: Double] = [:]
    for place in own {
      if let best = place.best(.day) { served[best.station, default: 0] += place.residents }
    }
    station = served.min { (-$0.value, $0.key) < (-$1.value, $1.key) }
      .map { model.stations[$0.key].code }
  }
}

extension ResponseGroups {
  /// Share of residents of some places, each within the target of the rule for his place; `nil` where
  /// one of them has none.
  func shareWithin(
    _ model: ModelledResponse, _ total: Double, where isMeant: (PlaceResponse) -> Bool
  ) -> Double? {
    guard total > 0 else { return nil }
    var within = 0.0
    for area in [JudgedArea.urban, .rural, .mountainOrIsland] {
      if area == .mountainOrIsland, !hasMountainRule { continue }
      let sample = model.sample { place in
        // Mountains have a rule of their own before urban and rural ones.
        let isMountain = place.isMountainOrIsland ?? false
        let isOwn =
          area == .mountainOrIsland
          ? isMountain
          : self.isMeant(area, place.areaClass, isMountain: false)
            && !(hasMountainRule && isMountain)
        return isMeant(place) && isOwn
      }
      guard !sample.isEmpty else { continue }
      guard let target = requirement(area) ?? requirement(.all) else { return nil }
      within += sample.weight { holds($0, target) }
    }
    return within / total
  }
}
