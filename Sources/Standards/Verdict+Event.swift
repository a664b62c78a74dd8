public import Coverage
import ResponseModel

extension Verdict {
  /// The time between two moments of calls, for every one or for a share of them, over those that
  /// have both moments.
  mutating func judge(_ rule: EventRequirement, facts: CountyFacts) {
    guard let interval = rule.interval, let found = facts.intervals?[interval.id] else {
      missing = Requirement.eventShare(rule).missingData
      return
    }
    guard !found.times.isEmpty else {
      return leaveOpen(
        missing: LocalizedText(
          zh: "没有同时记录\(rule.startLabel.zh)和\(rule.stop.label.zh)时刻的呼叫",
          en: "no call has both the times of \(rule.startLabel.en) and of \(rule.stop.label.en)"))
    }
    let unit: Double =
      switch rule.limit.unit {
      case .seconds: 1000
      case .years: 365.25 * 86_400_000
      default: 60_000
      }
    func holds(_ milliseconds: Double) -> Bool {
      rule.limit.comparison.holds(milliseconds / unit, rule.limit.value)
    }
    let within = found.times.weight(where: holds)
    evidence = .observed
    denominators = [
      DenominatorCount(found.isPerEvent ? .calls : .missions, count: found.times.weight)
    ]
    if let share = rule.share {
      let value = within / found.times.weight * 100
      self.value = value
      outcome = share.comparison.holds(value, share.value) ? .pass : .fail
    } else {
      value =
        (rule.limit.comparison.largerIsWorse
        ? found.times.longest : found.times.milliseconds.first).map { $0 / unit }
      outcome = within == found.times.weight ? .pass : .fail
    }
    if found.missing + found.impossible > 0 {
      notes.append(
        LocalizedText(
          zh: "另有\(found.missing)个缺时刻、\(found.impossible)个时刻不可能，未计入",
          en: "\(found.missing) more lack a time and \(found.impossible) have impossible ones: not"
            + " counted"))
    }
  }
}

extension EventRequirement {
  /// What is to be taken from calls to judge it; `nil` where the text does not say from when, or
  /// where calls do not record it.
  public var interval: CallInterval? {
    guard let start, let from = start.path, let to = stop.path else { return nil }
    return CallInterval(
      id: "\(start.rawValue)-\(stop.rawValue)", start: from, stop: to,
      isPerEvent: Self.ofTheCall.contains(stop))
  }

  /// Moments that a call has once, however many ambulances go.
  private static let ofTheCall: Set<ClockMark> = [.ring, .pickUp, .callReceived, .callHandled]

  fileprivate var startLabel: LocalizedText { start?.label ?? LocalizedText(zh: "", en: "") }
}

extension ClockMark {
  /// Where a call keeps it; `nil` for what is no moment of a call.
  var path: (any KeyPath<CallTimes, Instant?> & Sendable)? {
    switch self {
    case .ring: return \CallTimes.rang
    case .pickUp: return \CallTimes.answered
    case .callReceived: return \CallTimes.received
    case .callHandled: return \CallTimes.handled
    case .orderSent: return \CallTimes.dispatched
    case .orderReceived: return \CallTimes.accepted
    case .rolling: return \CallTimes.departed
    case .onScene: return \CallTimes.arrived
    case .leftScene: return \CallTimes.leftScene
    case .atHospital: return \CallTimes.atHospital
    case .completed: return \CallTimes.completed
    case .backAtStation: return \CallTimes.returned
    case .recordDestroyed: return nil
    }
  }
}

extension Requirement {
  /// The intervals its event rules need.
  public var intervals: [CallInterval] {
    switch self {
    case .eventShare(let rule): rule.interval.map { [$0] } ?? []
    case .anyOf(let branches): branches.flatMap(\.requirement.intervals)
    default: []
    }
  }
}
