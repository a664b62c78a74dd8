import ArgumentParser
import Quantities

/// A radius as people write it: `3.5km`, `3500m`, `3500`.
struct Radius: ExpressibleByArgument {
  let meters: Meters

  /// A bare number is metres. Below 100 it is refused: whoever writes 3.5 means kilometres, and a
  /// circle of 3.5 m would be a wrong number, not an error.
  init?(argument: String) {
    let text = argument.lowercased()
    let (digits, factor): (Substring, Double) =
      text.hasSuffix("km")
      ? (text.dropLast(2), 1000) : text.hasSuffix("m") ? (text.dropLast(), 1) : (text[...], 1)
    let number = digits.last == " " ? digits.dropLast() : digits
    guard let value = Double(number), value.isFinite, value > 0 else { return nil }
    let meters = value * factor
    guard (100...1_000_000).contains(meters) else { return nil }
    self.meters = Meters(meters)
  }
}
