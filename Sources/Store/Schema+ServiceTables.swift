extension Schema {
  static let serviceFeatures = [
    ("candidates", "候选点", "Where a station could be built"),
    ("calls", "呼叫任务", "Missions of the 120 centre"),
  ]

  static let serviceAttributes = [
    ("treatment_centres", "救治中心", "Treatment centres of facilities"),
    ("consortium", "医联体网格", "Units of the medical consortia, with dates"),
    ("ambulances", "救护车", "Ambulances"),
    ("ambulance_status", "救护车状态记录", "Repairs and the like, by time"),
    ("equipment", "车载设备", "Devices on board"),
    ("crew", "急救人员", "Crew members by staff number"),
    ("crew_roles", "人员岗位", "Roles of crew members"),
    ("licences", "执业证书", "Licences of crew members"),
    ("shifts", "班次", "Who is on which ambulance when"),
    ("call_details", "呼叫附加列", "Columns of calls that were asked for by name"),
    ("visits", "巡诊", "Visits of mobile hospitals"),
    ("standards", "标准", "Standards in force"),
    ("runs", "分析运行", "Analyses that were kept"),
    ("run_inputs", "运行输入", "Files an analysis rested on"),
    ("run_results", "指标结果", "Figures and verdicts of analyses"),
    ("issue_sets", "问题集", "Imports that left issues"),
    ("audit_log", "操作记录", "Who changed what, when, from which file"),
  ]

  static func serviceTables() -> String {
    featureTable(
      "candidates", "POINT NOT NULL",
      [
        key("id"), "name TEXT NOT NULL", reference("county_code", "counties(code)", required: true),
        reference("township_code", "townships(code)"), reference("facility_id", "facilities(id)"),
        "cost DOUBLE CHECK (cost >= 0)", "cost_unit TEXT", word("evidence", evidenceWords),
      ].joined(separator: ",\n"))
      + attributesTable(
        "ambulances",
        [
          key("plate"), word("type", ["A", "B", "C", "D"], required: false),
          flag("negative_pressure", required: false),
          reference("station_code", "stations(code)"),
          word("status", ["in_service", "reserve", "in_repair", "retired"]),
          day("in_service_from"), day("retired_on"), "CHECK (retired_on >= in_service_from)",
        ].joined(separator: ",\n"))
      + attributesTable(
        "ambulance_status",
        [
          reference("ambulance_plate", "ambulances(plate)", required: true, cascades: true),
          word("status", ["in_service", "reserve", "in_repair", "retired"]),
          moment("from_at", required: true), moment("to_at"), zone, "CHECK (to_at > from_at)",
        ].joined(separator: ",\n"))
      + attributesTable(
        "equipment",
        [
          key("id"), reference("ambulance_plate", "ambulances(plate)", required: true),
          "kind TEXT NOT NULL CHECK (kind <> '')", flag("in_service"), day("checked_on"),
        ].joined(separator: ",\n"))
      + attributesTable(
        "crew",
        [key("id"), "employer TEXT", reference("station_code", "stations(code)")]
          .joined(separator: ",\n"))
      + attributesTable(
        "crew_roles",
        [
          reference("crew_id", "crew(id)", required: true, cascades: true),
          word("role", roleWords), "UNIQUE (crew_id, role)",
        ].joined(separator: ",\n"))
      + attributesTable(
        "licences",
        [
          reference("crew_id", "crew(id)", required: true, cascades: true),
          word("kind", ["physician", "nurse", "driving", "first_aid", "other"]), "number TEXT",
          day("expires_on"),
        ].joined(separator: ",\n"))
      + attributesTable(
        "shifts",
        [
          reference("ambulance_plate", "ambulances(plate)", required: true),
          reference("crew_id", "crew(id)", required: true), moment("from_at", required: true),
          moment("to_at", required: true), zone, word("duty", ["on_duty", "standby", "off_duty"]),
          word("role", roleWords, required: false), "CHECK (to_at > from_at)",
          "UNIQUE (ambulance_plate, from_at, crew_id)",
        ].joined(separator: ",\n"))
      + attributesTable(
        "visits",
        [
          reference("township_code", "townships(code)", required: true), "village_code TEXT",
          "village TEXT NOT NULL", day("date", required: true), "unit TEXT NOT NULL",
          "UNIQUE (township_code, village, date, unit)",
        ].joined(separator: ",\n"))
        + """
        CREATE INDEX candidates_by_county ON candidates(county_code);
        CREATE INDEX ambulances_by_station ON ambulances(station_code);
        CREATE INDEX ambulance_status_by_ambulance ON ambulance_status(ambulance_plate);
        CREATE INDEX equipment_by_ambulance ON equipment(ambulance_plate);
        CREATE INDEX crew_by_station ON crew(station_code);
        CREATE INDEX licences_by_crew ON licences(crew_id);
        CREATE INDEX shifts_by_crew ON shifts(crew_id, from_at);

        """
  }

  /// Response time and month are worked out from the times, so no edit can make them disagree; the
  /// index keeps them on disk, which is what monthly means are read from.
  static func callTables() -> String {
    let moments = [
      "rang_at", "answered_at", "received_at", "handled_at", "dispatched_at", "accepted_at",
      "departed_at", "arrived_at", "left_scene_at", "at_hospital_at", "completed_at", "returned_at",
    ]
    return featureTable(
      "calls", "POINT",
      ([key("mission_id"), "event_id TEXT", "event_kind TEXT"]
        + moments.map { moment($0, type: "DATETIME") }
        + [
          zone, "stated_response_s DOUBLE", reference("county_code", "counties(code)"),
          reference("township_code", "townships(code)"),
          word("area_class", ["urban", "rural"], required: false), "station_name TEXT",
          reference("station_code", "stations(code)"), "ambulance_plate TEXT",
          word(
            "outcome",
            [
              "transported", "treated_on_scene", "died_on_scene", "refused", "cancelled",
              "not_found", "other",
            ], required: false), "outcome_text TEXT",
          "response_s DOUBLE GENERATED ALWAYS AS "
            + "(round((julianday(arrived_at) - julianday(received_at)) * 86400, 3)) VIRTUAL",
          "month TEXT GENERATED ALWAYS AS (strftime('%Y-%m', received_at, zone)) VIRTUAL",
        ]).joined(separator: ",\n"))
      + attributesTable(
        "call_details",
        [
          reference("mission_id", "calls(mission_id)", required: true, cascades: true),
          "name TEXT NOT NULL", "value TEXT NOT NULL", "UNIQUE (mission_id, name)",
        ].joined(separator: ",\n"))
      + "CREATE INDEX calls_by_month ON calls(county_code, month, area_class, response_s);\n"
  }

  static func recordTables() -> String {
    attributesTable(
      "standards",
      [
        "id TEXT NOT NULL CHECK (id <> '')", "name TEXT NOT NULL", "sha256 TEXT NOT NULL",
        "text TEXT NOT NULL", reference("county_code", "counties(code)"), day("in_force_from"),
        day("in_force_to"), "CHECK (in_force_to >= in_force_from)",
      ].joined(separator: ",\n"))
      + attributesTable(
        "runs",
        [
          key("id"), "command TEXT NOT NULL", moment("at", required: true), zone,
          "actor TEXT NOT NULL", "program TEXT NOT NULL", "standard_id TEXT",
          "standard_sha256 TEXT", "parameters TEXT NOT NULL CHECK (json_valid(parameters))",
          "result_sha256 TEXT NOT NULL",
        ].joined(separator: ",\n"))
      + attributesTable(
        "run_inputs",
        [
          reference("run_id", "runs(id)", required: true, cascades: true), "name TEXT NOT NULL",
          "sha256 TEXT NOT NULL", "row_count INTEGER NOT NULL",
        ].joined(separator: ",\n"))
      + attributesTable(
        "run_results",
        [
          reference("run_id", "runs(id)", required: true, cascades: true), "county_code TEXT",
          "rule TEXT", "measure TEXT NOT NULL", "value REAL", "limit_value REAL", "unit TEXT",
          word("verdict", ["pass", "fail", "not_assessable"], required: false),
          word("evidence", evidenceWords, required: false), "mark TEXT",
        ].joined(separator: ",\n"))
      + attributesTable(
        "audit_log",
        [
          moment("at", required: true), zone, "actor TEXT NOT NULL", "program TEXT NOT NULL",
          "command TEXT NOT NULL", "layer TEXT", "file TEXT", "sha256 TEXT", "row_count INTEGER",
          "added INTEGER NOT NULL", "changed INTEGER NOT NULL", "unchanged INTEGER NOT NULL",
          "gone INTEGER NOT NULL", "deleted INTEGER NOT NULL", "refused INTEGER NOT NULL",
        ].joined(separator: ",\n"))
        + """
        CREATE INDEX run_inputs_by_run ON run_inputs(run_id);
        CREATE INDEX run_results_by_run ON run_results(run_id, county_code);
        CREATE INDEX audit_log_by_digest ON audit_log(sha256);

        """
  }
}
