import ArgumentParser
import Quantities

/// A radius as people write it: `3.5km`, `3500m`, `3500`.
struct Radius {
  let meters: Meters

  /// A bare number is metres. Below 100 it is refused: whoever writes 3.5 means kilometres, and a
  /// circle of 3.5 m would be a wrong number, not an error.
  /// - Throws: `ValidationError`, which says what such a distance is.
  init(_ text: String) throws {
    let unit: (suffix: String, meters: Double) =
      text.lowercased().hasSuffix("km")
      ? ("km", 1000) : text.lowercased().hasSuffix("m") ? ("m", 1) : ("", 1)
    let digits = text.dropLast(unit.suffix.count)
    // Double also reads nan, inf and hexadecimal, which nobody means as a length.
    guard !digits.isEmpty, digits.allSatisfy({ "0123456789.".contains($0) }),
      let value = Double(digits)
    else {
      throw ValidationError(
        zh: "距离是大于 0 的数加 km 或 m，例如 3.5km",
        en: "a distance is a number above 0 with km or m, such as 3.5km")
    }
    let meters = value * unit.meters
    guard meters >= 100 else {
      let isBare = meters > 0 && unit.suffix.isEmpty
      throw ValidationError(
        zh: "距离不能小于 100 米" + (isBare ? "，是否为 \(text)km？" : ""),
        en: "a distance is 100 m or more" + (isBare ? "; did you mean \(text)km?" : ""))
    }
    guard meters <= 1_000_000 else {
      throw ValidationError(zh: "距离不能大于 1000 公里", en: "a distance is 1000 km or less")
    }
    self.meters = Meters(meters)
  }
}
