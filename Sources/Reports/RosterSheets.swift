import Geometry
import Quantities
import ResponseModel

/// The facts of a county as sheets: what was counted, not what was found. A layer without rows is a
/// sheet that says so.
struct RosterSheets {
  let data: ServiceData
  let words: ReportWords

  init(_ data: ServiceData, words: ReportWords) {
    self.data = data
    self.words = words
  }

  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

  var sheets: [ReportSheet] {
    [stations, ambulances, shifts, townships, calls, hospitals, visits, consortium]
  }

  private func none(_ layer: Layer) -> String {
    let name = ReportLayers.name(layer.rawValue, words.language)
    return say("数据中没有\(name)", "the store holds no \(name)")
  }

  private func yes(_ flag: Bool?) -> SheetCell {
    .text(flag.map { $0 ? say("是", "yes") : say("否", "no") })
  }

  private var stations: ReportSheet {
    var sheet = ReportSheet(
      name: say("站点表", "Stations"),
      headers: [
        say("站点编码", "Code"), say("站点名称", "Name"), say("县（市、区）编码", "County code"),
        say("所在乡镇编码", "Township code"), say("纬度（度）", "Latitude (deg)"),
        say("经度（度）", "Longitude (deg)"), say("依据", "Evidence"),
      ], missing: none(.stations))
    sheet.rows = data.stations.map {
      [
        .text($0.code), .text($0.name), .text($0.countyCode), .text($0.hostTownshipCode),
        .number($0.position.latitude, decimals: 6), .number($0.position.longitude, decimals: 6),
        .text(words.evidence($0.evidence)),
      ]
    }
    return sheet
  }

  private var ambulances: ReportSheet {
    let devices = Dictionary(grouping: data.equipment, by: \.ambulancePlate)
    var sheet = ReportSheet(
      name: say("车辆表", "Ambulances"),
      headers: [
        say("车牌号码", "Plate"), say("车型", "Type"), say("负压", "Negative pressure"),
        say("站点编码", "Station code"), say("状态", "Status"), say("投用日期", "In service from"),
        say("报废日期", "Retired on"), say("车载设备", "Devices"),
        say("车载心肺复苏仪（台，在用）", "CPR devices in service"),
      ], missing: none(.ambulances))
    sheet.rows = data.ambulances.map { ambulance in
      let own = devices[ambulance.plate] ?? []
      return [
        .text(ambulance.plate), .text(ambulance.type?.rawValue), yes(ambulance.hasNegativePressure),
        .text(ambulance.stationCode), .text(status(ambulance.status)),
        .text(ambulance.inServiceFrom?.description), .text(ambulance.retiredOn?.description),
        .text(own.map(\.kind.rawValue).joined(separator: words.list)),
        .count(own.count { $0.kind == .cprDevice && $0.isInService }),
      ]
    }
    return sheet
  }

  private func status(_ status: AmbulanceStatus) -> String {
    switch status {
    case .inService: say("在用", "in service")
    case .reserve: say("备用", "reserve")
    case .inRepair: say("维修", "in repair")
    case .retired: say("报废", "retired")
    }
  }

  private func role(_ role: CrewRole) -> String {
    switch role {
    case .physician: say("医师", "physician")
    case .driver: say("驾驶员", "driver")
    case .nurse: say("护士", "nurse")
    case .stretcherBearer: say("担架员", "stretcher bearer")
    }
  }

  private func duty(_ duty: DutyKind) -> String {
    switch duty {
    case .onDuty: say("在岗", "on duty")
    case .standby: say("备班", "standby")
    case .offDuty: say("不在岗", "off duty")
    }
  }

  private var shifts: ReportSheet {
    let crew = Dictionary(data.crew.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var sheet = ReportSheet(
      name: say("人员班次表", "Crews and shifts"),
      headers: [
        say("车牌号码", "Plate"), say("工号", "Staff number"), say("岗位", "Roles"),
        say("班次岗位", "Seat"), say("开始", "From"), say("结束", "To"), say("值班类别", "Duty"),
        say("站点编码", "Station code"),
      ], missing: none(.shifts))
    let rostered = data.shifts.map { shift -> [SheetCell] in
      let member = crew[shift.crewMemberID]
      return [
        .text(shift.ambulancePlate), .text(shift.crewMemberID),
        .text(member?.roles.map(role).joined(separator: words.list)), .text(shift.role.map(role)),
        .text(shift.from.cell), .text(shift.to.cell), .text(duty(shift.duty)),
        .text(member?.stationCode),
      ]
    }
    let busy = Set(data.shifts.map(\.crewMemberID))
    let idle = data.crew.filter { !busy.contains($0.id) }.map { member -> [SheetCell] in
      [
        .empty, .text(member.id), .text(member.roles.map(role).joined(separator: words.list)),
        .empty, .empty, .empty, .text(say("无班次", "no shift")), .text(member.stationCode),
      ]
    }
    sheet.rows = rostered + idle
    return sheet
  }

  private var townships: ReportSheet {
    var sheet = ReportSheet(
      name: say("乡镇(街道)表", "Townships"),
      headers: [
        say("乡镇编码", "Code"), say("名称", "Name"), say("类别", "Kind"),
        say("建制乡镇", "Administrative township"), say("村居数（个）", "Villages"),
        say("其中城市（个）", "Urban villages"), say("驻地纬度（度）", "Latitude (deg)"),
        say("驻地经度（度）", "Longitude (deg)"), say("位置来源", "Source of position"),
      ], missing: none(.townships))
    sheet.rows = data.townships.map {
      [
        .text($0.code), .text($0.name), .text(words.kind($0.kind)),
        yes($0.kind.isAdministrativeTownship), .count($0.villages), .count($0.urbanVillages),
        .number($0.seat?.latitude, 6), .number($0.seat?.longitude, 6), .text($0.positionSource),
      ]
    }
    return sheet
  }

  private var calls: ReportSheet {
    var sheet = ReportSheet(
      name: say("呼叫任务表", "Calls"),
      headers: [
        say("任务编码", "Mission"), say("事件编码", "Event"), say("开始受理时刻", "Received"),
        say("派车时刻", "Dispatched"), say("出车时刻", "Departed"), say("到达现场时刻", "Arrived"),
        say("急救反应时间（分钟）", "Response time (min)"), say("乡镇编码", "Township code"),
        say("城乡", "Area"), say("站点编码", "Station code"), say("车牌号码", "Plate"),
        say("出车结果", "Outcome"),
      ], missing: none(.calls))
    sheet.rows = data.calls.map { call in
      let area = call.areaClass.map { $0 == .urban ? say("城市", "urban") : say("乡村", "rural") }
      return [
        .text(call.missionID), .text(call.eventID), .text(call.times.received?.cell),
        .text(call.times.dispatched?.cell), .text(call.times.departed?.cell),
        .text(call.times.arrived?.cell), .number(call.response.map { $0.value / 60 }, 2),
        .text(call.townshipCode), .text(area), .text(call.stationCode ?? call.stationName),
        .text(call.ambulancePlate), .text(call.outcomeText ?? call.outcome?.rawValue),
      ]
    }
    return sheet
  }
}

extension Instant {
  /// ISO 8601 without thousandths where there are none.
  fileprivate var cell: String { description.replacing(".000", with: "") }
}
