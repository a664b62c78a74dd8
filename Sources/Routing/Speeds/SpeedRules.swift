import Quantities
import ResponseModel

/// One segment as the rules of a profile look at it. It does not hold the network: to copy one for each
/// of millions of segments takes longer than the rules.
struct RoadStretch {
  let segment: Int
  let attributes: RoadAttributes
  let meters: Double
  /// Length of the whole crossing that it is part of; its own length for anything but a ferry.
  let crossingMeters: Double
}

extension RoadNetwork {
  /// - Parameter crossing: `crossingMeters()`, where it is at hand.
  func stretch(_ segment: Int, crossing: [Int64: Double]? = nil) -> RoadStretch {
    let attributes = attributes(ofSegment: segment)
    let meters = length(ofSegment: segment).value
    var whole = meters
    if attributes.roadClass == .ferry {
      let way = segmentWays[segment]
      whole = (crossing ?? crossingMeters(only: way))[way] ?? meters
    }
    return RoadStretch(
      segment: segment, attributes: attributes, meters: meters, crossingMeters: whole)
  }
}

/// A profile and one of its periods in the form in which they are applied to millions of segments:
/// tables by number instead of dictionaries.
struct SpeedRules {
  enum Result {
    /// Seconds of driving, and of waiting.
    case open(running: Double, delay: Double)
    case closed(String)
  }

  let profile: SpeedProfile
  let period: Period?
  private let classes: [ClassSpeed?]
  private let surfaces: [SourcedValue?]
  private let smoothness: [SourcedValue?]
  private let periodClasses: [SourcedValue?]

  init(_ profile: SpeedProfile, period id: String?) throws(RoutingError) {
    self.profile = profile
    classes = RoadClass.allCases.map { profile.classes[$0] }
    surfaces = RoadSurface.allCases.map { profile.surfaces[$0] }
    smoothness = RoadSmoothness.allCases.map { profile.smoothness[$0] }
    guard let id else {
      period = nil
      periodClasses = []
      return
    }
    guard let period = profile.periods.first(where: { $0.id == id }) else {
      let known = profile.periods.map(\.id).joined(separator: ", ")
      throw RoutingError(
        .unknownPeriod,
        LocalizedText(
          zh: "速度方案 \(profile.id) 没有时段 \(id)；现有：\(known.isEmpty ? "无" : known)",
          en:
            "the profile \(profile.id) has no period \(id); there are: \(known.isEmpty ? "none" : known)"
        ))
    }
    self.period = period
    periodClasses = RoadClass.allCases.map { period.classFactors[$0] }
  }

  func time(
    _ stretch: RoadStretch, of network: RoadNetwork, forward: Bool, _ scratch: inout BendScratch,
    steps: inout [SegmentSpeed.Step]
  ) -> Result {
    var recorded: [SegmentSpeed.Step]? = []
    let result = time(stretch, of: network, forward: forward, &scratch, steps: &recorded)
    steps = recorded ?? []
    return result
  }

