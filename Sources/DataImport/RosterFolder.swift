public import ResponseModel

/// A folder with a fleet and its roster, as the sample `lishui-roster` is laid out:
/// `ambulances.csv`, `crew.csv`, `equipment.csv`, `shifts.csv`, with the columns of an import.
public enum RosterFolder {
  private static let files: [(layer: Layer, name: String)] = [
    (.ambulances, "ambulances.csv"), (.crew, "crew.csv"), (.equipment, "equipment.csv"),
    (.shifts, "shifts.csv"),
  ]

  /// Adds the folder's rows to stations that are there.
  ///
  /// - Parameter origins: what the samples' manifest says of each file, by name.
  /// - Throws: `ImportError` where a file is missing, changed or wrong.
  public static func read(
    _ folder: String, origins: [String: SampleManifest.Entry], into data: inout ServiceData
  ) throws(ImportError) {
    for (layer, name) in files {
      let table = try TableImport("\(folder)/\(name)", options: ImportOptions(layer), store: data)
      if let expected = origins[name]?.sha256, expected != table.summary.digest {
        throw ImportError(
          .badData,
          LocalizedText(
            zh: "\(name) 与清单 manifest.json 中的 SHA-256 不符：文件已被改动或损坏",
            en: "\(name) does not have the SHA-256 that manifest.json states: changed or damaged"))
      }
      while let batch = try table.nextBatch() { data.append(batch.rows) }
      guard table.errorCount == 0 else {
        throw ImportError(
          .badData,
          LocalizedText(
            zh: "\(name) 有 \(table.errorCount) 行无法读取",
            en: "\(table.errorCount) rows of \(name) cannot be read"),
          issues: table.issues.filter { $0.severity == .error })
      }
      data.issues += table.issues
      data.sources.append(
        SourceFile(
          name: name, sha256: table.summary.digest, rows: table.rowsRead,
          source: origins[name]?.source ?? "", licence: origins[name]?.licence ?? ""))
    }
    data.issues.append(
      DataIssue(
        .warning, code: "synthetic-roster",
        LocalizedText(
          zh: "救护车、人员、设备和班次是程序生成的样例，不是真实数据",
          en: "ambulances, people, equipment and shifts are synthetic, made by a generator:"
            + " nothing here is about a real service")))
  }
}

extension ServiceData {
  fileprivate mutating func append(_ rows: LayerRows) {
    switch rows {
    case .ambulances(let rows): ambulances += rows
    case .crew(let rows): crew += rows
    case .equipment(let rows): equipment += rows
    case .shifts(let rows): shifts += rows
    default: preconditionFailure("a roster has no \(rows.layer.rawValue)")
    }
  }
}
