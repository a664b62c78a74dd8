public import ResponseModel

/// How response times of some counties move with speed: every speed multiplied by one factor.
///
/// Travel shrinks as 1/factor, call handling and turnout stay. The time of a place is the least of
/// its options, fixed + travel × u with u = 1/factor: concave and piecewise linear in u, which makes
/// the factors at which verdicts flip exact.
public struct ResponseCurve: Sendable {
  private struct Place {
    let options: [ResponseOption]
    let residents: Double

    /// The time and its slope at u; the flattest of equal ones.
    func value(at u: Double) -> (time: Double, slope: Double) {
      var best = (time: Double.infinity, slope: Double.infinity)
      for option in options {
        let time = option.fixed + option.travel * u
        if (time, option.travel) < best { best = (time, option.travel) }
      }
      return best
    }

    /// The largest u at which the time is no more than `limit`; `nil` where none is.
    func latest(within limit: Double) -> Double? {
      var found: Double?
      for option in options where option.fixed <= limit {
        let u = option.travel > 0 ? (limit - option.fixed) / option.travel : .infinity
        found = max(found ?? 0, u)
      }
      return found
    }
  }

  private let places: [Place]
  private let reached: [Place]

  /// - Parameter period: `nil` for the whole day, as in `ModelledResponse.sample`.
  public init(
    _ responses: [ModelledResponse], period: DayPeriod? = nil,
    where isMeant: (PlaceResponse) -> Bool
  ) {
    var places: [Place] = []
    for response in responses {
      for place in response.places
      where place.hasPosition && place.residents > 0 && isMeant(place) {
        if let period {
          places.append(Place(options: place.options(period), residents: place.residents))
        } else if place.day == place.night {
          places.append(Place(options: place.day, residents: place.residents))
        } else {
          for period in DayPeriod.allCases where response.dayHours.share(period) > 0 {
            places.append(
              Place(
                options: place.options(period),
                residents: place.residents * response.dayHours.share(period)))
          }
        }
      }
    }
    self.places = places
    reached = places.filter { !$0.options.isEmpty }
  }

  /// The speed factor at which the mean over the residents who are reached is exactly `limit`
  /// milliseconds: above it the mean is less. `nil` where no speed does it (call handling and turnout
  /// alone take as long), or where speed does not matter.
  ///
  /// The mean M(u) is concave, so Newton's steps M(u) + M'(u) (u' − u) = limit from any start fall on
  /// the root's left and rise to it; they end after finitely many, since each that is not the last
  /// moves to another of its pieces.
  /// - Complexity: O(options) a step.
  public func breakEven(mean limit: Double) -> Double? {
    let total = reached.reduce(0) { $0 + $1.residents }
    guard total > 0 else { return nil }
    func mean(at u: Double) -> (time: Double, slope: Double) {
      let sums = reached.reduce((0.0, 0.0)) { sums, place in
        let (time, slope) = place.value(at: u)
        return (sums.0 + time * place.residents, sums.1 + slope * place.residents)
      }
      return (sums.0 / total, sums.1 / total)
    }
    guard mean(at: 0).time < limit else { return nil }
    var u = 1.0
    for _ in 0..<200 {
      let (time, slope) = mean(at: u)
      guard slope > 0 else { return nil }
      let next = u + (limit - time) / slope
      if abs(next - u) <= 1e-14 * abs(next) {
        u = next
        break
      }
      u = next
    }
    return u > 0 ? 1 / u : nil
  }

  /// The speed factor from which at least the share `part` of the residents, those who are not
  /// reached included, has a time within `limit` milliseconds. `nil` where no speed does it, 0 where
  /// every speed does.
  /// - Complexity: O(*n* log *n*).
  public func breakEven(part: Double, within limit: Double) -> Double? {
    let total = places.reduce(0) { $0 + $1.residents }
    guard total > 0 else { return nil }
    let latest = reached.compactMap { place in
      place.latest(within: limit).map { (u: $0, residents: place.residents) }
    }.sorted { $0.u > $1.u }
    var within = 0.0
    for place in latest {
      within += place.residents
      if within >= part * total { return place.u > 0 ? 1 / place.u : nil }
    }
    return nil
  }
}