  /// Seconds along the stretch. The rules, in their order:
  ///
  /// 1. the class's speed, or the one that the source states; 2. the posted limit times its factor caps or replaces it; 3. the smaller of
  /// the factors of surface and smoothness; 4. tunnel; 5. bridge; 6. built-up area; 7. the period, for
  /// all, for built-up areas, for the class; 8. maximum and minimum, divided by the emergency factor,
  /// so that they bound what is driven; 9. bends; 10. the emergency factor on the whole.
  ///
  /// The emergency factor comes last and multiplies, so that one found by calibration gives back the
  /// times it was found from.
  ///
  /// - Parameter steps: where not `nil`, gets each rule that had an effect.
  func time(
    _ stretch: RoadStretch, of network: RoadNetwork, forward: Bool, _ scratch: inout BendScratch,
    steps: inout [SegmentSpeed.Step]?
  ) -> Result {
    let road = stretch.attributes
    guard forward ? road.isOpenForward : road.isOpenBackward else { return .closed("direction") }
    if road.isPrivate, !profile.opensPrivateRoads { return .closed("private") }
    if road.isPedestrianZone, !profile.opensPedestrianZones { return .closed("pedestrian_zone") }
    guard let base = classes[Int(road.roadClass.rawValue)], base.kilometersPerHour.value > 0 else {
      return .closed("class")
    }
    if let result = ferry(stretch, of: network, steps: &steps) { return result }
    var speed = base.kilometersPerHour.value
    // Takes the speed as it is told: some callers are just changing it.
    func note(
      _ rule: SegmentSpeed.Step.Rule, _ subject: @autoclosure () -> String, _ value: SourcedValue?,
      _ speed: Double
    ) {
      steps?.append(
        SegmentSpeed.Step(rule: rule, subject: subject(), value: value, kilometersPerHour: speed))
    }
    let limit = forward ? road.limitForward : road.limitBackward
    if road.statesSpeed, let stated = limit.kilometersPerHour {
      speed = stated
      note(.statedSpeed, Self.text(stated), nil, speed)
    } else {
      note(.roadClass, road.roadClass.word, base.kilometersPerHour, speed)
      applyLimit(limit, &speed, note)
    }
    if let reason = applySurface(road, &speed, note) { return .closed(reason) }
    applyPlace(stretch, of: network, &speed, note)
    let factor = base.emergencyFactor.value
    applyBounds(factor, &speed, note)
    var seconds = stretch.meters / (speed / 3.6)
    if let bends = profile.bends {
      scratch.fill(network, stretch.segment)
      let slowed = scratch.seconds(
        length: stretch.meters, speed: speed / 3.6,
        rootAcceleration: bends.lateralAcceleration.value.squareRoot(),
        minimum: bends.minimumKilometersPerHour.value / 3.6)
      if slowed > seconds * (1 + 1e-9) {
        speed *= seconds / slowed
        seconds = slowed
        note(.bends, "", bends.lateralAcceleration, speed)
      }
    }
    if factor != 1 {
      speed *= factor
      seconds /= factor
      note(.emergency, "", base.emergencyFactor, speed)
    }
    return .open(running: seconds, delay: delay(stretch, of: network, forward, speed, note))
  }

  private typealias Note = (
    SegmentSpeed.Step.Rule, @autoclosure () -> String, SourcedValue?, Double
  ) -> Void

  private func applyLimit(_ limit: SpeedLimit, _ speed: inout Double, _ note: Note) {
    guard let posted = limit.kilometersPerHour, profile.speedLimit.use != .ignore else { return }
    let allowed = posted * profile.speedLimit.factor.value
    guard profile.speedLimit.use == .replace || allowed < speed else { return }
    speed = allowed
    note(.speedLimit, Self.text(posted), profile.speedLimit.factor, speed)
  }

  /// The worse of surface and smoothness: both describe the same road.
  private func applySurface(
    _ road: RoadAttributes, _ speed: inout Double, _ note: Note
  ) -> String? {
    let surface = surfaces[Int(road.surface.rawValue)]
    let smoothness = smoothness[Int(road.smoothness.rawValue)]
    let bySmoothness = (smoothness?.value ?? 1) < (surface?.value ?? 1)
    guard let worse = bySmoothness ? smoothness : surface, worse.value != 1 else { return nil }
    guard worse.value > 0 else { return bySmoothness ? "smoothness" : "surface" }
    speed *= worse.value
    if bySmoothness {
      note(.smoothness, road.smoothness.word, worse, speed)
    } else {
      note(.surface, road.surface.word, worse, speed)
    }
    return nil
  }

