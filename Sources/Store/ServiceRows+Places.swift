import GRDB
import Geometry
import Quantities
import ResponseModel

/// Places and institutions.
extension ServiceRows {
  func counties() throws -> [County] {
    try rows(LayerTables.counties) { row in
      County(
        code: try row.text("code"), name: try row.text("name"), nameInEnglish: try row["name_en"],
        residents: try row.amount("residents"), residentsDate: try row["residents_date"],
        registered: try row.amount("registered"),
        publishedArea: try row.amount("published_area_km2").map { SquareMeters($0 * 1_000_000) },
        boundary: try row.areas(), callHandling: try row.callHandling(),
        dayHours: try row.dayHours())
    }
  }

  func townships() throws -> [Township] {
    let boundaries = try details("township_boundaries", of: LayerTables.townships) { row in
      try row.present(try row.areas(), "geom")
    }
    return try rows(LayerTables.townships) { row in
      let code = try row.text("code")
      return Township(
        code: code, countyCode: try row.text("county_code"), name: try row.text("name"),
        kind: try row.word("kind"), seat: try row.point(),
        positionSource: try row["position_source"], villages: try row["villages"],
        urbanVillages: try row["urban_villages"], boundary: boundaries[code]?.first,
        isMountainOrIsland: try row.flag("mountain_or_island"))
    }
  }

  func facilities() throws -> [Facility] {
    let centres = try details("treatment_centres", of: LayerTables.facilities) { row in
      TreatmentCentre(
        try row.word("family"), level: try row["level"], validFrom: try row.date("valid_from"),
        validTo: try row.date("valid_to"))
    }
    return try rows(LayerTables.facilities) { row in
      let id = try row.text("id")
      return Facility(
        id: id, name: try row.text("name"), countyCode: try row.text("county_code"),
        townshipCode: try row["township_code"], villageCode: try row["village_code"],
        kind: try row.word("kind"),
        level: (try row["level"] as Int?).flatMap(HospitalLevel.init(rawValue:)),
        grade: try row.optionalWord("grade"),
        reachesTertiaryLevel: try row.flag("reaches_tertiary_level"),
        isAreaCentre: try row["is_area_centre"], isStandardised: try row.flag("is_standardised"),
        isPublic: try row.flag("is_public"), treatmentCentres: centres[id] ?? [],
        position: try row.point())
    }
  }

  func consortium() throws -> [ConsortiumMembership] {
    try rows(LayerTables.consortium) { row in
      ConsortiumMembership(
        unit: try row.text("unit"), facilityID: try row["facility_id"], grid: try row.text("grid"),
        group: try row.text("group_name"), leadHospital: try row["lead_hospital"],
        isGroupLead: try row["is_group_lead"], townshipCode: try row["township_code"],
        townshipSource: try row["township_source"], validFrom: try row.date("valid_from"),
        validTo: try row.date("valid_to"))
    }
  }

  func stations() throws -> [Station] {
    try rows(LayerTables.stations) { row in
      Station(
        code: try row.text("code"), name: try row.text("name"), countyCode: try row["county_code"],
        hostTownshipCode: try row["township_code"],
        position: try row.present(try row.point(), "geom"), evidence: try row.word("evidence"),
        turnout: try row.turnout(), openedOn: try row.date("opened_on"))
    }
  }

  func candidates() throws -> [CandidateSite] {
    try rows(LayerTables.candidates) { row in
      CandidateSite(
        id: try row.text("id"), name: try row.text("name"),
        countyCode: try row.text("county_code"), townshipCode: try row["township_code"],
        facilityID: try row["facility_id"], position: try row.present(try row.point(), "geom"),
        cost: try row.amount("cost"), costUnit: try row["cost_unit"],
        evidence: try row.word("evidence"))
    }
  }

  func demandPoints() throws -> [DemandPoint] {
    try rows(LayerTables.demandPoints) { row in
      DemandPoint(
        id: try row.text("id"), countyCode: try row.text("county_code"),
        townshipCode: try row["township_code"], name: try row.text("name"),
        areaClass: try row.word("area_class"),
        residents: try row.present(try row.amount("residents"), "residents"),
        position: try row.point(), evidence: try row.word("evidence"),
        source: try row.text("source"))
    }
  }

  /// Those that no later import has superseded; of one county, with those that concern all.
  func issues() throws -> [DataIssue] {
    let current = """
      (t.issue_set IS NULL OR t.issue_set IN
      (SELECT fid FROM issue_sets WHERE superseded_at IS NULL))
      """
    let own = county == nil ? "" : " AND (t.county_code = ?1 OR t.county_code IS NULL)"
    return try Self.rows(
      "data_issues", where: current + own, arguments: county.map { [$0] } ?? [], in: database
    ) { row in
      DataIssue(
        try row.word("severity"), code: try row.text("code"),
        LocalizedText(zh: try row.text("message_zh"), en: try row.text("message_en")),
        file: try row["file"], line: try row["line"], column: try row["column_name"],
        subject: try row["subject"], countyCode: try row["county_code"])
    }
  }

  func sources() throws -> [SourceFile] {
    try Self.rows("sources", in: database) { row in
      SourceFile(
        name: try row.text("name"), sha256: try row.text("sha256"), rows: try row["row_count"],
        source: try row.text("source"), licence: try row.text("licence"))
    }
  }
}
