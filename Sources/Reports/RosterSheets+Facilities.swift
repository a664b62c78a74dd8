import Geometry
import ResponseModel

extension RosterSheets {
  private func say(_ zh: String, _ en: String) -> String { words.say(zh, en) }

  private func none(_ layer: Layer) -> String {
    let name = ReportLayers.name(layer.rawValue, words.language)
    return say("数据中没有\(name)", "the store holds no \(name)")
  }

  private func kind(_ kind: FacilityKind) -> String {
    switch kind {
    case .hospital: say("医院", "hospital")
    case .townshipHospital: say("乡镇卫生院", "township hospital")
    case .communityHealthCentre: say("社区卫生服务中心（站）", "community health centre")
    case .villageClinic: say("村卫生室", "village clinic")
    case .emergencyCentre: say("急救中心", "emergency centre")
    case .emergencySubcentre: say("急救分中心", "emergency sub-centre")
    case .mobileHospitalPoint: say("流动医院服务点", "mobile hospital point")
    case .other: say("其他", "other")
    }
  }

  var hospitals: ReportSheet {
    let families: [(TreatmentFamily, String)] = [
      (.chestPain, say("胸痛中心", "Chest pain")), (.stroke, say("卒中中心", "Stroke")),
      (.trauma, say("创伤中心", "Trauma")), (.maternal, say("危重孕产妇救治中心", "Maternal")),
      (.childAndNewborn, say("危重儿童和新生儿救治中心", "Child and newborn")),
    ]
    var sheet = ReportSheet(
      name: say("医院与五大中心表", "Hospitals and centres"),
      headers: [
        say("机构编码", "Code"), say("机构名称", "Name"), say("类别", "Kind"), say("级别", "Level"),
        say("等次", "Grade"), say("乡镇编码", "Township code"),
        say("基层片区医疗中心", "Area centre"), say("标准化", "Standardised"),
        say("纬度（度）", "Latitude (deg)"), say("经度（度）", "Longitude (deg)"),
      ] + families.map(\.1), missing: none(.facilities))
    func yes(_ flag: Bool?) -> SheetCell {
      .text(flag.map { $0 ? say("是", "yes") : say("否", "no") })
    }
    sheet.rows = data.facilities.map { facility in
      let fixed: [SheetCell] = [
        .text(facility.id), .text(facility.name), .text(kind(facility.kind)),
        .count(facility.level?.rawValue), .text(facility.grade?.rawValue),
        .text(facility.townshipCode), yes(facility.isAreaCentre), yes(facility.isStandardised),
        .number(facility.position?.latitude, 6), .number(facility.position?.longitude, 6),
      ]
      return fixed
        + families.map { family, _ in
          facility.treatmentCentres.first { $0.family == family }
            .map { .text($0.level ?? say("有", "yes")) } ?? .empty
        }
    }
    return sheet
  }

  var visits: ReportSheet {
    var sheet = ReportSheet(
      name: say("巡诊表", "Mobile visits"),
      headers: [
        say("日期", "Date"), say("乡镇编码", "Township code"), say("村编码", "Village code"),
        say("村", "Village"), say("巡诊单位", "Unit"),
      ], missing: none(.visits))
    sheet.rows = data.visits.map {
      [
        .text($0.date.description), .text($0.townshipCode), .text($0.villageCode),
        .text($0.village), .text($0.unit),
      ]
    }
    return sheet
  }

  var consortium: ReportSheet {
    var sheet = ReportSheet(
      name: say("医联体网格表", "Consortium grid"),
      headers: [
        say("单位", "Unit"), say("网格", "Grid"), say("片区", "Group"), say("牵头医院", "Lead hospital"),
        say("片区牵头", "Leads its group"), say("乡镇编码", "Township code"), say("起", "From"),
        say("止", "To"),
      ], missing: none(.consortium))
    sheet.rows = data.consortium.map {
      [
        .text($0.unit), .text($0.grid), .text($0.group), .text($0.leadHospital),
        .text($0.isGroupLead ? say("是", "yes") : say("否", "no")), .text($0.townshipCode),
        .text($0.validFrom?.description), .text($0.validTo?.description),
      ]
    }
    return sheet
  }
}
