public import Geometry
public import Quantities
public import ResponseModel

/// What a county's stations reach by circle: straight-line distance, nothing about roads or time.
public struct CountyCoverage: Sendable, Hashable {
  public let countyCode: String
  /// Area of the boundary on the ellipsoid; `nil` where no boundary is loaded.
  public let area: SquareMeters?
  /// Residents by area class, with those whose place is not known.
  public let residents: ResidentCount
  /// One entry per township, in the order of its input.
  public let townships: [TownshipReach]
  /// One entry per demand point, in the order of its input.
  public let demand: [DemandReach]
  /// In growing order of radius.
  public let radii: [RadiusCoverage]
  public let presence: TownshipPresence
  /// Stations that stand in this county, and those across its border that reach into it.
  public let ownStationCodes: [String]
  public let neighborStationCodes: [String]

  public init(
    countyCode: String, area: SquareMeters?, residents: ResidentCount, townships: [TownshipReach],
    demand: [DemandReach], radii: [RadiusCoverage], presence: TownshipPresence,
    ownStationCodes: [String], neighborStationCodes: [String]
  ) {
    self.countyCode = countyCode
    self.area = area
    self.residents = residents
    self.townships = townships
    self.demand = demand
    self.radii = radii
    self.presence = presence
    self.ownStationCodes = ownStationCodes
    self.neighborStationCodes = neighborStationCodes
  }
}

/// Residents by area class. `unpositioned` are in `urban` and `rural` too: they exist, but are
/// counted neither as covered nor as uncovered.
public struct ResidentCount: Sendable, Hashable {
  public var urban: Double
  public var rural: Double
  public var unpositionedUrban: Double
  public var unpositionedRural: Double

  public init(
    urban: Double = 0, rural: Double = 0, unpositionedUrban: Double = 0,
    unpositionedRural: Double = 0
  ) {
    self.urban = urban
    self.rural = rural
    self.unpositionedUrban = unpositionedUrban
    self.unpositionedRural = unpositionedRural
  }

  public var total: Double { urban + rural }
  public var unpositioned: Double { unpositionedUrban + unpositionedRural }
}

/// The nearest station of one place and how far it is on the ellipsoid.
public struct NearestStation: Sendable, Hashable {
  public let stationCode: String
  public let distance: Meters

  public init(stationCode: String, distance: Meters) {
    self.stationCode = stationCode
    self.distance = distance
  }
}

/// `nearest` is `nil` where the seat's position is not known or there is no station at all.
public struct TownshipReach: Sendable, Hashable {
  public let townshipCode: String
  public let nearest: NearestStation?

  public init(townshipCode: String, nearest: NearestStation?) {
    self.townshipCode = townshipCode
    self.nearest = nearest
  }
}

/// `nearest` is `nil` where the position is not known or there is no station at all.
public struct DemandReach: Sendable, Hashable {
  public let demandID: String
  public let townshipCode: String?
  public let areaClass: AreaClass
  public let residents: Double
  public let hasPosition: Bool
  public let nearest: NearestStation?

  public init(
    demandID: String, townshipCode: String?, areaClass: AreaClass, residents: Double,
    hasPosition: Bool, nearest: NearestStation?
  ) {
    self.demandID = demandID
    self.townshipCode = townshipCode
    self.areaClass = areaClass
    self.residents = residents
    self.hasPosition = hasPosition
    self.nearest = nearest
  }
}

/// What circles of one radius reach within the county.
public struct RadiusCoverage: Sendable, Hashable {
  public let radius: Meters
  /// Union of the circles within the county, no part counted twice; `nil` without a boundary.
  public let coveredArea: SquareMeters?
  public let coveredShape: MultiPolygon<GeographicCoordinate>
  public let coveredUrbanResidents: Double
  public let coveredRuralResidents: Double
  /// Townships whose seat lies in a circle.
  public let coveredTownshipCodes: [String]
  /// The rest of the county, one entry per connected piece, largest first.
  public let gaps: [CoverageGap]

  public init(
    radius: Meters, coveredArea: SquareMeters?, coveredShape: MultiPolygon<GeographicCoordinate>,
    coveredUrbanResidents: Double, coveredRuralResidents: Double, coveredTownshipCodes: [String],
    gaps: [CoverageGap]
  ) {
    self.radius = radius
    self.coveredArea = coveredArea
    self.coveredShape = coveredShape
    self.coveredUrbanResidents = coveredUrbanResidents
    self.coveredRuralResidents = coveredRuralResidents
    self.coveredTownshipCodes = coveredTownshipCodes
    self.gaps = gaps
  }

  public var coveredResidents: Double { coveredUrbanResidents + coveredRuralResidents }
}

/// A piece of the county that no circle reaches.
public struct CoverageGap: Sendable, Hashable {
  public let shape: MultiPolygon<GeographicCoordinate>
  public let area: SquareMeters
  public let residents: Double
  public let townshipCodes: [String]
  /// The point of the gap that is farthest from every station.
  public let deepestPoint: GeographicCoordinate
  /// The station nearest to `deepestPoint`; `nil` where there is no station at all.
  public let nearest: NearestStation?

  public init(
    shape: MultiPolygon<GeographicCoordinate>, area: SquareMeters, residents: Double,
    townshipCodes: [String], deepestPoint: GeographicCoordinate, nearest: NearestStation?
  ) {
    self.shape = shape
    self.area = area
    self.residents = residents
    self.townshipCodes = townshipCodes
    self.deepestPoint = deepestPoint
    self.nearest = nearest
  }
}

/// Which townships have a station, for every kind of township: a rule picks the kinds it speaks of.
public struct TownshipPresence: Sendable, Hashable {
  /// How it was decided.
  public enum Basis: String, Sendable, Hashable, Codable {
    /// Township polygons: a station counts where it stands, or where its record says.
    case boundaries
    /// No township polygon is loaded: the record's host township decides.
    case hostCode = "host_code"
    /// Some townships of the county have a polygon, some have none.
    case mixed
  }

  /// The stations of one township.
  public struct Entry: Sendable, Hashable {
    public let townshipCode: String
    public let kind: TownshipKind
    public let stationCodes: [String]

    public init(townshipCode: String, kind: TownshipKind, stationCodes: [String]) {
      self.townshipCode = townshipCode
      self.kind = kind
      self.stationCodes = stationCodes
    }
  }

  /// One entry per township of the county, whatever its kind, in the order of its input.
  public let townships: [Entry]
  public let basis: Basis
  /// Stations of the county that neither a polygon nor a host code places.
  public let unplacedStationCodes: [String]

  public init(townships: [Entry], basis: Basis, unplacedStationCodes: [String]) {
    self.townships = townships
    self.basis = basis
    self.unplacedStationCodes = unplacedStationCodes
  }

  /// Codes of every 建制乡镇 of the county.
  public var administrativeTownshipCodes: [String] {
    townships.filter(\.kind.isAdministrativeTownship).map(\.townshipCode)
  }

  /// Codes of the 建制乡镇 that have at least one station.
  public var administrativeTownshipCodesWithStation: [String] {
    townships.filter { $0.kind.isAdministrativeTownship && !$0.stationCodes.isEmpty }
      .map(\.townshipCode)
  }
}
