public import ResponseModel

/// A word of the standards' closed vocabulary: `rawValue` in files, `label` for readers.
public protocol Word: RawRepresentable<String>, Sendable, Hashable, CaseIterable {
  var label: LocalizedText { get }
}

/// The part of a county a rule speaks of.
public enum JudgedArea: String, Word {
  case urban, rural
  case mountainOrIsland = "mountain_or_island"
  /// The text makes no difference.
  case all

  public var label: LocalizedText {
    switch self {
    case .urban: LocalizedText(zh: "城市地区", en: "urban areas")
    case .rural: LocalizedText(zh: "乡村地区", en: "rural areas")
    case .mountainOrIsland: LocalizedText(zh: "山区海岛", en: "mountain and island areas")
    case .all: LocalizedText(zh: "全域", en: "all areas")
    }
  }
}

/// How single values become the one that is compared.
public enum Statistic: String, Word {
  /// Each single one must meet the limit.
  case every
  case mean, median, p90
  case share
  /// A number per so many.
  case per
  /// The change of a share from one year to the next.
  case yearlyChange = "yearly_change"

  public var label: LocalizedText {
    switch self {
    case .every: LocalizedText(zh: "逐一", en: "every one")
    case .mean: LocalizedText(zh: "平均", en: "mean")
    case .median: LocalizedText(zh: "中位数", en: "median")
    case .p90: LocalizedText(zh: "第90百分位", en: "90th percentile")
    case .share: LocalizedText(zh: "占比", en: "share")
    case .per: LocalizedText(zh: "每若干单位", en: "number per so many")
    case .yearlyChange: LocalizedText(zh: "年度提升", en: "yearly change")
    }
  }
}

/// What a distance is measured along.
public enum DistanceMetric: String, Word {
  case straightLine = "straight_line"
  case road

  public var label: LocalizedText {
    switch self {
    case .straightLine: LocalizedText(zh: "直线距离", en: "straight-line distance")
    case .road: LocalizedText(zh: "道路距离", en: "road distance")
    }
  }
}

/// How a travel time is travelled.
public enum TravelMode: String, Word {
  case ambulance, car, walking

  public var label: LocalizedText {
    switch self {
    case .ambulance: LocalizedText(zh: "救护车", en: "ambulance")
    case .car: LocalizedText(zh: "驾车", en: "car")
    case .walking: LocalizedText(zh: "步行", en: "walking")
    }
  }
}

/// Over which territory a number is counted.
public enum Scope: String, Word {
  case county, city

  public var label: LocalizedText {
    switch self {
    case .county: LocalizedText(zh: "县（市、区）", en: "county")
    case .city: LocalizedText(zh: "设区市", en: "prefecture-level city")
    }
  }
}

/// The level of the service whose staff is counted.
public enum ServiceLevel: String, Word {
  case city, county, township

  public var label: LocalizedText {
    switch self {
    case .city: LocalizedText(zh: "市级", en: "city level")
    case .county: LocalizedText(zh: "县级", en: "county level")
    case .township: LocalizedText(zh: "乡镇级", en: "township level")
    }
  }
}

/// How often a visit is due.
public enum VisitPeriod: String, Word {
  case week, month, year

  public var label: LocalizedText {
    switch self {
    case .week: LocalizedText(zh: "每周", en: "per week")
    case .month: LocalizedText(zh: "每月", en: "per month")
    case .year: LocalizedText(zh: "每年", en: "per year")
    }
  }
}

extension CrewRole: Word {
  public var label: LocalizedText {
    switch self {
    case .physician: LocalizedText(zh: "医师", en: "physician")
    case .driver: LocalizedText(zh: "驾驶员", en: "driver")
    case .nurse: LocalizedText(zh: "护士", en: "nurse")
    case .stretcherBearer: LocalizedText(zh: "担架员", en: "stretcher bearer")
    }
  }
}
