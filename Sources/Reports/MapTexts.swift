import Quantities
import ResponseModel
import Standards

/// Every word on a map, in one language.
struct MapTexts: Sendable {
  let language: Language
  /// Whether the map shows response times in place of circles.
  var isAboutTimes = false

  private func text(_ zh: String, _ en: String) -> String {
    language == .zh ? zh : en
  }

  // MARK: Title

  func name(of county: County) -> String {
    language == .zh ? county.name : county.nameInEnglish ?? county.name
  }

  func title(_ counties: [County]) -> String {
    guard counties.count == 1, let county = counties.first else {
      return text(
        "院前急救服务圈覆盖图 · \(counties.count) 个县（市、区）",
        "Coverage by emergency stations: \(counties.count, of: "county", "counties")")
    }
    return text("\(county.name)院前急救服务圈覆盖图", "Coverage by emergency stations: \(name(of: county))")
  }

  func subtitle(_ standard: Standard, on date: CalendarDate) -> String {
    text(
      "依据：\(standard.name.zh)（\(standard.id)）　评价日期：\(date)",
      "Standard: \(standard.name.en) (\(standard.id)) · judged on \(date)")
  }

  // MARK: Legend

  var coverageHeading: String {
    isAboutTimes
      ? text("急救反应时间", "Response time") : text("直线距离服务圈", "Straight-line reach")
  }
  var placesHeading: String { text("急救站与乡镇（街道）", "Stations and townships") }
  var residentsHeading: String { text("乡镇（街道）居民数", "Residents of a township") }
  var notesHeading: String { text("说明", "Notes") }

  /// `3.5 公里`
  func kilometers(_ radius: Meters) -> String {
    radius.value < 1000
      ? "\(number(radius.value)) \(text("米", "m"))"
      : "\(number(radius.kilometers)) \(text("公里", "km"))"
  }

  func within(_ radius: Meters) -> String {
    text("距急救站 \(kilometers(radius))以内", "Within \(kilometers(radius)) of a station")
  }

  var beyond: String { text("各服务圈以外", "Outside every circle") }

  /// The shares of residents and of the area, those known.
  func shares(residents: Double?, area: Double?) -> String? {
    let parts = [
      residents.map { text("覆盖居民 \(percent($0))", "\(percent($0)) of residents") },
      area.map { text("覆盖面积 \(percent($0))", "\(percent($0)) of area") },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: text("，", ", "))
  }

  /// A station that somebody vouches for, by how.
  func knownStation(_ evidence: Set<Evidence>) -> String {
    if evidence == [.reported] {
      return text("急救站（公开资料所载）", "Station (named in public sources)")
    }
    if evidence.isSubset(of: [.observed, .surveyed]) {
      return text("急救站（已核实）", "Station (verified)")
    }
    return text("急救站（有依据）", "Station (on record)")
  }

  var assumedStation: String { text("急救站（位置为假定）", "Station (assumed)") }
  var neighborStation: String { text("邻县急救站（服务圈伸入）", "Neighbouring station that reaches in") }
  var countyBorder: String { text("县（市、区）界", "County boundary") }

  func township(_ kinds: Set<TownshipKind>) -> String {
    if kinds == [.municipality] { return text("市镇", "Municipality") }
    if kinds == [.town] { return text("镇", "Town") }
    if kinds == [.township] { return text("乡", "Township") }
    return text("镇、乡", "Town or township")
  }

  var subdistrict: String { text("街道", "Subdistrict") }
  var unreached: String {
    isAboutTimes
      ? text("空心：有居民超过时限", "Hollow: some residents are not in time")
      : text("空心：驻地在各服务圈以外", "Hollow: seat outside every circle")
  }

  func residentCount(_ count: Double) -> String {
    text("\(grouped(count)) 人", grouped(count))
  }

  // MARK: Scale

  /// A figure of a bar that stands for `whole` metres; the last one carries the unit.
  func scale(_ meters: Double, of whole: Double, isLast: Bool) -> String {
    let isShort = whole < 1000
    let figure = number(isShort ? meters : meters / 1000)
    return isLast ? "\(figure) \(isShort ? text("米", "m") : text("公里", "km"))" : figure
  }

  /// The letter on the north arrow.
  var north: String { text("北", "N") }

  // MARK: Footer

  func mark(reviewNumber: String?) -> String {
    guard let reviewNumber else {
      return text(
        "内部使用，未经审图，不得公开", "Internal use only, map not reviewed, not for publication")
    }
    return text("审图号：\(reviewNumber)", "Map review number （审图号）： \(reviewNumber)")
  }
}

extension MapTexts {
  // MARK: Numbers

  /// The shortest digits, without `.0`.
  func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// A whole number with its thousands parted.
  func grouped(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let digits = String(Int(value.rounded()).magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return (value.rounded() < 0 ? "-" : "") + result
  }

  /// With one decimal. What is not all is never shown as all, nor something as nothing.
  func percent(_ share: Double) -> String {
    NumberText.percent(share, of: 1)
  }
}
