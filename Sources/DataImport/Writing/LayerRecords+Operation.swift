import Geometry
import Quantities
import ResponseModel

extension LayerRecords {
  static func ambulance(_ it: Ambulance, _ words: CellWords) -> LayerRecord {
    LayerRecord([
      .of(it.plate), words.word("type", it.type?.rawValue), words.flag(it.hasNegativePressure),
      .of(it.stationCode), words.word("status", it.status.rawValue), .of(it.inServiceFrom),
      .of(it.retiredOn), .of(ListText.periods(it.statusPeriods)),
    ])
  }

  static func equipment(_ it: Equipment, _ words: CellWords) -> LayerRecord {
    let kind = it.kind == .cprDevice && words.isChinese ? "车载心肺复苏仪" : it.kind.rawValue
    return LayerRecord([
      .of(it.id), .of(it.ambulancePlate), .of(kind), words.flag(it.isInService),
      .of(it.checkedOn),
    ])
  }

  static func crewMember(_ it: CrewMember, _ words: CellWords) -> LayerRecord {
    LayerRecord([
      .of(it.id), .of(ListText.roles(it.roles, chinese: words.isChinese)), .none, .none,
      .of(ListText.licences(it.licences, chinese: words.isChinese)), .of(it.employer),
      .of(it.stationCode),
    ])
  }

  static func shift(_ it: Shift, _ words: CellWords) -> LayerRecord {
    LayerRecord([
      .of(it.ambulancePlate), .of(it.crewMemberID), .of(it.from), .of(it.to),
      words.word("duty", it.duty.rawValue), words.word("role", it.role?.rawValue),
    ])
  }

  static func call(_ it: Call, _ words: CellWords) -> LayerRecord {
    var cells: [LayerCell] = [.of(it.missionID), .of(it.eventID), .of(it.eventKind)]
    cells += CallChain.steps.indices.map { .of(it.times[$0]) }
    cells += [
      .of(it.position?.longitude), .of(it.position?.latitude), .of(it.countyCode),
      .of(it.townshipCode), words.word("area_class", it.areaClass?.rawValue),
      .of(it.stationName), .of(it.stationCode), .of(it.ambulancePlate),
      .of(it.outcomeText ?? it.outcome?.rawValue), .of(it.statedResponse?.value),
    ]
    return LayerRecord(cells, point: it.position)
  }
}

/// Small lists in one cell, as `ImportRow+Lists` reads them.
enum ListText {
  static func centres(_ centres: [TreatmentCentre], chinese: Bool) -> String? {
    join(
      centres.map { centre in
        let word =
          chinese
          ? ImportRow.families.first { $0.1 == centre.family }?.0 ?? centre.family.rawValue
          : centre.family.rawValue
        let span =
          centre.validFrom == nil && centre.validTo == nil
          ? nil : "\(centre.validFrom?.description ?? "")~\(centre.validTo?.description ?? "")"
        let details = [centre.level, span].compactMap { $0 }.joined(separator: ",")
        return details.isEmpty ? word : "\(word)(\(details))"
      })
  }

  static func licences(_ licences: [Licence], chinese: Bool) -> String? {
    join(
      licences.map { licence in
        let word =
          chinese
          ? ImportRow.licenceWords.first { $0.value == licence.kind }?.key ?? licence.kind.rawValue
          : licence.kind.rawValue
        return [word, licence.number, licence.expiresOn?.description].compactMap { $0 }
          .joined(separator: " ")
      })
  }

  static func periods(_ periods: [Ambulance.StatusPeriod]) -> String? {
    join(periods.map { "\($0.status.rawValue) \($0.from)~\($0.to?.description ?? "")" })
  }

  static func roles(_ roles: [CrewRole], chinese: Bool) -> String? {
    join(
      roles.map { role in
        chinese
          ? WordMeaning.crewRoles.first { $0.value == role.rawValue }?.word ?? role.rawValue
          : role.rawValue
      })
  }

  private static func join(_ parts: [String]) -> String? {
    parts.isEmpty ? nil : parts.joined(separator: ";")
  }
}
