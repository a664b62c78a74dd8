import ArgumentParser
import Coverage
import Quantities
import ResponseModel

/// What response times are modelled with where the data do not say.
struct ResponseTermOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Turnout of stations that state none, and of new ones, seconds; 123.6 where not given.",
      valueName: "s"))
  var turnout: Double?

  @Option(
    help: ArgumentHelp(
      "Call handling of counties that state none, seconds; 60 where not given.", valueName: "s"))
  var callHandling: Double?

  @Option(
    help: ArgumentHelp(
      "Mean speed along a straight line x detour, km/h; 32.17 where not given.", valueName: "km/h"))
  var speed: Double?

  @Option(
    help: ArgumentHelp(
      "Road distance over straight line; 1.6 where not given.", valueName: "factor"))
  var detour: Double?

  func validate() throws {
    for (name, value) in [("--turnout", turnout), ("--call-handling", callHandling)] {
      guard let value else { continue }
      guard value >= 0, value < 86_400 else {
        throw ValidationError("\(name) must be between 0 and 86400 seconds")
      }
    }
    if let speed, !(speed > 0 && speed <= 200) {
      throw ValidationError("--speed must be above 0 and at most 200 km/h")
    }
    if let detour, !(detour >= 1 && detour <= 10) {
      throw ValidationError("--detour must be between 1 and 10")
    }
  }

  var terms: ResponseTerms {
    ResponseTerms(
      turnoutSeconds: turnout, callHandlingSeconds: callHandling, speedKilometersPerHour: speed,
      detour: detour)
  }
}
