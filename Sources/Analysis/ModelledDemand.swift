public import ResponseModel

/// Demand for the counties that have none of their own.
public enum ModelledDemand {
  /// Adds modelled demand points (`VillageCountModel`) to each county without demand points, and
  /// the issues the model found.
  public static func fill(_ data: inout ServiceData) {
    let served = Set(data.demandPoints.lazy.map(\.countyCode))
    let townships = Dictionary(grouping: data.townships, by: \.countyCode)
    for county in data.counties where !served.contains(county.code) {
      let (points, issues) = VillageCountModel.demandPoints(
        of: county, townships: townships[county.code] ?? [])
      data.demandPoints += points
      data.issues += issues
    }
  }
}
