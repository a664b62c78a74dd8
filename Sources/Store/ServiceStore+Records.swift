import GRDB
import ResponseModel

/// Standards in force and analyses that are kept.
extension ServiceStore {
  /// Keeps an analysis with its inputs and figures, in one transaction.
  public func keep(_ run: RunRecord) throws(StoreError) {
    try StoreError.translating(path) {
      try queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO runs (id, command, at, zone, actor, program, standard_id, standard_sha256,
              parameters, result_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            run.id, run.command, run.at.utcText, run.at.zoneText, run.actor, run.program,
            run.standardID, run.standardSHA256, run.parameters, run.resultSHA256,
          ])
        for input in run.inputs {
          try database.execute(
            sql: "INSERT INTO run_inputs (run_id, name, sha256, row_count) VALUES (?, ?, ?, ?)",
            arguments: [run.id, input.name, input.sha256, input.rows])
        }
        let statement = try database.makeStatement(
          sql: """
            INSERT INTO run_results (run_id, county_code, rule, measure, value, limit_value, unit,
              verdict, evidence, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for result in run.results {
          try statement.execute(arguments: [
            run.id, result.countyCode, result.rule, result.measure, result.value, result.limit,
            result.unit, result.verdict, result.evidence?.rawValue, result.mark,
          ])
        }
      }
    }
  }

  /// Kept analyses, oldest first.
  public func runs() throws(StoreError) -> [RunRecord] {
    try StoreError.translating(path) {
      try queue.read { database in
        try ServiceRows.rows("runs", in: database) { row in
          let id = try row.text("id")
          return RunRecord(
            id: id, command: try row.text("command"), actor: try row.text("actor"),
            at: try row.requiredMoment("at"), program: try row.text("program"),
            standardID: try row["standard_id"], standardSHA256: try row["standard_sha256"],
            parameters: try row.text("parameters"), resultSHA256: try row.text("result_sha256"),
            inputs: try Self.inputs(of: id, in: database),
            results: try Self.results(of: id, in: database))
        }
      }
    }
  }

  private static func inputs(of run: String, in database: Database) throws -> [SourceFile] {
    try ServiceRows.rows("run_inputs", where: "run_id = ?", arguments: [run], in: database) { row in
      SourceFile(
        name: try row.text("name"), sha256: try row.text("sha256"), rows: try row["row_count"],
        source: "", licence: "")
    }
  }

  private static func results(of run: String, in database: Database) throws -> [RunRecord.Result] {
    try ServiceRows.rows("run_results", where: "run_id = ?", arguments: [run], in: database) {
      row in
      RunRecord.Result(
        countyCode: try row["county_code"], rule: try row["rule"],
        measure: try row.text("measure"), value: try row["value"], limit: try row["limit_value"],
        unit: try row["unit"], verdict: try row["verdict"],
        evidence: try row.optionalWord("evidence"), mark: try row["mark"])
    }
  }

  /// Puts standards in force in place of those that were.
  public func replaceStandards(_ standards: [StandardInForce]) throws(StoreError) {
    try StoreError.translating(path) {
      try queue.write { database in
        try database.execute(sql: "DELETE FROM standards")
        for standard in standards {
          try database.execute(
            sql: """
              INSERT INTO standards (id, name, sha256, text, county_code, in_force_from,
                in_force_to) VALUES (?, ?, ?, ?, ?, ?, ?)
              """,
            arguments: [
              standard.id, standard.name, standard.sha256, standard.text, standard.countyCode,
              standard.from?.description, standard.to?.description,
            ])
        }
      }
    }
  }

  /// Standards in force, in the order in which they were put there.
  public func standards() throws(StoreError) -> [StandardInForce] {
    try StoreError.translating(path) {
      try queue.read { database in
        try ServiceRows.rows("standards", in: database) { row in
          StandardInForce(
            id: try row.text("id"), name: try row.text("name"), sha256: try row.text("sha256"),
            text: try row.text("text"), countyCode: try row["county_code"],
            from: try row.date("in_force_from"), to: try row.date("in_force_to"))
        }
      }
    }
  }
}
