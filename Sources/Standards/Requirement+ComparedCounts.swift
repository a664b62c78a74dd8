import ResponseModel

extension CrewRequirement {
  var compared: LocalizedText {
    .both { language in
      let parts = seats.map { seat in
        seat.roles.map(\.label[language]).joined(separator: " + ") + " ≥ \(seat.minimum)"
      }
      return language == .zh
        ? "每辆救护车每班： " + parts.joined(separator: "，")
        : "per ambulance and shift: " + parts.joined(separator: ", ")
    }
  }
}

extension VehicleRequirement {
  var compared: LocalizedText {
    LocalizedText(
      zh: "每\(per.plain)\(denominator.label.zh)的救护车数 \(limit.text.zh)（按\(scope.label.zh)）",
      en: "ambulances for every \(per.plain) \(denominator.label.en) \(limit.text.en), "
        + "by \(scope.label.en)")
  }
}

extension EventRequirement {
  var compared: LocalizedText {
    let span = LocalizedText(
      zh: "\(start?.label.zh ?? "（起点未说明）")→\(stop.label.zh)",
      en: "\(start?.label.en ?? "(start not said)") to \(stop.label.en)")
    guard let share else {
      return LocalizedText(
        zh: "每一次 \(span.zh) 的时间 \(limit.text.zh)",
        en: "every time from \(span.en) \(limit.text.en)")
    }
    return LocalizedText(
      zh: "\(span.zh) \(limit.text.zh) 的占比 \(share.text.zh)",
      en: "share of times from \(span.en) that are \(limit.text.en): \(share.text.en)")
  }
}

extension CountRequirement {
  var compared: LocalizedText {
    let period: LocalizedText =
      switch (from, to) {
      case (nil, nil): LocalizedText(zh: "", en: "")
      default:
        LocalizedText(
          zh: "\(from?.description ?? "…")至\(to?.description ?? "…")新增",
          en: " opened from \(from?.description ?? "…") to \(to?.description ?? "…")")
      }
    let names =
      named.isEmpty
      ? LocalizedText(zh: "", en: "")
      : LocalizedText(
        zh: "(\(named.joined(separator: "、")))", en: " (\(named.joined(separator: ", ")))")
    return LocalizedText(
      zh: "\(period.zh)\(subject.label.zh)数\(names.zh) \(limit.text.zh)（按\(scope.label.zh)）",
      en: "number of \(subject.label.en)s\(names.en)\(period.en) \(limit.text.en), "
        + "by \(scope.label.en)")
  }
}

extension RatioRequirement {
  var compared: LocalizedText {
    let about =
      isApproximate ? LocalizedText(zh: "约 ", en: "about ") : LocalizedText(zh: "", en: "")
    switch statistic {
    case .per:
      let base = (per ?? 1).plain
      return LocalizedText(
        zh: "每\(base)\(denominator.label.zh)的\(numerator.label.zh)数 \(about.zh)\(limit.text.zh)",
        en: "\(numerator.label.en) for every \(base) \(denominator.label.en) "
          + about.en + limit.text.en)
    case .yearlyChange:
      return LocalizedText(
        zh: "\(numerator.label.zh)占\(denominator.label.zh)比例的年度提升 \(limit.text.zh)",
        en: "yearly change of the share of \(numerator.label.en) among \(denominator.label.en) "
          + limit.text.en)
    default:
      return LocalizedText(
        zh: "\(numerator.label.zh)占比（分母：\(denominator.label.zh)） \(about.zh)\(limit.text.zh)",
        en: "share of \(numerator.label.en) (of: \(denominator.label.en)) "
          + about.en + limit.text.en)
    }
  }
}
