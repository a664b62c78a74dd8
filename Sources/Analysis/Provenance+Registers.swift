import Geometry
import Quantities
public import ResponseModel

extension Provenance {
  /// A digest that changes where anything does that a report of these data reads beside places: the
  /// terms of response times, registers, rosters, calls, candidates.
  /// - Complexity: O(rows).
  public static func registersDigest(of data: ServiceData) -> String {
    InputDigest.sha256(ofRegistersIn: data)
  }
}

extension InputDigest {
  static func sha256(ofRegistersIn data: ServiceData) -> String {
    var digest = Digest()
    // Short tables whole: a field that is added to a row is in the digest from then on.
    digest.layer("stations", data.stations) { digest, row in digest.add("\(row)") }
    digest.layer("counties", data.counties) { digest, row in
      digest.add(
        row.code, row.registered.map(bits), row.callHandling.map { "\($0)" },
        row.dayHours?.description)
    }
    digest.layer("townships", data.townships) { digest, row in
      digest.add(row.code, row.isMountainOrIsland.map { $0 ? "1" : "0" }, row.positionSource)
    }
    digest.layer("facilities", data.facilities) { digest, row in digest.add("\(row)") }
    digest.layer("consortium", data.consortium) { digest, row in digest.add("\(row)") }
    digest.layer("candidates", data.candidates) { digest, row in digest.add("\(row)") }
    digest.layer("ambulances", data.ambulances) { digest, row in digest.add("\(row)") }
    digest.layer("equipment", data.equipment) { digest, row in digest.add("\(row)") }
    digest.layer("crew", data.crew) { digest, row in digest.add("\(row)") }
    digest.layer("visits", data.visits) { digest, row in digest.add("\(row)") }
    // Long ones field by field: printing a row takes longer than hashing it.
    digest.layer("shifts", data.shifts) { digest, row in
      digest.add(
        row.ambulancePlate, row.crewMemberID, text(row.from), text(row.to), row.duty.rawValue,
        row.role?.rawValue)
    }
    digest.layer("calls", data.calls) { digest, row in add(row, to: &digest) }
    return digest.hexadecimal
  }

  private static func text(_ instant: Instant?) -> String? {
    instant.map { "\($0.milliseconds) \($0.minutesEast)" }
  }

  private static func add(_ call: Call, to digest: inout Digest) {
    let times = call.times
    digest.add(
      call.missionID, call.eventID, call.eventKind, call.countyCode, call.townshipCode,
      call.areaClass?.rawValue, call.stationName, call.stationCode, call.ambulancePlate,
      call.outcome?.rawValue, call.outcomeText, (call.statedResponse?.value).map(bits))
    digest.add(
      text(times.rang), text(times.answered), text(times.received), text(times.handled),
      text(times.dispatched), text(times.accepted), text(times.departed), text(times.arrived),
      text(times.leftScene), text(times.atHospital), text(times.completed), text(times.returned))
    digest.add(call.position)
  }
}
