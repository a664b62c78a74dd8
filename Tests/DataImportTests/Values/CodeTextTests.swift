import Testing

@testable import DataImport

@Suite struct CodeTextTests {
  @Test(arguments: [
    ("331102001", "331102001"), ("331102001.0", "331102001"), ("331102001.000", "331102001"),
    ("033110", "033110"), ("\u{FF13}\u{FF13}\u{FF11}102001", "331102001"),
    (" 331102-S01 ", "331102-S01"),
    ("浙K12345", "浙K12345"), ("3E1", "3E1"), ("12E3号", "12E3号"), ("1.2.3", "1.2.3"),
    ("A3.5E+3", "A3.5E+3"),
  ])
  func `A code keeps its zeros and loses what a workbook added`(text: String, code: String) throws {
    #expect(try CodeText.code(text) == code)
  }

  @Test(arguments: ["3.31102E+11", "3.31102001001e+11", "1E+15", "331102001.5"])
  func `A code that lost digits is found out`(text: String) {
    #expect(throws: ValueProblem.self) { try CodeText.code(text) }
  }

  @Test(
    arguments: [
      ("562116", 562_116), ("1,234.5", 1234.5), ("12,345,678", 12_345_678), ("−1", nil),
      ("-1.5", -1.5),
      ("1,23", nil), ("12 3", nil), ("nan", nil), ("inf", nil), ("0x10", nil), ("", nil),
      ("\u{FF11}\u{FF12}\u{FF13}", 123), ("1.5e3", 1500), ("1e999", nil), ("三", nil),
    ] as [(String, Double?)])
  func `A number is a number and nothing else`(text: String, value: Double?) {
    if let value {
      #expect((try? NumberText.number(text)) == value)
    } else {
      #expect(throws: ValueProblem.self) { try NumberText.number(text) }
    }
  }
}
