import Geometry
import Quantities
import TestSupport
import Testing

@Suite("GCJ-02 and BD-09")
struct ChineseDatumTests {
  @Test("The published pair of a place in Beijing comes out, to its own 0.9 m")
  func publishedPair() {
    let wgs = position(39.90105, 116.42079)
    expect(ChineseDatum.gcj02.fromWGS84(wgs), position(39.90245, 116.42703), within: 1.1e-5)
    expect(ChineseDatum.bd09.fromWGS84(wgs), position(39.90851, 116.43351), within: 1.1e-5)
  }

  /// Made with the Python package coord-convert 0.2.1 (wgs2gcj, wgs2bd).
  @Test("Another program's results come out")
  func otherProgram() {
    let beijing = position(39.90105, 116.42079)
    expect(
      ChineseDatum.gcj02.fromWGS84(beijing), position(39.90244630785103, 116.42702207613664),
      within: 1e-9)
    expect(
      ChineseDatum.bd09.fromWGS84(beijing), position(39.90849972035359, 116.43350106967921),
      within: 1e-9)
    expect(
      ChineseDatum.bd09.fromWGS84(position(28.4676, 119.9219)),
      position(28.469926468208392, 119.93288756109808), within: 1e-9)
  }

  private func expect(
    _ found: GeographicCoordinate, _ expected: GeographicCoordinate, within degrees: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(abs(found.latitude - expected.latitude) < degrees, sourceLocation: sourceLocation)
    #expect(abs(found.longitude - expected.longitude) < degrees, sourceLocation: sourceLocation)
  }

  @Test("At Lishui's county seats GCJ-02 moves by 555 to 608 m and BD-09 by 1.10 to 1.19 km")
  func lishuiShift() {
    for (latitude, longitude) in [
      (28.44986, 119.91079), (28.13822, 120.28963), (28.65419, 120.06852), (28.59955, 119.26570),
      (28.45209, 119.48102), (28.11268, 119.57119), (27.62406, 119.06260), (27.98063, 119.63363),
      (28.07669, 119.12894), (28.29844, 119.74851),
    ] {
      let here = position(latitude, longitude)
      let gcj = Geodesic.distance(here, ChineseDatum.gcj02.fromWGS84(here)).value
      let bd = Geodesic.distance(here, ChineseDatum.bd09.fromWGS84(here)).value
      #expect((554.5..<608.5).contains(gcj))
      #expect((1100..<1195).contains(bd))
    }
  }

  @Test(
    "There and back moves nothing by a millimetre, all over China and beyond its borders",
    arguments: ChineseDatum.allCases, Seeds.some)
  func roundTrip(datum: ChineseDatum, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // The box of the shift less the shift's own length.
    let china = box(72.02, 0.85, 137.81, 55.81)
    // The worst of them all, and not a thousand expectations a millisecond each.
    var worst = (error: 0.0, place: china.minimum)
    for _ in 0..<20_000 {
      let before = generator.position(in: china)
      let shown = datum.fromWGS84(before)
      let after = datum.toWGS84(shown)
      let error = max(
        Geodesic.distance(before, after).value,
        Geodesic.distance(shown, datum.fromWGS84(after)).value)
      if !(error <= worst.error) { worst = (error, before) }
    }
    #expect(worst.error < 0.001, "\(worst.place)")
  }

  @Test("The kinks of the formula, at 105°E and 35°N, are no trouble")
  func kinks() {
    for offset in [0, 1e-15, -1e-14, 1e-12, -1e-9, 1e-6] {
      for datum in ChineseDatum.allCases {
        let before = position(35 + offset, 105 + offset)
        let shown = datum.fromWGS84(before)
        #expect(Geodesic.distance(before, datum.toWGS84(shown)).value < 0.001)
        // And where the kink lies on the map's side.
        let back = datum.fromWGS84(datum.toWGS84(before))
        #expect(Geodesic.distance(before, back).value < 0.001)
      }
    }
  }

  @Test("Outside China GCJ-02 is WGS 84")
  func outside() {
    for place in [position(47.14, 9.52), position(-33, -70), position(35, 139.7)] {
      #expect(ChineseDatum.gcj02.fromWGS84(place) == place)
      #expect(ChineseDatum.gcj02.toWGS84(place) == place)
    }
  }

  @Test("At the edge of the box the inverse ends, at an origin where there is one")
  func edge() {
    for step in -200...200 {
      for shown in [
        position(30, 72.004 + Double(step) * 1e-4), position(30, 137.8347 + Double(step) * 1e-4),
        position(0.8293 + Double(step) * 1e-4, 110), position(55.8271 + Double(step) * 1e-4, 110),
      ] {
        let origin = ChineseDatum.gcj02.toWGS84(shown)
        let again = Geodesic.distance(shown, ChineseDatum.gcj02.fromWGS84(origin)).value
        #expect(again < 0.001 || origin == shown)
        #expect(Geodesic.distance(shown, origin).value < 2000)
      }
    }
  }
}
