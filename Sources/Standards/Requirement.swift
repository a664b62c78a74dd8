/// What a rule asks for: a closed set of kinds, so that every kind has one evaluation.
public indirect enum Requirement: Sendable, Hashable {
  case distance(DistanceRequirement)
  case responseStatistic(ResponseRequirement)
  case townshipPresence(TownshipRequirement)
  /// Met where one of at least two branches is met.
  case anyOf([Branch])
  case crewComposition(CrewRequirement)
  case equipment(EquipmentRequirement)
  case vehiclesPerPopulation(VehicleRequirement)
  case fleetShare(FleetShareRequirement)
  case eventShare(EventRequirement)
  case facilityTravelTime(TravelTimeRequirement)
  case visitFrequency(VisitRequirement)
  case countInPeriod(CountRequirement)
  case ratio(RatioRequirement)
  case countyPresence(CountyRequirement)
  case licenceShare(LicenceRequirement)

  public var kind: RuleKind {
    switch self {
    case .distance: .distance
    case .responseStatistic: .responseStatistic
    case .townshipPresence: .townshipPresence
    case .anyOf: .anyOf
    case .crewComposition: .crewComposition
    case .equipment: .equipment
    case .vehiclesPerPopulation: .vehiclesPerPopulation
    case .fleetShare: .fleetShare
    case .eventShare: .eventShare
    case .facilityTravelTime: .facilityTravelTime
    case .visitFrequency: .visitFrequency
    case .countInPeriod: .countInPeriod
    case .ratio: .ratio
    case .countyPresence: .countyPresence
    case .licenceShare: .licenceShare
    }
  }

  /// The number the rule turns on: the required share where there is one, else the limit; `nil` for
  /// any-of and for crews, which have several.
  public var threshold: Threshold? {
    switch self {
    case .distance(let it): it.share ?? it.limit
    case .responseStatistic(let it): it.share ?? it.limit
    case .townshipPresence(let it): it.limit
    case .anyOf, .crewComposition: nil
    case .equipment(let it): it.limit
    case .vehiclesPerPopulation(let it): it.limit
    case .fleetShare(let it): it.limit
    case .eventShare(let it): it.share ?? it.limit
    case .facilityTravelTime(let it): it.share ?? it.limit
    case .visitFrequency(let it): it.limit
    case .countInPeriod(let it): it.limit
    case .ratio(let it): it.limit
    case .countyPresence(let it): it.limit
    case .licenceShare(let it): it.limit
    }
  }

  /// How every number in it was verified.
  public var marks: [Mark] {
    switch self {
    case .distance(let it): [it.limit.mark] + (it.share.map { [$0.mark] } ?? [])
    case .responseStatistic(let it): [it.limit.mark] + (it.share.map { [$0.mark] } ?? [])
    case .eventShare(let it): [it.limit.mark] + (it.share.map { [$0.mark] } ?? [])
    case .facilityTravelTime(let it): [it.limit.mark] + (it.share.map { [$0.mark] } ?? [])
    case .anyOf(let branches): branches.flatMap { [$0.mark] + $0.requirement.marks }
    case .crewComposition(let it): it.seats.map(\.mark)
    default: threshold.map { [$0.mark] } ?? []
    }
  }
}

/// The kinds by name, as files spell them.
public enum RuleKind: String, Sendable, Hashable, Codable, CaseIterable {
  case distance
  case responseStatistic = "response_statistic"
  case townshipPresence = "township_presence"
  case anyOf = "any_of"
  case crewComposition = "crew_composition"
  case equipment
  case vehiclesPerPopulation = "vehicles_per_population"
  case fleetShare = "fleet_share"
  case eventShare = "event_share"
  case facilityTravelTime = "facility_travel_time"
  case visitFrequency = "visit_frequency"
  case countInPeriod = "count_in_period"
  case ratio
  case countyPresence = "county_presence"
  case licenceShare = "licence_share"
}
