/// The types of ambulance of WS/T 292-2008.
public enum AmbulanceType: String, Sendable, Hashable, Codable, CaseIterable {
  /// A 型, 普通型: transport.
  case a = "A"
  /// B 型, 抢救监护型: rescue and monitoring.
  case b = "B"
  /// C 型, 防护监护型: protection and monitoring, with negative pressure.
  case c = "C"
  /// D 型, 特殊用途型: special purposes.
  case d = "D"
}

/// Whether an ambulance can be sent.
public enum AmbulanceStatus: String, Sendable, Hashable, Codable, CaseIterable {
  /// 在用
  case inService = "in_service"
  /// 备用
  case reserve
  /// 维修
  case inRepair = "in_repair"
  /// 报废
  case retired
}

/// An ambulance 救护车.
public struct Ambulance: Sendable, Hashable {
  /// A time during which its status differed from in service.
  public struct StatusPeriod: Sendable, Hashable {
    public let status: AmbulanceStatus
    public let from: Instant
    /// `nil` where it lasts.
    public let to: Instant?

    public init(_ status: AmbulanceStatus, from: Instant, to: Instant?) {
      self.status = status
      self.from = from
      self.to = to
    }
  }

  /// The number plate 车牌号码 identifies it.
  public let plate: String
  /// `nil` where the register does not say.
  public let type: AmbulanceType?
  /// `nil` where the register does not say.
  public let hasNegativePressure: Bool?
  /// Where it waits; `nil` where it belongs to no station.
  public let stationCode: String?
  /// Its status when the register was written.
  public let status: AmbulanceStatus
  /// First day in service 投用日期 and day of retirement 报废日期.
  public let inServiceFrom: CalendarDate?
  public let retiredOn: CalendarDate?
  /// Repairs and the like, as far as they are recorded.
  public let statusPeriods: [StatusPeriod]

  public init(
    plate: String, type: AmbulanceType?, hasNegativePressure: Bool? = nil, stationCode: String?,
    status: AmbulanceStatus = .inService, inServiceFrom: CalendarDate? = nil,
    retiredOn: CalendarDate? = nil, statusPeriods: [StatusPeriod] = []
  ) {
    self.plate = plate
    self.type = type
    self.hasNegativePressure = hasNegativePressure
    self.stationCode = stationCode
    self.status = status
    self.inServiceFrom = inServiceFrom
    self.retiredOn = retiredOn
    self.statusPeriods = statusPeriods
  }
}
