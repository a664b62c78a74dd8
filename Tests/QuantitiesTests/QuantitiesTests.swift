import Foundation
import Quantities
import TestSupport
import Testing

@Suite("Quantities")
struct QuantitiesTests {
  @Test("A length is coded as a bare number of metres")
  func coding() throws {
    let text = String(decoding: try JSONEncoder().encode([Meters(3500.5)]), as: UTF8.self)
    #expect(text == "[3500.5]")
    #expect(try JSONDecoder().decode([Meters].self, from: Data("[8000]".utf8)) == [Meters(8000)])
  }

  @Test("Units convert by their definition")
  func units() {
    #expect(Meters(kilometers: 3.5).value == 3500)
    #expect(Meters(3500).kilometers == 3.5)
    #expect(Seconds(minutes: 11).value == 660)
    #expect(Seconds(660).minutes == 11)
    #expect(SquareMeters(2_500_000).squareKilometers == 2.5)
  }
}
