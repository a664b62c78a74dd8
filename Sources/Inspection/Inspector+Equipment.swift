import ResponseModel
import Standards

/// Devices on board: any item that a rule names.
extension Inspector {
  mutating func inspectEquipment() {
    let byPlate = Dictionary(grouping: data.equipment, by: \.ambulancePlate)
    for rule in request.standard.rules {
      guard case .equipment(let equipment) = rule.requirement else { continue }
      let kind = Self.kind(equipment.item.id)
      guard !data.ambulances.isEmpty else { continue }
      guard data.equipment.contains(where: { Self.kind($0.kind.rawValue) == kind }) else {
        continue
      }
      judged.insert(rule.id)
      var checks: [String: UnitCheck] = [:]
      for ambulance in scopedAmbulances where isOnBooks(ambulance) {
        let devices = (byPlate[ambulance.plate] ?? []).filter {
          Self.kind($0.kind.rawValue) == kind
        }
        let working = devices.count(where: \.isInService)
        let holds = equipment.limit.comparison.holds(Double(working), equipment.limit.value)
        if let county = county(ofStation: ambulance.stationCode) {
          checks[county, default: UnitCheck()].judged += 1
          if !holds { checks[county]?.failing += 1 }
        }
        if !holds { addMissing(rule, equipment, ambulance, devices) }
      }
      for county in counties {
        var check = checks[county] ?? UnitCheck()
        if check.judged == 0 {
          check.missing = [
            LocalizedText(zh: "没有在册的救护车", en: "no ambulance is on the books")
          ]
        }
        registers[county]?.equipment[equipment] = check
      }
    }
    inspectChecksOfDevices(byPlate)
  }

  /// `cpr-device` of a rule and `cpr_device` of a register are one.
  static func kind(_ id: String) -> String { id.lowercased().replacing("-", with: "_") }

  private mutating func addMissing(
    _ rule: Rule, _ equipment: EquipmentRequirement, _ ambulance: Ambulance, _ devices: [Equipment]
  ) {
    let name = equipment.item.name
    let working = devices.count(where: \.isInService)
    var finding = Finding(
      FindingOrigin(rule, of: request.standard, on: window.lastDay), .ambulance, ambulance.plate,
      severity: .error,
      message: devices.isEmpty
        ? LocalizedText(
          zh: "救护车 \(ambulance.plate) 没有\(name.zh)",
          en: "ambulance \(ambulance.plate) has no \(name.en)")
        : LocalizedText(
          zh: "救护车 \(ambulance.plate) 的\(name.zh)在用 \(working) 台，应 \(equipment.limit.text.zh)",
          en: "ambulance \(ambulance.plate) has \(working) \(name.en) in service, required "
            + equipment.limit.text.en),
      cure: LocalizedText(zh: "配置并启用\(name.zh)", en: "put a working \(name.en) on board"))
    finding.found = [equipment.item.id: Double(working)]
    finding.required = [equipment.item.id: equipment.limit.value]
    finding.rows = [evidence(ambulance)] + devices.map(evidence)
    finding.steps = [
      LocalizedText(
        zh: "登记 \(devices.count) 台，在用 \(working) 台，应 \(equipment.limit.text.zh)",
        en:
          "\(devices.count) registered, \(working) in service, required \(equipment.limit.text.en)")
    ]
    add(finding, station: ambulance.stationCode)
  }

  private func evidence(_ device: Equipment) -> EvidenceRow {
    let checked = device.checkedOn?.description ?? "–"
    // Of a kind that a standard's file made up, its word is all there is.
    let kind =
      device.kind == .cprDevice
      ? LocalizedText(zh: "车载心肺复苏仪", en: "CPR device")
      : LocalizedText(zh: device.kind.rawValue, en: device.kind.rawValue)
    return EvidenceRow(
      table: "equipment", key: device.id,
      text: LocalizedText(
        zh:
          "\(device.id) \(kind.zh) \(device.isInService ? "在用" : "停用") 上次检查 \(checked)",
        en:
          "\(device.id) \(kind.en), \(device.isInService ? "in service" : "out of service"),"
          + " last check \(checked)"))
  }

  private mutating func inspectChecksOfDevices(_ byPlate: [String: [Equipment]]) {
    guard let limit = request.limits.equipmentCheckDays else { return }
    guard !data.equipment.isEmpty else {
      for check in [InspectionCheck.equipmentCheckOverdue, .equipmentCheckUnrecorded] {
        open.append(OpenCheck(check, LocalizedText(zh: "缺少设备登记", en: "no equipment is registered")))
      }
      return
    }
    judged.insert(InspectionCheck.equipmentCheckOverdue.rawValue)
    judged.insert(InspectionCheck.equipmentCheckUnrecorded.rawValue)
    for ambulance in scopedAmbulances where isOnBooks(ambulance) {
      for device in byPlate[ambulance.plate] ?? [] where device.isInService {
        let days = device.checkedOn.map { window.lastDay.daysSince1970 - $0.daysSince1970 }
        if let days, Double(days) <= limit.value { continue }
        var finding = Finding(
          FindingOrigin(
            days == nil ? .equipmentCheckUnrecorded : .equipmentCheckOverdue, mark: limit.mark),
          .ambulance, ambulance.plate, detail: device.id,
          severity: days == nil ? .note : .warning,
          message: days.map {
            LocalizedText(
              zh: "救护车 \(ambulance.plate) 的设备 \(device.id) 已 \($0) 天未检查",
              en:
                "device \(device.id) of ambulance \(ambulance.plate) was last checked \($0) days ago"
            )
          }
            ?? LocalizedText(
              zh: "救护车 \(ambulance.plate) 的设备 \(device.id) 没有检查记录",
              en: "no check of device \(device.id) of ambulance \(ambulance.plate) is recorded"),
          cure: LocalizedText(zh: "检查并登记日期", en: "check it and record the day"))
        finding.found = days.map { ["days_since_check": Double($0)] } ?? [:]
        finding.required = ["days_since_check": limit.value]
        finding.rows = [evidence(device)]
        add(finding, station: ambulance.stationCode)
      }
    }
  }
}
