public import ResponseModel

/// What is to be there.
public enum Subject: String, Word {
  case station
  case emergencyCentre = "emergency_centre"
  case emergencySubcentre = "subcentre"
  case townshipHospital = "township_hospital"
  case villageClinic = "village_clinic"
  case mobileHospitalPoint = "mobile_hospital_point"
  case areaMedicalCentre = "area_medical_centre"
  case levelThreeHospital = "level3_hospital"
  case treatmentCentre = "treatment_centre"
  case chestPainCentre = "chest_pain_centre"
  case strokeCentre = "stroke_centre"
  case traumaCentre = "trauma_centre"
  case maternalCentre = "maternal_centre"
  case childAndNewbornCentre = "child_and_newborn_centre"

  public var label: LocalizedText {
    switch self {
    case .station: LocalizedText(zh: "急救站（点）", en: "emergency station")
    case .emergencyCentre: LocalizedText(zh: "急救中心", en: "emergency centre")
    case .emergencySubcentre: LocalizedText(zh: "分中心", en: "sub-centre")
    case .townshipHospital: LocalizedText(zh: "乡镇卫生院", en: "township hospital")
    case .villageClinic: LocalizedText(zh: "村卫生室", en: "village clinic")
    case .mobileHospitalPoint: LocalizedText(zh: "流动医院服务点", en: "mobile hospital point")
    case .areaMedicalCentre: LocalizedText(zh: "基层片区医疗中心", en: "area medical centre")
    case .levelThreeHospital:
      LocalizedText(zh: "达到三级医院水平的医院", en: "level-three hospital")
    case .treatmentCentre: LocalizedText(zh: "救治中心", en: "treatment centre")
    case .chestPainCentre: LocalizedText(zh: "胸痛救治中心", en: "chest pain centre")
    case .strokeCentre: LocalizedText(zh: "卒中救治中心", en: "stroke centre")
    case .traumaCentre: LocalizedText(zh: "创伤救治中心", en: "trauma centre")
    case .maternalCentre:
      LocalizedText(zh: "危重孕产妇救治中心", en: "critical maternity centre")
    case .childAndNewbornCentre:
      LocalizedText(
        zh: "危重儿童和新生儿救治中心", en: "critical child and newborn centre")
    }
  }
}

/// What a count is divided by, or which units a rule goes through: always named, since
/// 常住 and 户籍, 乡镇 and 乡镇(街道) give different results.
public enum Denominator: String, Word {
  case residents, registered
  case servedPopulation = "served_population"
  /// The text says "people" and not which.
  case population
  case administrativeTownships = "administrative_townships"
  case townships
  case townshipsAndSubdistricts = "townships_and_subdistricts"
  case townsAndSubdistricts = "towns_and_subdistricts"
  case villages
  case villagesWithoutClinic = "villages_without_clinic"
  case townshipHospitals = "township_hospitals"
  case villageHealthInstitutions = "village_health_institutions"
  case callersAsked = "callers_asked"
  case resuscitationAttempts = "resuscitation_attempts"
  /// Events that were answered, one for several ambulances.
  case calls
  /// Ambulances sent.
  case missions
  /// The text does not say.
  case unstated

  public var label: LocalizedText {
    switch self {
    case .residents: LocalizedText(zh: "常住人口", en: "residents")
    case .registered: LocalizedText(zh: "户籍人口", en: "registered population")
    case .servedPopulation: LocalizedText(zh: "服务人口", en: "served population")
    case .population: LocalizedText(zh: "人口（未说明口径）", en: "people (which, is not said)")
    case .administrativeTownships: LocalizedText(zh: "建制乡镇", en: "administrative townships")
    case .townships: LocalizedText(zh: "乡镇", en: "townships")
    case .townshipsAndSubdistricts:
      LocalizedText(zh: "乡镇（街道）", en: "townships and subdistricts")
    case .townsAndSubdistricts: LocalizedText(zh: "建制镇（街）", en: "towns and subdistricts")
    case .villages: LocalizedText(zh: "行政村", en: "villages")
    case .villagesWithoutClinic: LocalizedText(zh: "无村卫生室的村", en: "villages without a clinic")
    case .townshipHospitals: LocalizedText(zh: "乡镇卫生院", en: "township hospitals")
    case .villageHealthInstitutions:
      LocalizedText(zh: "村级医疗卫生机构", en: "village health institutions")
    case .callersAsked: LocalizedText(zh: "受访呼救者", en: "callers asked")
    case .resuscitationAttempts:
      LocalizedText(zh: "院前心肺复苏例数", en: "prehospital resuscitation attempts")
    case .calls: LocalizedText(zh: "呼叫事件", en: "events")
    case .missions: LocalizedText(zh: "出车任务", en: "missions")
    case .unstated: LocalizedText(zh: "未说明", en: "not said")
    }
  }

  /// Whether townships of `kind` are among the units meant; `false` for what is no township.
  public func includes(_ kind: TownshipKind) -> Bool {
    switch self {
    case .administrativeTownships, .townships: kind.isAdministrativeTownship
    case .townshipsAndSubdistricts: true
    case .townsAndSubdistricts: kind == .town || kind == .subdistrict
    default: false
    }
  }

  /// The words that name kinds of townships.
  public static let townshipKinds: [Denominator] = [
    .administrativeTownships, .townships, .townshipsAndSubdistricts, .townsAndSubdistricts,
  ]
}

/// What a ratio counts.
public enum Numerator: String, Word {
  case standardisedTownshipHospitals = "standardised_township_hospitals"
  case governmentVillageInstitutions = "government_village_institutions"
  case primaryHealthStaff = "primary_health_staff"
  case diseaseControlStaff = "disease_control_staff"
  case communityHealthStaff = "community_health_staff"
  case satisfiedCallers = "satisfied_callers"
  case successfulResuscitations = "successful_resuscitations"
  case covered

  public var label: LocalizedText {
    switch self {
    case .standardisedTownshipHospitals:
      LocalizedText(zh: "标准化乡镇卫生院", en: "standardised township hospitals")
    case .governmentVillageInstitutions:
      LocalizedText(
        zh: "政府举办的村级医疗卫生机构", en: "village health institutions run by government")
    case .primaryHealthStaff: LocalizedText(zh: "基层卫生人员", en: "primary health staff")
    case .diseaseControlStaff: LocalizedText(zh: "疾控人员", en: "disease control staff")
    case .communityHealthStaff: LocalizedText(zh: "社区卫生人员", en: "community health staff")
    case .satisfiedCallers: LocalizedText(zh: "满意的呼救者", en: "satisfied callers")
    case .successfulResuscitations:
      LocalizedText(zh: "院前心肺复苏成功例数", en: "successful prehospital resuscitations")
    case .covered: LocalizedText(zh: "覆盖（未说明对象）", en: "covered (of what, is not said)")
    }
  }
}
