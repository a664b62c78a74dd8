import Geometry

extension CountyCoverage {
  /// The same figures with the outlines of covered areas and gaps left empty.
  public var withoutOutlines: CountyCoverage {
    CountyCoverage(
      countyCode: countyCode, area: area, residents: residents, townships: townships,
      demand: demand, radii: radii.map(\.withoutOutlines), presence: presence,
      ownStationCodes: ownStationCodes, neighborStationCodes: neighborStationCodes)
  }

  /// The same figures without the nearest station of each demand point.
  public var withoutDemand: CountyCoverage {
    CountyCoverage(
      countyCode: countyCode, area: area, residents: residents, townships: townships, demand: [],
      radii: radii, presence: presence, ownStationCodes: ownStationCodes,
      neighborStationCodes: neighborStationCodes)
  }
}

extension RadiusCoverage {
  fileprivate var withoutOutlines: RadiusCoverage {
    RadiusCoverage(
      radius: radius, coveredArea: coveredArea, coveredShape: MultiPolygon(),
      coveredUrbanResidents: coveredUrbanResidents, coveredRuralResidents: coveredRuralResidents,
      coveredTownshipCodes: coveredTownshipCodes,
      gaps: gaps.map { gap in
        CoverageGap(
          shape: MultiPolygon(), area: gap.area, residents: gap.residents,
          townshipCodes: gap.townshipCodes, deepestPoint: gap.deepestPoint, nearest: gap.nearest)
      })
  }
}
