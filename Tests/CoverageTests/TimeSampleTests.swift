import TestSupport
import Testing

@testable import Coverage

@Suite("Samples of times")
struct TimeSampleTests {
  @Test("have the mean, median and P90 that Excel and numpy give")
  func calls() {
    let sample = TimeSample(calls: [4, 1, 3, 2].map { $0 * 60_000 })
    #expect(sample.mean == 150_000)
    #expect(sample.median == 150_000)
    // numpy.percentile([1, 2, 3, 4], 90) = 3.7
    #expect(abs((sample.p90 ?? 0) - 3.7 * 60_000) < 1e-6)
    #expect(sample.longest == 240_000)
  }

  @Test("weigh residents: the quantile is the time within which so many are reached")
  func residents() {
    let sample = TimeSample(places: [(10, 100), (20, 300), (30, 600), (99, 0)])
    #expect(sample.mean == 25)
    #expect(sample.quantile(0.1) == 10)
    #expect(sample.quantile(0.11) == 20)
    #expect(sample.median == 30)
    #expect(sample.count == 3)
  }

  @Test("keep a mean of whole milliseconds exact")
  func exact() {
    // 0.1 s has no exact form in seconds; 110 calls around 11 min must give 11 min.
    let calls = (0..<110).map { 660_000.0 + Double($0 % 2 == 0 ? 100 : -100) }
    #expect(TimeSample(calls: calls).mean == 660_000)
  }

  /// Ranks from scipy.stats.binom.
  @Test(
    "give quantile intervals by order statistics",
    arguments: [
      (5, 0.5, nil, nil), (6, 0.5, 1, 6), (10, 0.5, 2, 9), (20, 0.5, 6, 15), (100, 0.5, 40, 61),
      (28, 0.9, 22, nil), (37, 0.9, 29, 37), (100, 0.9, 84, 96), (1000, 0.9, 881, 919),
      (1_000_000, 0.9, 899_412, 900_589),
    ] as [(Int, Double, Int?, Int?)])
  func ranks(count: Int, p: Double, lower: Int?, upper: Int?) {
    let interval = TimeSample(calls: (1...count).map(Double.init)).quantileInterval(p)
    #expect(
      interval == ConfidenceInterval(lower: lower.map(Double.init), upper: upper.map(Double.init)))
  }

  /// scipy.stats.t.ppf(0.975, df)
  @Test(
    "know Student's t",
    arguments: [
      (1, 12.706204736174694), (2, 4.302652729749462), (9, 2.262157162798205),
      (29, 2.045229642132703), (1000, 1.9623390808264083),
    ] as [(Double, Double)])
  func student(degrees: Double, expected: Double) {
    let t = StudentDistribution.quantile(0.975, degreesOfFreedom: degrees)
    #expect(abs(t / expected - 1) < 1e-9)
  }

  @Test("hold the true quantile at least 95 times of 100", arguments: Seeds.some)
  func coverage(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let trials = 400
    var held = 0
    for _ in 0..<trials {
      let calls = (0..<60).map { _ in generator.number(in: 0...1) }
      guard let interval = TimeSample(calls: calls).quantileInterval(0.5) else { continue }
      if (interval.lower ?? 0) <= 0.5, 0.5 <= (interval.upper ?? 1) { held += 1 }
    }
    // 97.3 % on average; three standard errors of 400 trials are 2.4 points.
    #expect(Double(held) / Double(trials) > 0.95 - 0.02)
  }

  @Test("have no interval over residents, who are all there")
  func noInterval() {
    let sample = TimeSample(places: [(10, 100), (20, 300)])
    #expect(sample.meanInterval == nil)
    #expect(sample.quantileInterval(0.5) == nil)
  }
}
