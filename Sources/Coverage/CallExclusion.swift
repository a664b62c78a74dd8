public import ResponseModel

/// Why a mission has no response time that counts.
public enum CallExclusion: String, Sendable, Hashable, Codable, CaseIterable {
  /// 出车结果 says it was called off; also where it had arrived.
  case cancelled
  /// No 开始受理.
  case noReceived = "no_received_time"
  /// No 到达现场.
  case noArrived = "no_arrival_time"
  /// 到达现场 before 开始受理.
  case negative
  /// 24 hours or more.
  case tooLong = "too_long"
  /// 到达现场 before 出车: one of the two was not pressed when it happened, and nobody knows which.
  case arrivedBeforeDeparture = "arrived_before_departure"

  /// A response of so many milliseconds or more cannot be: 24 hours, as in the view 每月反应时间.
  public static let limit: Int64 = 86_400_000

  /// The first that holds, in the order above; `nil` where the response counts.
  init?(_ call: Call) {
    let times = call.times
    guard call.outcome != .cancelled else {
      self = .cancelled
      return
    }
    guard let received = times.received else {
      self = .noReceived
      return
    }
    guard let arrived = times.arrived else {
      self = .noArrived
      return
    }
    let span = arrived.milliseconds - received.milliseconds
    if span < 0 {
      self = .negative
    } else if span >= Self.limit {
      self = .tooLong
    } else if let departed = times.departed, arrived.milliseconds < departed.milliseconds {
      self = .arrivedBeforeDeparture
    } else {
      return nil
    }
  }
}

/// Two moments of a call whose distance a rule judges.
public struct CallInterval: Sendable, Hashable {
  /// A name for it, e.g. `order_received-rolling`.
  public let id: String
  public let start: any KeyPath<CallTimes, Instant?> & Sendable
  public let stop: any KeyPath<CallTimes, Instant?> & Sendable
  /// Whether it belongs to the event, so that it counts once for several ambulances: up to the end
  /// of call handling.
  public let isPerEvent: Bool

  public init(
    id: String, start: any KeyPath<CallTimes, Instant?> & Sendable,
    stop: any KeyPath<CallTimes, Instant?> & Sendable, isPerEvent: Bool
  ) {
    self.id = id
    self.start = start
    self.stop = stop
    self.isPerEvent = isPerEvent
  }
}
