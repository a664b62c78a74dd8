import Geometry

/// Finds out whether a file's points are in the datum they are taken to be in, by comparing them with
/// what the store holds. It never decides anything: it says what it sees.
///
/// Two tests. *Pairs*: a station, a township's seat or a boundary's corners that the store knows by
/// the same code or name. Real differences (a station is not its township's seat) point in all
/// directions and cancel; a wrong datum moves every point the same way. So the mean shift is compared
/// with its standard error. *Containment*: points near a border change sides when the datum is wrong;
/// those that do are counted both ways (McNemar's test on discordant pairs).
enum DatumDetector {
  /// - Parameters:
  ///   - taken: what the points are taken to be.
  ///   - isInside: whether a position lies in a county, any where it is `nil`; `nil` where not known.
  /// - Complexity: O(*n*) for *n* points, six conversions each.
  static func examine(
    pairs: [DatumPair], placed: [PlacedPoint], taken: DatumHypothesis,
    isInside: (GeographicCoordinate, String?) -> Bool?
  ) -> DatumFinding {
    let before = Shift(pairs, under: taken)
    let inside = placed.map { point in
      taken.position(point.point).map { isInside($0, point.countyCode) } ?? false
    }
    let others = DatumHypothesis.all.filter { $0 != taken }
    var best: (hypothesis: DatumHypothesis, strength: Double, outside: Int)?
    for other in others {
      let after = Shift(pairs, under: other)
      let change = Containment(placed, inside, under: other, isInside)
      let byPairs = strength(before, after)
      let byPlaces = change.strength
      // What one test shows the other must not deny.
      guard max(byPairs, byPlaces) > 0, byPairs >= 0, byPlaces >= 0 else { continue }
      let total = byPairs + byPlaces
      if total > best?.strength ?? 0 { best = (other, total, change.outsideAfter) }
    }
    let outsideBefore = inside.count { $0 == false }
    let verdict: DatumFinding.Verdict =
      if let best { .contradicts(best.hypothesis) } else if before.fits || settles(inside) {
        .agrees
      } else { .inconclusive }
    return DatumFinding(
      verdict: verdict, pairs: before.count, offsetMeters: before.count > 0 ? before.length : nil,
      direction: before.count > 0 ? before.direction : nil, outsideBefore: outsideBefore,
      outsideAfter: best?.outside ?? outsideBefore)
  }

  /// Many points and none outside: a shift of half a kilometre would have put some there.
  private static func settles(_ inside: [Bool?]) -> Bool {
    inside.count { $0 == true } >= 500 && inside.count { $0 == false } * 1000 <= inside.count
  }

  /// How much better the points fit: positive where they do and did not, negative where they fitted
  /// and would not.
  private static func strength(_ before: Shift, _ after: Shift) -> Double {
    guard before.total > 0, after.count > 0 else { return 0 }
    // What lies hundreds of kilometres off, or nowhere, has changed axes.
    let isLost = before.count * 2 <= before.total
    if after.count * 2 <= after.total { return isLost ? 0 : -1 }
    if isLost { return after.fits ? 100 : after.length < 5000 ? 50 : 0 }
    if !before.fits, after.length + 150 < before.length, after.isCloser(than: before) {
      return before.significance - after.significance
    }
    return before.fits && !after.fits ? -1 : 0
  }
}

/// The common shift of pairs under a hypothesis.
private struct Shift {
  /// Pairs given, and those whose point is on the globe and within 300 km of what it stands for.
  let total: Int
  let count: Int
  private(set) var length = 0.0
  private(set) var direction = 0
  /// Length over its standard error.
  private(set) var significance = 0.0

  init(_ pairs: [DatumPair], under hypothesis: DatumHypothesis) {
    total = pairs.count
    var shifts: [(east: Double, north: Double)] = []
    for pair in pairs {
      guard let position = hypothesis.position(pair.point) else { continue }
      let metersPerDegree = 111_195.0
      let north = (position.latitude - pair.known.latitude) * metersPerDegree
      let east =
        (position.longitude - pair.known.longitude) * metersPerDegree
        * cosine(degrees: pair.known.latitude)
      if abs(north) < 300_000, abs(east) < 300_000 { shifts.append((east: east, north: north)) }
    }
    count = shifts.count
    guard count > 0 else { return }
    // Medians: one wrong row must not look like a datum.
    let (east, north) = (median(shifts.map(\.east)), median(shifts.map(\.north)))
    length = (east * east + north * north).squareRoot()
    direction = compass(east: east, north: north)
    let spread =
      median(
        shifts.map { shift in
          let (x, y) = (shift.east - east, shift.north - north)
          return (x * x + y * y).squareRoot()
        }) * 1.4826
    // 25 m of digits cut off and of drawing.
    significance = length / max(25, spread * 1.2533 / Double(count).squareRoot())
  }

  /// Whether no common shift shows.
  var fits: Bool { count >= 1 && (significance < 3 || length < 120) }

  /// A single pair, or pairs that scatter, tell nothing.
  func isCloser(than other: Shift) -> Bool {
    other.significance > 5 && significance < other.significance / 3 && (count >= 3 || length < 60)
  }
}

/// Points that change sides of a border under a hypothesis.
private struct Containment {
  private var gained = 0
  private var lost = 0
  private(set) var outsideAfter = 0
  private var outsideBefore = 0
  private let total: Int

  init(
    _ placed: [PlacedPoint], _ inside: [Bool?], under hypothesis: DatumHypothesis,
    _ isInside: (GeographicCoordinate, String?) -> Bool?
  ) {
    total = placed.count
    for (point, before) in zip(placed, inside) {
      guard let before else { continue }
      if !before { outsideBefore += 1 }
      let after = hypothesis.position(point.point).map { isInside($0, point.countyCode) } ?? false
      guard let after else { continue }
      if !after { outsideAfter += 1 }
      if after, !before { gained += 1 }
      if before, !after { lost += 1 }
    }
  }

  /// Ten that come in for each that goes out, eight at least.
  var strength: Double {
    if gained >= 8, gained >= lost * 10 { return Double(gained).squareRoot() * 3 }
    // A few points, all of them nowhere: swapped axes.
    if gained >= 2, lost == 0, outsideBefore == total, outsideAfter == 0 { return 5 }
    return lost >= 8 && lost >= gained * 4 ? -1 : 0
  }
}

private func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
