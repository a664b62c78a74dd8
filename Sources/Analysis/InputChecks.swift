import Coverage
import FoundationEssentials
import Geometry
import Quantities
import ResponseModel

/// What a reader must know of a county's data before trusting its figures.
enum InputChecks {
  /// Everything that shows without geometry.
  static func issues(of inputs: CountyInputs) -> [DataIssue] {
    withoutPosition(inputs) + evidence(inputs) + completeness(inputs) + hosts(inputs)
  }

  /// Stations and seats that lie outside the boundary.
  static func placement(
    of inputs: CountyInputs, boundary: MultiPolygon<GeographicCoordinate>?
  ) -> [DataIssue] {
    guard let boundary else { return [] }
    let county = inputs.county
    let stations = inputs.stations.filter {
      $0.countyCode == county.code && !boundary.contains($0.position)
    }.map { station in
      DataIssue(
        .warning, code: "station-outside-county",
        LocalizedText(
          zh: "\(station.name)的坐标不在\(county.name)边界内",
          en: "the position of \(station.name) is outside the boundary of \(english(county))"),
        subject: station.code, countyCode: county.code)
    }
    let homeless = inputs.stations.filter {
      $0.countyCode == nil && boundary.contains($0.position)
    }.map { station in
      DataIssue(
        .warning, code: "station-without-county",
        LocalizedText(
          zh: "\(station.name)位于\(county.name)边界内，但没有县编码：它的服务圈计入，但不算该县的站点",
          en: "\(station.name) stands in \(english(county)) but names no county: its circles count,"
            + " but it is not one of the county's stations"),
        subject: station.code, countyCode: county.code)
    }
    let seats = inputs.townships.filter { township in
      township.seat.map { !boundary.contains($0) } ?? false
    }.map { township in
      DataIssue(
        .warning, code: "seat-outside-county",
        LocalizedText(
          zh: "\(township.name)驻地的坐标不在\(county.name)边界内",
          en: "the seat of \(township.name) is outside the boundary of \(english(county))"),
        subject: township.code, countyCode: county.code)
    }
    return stations + homeless + seats + disagreeingHosts(inputs)
  }

  /// A boundary whose area is far from the published one, or next to nothing, is another boundary.
  static func area(
    of county: County, boundary: MultiPolygon<GeographicCoordinate>?
  ) -> [DataIssue] {
    guard let area = boundary.map(Geodesic.area)?.squareKilometers else { return [] }
    let published = county.publishedArea?.squareKilometers
    let isFar = published.map { abs(area / $0 - 1) > 0.05 } ?? false
    guard isFar || area < 1 else { return [] }
    let comparison = published.map(figure)
    return [
      DataIssue(
        .warning, code: "area-differs",
        LocalizedText(
          zh: "\(county.name)边界面积 \(figure(area)) 平方公里"
            + (comparison.map { "，公布面积 \($0) 平方公里" } ?? "") + "：请核对边界",
          en: "the boundary of \(english(county)) holds \(figure(area)) km2"
            + (comparison.map { ", published are \($0) km2" } ?? "") + ": check the boundary"),
        subject: county.code, countyCode: county.code)
    ]
  }

  /// Stations across the border that the county's figures rest on and that are assumed.
  static func assumedNeighbors(of assessed: AssessedCounty) -> DataIssue? {
    let county = assessed.inputs.county
    let assumed = assessed.servingStations.filter {
      $0.countyCode != county.code && ($0.evidence == .assumed || $0.evidence == .default)
    }
    guard !assumed.isEmpty else { return nil }
    return DataIssue(
      .warning, code: "neighbor-stations-assumed",
      LocalizedText(
        zh: "\(county.name)的结果还用到邻县的 \(assumed.count) 个假定急救站（"
          + "\(assumed.map(\.name).joined(separator: "、"))）",
        en:
          "figures of \(english(county)) also rest on \(assumed.count, of: "assumed station")"
          + " across its border (\(assumed.map(\.code).joined(separator: ", ")))"),
      subject: county.code, countyCode: county.code)
  }

  /// Stations whose record names one township and whose position lies in another.
  static func disagreeingHosts(_ inputs: CountyInputs) -> [DataIssue] {
    inputs.stations.compactMap { station in
      guard station.countyCode == inputs.county.code, let host = station.hostTownshipCode,
        let around = inputs.townships.first(where: {
          $0.boundary?.contains(station.position) ?? false
        }), around.code != host
      else { return nil }
      return DataIssue(
        .warning, code: "station-host-disagrees",
        LocalizedText(
          zh: "\(station.name)登记在 \(host)，坐标却在\(around.name)（\(around.code)）境内：两处都计为有站，请核对",
          en: "the record of \(station.name) says township \(host), its position lies in"
            + " \(around.name) (\(around.code)): it counts for both, check it"),
        subject: station.code, countyCode: inputs.county.code)
    }
  }

  private static func withoutPosition(_ inputs: CountyInputs) -> [DataIssue] {
    inputs.townships.filter { $0.seat == nil }.map { township in
      let residents = inputs.demand.filter {
        $0.townshipCode == township.code && $0.position == nil
      }.reduce(0) { $0 + $1.residents }
      return DataIssue(
        .warning, code: "township-without-position",
        LocalizedText(
          zh: "\(township.name)没有坐标：其 \(figure(residents)) 名居民计入总数，但既不算已覆盖也不算未覆盖",
          en:
            "\(township.name) has no position: its \(figure(residents)) residents are in the total"
            + " but count as neither covered nor uncovered"),
        subject: township.code, countyCode: inputs.county.code)
    }
  }

