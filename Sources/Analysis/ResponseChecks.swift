public import Coverage
import Quantities
public import ResponseModel

/// What a reader must know of the response times of a county before trusting them.
enum ResponseChecks {
  static func issues(of assessed: AssessedResponse, terms: ResponseTerms) -> [DataIssue] {
    let county = assessed.inputs.county
    return (assessed.modelled.map { modelled($0, county, terms) } ?? [])
      + (assessed.observed.map { observed($0, county) } ?? [])
  }

  static func issues(callsWithoutCounty count: Int) -> [DataIssue] {
    guard count > 0 else { return [] }
    return [
      DataIssue(
        .warning, code: "call-without-county",
        LocalizedText(
          zh: "\(count) 个任务没有所属县，未计入任何县",
          en: "\(count, of: "mission names", "missions name") no county: no figure has"
            + " \(count == 1 ? "it" : "them")"
        ))
    ]
  }

  private static func modelled(
    _ modelled: ModelledResponse, _ county: County, _ terms: ResponseTerms
  ) -> [DataIssue] {
    let (name, english) = (county.name, InputChecks.english(county))
    var issues: [DataIssue] = []
    func add(_ severity: DataIssue.Severity, _ code: String, _ zh: String, _ en: String) {
      issues.append(
        DataIssue(
          severity, code: code, LocalizedText(zh: zh, en: en), subject: county.code,
          countyCode: county.code))
    }
    let straight = modelled.places.filter { $0.method == .straightLine }
    if !straight.isEmpty {
      let residents = InputChecks.figure(straight.reduce(0) { $0 + $1.residents })
      let speed = InputChecks.figure(terms.speedKilometersPerHour.value * 100)
      let kmh = "\((Double(speed) ?? 0) / 100)"
      add(
        .warning, "travel-straight-line",
        "\(name)\(straight.count)个需求点（\(residents)人）的行驶时间按直线距离 × \(terms.detour.value) ÷ "
          + "\(kmh) km/h 推算（straight_line），未用道路网",
        "travel times of \(straight.count, of: "demand point") (residents: \(residents)) of \(english) are"
          + " straight line x \(terms.detour.value) / \(kmh) km/h (straight_line), no roads")
    }
    if !modelled.stationsOffRoad.isEmpty {
      let codes = modelled.stationsOffRoad
      let some = codes.prefix(5).joined(separator: "、") + (codes.count > 5 ? " …" : "")
      add(
        .warning, "station-off-road",
        "\(name)可用的急救站中有 \(codes.count) 个离道路太远（\(some)），不参与道路推算",
        "\(codes.count, of: "station") within reach of \(english), too far from any road (\(some)):"
          + " of no use on roads")
    }
    if modelled.callHandling.evidence == .default {
      add(
        .warning, "call-handling-default",
        "\(name)没有受理调度时间，按默认 \(InputChecks.figure(modelled.callHandling.time.value)) 秒计（无出处）",
        "\(english) states no call handling time:"
          + " \(InputChecks.figure(modelled.callHandling.time.value)) s by default, without a source"
      )
    }
    let used = Set(
      modelled.places.flatMap { [$0.best(.day), $0.best(.night)].compactMap(\.?.station) })
    let unknown = used.filter { modelled.turnouts[$0].day.evidence == .default }.count
    if unknown > 0 {
      let minutes = (terms.turnout.time.minutes * 100).rounded() / 100
      add(
        .warning, "turnout-default",
        "\(name)用到的 \(used.count) 个急救站中有 \(unknown) 个没有出车时间，按默认 \(minutes) 分钟计（自贡2007年）",
        "stations that serve \(english) and state no turnout: \(unknown) of \(used.count);"
          + " \(minutes) min by default (Zigong 2007)")
    }
    let unreached = modelled.places.filter(\.isUnreachable)
    if !unreached.isEmpty {
      let residents = InputChecks.figure(unreached.reduce(0) { $0 + $1.residents })
      add(
        .warning, "demand-unreachable",
        "\(name)有 \(unreached.count) 个需求点（\(residents)人）没有站点可以到达，计入人口，不计入平均",
        "\(english): \(unreached.count, of: "demand point is", "demand points are") reached by no station"
          + " (residents: \(residents)): in the residents, in no mean")
    }
    return issues
  }

  private static func observed(_ observed: ObservedResponse, _ county: County) -> [DataIssue] {
    let (name, english) = (county.name, InputChecks.english(county))
    var issues: [DataIssue] = []
    func add(_ severity: DataIssue.Severity, _ code: String, _ zh: String, _ en: String) {
      issues.append(
        DataIssue(
          severity, code: code, LocalizedText(zh: zh, en: en), subject: county.code,
          countyCode: county.code))
    }
    for exclusion in CallExclusion.allCases {
      guard let count = observed.exclusions[exclusion], count > 0 else { continue }
      let reason = exclusion.label
      add(
        exclusion == .cancelled ? .note : .warning, "calls-\(exclusion.rawValue)".kebab,
        "\(name)有 \(count) 个任务\(reason.zh)，不计入反应时间",
        "\(count, of: "mission") of \(english) \(reason.en): not counted")
    }
    let stated = observed.stated
    if stated.disagreeing > 0 {
      let minutes = ((stated.typicalDifference ?? 0) / 6000).rounded() / 10
      add(
        .warning, "stated-response-disagrees",
        "\(name)有 \(stated.disagreeing) 个任务（共 \(stated.count) 个填写）的“急救反应时间”与时刻不符，"
          + "通常相差 \(minutes) 分钟"
          + (stated.untilHospital > 0 ? "，其中 \(stated.untilHospital) 个算到了到达医院" : "")
          + "；一律由时刻重新计算",
        "the stated response of \(stated.disagreeing) of \(stated.count, of: "mission") of \(english)"
          + " disagrees with the clock times, typically by \(minutes) min"
          + (stated.untilHospital > 0
            ? "; \(stated.untilHospital) run to the arrival at the hospital" : "")
          + ": all are computed from the times")
    }
    let unclassed = observed.counted.count { $0.areaClass == nil }
    if unclassed > 0 {
      add(
        .warning, "events-without-class",
        "\(name)有 \(unclassed) 个事件未区分城乡：计入全县，不计入城市或乡村",
        "\(unclassed) events of \(english) do not say urban or rural: in the county's figures, in"
          + " neither class")
    }
    if observed.reusedEventNumbers > 0 {
      add(
        .note, "event-number-reused",
        "\(name)有 \(observed.reusedEventNumbers) 个事件编码相隔一天以上重复使用，按不同事件计",
        "\(observed.reusedEventNumbers) event numbers of \(english) are used again a day or more"
          + " later: taken as other events")
    }
    return issues
  }
}

extension CallExclusion {
  /// As it stands behind "missions".
  public var label: LocalizedText {
    switch self {
    case .cancelled: LocalizedText(zh: "已取消", en: "were cancelled")
    case .noReceived: LocalizedText(zh: "缺开始受理时刻", en: "lack the time of the call")
    case .noArrived: LocalizedText(zh: "缺到达现场时刻", en: "lack the time of arrival")
    case .negative: LocalizedText(zh: "到达早于开始受理", en: "arrive before the call")
    case .tooLong:
      LocalizedText(zh: "反应时间达到或超过24小时", en: "take 24 hours or more")
    case .arrivedBeforeDeparture:
      LocalizedText(zh: "到达早于出车", en: "arrive before they leave")
    }
  }
}

extension String {
  fileprivate var kebab: String { replacing("_", with: "-") }
}
