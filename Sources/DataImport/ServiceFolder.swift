public import ResponseModel

import FoundationEssentials
import Geometry
import Quantities

/// A folder with one table per kind of fact, as the embedded samples are laid out:
/// `counties.csv`, `counties.geojson`, `townships.csv`, `stations.csv`, and where they exist
/// `townships.geojson`, `demand.csv`, `hospitals.csv` and `consortium_grid.csv`.
public enum ServiceFolder {
  /// Reads the whole folder.
  ///
  /// - Parameter origins: what the samples' manifest says of each file, by name.
  /// - Returns: the rows, and an issue for each that could not be read.
  /// - Throws: `ImportError` where a file or column that must be there is not.
  public static func read(
    _ folder: String, origins: [String: SampleManifest.Entry]
  ) throws(ImportError) -> ServiceData {
    var reader = ServiceFolderReader(folder: folder, origins: origins)
    var data = ServiceData()
    let outlines = try reader.outlines("counties.geojson")
    data.counties = try reader.counties("counties.csv", outlines: outlines)
    let areas =
      reader.has("townships.geojson") ? try reader.outlines("townships.geojson") : [:]
    data.townships = try reader.townships("townships.csv", outlines: areas)
    if reader.has("demand.csv") { data.demandPoints = try reader.demand("demand.csv") }
    data.stations = try reader.stations("stations.csv")
    if reader.has("hospitals.csv") { data.facilities = try reader.hospitals("hospitals.csv") }
    if reader.has("consortium_grid.csv") {
      data.consortium = try reader.consortium("consortium_grid.csv")
    }
    data.issues = reader.issues
    data.sources = reader.sources
    return data
  }
}

/// Reads the tables of one folder.
struct ServiceFolderReader {
  let folder: String
  let origins: [String: SampleManifest.Entry]
  var issues: [DataIssue] = []
  var sources: [SourceFile] = []

  init(folder: String, origins: [String: SampleManifest.Entry]) {
    self.folder = folder
    self.origins = origins
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(name)")
  }

