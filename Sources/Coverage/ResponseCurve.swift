public import ResponseModel

/// How response times of some counties move with speed: every speed multiplied by one factor.
///
/// Travel shrinks as 1/factor, call handling and turnout stay. The time of a place is the least of
/// its options, fixed + travel × u with u = 1/factor: concave and piecewise linear in u, which makes
/// the factors at which verdicts flip exact.
public struct ResponseCurve: Sendable {
  private struct Place {
    /// Positions in `fixed` and `travel`.
    let options: Range<Int>
    let residents: Double
  }

  /// Terms of every option, milliseconds.
  private var fixed: [Double] = []
  private var travel: [Double] = []
  private var places: [Place] = []
  private var reached: [Place] { places.filter { !$0.options.isEmpty } }

  /// - Parameter period: `nil` for the whole day, as in `ModelledResponse.sample`.
  public init(
    _ responses: [ModelledResponse], period: DayPeriod? = nil,
    where isMeant: (PlaceResponse) -> Bool
  ) {
    for response in responses {
      for place in response.places
      where place.hasPosition && place.residents > 0 && isMeant(place) {
        add(
          place.residents, response.dayHours, period, isSameAllDay: place.day == place.night
        ) { place.options($0).map { ($0.fixed, $0.travel) } }
      }
    }
  }

  /// - Parameter period: `nil` for the whole day, as in `ModelledTimes.sample`.
  public init(
    _ counties: [ModelledTimes], period: DayPeriod? = nil,
    where isMeant: (ModelledTimes.Kind) -> Bool
  ) {
    for county in counties {
      county.forEach { place in
        guard place.hasPosition, place.residents > 0, isMeant(place.kind) else { return }
        add(place.residents, county.dayHours, period, isSameAllDay: place.isSameAllDay) {
          place.options($0).map(county.terms)
        }
      }
    }
  }

  private mutating func add(
    _ residents: Double, _ hours: DayHours, _ period: DayPeriod?, isSameAllDay: Bool,
    options: (DayPeriod) -> [(fixed: Double, travel: Double)]
  ) {
    func add(_ period: DayPeriod, _ residents: Double) {
      let first = fixed.count
      for option in options(period) {
        fixed.append(option.fixed)
        travel.append(option.travel)
      }
      places.append(Place(options: first..<fixed.count, residents: residents))
    }
    if let period {
      add(period, residents)
    } else if isSameAllDay {
      add(.day, residents)
    } else {
      for period in DayPeriod.allCases where hours.share(period) > 0 {
        add(period, residents * hours.share(period))
      }
    }
  }

  /// The time of a place and its slope at u; the flattest of equal ones.
  private func value(_ place: Place, at u: Double) -> (time: Double, slope: Double) {
    var best = (time: Double.infinity, slope: Double.infinity)
    for option in place.options {
      let time = fixed[option] + travel[option] * u
      if (time, travel[option]) < best { best = (time, travel[option]) }
    }
    return best
  }

  /// The largest u at which the time of a place is no more than `limit`; `nil` where none is.
  private func latest(_ place: Place, within limit: Double) -> Double? {
    var found: Double?
    for option in place.options where fixed[option] <= limit {
      let u = travel[option] > 0 ? (limit - fixed[option]) / travel[option] : .infinity
      found = max(found ?? 0, u)
    }
    return found
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
    let reached = reached
    let total = reached.reduce(0) { $0 + $1.residents }
    guard total > 0 else { return nil }
    func mean(at u: Double) -> (time: Double, slope: Double) {
      let sums = reached.reduce((0.0, 0.0)) { sums, place in
        let (time, slope) = value(place, at: u)
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
      self.latest(place, within: limit).map { (u: $0, residents: place.residents) }
    }.sorted { $0.u > $1.u }
    var within = 0.0
    for place in latest {
      within += place.residents
      if within >= part * total { return place.u > 0 ? 1 / place.u : nil }
    }
    return nil
  }
}
