import ResponseModel

extension ImportRow {
  func facility(_ known: ExistingRows) throws(Problem) -> Facility {
    let name = try required("name")
    let place = try position()
    let stated = try code("id")
    let county: String
    if !has("county_code"), let old = stated.flatMap({ known.facilities[$0] }) {
      county = old.countyCode
    } else {
      county = try requiredCounty(at: place)
    }
    let id = stated ?? "\(county)-\(name)"
    let old = known.facilities[id]
    let position = has("longitude") || place != nil ? place : old?.position
    checkPlace(place, county: county)
    let (level, grade) = try rating()
    return Facility(
      id: id, name: name, countyCode: county,
      townshipCode: has("township_code") ? try townshipCode(county: county) : old?.townshipCode,
      villageCode: has("village_code") ? try code("village_code") : old?.villageCode,
      kind: try value("kind") ?? old?.kind ?? Self.facilityKind(name),
      level: has("level") ? level : old?.level,
      grade: has("grade") || grade != nil ? grade : old?.grade,
      reachesTertiaryLevel: has("reaches_tertiary_level")
        ? try flag("reaches_tertiary_level") : old?.reachesTertiaryLevel,
      isAreaCentre: has("is_area_centre")
        ? try flag("is_area_centre") ?? false : old?.isAreaCentre ?? false,
      isStandardised: has("is_standardised") ? try flag("is_standardised") : old?.isStandardised,
      isPublic: has("is_public") ? try flag("is_public") : old?.isPublic,
      treatmentCentres: has("treatment_centres")
        ? try treatmentCentres() : old?.treatmentCentres ?? [],
      position: position)
  }

  /// Level and grade, which many tables write as one word: 三级甲等.
  private func rating() throws(Problem) -> (HospitalLevel?, HospitalGrade?) {
    let grade: HospitalGrade? = try value("grade")
    guard let text = try text("level") else { return (nil, grade) }
    if ["无", "未定级", "未评", "未定", "未评级"].contains(text) { return (nil, grade) }
    let levels: [(String, HospitalLevel)] = [("三", .tertiary), ("二", .secondary), ("一", .primary)]
    guard let level = levels.first(where: { text.hasPrefix($0.0) }) else {
      return (try word("level").flatMap { Int($0) }.flatMap(HospitalLevel.init), grade)
    }
    let grades: [(String, HospitalGrade)] = [
      ("特", .special), ("甲", .first), ("乙", .second), ("丙", .third),
    ]
    return (level.1, grade ?? grades.first { text.contains($0.0) }?.1)
  }

  static func facilityKind(_ name: String) -> FacilityKind {
    let kinds: [(String, FacilityKind)] = [
      ("社区卫生服务", .communityHealthCentre), ("卫生院", .townshipHospital), ("卫生室", .villageClinic),
      ("卫生所", .villageClinic), ("急救分中心", .emergencySubcentre), ("急救中心", .emergencyCentre),
      ("流动医院", .mobileHospitalPoint), ("医院", .hospital),
    ]
    return kinds.first { name.contains($0.0) }?.1 ?? .other
  }

  func membership() throws(Problem) -> ConsortiumMembership {
    let unit = try required("unit")
    let lead = try text("lead_hospital")
    guard let grid = try text("grid") ?? lead else { throw missing("grid") }
    let (from, to) = (try date("valid_from"), try date("valid_to"))
    if let from, let to, to < from {
      throw problem(
        "value-invalid", "valid_to",
        LocalizedText(zh: "终止日期早于起始日期", en: "it ends before it starts"))
    }
    return ConsortiumMembership(
      unit: unit, facilityID: try facilityID(), grid: grid, group: try required("group"),
      leadHospital: lead, isGroupLead: try flag("is_group_lead") ?? false,
      townshipCode: try townshipCode(county: try countyCode()),
      townshipSource: try text("township_source"), validFrom: from, validTo: to)
  }

  func visit() throws(Problem) -> MobileVisit {
    guard let township = try townshipCode(county: try countyCode()) else {
      throw missing("township_code")
    }
    guard let date = try date("date") else { throw missing("date") }
    return MobileVisit(
      townshipCode: township, villageCode: try code("village_code"),
      village: try required("village"), date: date, unit: try required("unit"))
  }
}
