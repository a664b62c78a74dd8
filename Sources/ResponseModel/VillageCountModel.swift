/// Where residents are when only a county's total is known: its townships get a share by their
/// number of villages, and each share is split by the villages' urban–rural codes.
///
/// A model, not a count: every demand point it makes is `modelled`, and real demand points replace
/// it. County totals are conserved exactly by the largest remainder method (Hamilton): whole
/// residents, each quota rounded down, the rest one by one to the largest fractions, ties to the
/// lowest township code and to urban before rural.
public enum VillageCountModel {
  public static let name = "village-count"

  /// Demand points of one county, at most an urban and a rural one per township, at its seat.
  ///
  /// - Parameter townships: those of the county; a township without a seat gets points without a
  ///   position, so that its residents stay in the total.
  /// - Returns: the points in order of township code, and what a reader must know of them.
  /// - Complexity: O(*n* log *n*) in the number of townships.
  public static func demandPoints(
    of county: County, townships: [Township]
  ) -> (points: [DemandPoint], issues: [DataIssue]) {
    var issues: [DataIssue] = []
    guard let residents = county.residents, let total = Int(exactly: residents) else {
      issues.append(
        DataIssue(
          .warning, code: "county-without-residents",
          LocalizedText(
            zh: "\(county.name)没有常住人口数，无法推算需求点",
            en: "\(county.name) has no whole number of residents: no demand can be modelled"),
          subject: county.code, countyCode: county.code))
      return ([], issues)
    }
    let townships = townships.sorted { $0.code < $1.code }
    for township in townships where township.villages == nil {
      issues.append(
        DataIssue(
          .warning, code: "township-without-villages",
          LocalizedText(
            zh: "\(township.name)没有村居数，模型未给它分配居民",
            en: "\(township.name) has no number of villages: the model gives it no residents"),
          subject: township.code, countyCode: county.code))
    }
    guard let shares = largestRemainder(total: total, weights: townships.map { $0.villages ?? 0 })
    else {
      issues.append(
        DataIssue(
          .warning, code: "county-without-townships",
          LocalizedText(
            zh: "\(county.name)没有带村居数的乡镇街道，无法推算需求点",
            en: "\(county.name) has no township with villages: no demand can be modelled"),
          subject: county.code, countyCode: county.code))
      return ([], issues)
    }
    let points = zip(townships, shares).flatMap { township, share in
      split(share, of: township)
    }
    return (points, issues)
  }

  private static func split(_ share: Int, of township: Township) -> [DemandPoint] {
    let villages = township.villages ?? 0
    // Without codes for its villages, a 街道 is taken as urban and a 镇 or 乡 as rural.
    let urban = township.urbanVillages ?? (township.kind == .subdistrict ? villages : 0)
    guard let parts = largestRemainder(total: share, weights: [urban, villages - urban]) else {
      return []
    }
    let classes: [(AreaClass, String, String)] = [(.urban, "U", "城镇"), (.rural, "R", "乡村")]
    return zip(classes, parts).compactMap { kind, residents in
      guard residents > 0 else { return nil }
      return DemandPoint(
        id: "\(township.code)-\(kind.1)", countyCode: township.countyCode,
        townshipCode: township.code, name: "\(township.name)(\(kind.2))", areaClass: kind.0,
        residents: Double(residents), position: township.seat, evidence: .modelled, source: name)
    }
  }

  /// `total` cut into whole parts proportional to `weights`, summing to it exactly; ties to the
  /// lowest index. `nil` where every weight is zero.
  static func largestRemainder(total: Int, weights: [Int]) -> [Int]? {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return nil }
    // 128 bits: residents × villages of a whole country stay exact.
    let quotas = weights.map {
      (Int128(total) * Int128($0)).quotientAndRemainder(dividingBy: Int128(sum))
    }
    var parts = quotas.map { Int($0.quotient) }
    let rest = total - parts.reduce(0, +)
    let order = weights.indices.sorted {
      (quotas[$1].remainder, $0) < (quotas[$0].remainder, $1)
    }
    for index in order.prefix(rest) { parts[index] += 1 }
    return parts
  }
}
