import Geometry
import Quantities
import ResponseModel

extension ImportRow {
  func county(_ known: ExistingRows) throws(Problem) -> County {
    let code = try requiredCode("code")
    // The national code of web maps has the country's 156 in front.
    let plain = code.utf8.count == 9 && code.hasPrefix("156") ? String(code.dropFirst(3)) : code
    let old = known.counties[plain]
    let hasResidents = has("residents")
    let date = has("residents_date") ? try text("residents_date") : year(of: "residents")
    let area = try number("published_area_km2")
    let boundary = try self.boundary()
    if boundary == nil, raw.shape?.isEmpty == false {
      warn(
        "shape-not-an-area", nil,
        LocalizedText(zh: "图形不是面，不作为县界", en: "the shape is no area, so no boundary"))
    }
    return County(
      code: plain, name: try required("name"),
      nameInEnglish: has("name_en") ? try text("name_en") : old?.nameInEnglish,
      residents: hasResidents ? try number("residents") : old?.residents,
      residentsDate: hasResidents || has("residents_date") ? date : old?.residentsDate,
      registered: has("registered") ? try number("registered") : old?.registered,
      publishedArea: has("published_area_km2")
        ? area.map { SquareMeters($0 * 1_000_000) } : old?.publishedArea,
      boundary: kept(boundary, old?.boundary),
      callHandling: try callHandling(old?.callHandling), dayHours: try dayHours(old?.dayHours))
  }

  /// The year in the header `2020年常住人口`.
  private func year(of field: String) -> String? {
    layout.slots[field].flatMap { layout.columns[$0].year }
  }

  func township(_ known: ExistingRows) throws(Problem) -> Township {
    let code = try requiredCode("code")
    let old = known.townships[code]
    let name = try required("name")
    let county = try requiredCounty(from: code)
    guard let kind = try value("kind") ?? old?.kind ?? Self.townshipKind(code: code, name: name)
    else {
      throw problem(
        "value-missing", "kind",
        LocalizedText(
          zh: "无法由编码和名称判断是街道、镇还是乡，请填写类型",
          en:
            "neither code nor name says whether it is a subdistrict, a town or a township: give its kind"
        ))
    }
    let seat = try position()
    let hasSeat = has("longitude") || seat != nil
    let (villages, urban) = (try count("villages"), try count("urban_villages"))
    if let villages, let urban, urban > villages {
      throw problem(
        "value-invalid", "urban_villages",
        LocalizedText(
          zh: "城镇村居数 \(urban) 多于村居总数 \(villages)",
          en: "\(urban) urban villages are more than the \(villages) villages there are"))
    }
    checkPlace(seat, county: county)
    return Township(
      code: code, countyCode: county, name: name, kind: kind, seat: hasSeat ? seat : old?.seat,
      positionSource: has("position_source") ? try text("position_source") : old?.positionSource,
      villages: has("villages") ? villages : old?.villages,
      urbanVillages: has("urban_villages") ? urban : old?.urbanVillages,
      boundary: kept(try boundary(), old?.boundary),
      isMountainOrIsland: has("mountain_or_island")
        ? try flag("mountain_or_island") : old?.isMountainOrIsland)
  }

  /// By digits 7 to 9 of the statistics bureau's code, else by the name's last character.
  static func townshipKind(code: String, name: String) -> TownshipKind? {
    if code.utf8.count == 9, let number = Int(code.suffix(3)) {
      switch number {
      case 1...99: return .subdistrict
      case 100...199: return .town
      case 200...399: return .township
      default: break
      }
    }
    if name.hasSuffix("街道") { return .subdistrict }
    if name.hasSuffix("镇") { return .town }
    return name.hasSuffix("乡") ? .township : nil
  }

