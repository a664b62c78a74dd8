import Testing

@testable import Reports

@Suite("Text tables")
struct TextTableTests {
  @Test("align Chinese by the two columns each character takes")
  func alignment() {
    var table = TextTable([(title: "县", alignment: .left), (title: "人口", alignment: .right)])
    table.add(["莲都区", "1"])
    table.addRule()
    table.add(["Total", "23"])
    #expect(
      table.text == """
        县      人口
        ------------
        莲都区     1
        ------------
        Total     23

        """)
  }

  @Test("count combining marks as nothing and wide signs as two")
  func widths() {
    #expect(TextTable.width("abc") == 3)
    #expect(TextTable.width("丽水") == 4)
    #expect(TextTable.width("\u{FF08}市\u{FF09}") == 6)
    #expect(TextTable.width("e\u{301}") == 1)
    #expect(TextTable.width("བོད") == 2)
  }
}
