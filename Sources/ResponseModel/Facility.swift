public import Geometry

/// What kind of medical facility.
public enum FacilityKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 医院
  case hospital
  /// 乡镇卫生院
  case townshipHospital = "township_hospital"
  /// 社区卫生服务中心(站)
  case communityHealthCentre = "community_health_centre"
  /// 村卫生室
  case villageClinic = "village_clinic"
  /// 急救中心
  case emergencyCentre = "emergency_centre"
  /// 急救分中心
  case emergencySubcentre = "subcentre"
  /// 流动医院服务点
  case mobileHospitalPoint = "mobile_hospital_point"
  case other
}

/// The level of a hospital 医院等级: 三级, 二级, 一级.
public enum HospitalLevel: Int, Sendable, Hashable, Codable, CaseIterable {
  case primary = 1
  case secondary = 2
  case tertiary = 3
}

/// The grade within a level: 特等, 甲等, 乙等, 丙等.
public enum HospitalGrade: String, Sendable, Hashable, Codable, CaseIterable {
  case special = "特等"
  case first = "甲等"
  case second = "乙等"
  case third = "丙等"
}

/// A medical facility 医疗机构.
public struct Facility: Sendable, Hashable {
  /// The institution's code where it has one; else made of county and name.
  public let id: String
  public let name: String
  public let countyCode: String
  public let townshipCode: String?
  /// The village it serves, for a clinic.
  public let villageCode: String?
  public let kind: FacilityKind
  public let level: HospitalLevel?
  public let grade: HospitalGrade?
  /// Whether it works at the level of a tertiary hospital 达到三级医院水平 without being rated one;
  /// `nil` where not said.
  public let reachesTertiaryLevel: Bool?
  /// Whether it is a 基层片区医疗中心.
  public let isAreaCentre: Bool
  /// Whether it meets the standard for its kind (标准化乡镇卫生院); `nil` where not said.
  public let isStandardised: Bool?
  /// Whether government runs it (政府举办); `nil` where not said.
  public let isPublic: Bool?
  public let treatmentCentres: [TreatmentCentre]
  /// `nil` where not known.
  public let position: GeographicCoordinate?

  public init(
    id: String? = nil, name: String, countyCode: String, townshipCode: String? = nil,
    villageCode: String? = nil, kind: FacilityKind, level: HospitalLevel? = nil,
    grade: HospitalGrade? = nil, reachesTertiaryLevel: Bool? = nil, isAreaCentre: Bool = false,
    isStandardised: Bool? = nil, isPublic: Bool? = nil, treatmentCentres: [TreatmentCentre] = [],
    position: GeographicCoordinate? = nil
  ) {
    self.id = id ?? "\(countyCode)-\(name)"
    self.name = name
    self.countyCode = countyCode
    self.townshipCode = townshipCode
    self.villageCode = villageCode
    self.kind = kind
    self.level = level
    self.grade = grade
    self.reachesTertiaryLevel = reachesTertiaryLevel
    self.isAreaCentre = isAreaCentre
    self.isStandardised = isStandardised
    self.isPublic = isPublic
    self.treatmentCentres = treatmentCentres
    self.position = position
  }
}
