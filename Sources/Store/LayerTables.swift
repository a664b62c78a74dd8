import GRDB
import Geometry
import Quantities
import ResponseModel

/// Where the layers of places are kept.
enum LayerTables {
  static let counties = LayerTable<County>(
    .counties, keys: ["code"],
    others: [
      "geom", "name", "name_en", "residents", "residents_date", "published_area_km2",
      "call_handling_s", "call_handling_evidence", "day_hours",
      "registered",
    ],
    ofCounty: "t.code = ?1"
  ) {
    [
      .of($0.code), .of($0.boundary), .of($0.name), .of($0.nameInEnglish), .of($0.residents),
      .of($0.residentsDate), .of($0.publishedArea?.squareKilometers),
      .of($0.callHandling?.time.value), .of($0.callHandling?.evidence),
      .of($0.dayHours?.description),
      .of($0.registered),
    ]
  }

  static let townships = LayerTable<Township>(
    .townships, keys: ["code"],
    others: [
      "geom", "county_code", "name", "kind", "position_source", "villages", "urban_villages",
      "mountain_or_island",
    ],
    children: [
      ChildTable("township_boundaries", owner: "township_code", columns: ["geom"]) {
        $0.boundary.map { [[.of($0)]] } ?? []
      }
    ]
  ) {
    [
      .of($0.code), .of($0.seat), .of($0.countyCode), .of($0.name), .of($0.kind),
      .of($0.positionSource), .of($0.villages), .of($0.urbanVillages),
      .of($0.isMountainOrIsland),
    ]
  }

  static let facilities = LayerTable<Facility>(
    .facilities, keys: ["id"],
    others: [
      "geom", "name", "county_code", "township_code", "village_code", "kind", "level", "grade",
      "reaches_tertiary_level", "is_area_centre", "is_standardised", "is_public",
    ],
    children: [
      ChildTable(
        "treatment_centres", owner: "facility_id",
        columns: ["family", "level", "valid_from", "valid_to"]
      ) {
        $0.treatmentCentres.map {
          [.of($0.family), .of($0.level), .of($0.validFrom), .of($0.validTo)]
        }
      }
    ]
  ) {
    [
      .of($0.id), .of($0.position), .of($0.name), .of($0.countyCode), .of($0.townshipCode),
      .of($0.villageCode), .of($0.kind), .of($0.level?.rawValue), .of($0.grade),
      .of($0.reachesTertiaryLevel), .of($0.isAreaCentre), .of($0.isStandardised),
      .of($0.isPublic),
    ]
  }

  static let consortium = LayerTable<ConsortiumMembership>(
    .consortium, keys: ["unit", "group_name", "valid_from"],
    others: [
      "facility_id", "grid", "lead_hospital", "is_group_lead", "township_code", "township_source",
      "valid_to",
    ],
    ofCounty: "t.township_code IN (SELECT code FROM townships WHERE county_code = ?1)"
  ) {
    [
      .of($0.unit), .of($0.group), .of($0.validFrom), .of($0.facilityID), .of($0.grid),
      .of($0.leadHospital), .of($0.isGroupLead), .of($0.townshipCode), .of($0.townshipSource),
      .of($0.validTo),
    ]
  }

  static let stations = LayerTable<Station>(
    .stations, keys: ["code"],
    others: [
      "geom", "name", "county_code", "township_code", "evidence", "turnout_day_s",
      "turnout_night_s", "turnout_evidence", "opened_on",
    ],
    ofCountyToRead: "?1 IS NOT NULL"
  ) {
    [
      .of($0.code), .of($0.position), .of($0.name), .of($0.countyCode), .of($0.hostTownshipCode),
      .of($0.evidence), .of($0.turnout?.day?.value), .of($0.turnout?.night?.value),
      .of($0.turnout?.evidence),
      .of($0.openedOn),
    ]
  }

  static let candidates = LayerTable<CandidateSite>(
    .candidates, keys: ["id"],
    others: [
      "geom", "name", "county_code", "township_code", "facility_id", "cost", "cost_unit",
      "evidence",
    ]
  ) {
    [
      .of($0.id), .of($0.position), .of($0.name), .of($0.countyCode), .of($0.townshipCode),
      .of($0.facilityID), .of($0.cost), .of($0.costUnit), .of($0.evidence),
    ]
  }

  static let demandPoints = LayerTable<DemandPoint>(
    .demandPoints, keys: ["id"],
    others: [
      "geom", "county_code", "township_code", "name", "area_class", "residents", "evidence",
      "source",
    ]
  ) {
    [
      .of($0.id), .of($0.position), .of($0.countyCode), .of($0.townshipCode), .of($0.name),
      .of($0.areaClass), .of($0.residents), .of($0.evidence), .of($0.source),
    ]
  }
}
