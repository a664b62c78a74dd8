import Geometry
import Quantities
import ResponseModel

/// Rows of the model as rows of a table, in the order of the layer's columns but for those that only
/// help an import.
enum LayerRecords {
  static func fields(_ table: LayerTable) -> [LayerField] {
    table.fields.filter { field in
      if case .shape = field.kind { return false }
      return !field.isImportOnly
    }
  }

  static func make(_ rows: LayerRows, chinese: Bool) -> [LayerRecord] {
    let words = CellWords(table: LayerTable(rows.layer), isChinese: chinese)
    return switch rows {
    case .counties(let rows): rows.map { county($0, words) }
    case .townships(let rows): rows.map { township($0, words) }
    case .facilities(let rows): rows.map { facility($0, words) }
    case .consortium(let rows): rows.map { membership($0, words) }
    case .stations(let rows): rows.map { station($0, words) }
    case .candidates(let rows): rows.map { candidate($0, words) }
    case .demandPoints(let rows): rows.map { demandPoint($0, words) }
    case .ambulances(let rows): rows.map { ambulance($0, words) }
    case .equipment(let rows): rows.map { equipment($0, words) }
    case .crew(let rows): rows.map { crewMember($0, words) }
    case .shifts(let rows): rows.map { shift($0, words) }
    case .calls(let rows): rows.map { call($0, words) }
    case .visits(let rows): rows.map { visit($0) }
    }
  }

  private static func county(_ it: County, _ words: CellWords) -> LayerRecord {
    LayerRecord(
      [
        .of(it.code), .of(it.name), .of(it.nameInEnglish), .of(it.residents),
        .of(it.residentsDate), .of(it.registered), .of(it.publishedArea?.squareKilometers),
        .of(it.callHandling?.time.value),
        words.word("call_handling_evidence", it.callHandling?.evidence.rawValue),
        .of(it.dayHours?.description),
      ], area: it.boundary)
  }

  private static func township(_ it: Township, _ words: CellWords) -> LayerRecord {
    LayerRecord(
      [
        .of(it.code), .of(it.countyCode), .of(it.name), words.word("kind", it.kind.rawValue),
        .of(it.seat?.longitude), .of(it.seat?.latitude), .of(it.positionSource),
        .of(it.villages), .of(it.urbanVillages), words.flag(it.isMountainOrIsland),
      ], point: it.seat, area: it.boundary)
  }

  private static func demandPoint(_ it: DemandPoint, _ words: CellWords) -> LayerRecord {
    LayerRecord(
      [
        .of(it.id), .of(it.countyCode), .of(it.townshipCode), .of(it.name),
        words.word("area_class", it.areaClass.rawValue), .of(it.residents),
        .of(it.position?.longitude), .of(it.position?.latitude),
        words.word("evidence", it.evidence.rawValue), .of(it.source),
      ], point: it.position)
  }

  private static func station(_ it: Station, _ words: CellWords) -> LayerRecord {
    LayerRecord(
      [
        .of(it.code), .of(it.name), .of(it.countyCode), .of(it.hostTownshipCode),
        .of(it.position.longitude), .of(it.position.latitude),
        words.word("evidence", it.evidence.rawValue), .of(it.turnout?.day?.value),
        .of(it.turnout?.night?.value),
        words.word("turnout_evidence", it.turnout?.evidence.rawValue),
        .of(it.openedOn),
      ], point: it.position)
  }

  private static func candidate(_ it: CandidateSite, _ words: CellWords) -> LayerRecord {
    LayerRecord(
      [
        .of(it.id), .of(it.name), .of(it.countyCode), .of(it.townshipCode), .of(it.facilityID),
        .of(it.position.longitude), .of(it.position.latitude), .of(it.cost), .of(it.costUnit),
        words.word("evidence", it.evidence.rawValue),
      ], point: it.position)
  }

  private static func facility(_ it: Facility, _ words: CellWords) -> LayerRecord {
    LayerRecord(
      [
        .of(it.id), .of(it.name), .of(it.countyCode), .of(it.townshipCode), .of(it.villageCode),
        words.word("kind", it.kind.rawValue),
        words.word("level", it.level.map { String($0.rawValue) }),
        words.word("grade", it.grade?.rawValue), words.flag(it.reachesTertiaryLevel),
        words.flag(it.isAreaCentre), words.flag(it.isStandardised), words.flag(it.isPublic),
        .of(ListText.centres(it.treatmentCentres, chinese: words.isChinese)),
        .of(it.position?.longitude), .of(it.position?.latitude),
      ], point: it.position)
  }

  private static func membership(
    _ it: ConsortiumMembership, _ words: CellWords
  ) -> LayerRecord {
    LayerRecord([
      .of(it.unit), .of(it.facilityID), .of(it.grid), .of(it.group), .of(it.leadHospital),
      words.flag(it.isGroupLead), .of(it.townshipCode), .of(it.townshipSource),
      .of(it.validFrom), .of(it.validTo),
    ])
  }

  private static func visit(_ it: MobileVisit) -> LayerRecord {
    LayerRecord([
      .of(it.townshipCode), .of(it.villageCode), .of(it.village), .of(it.date), .of(it.unit),
    ])
  }
}
