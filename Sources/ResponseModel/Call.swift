public import Geometry
public import Quantities

/// The clock times of a mission, in the order of the chain; `nil` where not recorded.
public struct CallTimes: Sendable, Hashable {
  /// 振铃时刻, from the telephone switch
  public var rang: Instant?
  /// 摘机时刻, from the telephone switch
  public var answered: Instant?
  /// 开始受理时刻: response time starts here
  public var received: Instant?
  /// 结束受理时刻
  public var handled: Instant?
  /// 派车时刻
  public var dispatched: Instant?
  /// 接受命令时刻
  public var accepted: Instant?
  /// 出车时刻, 驶向现场时刻
  public var departed: Instant?
  /// 到达现场时刻: response time ends here
  public var arrived: Instant?
  /// 离开现场时刻, 病人上车时刻
  public var leftScene: Instant?
  /// 到达医院时刻
  public var atHospital: Instant?
  /// 完成时刻
  public var completed: Instant?
  /// 返回站中时刻
  public var returned: Instant?

  public init() {}
}

/// How a mission ended 出车结果.
public enum CallOutcome: String, Sendable, Hashable, Codable, CaseIterable {
  /// 送达医院
  case transported
  /// 现场处置
  case treatedOnScene = "treated_on_scene"
  /// 现场死亡
  case diedOnScene = "died_on_scene"
  /// 拒绝送院
  case refused
  /// 中途取消, 空车
  case cancelled
  /// 未找到病人
  case notFound = "not_found"
  case other
}

/// One mission 任务 of one ambulance to one event 事件, as a 120 export has it.
///
/// Names, telephones, addresses and diagnoses are not part of it; `details` has only what was asked
/// for by name when the file was imported.
public struct Call: Sendable, Hashable {
  /// 任务编码
  public let missionID: String
  /// 事件编码; several missions may belong to one event.
  public let eventID: String?
  /// 事件类型, in the words of the export.
  public let eventKind: String?
  public let times: CallTimes
  /// The column 急救反应时间 of the export, for comparing: it may run to the hospital.
  public let statedResponse: Seconds?
  public let position: GeographicCoordinate?
  public let countyCode: String?
  public let townshipCode: String?
  public let areaClass: AreaClass?
  /// 分站名称 as exported, and the station it was recognised as.
  public let stationName: String?
  public let stationCode: String?
  /// 车牌号码 as exported; the register need not know it.
  public let ambulancePlate: String?
  public let outcome: CallOutcome?
  /// 出车结果, in the words of the export.
  public let outcomeText: String?
  /// Columns that were asked for by name.
  public let details: [String: String]

  public init(
    missionID: String, eventID: String? = nil, eventKind: String? = nil, times: CallTimes,
    statedResponse: Seconds? = nil, position: GeographicCoordinate? = nil,
    countyCode: String? = nil, townshipCode: String? = nil, areaClass: AreaClass? = nil,
    stationName: String? = nil, stationCode: String? = nil, ambulancePlate: String? = nil,
    outcome: CallOutcome? = nil, outcomeText: String? = nil, details: [String: String] = [:]
  ) {
    self.missionID = missionID
    self.eventID = eventID
    self.eventKind = eventKind
    self.times = times
    self.statedResponse = statedResponse
    self.position = position
    self.countyCode = countyCode
    self.townshipCode = townshipCode
    self.areaClass = areaClass
    self.stationName = stationName
    self.stationCode = stationCode
    self.ambulancePlate = ambulancePlate
    self.outcome = outcome
    self.outcomeText = outcomeText
    self.details = details
  }

  /// From 开始受理 to 到达现场, from the clock times and nothing else; `nil` where one is missing.
  public var response: Seconds? {
    guard let received = times.received, let arrived = times.arrived else { return nil }
    return arrived.seconds(since: received)
  }
}
