public import ResponseModel

extension Requirement {
  /// What is compared with what, in one line.
  public var compared: LocalizedText {
    switch self {
    case .distance(let it): it.compared
    case .responseStatistic(let it): it.compared
    case .townshipPresence(let it): it.compared
    case .anyOf(let branches): Self.compared(branches)
    case .crewComposition(let it): it.compared
    case .equipment(let it):
      .init(
        zh: "每辆救护车在用的\(it.item.name.zh) \(it.limit.text.zh)",
        en: "\(it.item.name.en) in service on each ambulance \(it.limit.text.en)")
    case .vehiclesPerPopulation(let it): it.compared
    case .fleetShare(let it):
      .init(
        zh: "\(it.attribute.name.zh)占救护车的比例 \(it.limit.text.zh)",
        en: "share of ambulances that are \(it.attribute.name.en) \(it.limit.text.en)")
    case .eventShare(let it): it.compared
    case .facilityTravelTime(let it): it.compared
    case .visitFrequency(let it):
      .init(
        zh: "\(it.denominator.label.zh)\(it.every.label.zh)巡诊次数 \(it.limit.text.zh)",
        en: "visits \(it.every.label.en) to each of the \(it.denominator.label.en) "
          + it.limit.text.en)
    case .countInPeriod(let it): it.compared
    case .ratio(let it): it.compared
    case .countyPresence(let it):
      .both { language in
        let subjects = LocalizedText.list(it.subjects.map(\.label))[language]
        return language == .zh
          ? "每个县（市、区）的\(subjects)\(it.subjects.count > 1 ? "，每类" : "") \(it.limit.text.zh)"
          : "in each county, \(subjects)\(it.subjects.count > 1 ? ", of each" : ""): "
            + it.limit.text.en
      }
    case .licenceShare(let it):
      .init(
        zh: "\(it.level.label.zh)持证人员占比 \(it.limit.text.zh)",
        en: "share of staff licensed, \(it.level.label.en), \(it.limit.text.en)")
    }
  }

  private static func compared(_ branches: [Branch]) -> LocalizedText {
    LocalizedText(
      zh: "满足其一： " + branches.map(\.requirement.compared.zh).joined(separator: "；或 "),
      en: "any of: " + branches.map(\.requirement.compared.en).joined(separator: "; or "))
  }
}

extension DistanceRequirement {
  var compared: LocalizedText {
    let metric = judgedMetric.label
    return switch statistic {
    case .every:
      .init(
        zh: "\(area.label.zh)每个需求点到最近急救站（点）的\(metric.zh) \(limit.text.zh)",
        en: "\(metric.en) from every demand point in \(area.label.en) to its nearest station "
          + limit.text.en)
    case .share:
      .init(
        zh: "\(area.label.zh)到最近急救站（点）的\(metric.zh) \(limit.text.zh) 的人口占比"
          + (share.map { " \($0.text.zh)" } ?? ""),
        en: "share of residents of \(area.label.en) whose \(metric.en) to the nearest station is "
          + limit.text.en + (share.map { ": \($0.text.en)" } ?? ""))
    default:
      .init(
        zh: "\(area.label.zh)居民到最近急救站（点）的\(metric.zh)的\(statistic.label.zh) \(limit.text.zh)",
        en: "\(statistic.label.en) over residents of \(area.label.en) of the \(metric.en) to the "
          + "nearest station \(limit.text.en)")
    }
  }
}

extension ResponseRequirement {
  var compared: LocalizedText {
    let clock = judgedClock
    let span = LocalizedText(
      zh: "\(clock.start.label.zh)→\(clock.stop.label.zh)",
      en: "\(clock.start.label.en) to \(clock.stop.label.en)")
    if let share {
      return LocalizedText(
        zh: "\(area.label.zh)急救反应时间（\(span.zh)） \(limit.text.zh) 的占比 \(share.text.zh)",
        en: "share of response times in \(area.label.en) (\(span.en)) \(limit.text.en): "
          + share.text.en)
    }
    return LocalizedText(
      zh: "\(area.label.zh)\(statistic.label.zh)急救反应时间（\(span.zh)） \(limit.text.zh)",
      en: "\(statistic.label.en) response time in \(area.label.en) (\(span.en)) \(limit.text.en)")
  }
}

extension TownshipRequirement {
  var compared: LocalizedText {
    LocalizedText(
      zh: "每个\(townships.label.zh)的\(subject.label.zh)数 \(limit.text.zh)",
      en: "\(subject.label.en)s in each of the \(townships.label.en) \(limit.text.en)")
  }
}

extension TravelTimeRequirement {
  var compared: LocalizedText {
    let places =
      facilities.isEmpty
      ? LocalizedText(zh: "医疗服务点（未说明）", en: "a facility (which, is not said)")
      : LocalizedText(
        zh: facilities.map(\.label.zh).joined(separator: "/"),
        en: facilities.map(\.label.en).joined(separator: " or "))
    let mode =
      travelMode?.label ?? LocalizedText(zh: "出行方式未说明", en: "travel mode not said")
    return LocalizedText(
      zh: "\(denominator.label.zh)中到\(places.zh)的时间 \(limit.text.zh) 的占比"
        + (share.map { " \($0.text.zh)" } ?? "") + "(\(mode.zh))",
      en: "share of \(denominator.label.en) whose time to \(places.en) is \(limit.text.en)"
        + (share.map { ": \($0.text.en)" } ?? "") + " (\(mode.en))")
  }
}
