import Geometry
import Quantities
public import ResponseModel

/// Calls on their way from a store into response times: each is taken up as some 60 bytes, so that
/// a million take some 100 MB and no call is kept.
public struct CallTally: Sendable {
  struct Mission: Sendable {
    var event: UInt64
    /// Milliseconds since 1970; `Int64.min` where not recorded.
    var received: Int64
    var arrived: Int64
    var longitude: Double
    var latitude: Double
    /// In the order in which they came.
    var number: Int32
    /// Positions in the lists of codes; −1 for none.
    var county: Int32
    var station: Int32
    var township: Int32
    var minutesEast: Int16
    var areaClass: UInt8
    /// `CallExclusion` by its position, 255 where the mission counts.
    var exclusion: UInt8
  }

  /// Times of one interval of one county, as they come.
  struct Interval: Sendable {
    var milliseconds: [Int32] = []
    var missing = 0
    var impossible = 0
    /// Of intervals that an event has once: events that have both moments, and those that lack one.
    var events: Set<UInt64> = []
    var lacking: Set<UInt64> = []

    /// Events none of whose missions has both moments count as missing.
    var missingCount: Int { missing + lacking.count { !events.contains($0) } }
  }

  static let none = Int64.min
  let intervals: [CallInterval]
  /// Only these counties; all where `nil`.
  let counties: Set<String>?
  var missions: [Mission] = []
  var countyCodes = CodeList()
  var stationNames = CodeList()
  var townshipCodes = CodeList()
  /// By county, then by position in `intervals`.
  var times: [[Interval]] = []
  /// By county: stated minus computed response, and how many agree with the arrival at the hospital.
  var stated: [StatedTally] = []
  /// Cancelled missions that have a time of arrival, by county.
  var cancelledOnScene: [Int] = []
  /// Missions of no county.
  public private(set) var withoutCounty = 0

  struct StatedTally: Sendable {
    var count = 0
    var differences: [Int32] = []
    var untilHospital = 0
  }

  /// - Parameter intervals: those that rules ask for.
  public init(intervals: [CallInterval], counties: [String]? = nil) {
    self.intervals = intervals
    self.counties = counties.map { Set($0) }
  }

  public var isEmpty: Bool { missions.isEmpty }

  /// Takes up one mission. The result does not depend on the order, but that of equals follows it.
  public mutating func add(_ call: Call) {
    guard let code = call.countyCode else {
      withoutCounty += 1
      return
    }
    guard counties?.contains(code) ?? true else { return }
    let county = Int(countyCodes.number(code))
    if county == times.count {
      times.append([Interval](repeating: Interval(), count: intervals.count))
      stated.append(StatedTally())
      cancelledOnScene.append(0)
    }
    let event = Self.key(call)
    let exclusion = CallExclusion(call)
    let (received, arrived) = (call.times.received, call.times.arrived)
    missions.append(
      Mission(
        event: event, received: received?.milliseconds ?? Self.none,
        arrived: arrived?.milliseconds ?? Self.none,
        longitude: call.position?.longitude ?? .nan, latitude: call.position?.latitude ?? .nan,
        number: Int32(clamping: missions.count), county: Int32(county),
        station: (call.stationCode ?? call.stationName).map { stationNames.number($0) } ?? -1,
        township: call.townshipCode.map { townshipCodes.number($0) } ?? -1,
        minutesEast: Int16(received?.minutesEast ?? arrived?.minutesEast ?? 0),
        areaClass: call.areaClass.map { $0 == .urban ? 0 : 1 } ?? 255,
        exclusion: exclusion.map(Self.number) ?? 255))
    if exclusion == .cancelled, arrived != nil { cancelledOnScene[county] += 1 }
    count(call, event, county)
    compareStated(call, county)
  }

  private mutating func count(_ call: Call, _ event: UInt64, _ county: Int) {
    for (index, interval) in intervals.enumerated() {
      let (start, stop) = (call.times[keyPath: interval.start], call.times[keyPath: interval.stop])
      // A mission called off before its wheels rolled lacks nothing.
      if call.outcome == .cancelled, start == nil || stop == nil { continue }
      guard let start, let stop else {
        if interval.isPerEvent {
          times[county][index].lacking.insert(event)
        } else {
          times[county][index].missing += 1
        }
        continue
      }
      if interval.isPerEvent, !times[county][index].events.insert(event).inserted { continue }
      let span = stop.milliseconds - start.milliseconds
      if span < 0 || span >= CallExclusion.limit {
        times[county][index].impossible += 1
      } else {
        times[county][index].milliseconds.append(Int32(span))
      }
    }
  }

  /// Half a minute covers an export that rounds to whole minutes, as the import says it.
  private mutating func compareStated(_ call: Call, _ county: Int) {
    guard let said = call.statedResponse, let response = call.response else { return }
    stated[county].count += 1
    let difference = said.value - response.value
    guard abs(difference) > 30 else { return }
    stated[county].differences.append(Int32(clamping: Int((difference * 1000).rounded())))
    if let received = call.times.received,
      let hospital = call.times.atHospital?.seconds(since: received),
      abs(said.value - hospital.value) <= 30
    {
      stated[county].untilHospital += 1
    }
  }

  static func number(_ exclusion: CallExclusion) -> UInt8 {
    UInt8(CallExclusion.allCases.firstIndex(of: exclusion) ?? 0)
  }

  /// The event's number, or the mission's where it names no event: FNV-1a of 64 bits (G. Fowler, L.C.
  /// Noll, K.-P. Vo). Two of a million events share one with a probability of 3 × 10⁻⁸.
  private static func key(_ call: Call) -> UInt64 {
    let text = call.eventID.map { "e\($0)" } ?? "m\(call.missionID)"
    return text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// Codes numbered in the order in which they first come.
struct CodeList: Sendable {
  private(set) var codes: [String] = []
  private var numbers: [String: Int32] = [:]

  mutating func number(_ code: String) -> Int32 {
    if let number = numbers[code] { return number }
    let number = Int32(codes.count)
    codes.append(code)
    numbers[code] = number
    return number
  }

  subscript(number: Int32) -> String? { number < 0 ? nil : codes[Int(number)] }
  func number(of code: String) -> Int32? { numbers[code] }
}
