import Testing

@testable import Reports

@Suite("Numbers as people read them")
struct NumberTextTests {
  @Test("are grouped by thousands and rounded half away from zero")
  func grouped() {
    #expect(NumberText.grouped(2_507_396) == "2,507,396")
    #expect(NumberText.grouped(999) == "999")
    #expect(NumberText.grouped(1000) == "1,000")
    #expect(NumberText.grouped(17_271.25, decimals: 1) == "17,271.3")
    #expect(NumberText.grouped(0.04, decimals: 1) == "0.0")
    #expect(NumberText.grouped(-1234.5, decimals: 1) == "-1,234.5")
    #expect(NumberText.grouped(-0.01, decimals: 1) == "0.0")
  }

  @Test("never call a part all, nor a little nothing")
  func percent() {
    #expect(NumberText.percent(1, of: 3) == "33.3%")
    #expect(NumberText.percent(999_999, of: 1_000_000) == ">99.9%")
    #expect(NumberText.percent(1, of: 1_000_000) == "<0.1%")
    #expect(NumberText.percent(5, of: 5) == "100.0%")
    #expect(NumberText.percent(0, of: 5) == "0.0%")
    #expect(NumberText.percent(0, of: 0) == "–")
  }

  @Test("show a value and its limit with the digits that tell them apart")
  func compared() {
    #expect(NumberText.compared(18.2713, to: 3.5) == ("18.27", "3.5"))
    #expect(NumberText.compared(3.50004, to: 3.5) == ("3.50004", "3.5"))
    #expect(NumberText.compared(10.9999999, to: 11) == ("10.9999999", "11"))
    #expect(NumberText.compared(11, to: 11) == ("11", "11"))
  }

  @Test("give lengths in kilometres without needless zeros")
  func kilometers() {
    #expect(NumberText.kilometers(3500) == "3.5 km")
    #expect(NumberText.kilometers(8000) == "8 km")
    #expect(NumberText.kilometers(250) == "0.25 km")
  }
}