  private static func evidence(_ inputs: CountyInputs) -> [DataIssue] {
    let county = inputs.county
    var issues: [DataIssue] = []
    let own = inputs.stations.filter { $0.countyCode == county.code }
    let assumed = own.filter { $0.evidence == .assumed || $0.evidence == .default }
    if !assumed.isEmpty {
      issues.append(
        DataIssue(
          .warning, code: "stations-assumed",
          LocalizedText(
            zh: "\(county.name)的 \(own.count) 个急救站中有 \(assumed.count) 个为假定"
              + "（\(assumed.map(\.name).joined(separator: "、"))），结果不可作为定论",
            en: "\(english(county)): "
              + "\(assumed.count, outOf: own.count, "station", "is", "are") assumed"
              + " (\(assumed.map(\.code).joined(separator: ", "))): what rests on"
              + " \(assumed.count == 1 ? "it" : "them") is not a finding"),
          subject: county.code, countyCode: county.code))
    }
    let modelled = inputs.demand.filter { $0.evidence == .modelled }
    if let model = modelled.first?.source {
      issues.append(
        DataIssue(
          .note, code: "demand-modelled",
          LocalizedText(
            zh: "\(county.name)各乡镇的居民数由模型 \(model) 推算，不是统计数",
            en: "residents by township of \(english(county)) come from the model \(model), not from"
              + " a count"),
          subject: county.code, countyCode: county.code))
    }
    return issues
  }

  private static func completeness(_ inputs: CountyInputs) -> [DataIssue] {
    let county = inputs.county
    func issue(_ code: String, _ zh: String, _ en: String) -> DataIssue {
      DataIssue(
        .warning, code: code, LocalizedText(zh: zh, en: en), subject: county.code,
        countyCode: county.code)
    }
    var issues: [DataIssue] = []
    if county.boundary == nil {
      issues.append(
        issue(
          "county-without-boundary", "\(county.name)没有边界，无法计算覆盖面积和缺口",
          "\(english(county)) has no boundary: no covered area and no gaps"))
    }
    if inputs.demand.isEmpty {
      issues.append(
        issue(
          "county-without-demand", "\(county.name)没有需求点，无法计算覆盖人口",
          "\(english(county)) has no demand points: no covered residents"))
    }
    if !inputs.stations.contains(where: { $0.countyCode == county.code }) {
      issues.append(
        issue(
          "county-without-station", "\(county.name)没有急救站",
          "\(english(county)) has no station of its own"))
    }
    let total = inputs.demand.reduce(0) { $0 + $1.residents }
    if let residents = county.residents, !inputs.demand.isEmpty, abs(total - residents) > 0.5 {
      issues.append(
        issue(
          "residents-differ",
          "\(county.name)需求点的居民合计 \(figure(total))，与县常住人口 \(figure(residents)) 不符",
          "demand points of \(english(county)) hold \(figure(total)) residents, the county has"
            + " \(figure(residents))"))
    }
    return issues
  }

  /// How stations are placed in townships, and those that no township of the county hosts.
  private static func hosts(_ inputs: CountyInputs) -> [DataIssue] {
    let county = inputs.county
    let townships = Set(inputs.townships.map(\.code))
    var issues = inputs.stations.filter { station in
      station.countyCode == county.code
        && !(station.hostTownshipCode.map(townships.contains) ?? true)
    }.map { station in
      DataIssue(
        .warning, code: "station-host-unknown",
        LocalizedText(
          zh: "\(station.name)所在乡镇编码 \(station.hostTownshipCode ?? "") 不在\(county.name)的乡镇表中",
          en: "the host township \(station.hostTownshipCode ?? "") of \(station.name) is not in"
            + " the table of \(english(county))"),
        subject: station.code, countyCode: county.code)
    }
    if !inputs.townships.isEmpty, inputs.townships.contains(where: { $0.boundary == nil }) {
      issues.append(
        DataIssue(
          .note, code: "township-boundaries-missing",
          LocalizedText(
            zh: "\(county.name)没有全部乡镇的边界：急救站属于哪个乡镇，以其登记的乡镇编码为准",
            en: "\(english(county)) lacks township boundaries: the township code on a station's"
              + " record decides which township it is in"),
          subject: county.code, countyCode: county.code))
    }
    return issues
  }

  static func english(_ county: County) -> String { county.nameInEnglish ?? county.name }

  /// A number for a sentence: whole where it is whole, else with one decimal.
  static func figure(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15
      ? String(Int(value)) : String(Double((value * 10).rounded() / 10))
  }

  static func degrees(_ value: Double) -> String {
    String(Double((value * 1e5).rounded() / 1e5))
  }
}

extension MultiPolygon where Point == GeographicCoordinate {
  /// Even-odd test in degrees: exact for straight sides between vertices, as the file draws them.
  fileprivate func contains(_ point: GeographicCoordinate) -> Bool {
    var inside = false
    for ring in rings {
      for (a, b) in zip(ring.points, ring.points.dropFirst())
      where (a.latitude > point.latitude) != (b.latitude > point.latitude) {
        let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
        if point.longitude < a.longitude + share * (b.longitude - a.longitude) { inside.toggle() }
      }
    }
    return inside
  }
}
