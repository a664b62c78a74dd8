import Quantities
import ResponseModel

/// The terms of a response time. A time whose evidence was not written is `reported`: somebody put
/// it there and did not say how he knew.
extension StoredRow {
  func callHandling() throws -> EvidencedTime? {
    guard let seconds = try amount("call_handling_s") else { return nil }
    return EvidencedTime(
      Seconds(seconds), try optionalWord("call_handling_evidence") ?? .reported)
  }

  func dayHours() throws -> DayHours? {
    guard let text: String = try self["day_hours"] else { return nil }
    guard let hours = DayHours(text) else { throw bad("day_hours", text) }
    return hours
  }

  func turnout() throws -> Turnout? {
    Turnout(
      day: try amount("turnout_day_s").map { Seconds($0) },
      night: try amount("turnout_night_s").map { Seconds($0) },
      evidence: try optionalWord("turnout_evidence") ?? .reported)
  }
}
