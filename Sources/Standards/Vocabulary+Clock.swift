public import ResponseModel

/// A moment in the life of a call, in the words of a 120 dispatch export, or of its record.
public enum ClockMark: String, Word {
  case ring
  case pickUp = "pick_up"
  case callReceived = "call_received"
  case callHandled = "call_handled"
  case orderSent = "order_sent"
  case orderReceived = "order_received"
  case rolling
  case onScene = "on_scene"
  case leftScene = "left_scene"
  case atHospital = "at_hospital"
  case completed
  case backAtStation = "back_at_station"
  case recordDestroyed = "record_destroyed"

  public var label: LocalizedText {
    switch self {
    case .ring: LocalizedText(zh: "振铃", en: "ring")
    case .pickUp: LocalizedText(zh: "摘机", en: "pick-up")
    case .callReceived: LocalizedText(zh: "开始受理", en: "call received")
    case .callHandled: LocalizedText(zh: "结束受理", en: "call handled")
    case .orderSent: LocalizedText(zh: "派车", en: "order sent")
    case .orderReceived: LocalizedText(zh: "接受命令", en: "order received")
    case .rolling: LocalizedText(zh: "出车", en: "rolling")
    case .onScene: LocalizedText(zh: "到达现场", en: "arrival on scene")
    case .leftScene: LocalizedText(zh: "离开现场", en: "left the scene")
    case .atHospital: LocalizedText(zh: "到达医院", en: "arrival at hospital")
    case .completed: LocalizedText(zh: "完成", en: "completed")
    case .backAtStation: LocalizedText(zh: "返回站中", en: "back at the station")
    case .recordDestroyed: LocalizedText(zh: "资料销毁", en: "record destroyed")
    }
  }
}

/// From which moment to which a time runs.
public struct Clock: Sendable, Hashable {
  public let start: ClockMark
  public let stop: ClockMark

  public init(start: ClockMark, stop: ClockMark) {
    self.start = start
    self.stop = stop
  }

  /// 急救反应时间 where a text does not define it: call received to arrival on scene
  /// (`standards/README.md`, reading rule 4).
  public static let responseTime = Clock(start: .callReceived, stop: .onScene)
}
