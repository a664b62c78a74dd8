import ResponseModel
import Testing

@Suite("Counts in English")
struct EnglishCountTests {
  @Test("have their noun in the number they are in")
  func nouns() {
    #expect("\(1, of: "station") \(2, of: "station")" == "1 station 2 stations")
    #expect("\(1, of: "county", "counties")" == "1 county")
    #expect("\(0, of: "county", "counties")" == "0 counties")
  }

  @Test("of a part have the noun of the whole and the verb of the part")
  func parts() {
    #expect("\(1, outOf: 1, "station", "is", "are") assumed" == "1 of 1 station is assumed")
    #expect("\(1, outOf: 3, "station", "is", "are") assumed" == "1 of 3 stations is assumed")
    #expect("\(2, outOf: 3, "station", "is", "are") assumed" == "2 of 3 stations are assumed")
  }
}
