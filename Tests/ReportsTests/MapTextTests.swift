import ResponseModel
import Testing

@testable import Reports

@Suite struct MapTextTests {
  @Test func `Markup and control characters in names cannot break the document`() {
    #expect("A<b> & \"c\"".escapedForXML == "A&lt;b&gt; &amp; &quot;c&quot;")
    #expect("a\u{0}\u{1B}b\nc".escapedForXML == "a\u{FFFD}\u{FFFD}b c")
    #expect("བོད་ ئۈرۈمچى 丽水".escapedForXML == "བོད་ ئۈرۈمچى 丽水")
  }

  @Test(arguments: [
    (0.0, "0"), (-0.04, "0"), (0.05, "0.1"), (1.0, "1"), (-12.34, "-12.3"), (99.96, "100"),
  ])
  func `Numbers have one decimal at most`(value: Double, text: String) {
    #expect(value.tenths == text)
  }

  @Test func `A path steps from rounded point to rounded point, so that errors do not add up`() {
    var path = SVGPath()
    path.add(line: (0...30).map { MapPoint(x: Double($0) * 0.14, y: 0) })
    let steps = path.text.dropFirst().replacing("l", with: " ").split(separator: " ")
      .compactMap { Double($0) }
    let x = stride(from: 0, to: steps.count, by: 2).reduce(0) { $0 + steps[$1] }
    #expect(abs(x - 4.2) < 0.001)
  }

  @Test func `A second ring starts where it is, not where the first one was`() {
    var path = SVGPath()
    let square = [(0.0, 0.0), (2, 0), (2, 2), (0, 2)]
    path.add(ring: square.map { MapPoint(x: $0.0 + 1, y: $0.1) })
    path.add(ring: square.map { MapPoint(x: $0.0 + 11, y: $0.1) })
    #expect(path.text == "m1 0l2 0 0 2-2 0zm10 0l2 0 0 2-2 0z")
  }

  @Test func `Chinese is one em wide, Latin about half, marks above letters nothing`() {
    #expect(SVGTextWidth.ems("丽水市") == 3)
    #expect((2.2...3.4).contains(SVGTextWidth.ems("Lishui")))
    #expect(SVGTextWidth.ems("e\u{301}") == SVGTextWidth.ems("e"))
  }

  @Test(arguments: [
    "大港头镇中心卫生院急救站", "The quick brown ambulance drives over the long bridge",
    String(repeating: "很", count: 40), String(repeating: "x", count: 90),
    "急救站 10 个中 9 个为假定，以其为据的结果不可作为定论。",
  ])
  func `Broken lines fit and lose no character`(text: String) {
    let lines = SVGTextLines.broken(text, size: 10, width: 120)
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    for line in lines {
      #expect(SVGTextWidth.width(line, size: 10) <= 120)
      #expect(!line.hasPrefix("，") && !line.hasPrefix("。"))
    }
    #expect(SVGTextLines.balanced(text, size: 10, width: 120, limit: 9).count == lines.count)
  }

  @Test func `A text of too many lines ends in an ellipsis`() {
    let lines = SVGTextLines.broken(
      String(repeating: "很", count: 40), size: 10, width: 100, limit: 2)
    #expect(lines.count == 2)
    #expect(lines.last?.hasSuffix("…") == true)
  }

  @Test(arguments: [
    (0.0, "0.0%"), (0.00001, "<0.1%"), (0.5, "50.0%"), (0.99999, ">99.9%"), (1.0, "100.0%"),
  ])
  func `What is not all is never shown as all`(share: Double, text: String) {
    #expect(MapTexts(language: .zh).percent(share) == text)
  }
}
