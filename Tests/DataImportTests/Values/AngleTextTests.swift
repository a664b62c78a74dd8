import ResponseModel
import Testing

@testable import DataImport

@Suite("Longitudes and latitudes as they are written")
struct AngleTextTests {
  @Test(
    "degrees, minutes and seconds in the usual signs",
    arguments: [
      ("105.3", 105.3), ("-73.5", -73.5), ("105.3°", 105.3), ("105°18′00″", 105.3),
      ("105° 18' 36\"", 105.31), ("105°18'36''", 105.31), ("105度18分36秒", 105.31),
      ("105°18.6′", 105.31), ("E105°18′36″", 105.31), ("105°18′36″E", 105.31), ("东经105.31", 105.31),
      ("东经105°18′36″", 105.31), ("西经73°30′", -73.5), ("73°30′W", -73.5), ("-73°30′", -73.5),
      ("１０５°１８′３６″", 105.31), ("105°18'36", 105.31), ("0°30′", 0.5), ("-0°30′", -0.5),
    ])
  func reads(text: String, degrees: Double) throws {
    #expect(abs(try AngleText.degrees(text, .longitude) - degrees) < 1e-12)
  }

  @Test("the letters of a latitude")
  func latitude() throws {
    #expect(try AngleText.degrees("北纬32°36′36″", .latitude) == 32.61)
    #expect(try AngleText.degrees("S32°30′", .latitude) == -32.5)
  }

  @Test("words that begin like a point of the compass are no numbers, and are said to be none")
  func words() {
    for text in ["nan", "north", "N", "无"] {
      let error = #expect(throws: ValueProblem.self) { try AngleText.degrees(text, .longitude) }
      #expect(error?.message.en == "'\(text)' is not a number")
    }
  }

  @Test(
    "what is no angle is refused, not read in part",
    arguments: [
      "105°60′", "105°18′60″", "105.5°18′", "105°18′36″ 7", "105°′36″", "°18′", "N32°36′", "北纬32.6",
      "E-105°", "E105°18′W", "E", "abc", "1e2°", "105°-18′", "105/18/36",
    ])
  func refuses(text: String) {
    #expect(throws: ValueProblem.self) { try AngleText.degrees(text, .longitude) }
  }
}