  /// Tunnel, bridge, built-up area, and the period.
  private func applyPlace(
    _ stretch: RoadStretch, of network: RoadNetwork, _ speed: inout Double, _ note: Note
  ) {
    func apply(_ value: SourcedValue?, _ rule: SegmentSpeed.Step.Rule, _ subject: String) {
      guard let value, value.value != 1 else { return }
      speed *= value.value
      note(rule, subject, value, speed)
    }
    let road = stretch.attributes
    if road.isTunnel { apply(profile.tunnelFactor, .tunnel, "tunnel") }
    if road.isBridge { apply(profile.bridgeFactor, .bridge, "bridge") }
    var isUrban = road.isUrban ?? false
    if let urban = profile.urban {
      let density = network.streetDensity(ofSegment: stretch.segment)
      isUrban = road.isUrban ?? (Double(density) >= urban.streetDensity.value)
      if isUrban, urban.factor.value != 1 {
        speed *= urban.factor.value
        note(.urban, road.isUrban == nil ? "\(density) km/km2" : "tagged", urban.factor, speed)
      }
    }
    guard let period else { return }
    apply(period.factor, .period, period.id)
    if isUrban { apply(period.urbanFactor, .period, period.id) }
    apply(periodClasses[Int(road.roadClass.rawValue)], .period, period.id)
  }

  private func applyBounds(_ factor: Double, _ speed: inout Double, _ note: Note) {
    let maximum = profile.maximumKilometersPerHour.value / factor
    let minimum = profile.minimumKilometersPerHour.value / factor
    if speed > maximum {
      speed = maximum
      note(.maximum, "", profile.maximumKilometersPerHour, speed)
    } else if speed < minimum {
      speed = minimum
      note(.minimum, "", profile.minimumKilometersPerHour, speed)
    }
  }

  private func delay(
    _ stretch: RoadStretch, of network: RoadNetwork, _ forward: Bool, _ speed: Double, _ note: Note
  ) -> Double {
    let signals = network.signalCount(ofSegment: stretch.segment, forward: forward)
    let gates = network.gateCount(ofSegment: stretch.segment, forward: forward)
    if signals > 0, profile.signalSeconds.value > 0 {
      note(.signals, "\(signals)", profile.signalSeconds, speed)
    }
    if gates > 0, profile.gateSeconds.value > 0 {
      note(.gates, "\(gates)", profile.gateSeconds, speed)
    }
    let wait = ferryWait(stretch)
    if wait > 0 { note(.ferryWait, "", profile.ferryWaitSeconds, speed) }
    return Double(signals) * profile.signalSeconds.value
      + Double(gates) * profile.gateSeconds.value + wait
  }

  /// A ferry with a stated duration takes that, and the wait; each segment its share by length, so
  /// that the whole crossing waits once.
  private func ferry(
    _ stretch: RoadStretch, of network: RoadNetwork, steps: inout [SegmentSpeed.Step]?
  ) -> Result? {
    guard let stated = network.statedMilliseconds(ofSegment: stretch.segment) else {
      return nil
    }
    let seconds = Double(stated) / 1000
    let speed = seconds > 0 ? stretch.meters / seconds * 3.6 : 0
    steps?.append(
      SegmentSpeed.Step(
        rule: .ferryDuration, subject: Self.text(seconds) + " s", value: nil,
        kilometersPerHour: speed))
    let wait = ferryWait(stretch)
    guard wait > 0 else { return .open(running: seconds, delay: 0) }
    steps?.append(
      SegmentSpeed.Step(
        rule: .ferryWait, subject: "", value: profile.ferryWaitSeconds, kilometersPerHour: speed))
    return .open(running: seconds + wait, delay: 0)
  }

  /// The share of the wait that falls on a stretch; 0 for anything but a ferry.
  private func ferryWait(_ stretch: RoadStretch) -> Double {
    guard stretch.attributes.roadClass == .ferry else { return 0 }
    let share = stretch.crossingMeters > 0 ? stretch.meters / stretch.crossingMeters : 1
    return profile.ferryWaitSeconds.value * min(share, 1)
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}
