import Quantities
import Testing

@testable import DataImport

@Suite struct DurationTextTests {
  @Test(
    arguments: [
      ("8分30秒", 510), ("15分(超时)", 900), ("12.9分", 774), ("1小时", 3600), ("1小时5分", 3900),
      ("1时5分6秒", 3906), ("00:08:30", 510), ("8:30", 510), ("12:54.0", 774), ("90秒", 90),
    ] as [(String, Double)])
  func `A duration is read in the forms of exports`(text: String, seconds: Double) {
    #expect(DurationText.seconds(text) == Seconds(seconds))
  }

  @Test(arguments: [
    "999999999999999999分", "999999999999999999:00", "分", "很快", "1:2:3:4", "-3分", ":", "1:",
  ])
  func `What is no duration is none`(text: String) {
    #expect(DurationText.seconds(text) == nil)
  }
}