  /// Reads a file and keeps its digest: the one of the very bytes that were read.
  mutating func open(_ name: String) throws(ImportError) -> VectorFile {
    let file = try VectorFile.read("\(folder)/\(name)")
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    } catch {
      throw ImportError(
        .unreadableFile, LocalizedText(zh: "无法读取 \(name)", en: "cannot read \(name)"))
    }
    let digest = FileDigest.sha256(bytes)
    if let expected = origins[name]?.sha256, expected != digest {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 与清单 manifest.json 中的 SHA-256 不符：文件已被改动或损坏",
          en: "\(name) does not have the SHA-256 that manifest.json states: changed or damaged"))
    }
    sources.append(
      SourceFile(
        name: name, sha256: digest, rows: file.rows.count, source: origins[name]?.source ?? "",
        licence: origins[name]?.licence ?? ""))
    return file
  }

  /// County outlines by county code; the code is `code`, or `gb` with the country's 156 before it.
  mutating func outlines(_ name: String) throws(ImportError) -> [String:
    MultiPolygon<GeographicCoordinate>]
  {
    let file = try open(name)
    // EPSG:4490 and 4326 differ by centimetres; any other system would put every circle elsewhere.
    guard file.crs == nil || file.crs == "EPSG:4490" || file.crs == "EPSG:4326" else {
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 的坐标系为 \(file.crs ?? "")，应为 EPSG:4490 或 EPSG:4326",
          en: "\(name) is in \(file.crs ?? ""); EPSG:4490 or EPSG:4326 is needed"))
    }
    let pairs = try file.decode(columns: [], issues: &issues) {
      row throws(RowDecoder.Problem) -> (String, MultiPolygon<GeographicCoordinate>) in
      let code: String
      if let own = row.text("code") {
        code = own
      } else {
        let national = try row.required("gb")
        code = national.hasPrefix("156") ? String(national.dropFirst(3)) : national
      }
      guard let bytes = row.row.shape else {
        throw row.problem(
          "shape-missing", nil, LocalizedText(zh: "没有几何图形", en: "the feature has no shape"))
      }
      do throws(GeometryError) {
        return (code, try Shape(wkb: bytes).areas)
      } catch {
        throw row.problem(
          "shape-invalid", nil, LocalizedText(zh: "边界无法读取：\(error.message)", en: error.message))
      }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  mutating func counties(
    _ name: String, outlines: [String: MultiPolygon<GeographicCoordinate>]
  ) throws(ImportError) -> [County] {
    let file = try open(name)
    let residentsColumn = file.columns.first { $0.hasPrefix("resident_population_") }
    return try file.decode(columns: ["code", "name"], issues: &issues) {
      row throws(RowDecoder.Problem) in
      let code = try row.required("code")
      let area = try row.amount("published_area_km2")
      return County(
        code: code, name: try row.required("name"), nameInEnglish: row.text("name_en"),
        residents: try residentsColumn.map { column throws(RowDecoder.Problem) in
          try row.amount(column)
        } ?? nil,
        residentsDate: residentsColumn.map { String($0.dropFirst("resident_population_".count)) },
        publishedArea: area.map { SquareMeters($0 * 1_000_000) }, boundary: outlines[code])
    }
  }

  mutating func townships(
    _ name: String, outlines: [String: MultiPolygon<GeographicCoordinate>]
  ) throws(ImportError) -> [Township] {
    try open(name).decode(columns: ["code", "county_code", "name", "kind"], issues: &issues) {
      row throws(RowDecoder.Problem) in
      let (villages, urban) = (try row.count("villages"), try row.count("urban_villages"))
      if let villages, let urban, urban > villages {
        throw row.problem(
          "value-invalid", "urban_villages",
          LocalizedText(
            zh: "城镇村居数 \(urban) 多于村居总数 \(villages)",
            en: "\(urban) urban villages are more than the \(villages) villages there are"))
      }
      let code = try row.required("code")
      return Township(
        code: code, countyCode: try row.required("county_code"),
        name: try row.required("name"),
        kind: try row.word(
          "kind", ["街道": .subdistrict, "镇": .town, "乡": .township, "municipality": .municipality]),
        seat: try row.position(), positionSource: row.text("position_source"), villages: villages,
        urbanVillages: urban, boundary: outlines[code])
    }
  }

  mutating func stations(_ name: String) throws(ImportError) -> [Station] {
    try open(name).decode(
      columns: ["code", "name", "county_code", "latitude", "longitude", "evidence"],
      issues: &issues
    ) { row throws(RowDecoder.Problem) in
      guard let position = try row.position() else {
        throw row.problem(
          "position-missing", "latitude",
          LocalizedText(zh: "急救站没有坐标", en: "the station has no position"))
      }
      let evidence = try row.required("evidence")
      guard let evidence = Evidence(rawValue: evidence) else {
        throw row.problem(
          "value-invalid", "evidence",
          LocalizedText(zh: "依据“\(evidence)”无法识别", en: "unknown evidence '\(evidence)'"))
      }
      return Station(
        code: try row.required("code"), name: try row.required("name"),
        countyCode: row.text("county_code"), hostTownshipCode: row.text("township_code"),
        position: position, evidence: evidence)
    }
  }

  mutating func hospitals(_ name: String) throws(ImportError) -> [Facility] {
    try open(name).decode(columns: ["county_code", "name"], issues: &issues) {
      row throws(RowDecoder.Problem) in
      Facility(
        name: try row.required("name"), countyCode: try row.required("county_code"),
        kind: .hospital, position: try row.position())
    }
  }

  mutating func consortium(_ name: String) throws(ImportError) -> [ConsortiumMembership] {
    let columns = [
      "lead_hospital", "group", "unit", "is_group_lead", "township_code", "township_source",
    ]
    return try open(name).decode(columns: columns, issues: &issues) {
      row throws(RowDecoder.Problem) in
      // The list has no names for its grids; each is that of its lead hospital.
      let lead = try row.required("lead_hospital")
      return ConsortiumMembership(
        unit: try row.required("unit"), grid: lead, group: try row.required("group"),
        leadHospital: lead,
        isGroupLead: try row.word("is_group_lead", ["0": false, "1": true]),
        townshipCode: try row.required("township_code"),
        townshipSource: try row.required("township_source"))
    }
  }
}
