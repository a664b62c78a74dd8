import ResponseModel

extension Requirement {
  /// What would be needed to judge a requirement for which `CountyFacts` holds no part.
  var missingData: [LocalizedText] {
    switch self {
    case .distance, .townshipPresence, .anyOf:
      return []
    case .responseStatistic(let it):
      let base = LocalizedText(
        zh: "缺少\(it.area.label.zh)的急救反应时间：需导入呼叫任务，或以道路网推算",
        en: "no response times in \(it.area.label.en): import calls, or model them on roads")
      return it.area == .mountainOrIsland
        ? [base, LocalizedText(zh: "未划定山区海岛", en: "no areas are marked as mountain or island")]
        : [base]
    case .crewComposition:
      return [
        LocalizedText(
          zh: "缺少救护车、班次与人员及其岗位", en: "no ambulances, shifts and crew members with their roles")
      ]
    case .equipment(let it):
      return [
        LocalizedText(
          zh: "缺少每辆救护车的\(it.item.name.zh)配置记录",
          en: "no record of \(it.item.name.en) per ambulance")
      ]
    case .vehiclesPerPopulation(let it):
      return [
        LocalizedText(zh: "缺少救护车名录", en: "no register of ambulances")
      ] + Self.unsaid(it.denominator)
    case .fleetShare(let it):
      return [
        LocalizedText(
          zh: "缺少救护车名录及\(it.attribute.name.zh)标记",
          en: "no register of ambulances that says which are \(it.attribute.name.en)")
      ]
    case .eventShare(let it):
      return [it.missingData]
        + (it.start == nil
          ? [LocalizedText(zh: "原文未说明计时起点", en: "the text does not say when the clock starts")]
          : [])
    case .facilityTravelTime(let it):
      return it.missingData
    case .visitFrequency:
      return [
        LocalizedText(
          zh: "缺少巡诊记录及无村卫生室的村名录", en: "no log of visits and no list of villages without a clinic")
      ]
    case .countInPeriod(let it):
      return [
        LocalizedText(
          zh: "缺少\(it.subject.label.zh)名录" + (it.from == nil ? "" : "及启用日期"),
          en: "no register of \(it.subject.label.en)s"
            + (it.from == nil ? "" : " with opening dates"))
      ]
    case .ratio(let it):
      return it.missingData
    case .countyPresence(let it):
      let subjects = LocalizedText.list(it.subjects.map(\.label))
      return [
        LocalizedText(
          zh: "缺少各县（市、区）名录：\(subjects.zh)", en: "no register by county: \(subjects.en)")
      ]
    case .licenceShare(let it):
      return [
        LocalizedText(
          zh: "缺少\(it.level.label.zh)人员及其执业证", en: "no staff with licences, \(it.level.label.en)")
      ]
    }
  }

  fileprivate static func unsaid(_ denominator: Denominator) -> [LocalizedText] {
    switch denominator {
    case .population:
      [LocalizedText(zh: "原文未说明人口口径", en: "the text does not say which population")]
    case .unstated:
      [LocalizedText(zh: "原文未说明分母", en: "the text does not say of what")]
    case .servedPopulation:
      [LocalizedText(zh: "缺少服务人口", en: "no served population")]
    default: []
    }
  }
}

extension EventRequirement {
  fileprivate var missingData: LocalizedText {
    switch (start, stop) {
    case (.ring?, _), (_, .pickUp):
      LocalizedText(
        zh: "缺少电话交换机记录（振铃、摘机时刻）", en: "no telephone-switch data (ring and pick-up times)")
    case (_, .recordDestroyed):
      LocalizedText(zh: "缺少急救资料保管记录", en: "no log of how long records are kept")
    default:
      LocalizedText(
        zh: "缺少带时刻的呼叫任务"
          + "(\(start.map { $0.label.zh + "、" } ?? "")\(stop.label.zh))",
        en: "no calls with timestamps (\(start.map { $0.label.en + ", " } ?? "")\(stop.label.en))")
    }
  }
}

extension TravelTimeRequirement {
  fileprivate var missingData: [LocalizedText] {
    var missing = [
      LocalizedText(zh: "缺少医疗服务点位置与行程时间", en: "no facility positions and travel times")
    ]
    if facilities.isEmpty {
      missing.append(
        LocalizedText(zh: "原文未说明哪类机构", en: "the text does not say which facilities"))
    }
    if share == nil {
      missing.append(
        LocalizedText(zh: "原文未说明须覆盖的比例", en: "the text does not say what share must be reached"))
    }
    if travelMode == nil {
      missing.append(
        LocalizedText(zh: "原文未说明出行方式", en: "the text does not say by which travel mode"))
    }
    return missing
  }
}

extension RatioRequirement {
  fileprivate var missingData: [LocalizedText] {
    var missing = [
      LocalizedText(
        zh: "缺少\(numerator.label.zh)" + (statistic == .yearlyChange ? "（逐年）" : ""),
        en: "no figures of \(numerator.label.en)" + (statistic == .yearlyChange ? ", by year" : ""))
    ]
    missing += Requirement.unsaid(denominator)
    if isApproximate {
      missing.append(
        LocalizedText(zh: "未给定“约”的容差", en: "no tolerance is given for the text's “about”"))
    }
    return missing
  }
}