  func demandPoint(_ known: ExistingRows) throws(Problem) -> DemandPoint {
    let id = try requiredCode("id")
    let old = known.demandPoints[id]
    let place = try position()
    let position = has("longitude") || place != nil ? place : old?.position
    let county: String
    if !has("county_code"), let old {
      county = old.countyCode
    } else {
      county = try requiredCounty(from: id, at: position)
    }
    let township =
      has("township_code") ? try townshipCode(county: county) : old?.townshipCode ?? home(of: id)
    guard let residents = try number("residents") else { throw missing("residents") }
    checkPlace(place, county: county)
    let stated: AreaClass? = try value("area_class")
    guard let area = stated ?? old?.areaClass ?? likelyClass(of: township) else {
      throw problem(
        "value-missing", "area_class",
        LocalizedText(
          zh: "未说明城市还是乡村，也无法由乡镇判断：请填写“城乡”或城乡分类代码",
          en: "neither the row nor its township says urban or rural: give area_class"))
    }
    return DemandPoint(
      id: id, countyCode: county, townshipCode: township,
      name: has("name") ? try text("name") ?? id : old?.name ?? id, areaClass: area,
      residents: residents, position: position,
      evidence: has("evidence") ? try evidence() : old?.evidence ?? context.evidence,
      source: has("source")
        ? try text("source") ?? context.sourceName : old?.source ?? context.sourceName)
  }

  /// The township that a village's twelve-digit code starts with.
  private func home(of id: String) -> String? {
    guard id.utf8.count == 12 else { return nil }
    return context.references.township(String(id.prefix(9)), countyCode: nil)?.code
  }

  /// By the larger part of the township's villages; a 街道 without them is urban.
  private func likelyClass(of code: String?) -> AreaClass? {
    guard let township = code.flatMap({ context.references.township($0, countyCode: nil) }) else {
      return nil
    }
    warn(
      "area-class-inferred", nil,
      LocalizedText(
        zh: "未说明城乡，按所在乡镇（街道）多数村居推断", en: "urban or rural was inferred from the township"),
      subject: township.code)
    return township.likelyClass
  }

  func station(_ known: ExistingRows) throws(Problem) -> Station {
    let code = try requiredCode("code")
    let old = known.stations[code]
    guard let position = try position() ?? (has("longitude") ? nil : old?.position) else {
      throw problem(
        "position-missing", "longitude",
        LocalizedText(zh: "急救站没有坐标", en: "the station has no position"))
    }
    let county =
      !has("county_code") && old != nil ? old?.countyCode : try countyCode(at: position)
    let township = has("township_code") ? try townshipCode(county: county) : old?.hostTownshipCode
    if has("county_code") || context.countyCode != nil { checkPlace(position, county: county) }
    return Station(
      code: code, name: try required("name"), countyCode: county, hostTownshipCode: township,
      position: position,
      evidence: has("evidence") ? try evidence() : old?.evidence ?? context.evidence,
      turnout: try turnout(old?.turnout),
      openedOn: has("opened_on") ? try date("opened_on") : old?.openedOn)
  }

  func candidate(_ known: ExistingRows) throws(Problem) -> CandidateSite {
    let id = try requiredCode("id")
    let old = known.candidates[id]
    guard let position = try position() ?? (has("longitude") ? nil : old?.position) else {
      throw problem(
        "position-missing", "longitude",
        LocalizedText(zh: "候选点没有坐标", en: "the candidate site has no position"))
    }
    let county: String
    if !has("county_code"), let old {
      county = old.countyCode
    } else {
      county = try requiredCounty(at: position)
    }
    checkPlace(position, county: county)
    return CandidateSite(
      id: id, name: try required("name"), countyCode: county,
      townshipCode: has("township_code") ? try townshipCode(county: county) : old?.townshipCode,
      facilityID: has("facility_id") ? try facilityID() : old?.facilityID, position: position,
      cost: has("cost") ? try number("cost") : old?.cost,
      costUnit: has("cost_unit") ? try text("cost_unit") : old?.costUnit,
      evidence: has("evidence") ? try evidence() : old?.evidence ?? context.evidence)
  }

  /// The facility that the row names by id or name; `nil` where it names none.
  func facilityID() throws(Problem) -> String? {
    guard let text = try code("facility_id") else { return nil }
    guard let found = context.references.facilityID(text) else {
      throw unknown(
        "unknown-facility", "facility_id", text, LocalizedText(zh: "医疗机构", en: "facility"),
        "facilities")
    }
    return found
  }
}

extension Township {
  /// By the larger part of its villages; without their number, a 街道 is urban.
  var likelyClass: AreaClass {
    guard let villages, let urbanVillages, villages > 0 else {
      return kind == .subdistrict ? .urban : .rural
    }
    return urbanVillages * 2 > villages ? .urban : .rural
  }
}
