public import ResponseModel

/// What the user said about a file.
public struct ImportOptions: Sendable, Hashable {
  public var layer: Layer
  /// `nil`: as the file declares.
  public var datum: SourceDatum?
  /// Name of a sheet or layer, or its 1-based number; `nil`: the one that fits best.
  public var sheet: String?
  /// The layer's column and the file's header.
  public var map: [String: String] = [:]
  /// `nil`: found out from the bytes.
  public var encoding: TextEncoding?
  /// For rows that name no county.
  public var countyCode: String?
  /// Headers of columns to keep although they may say who someone is.
  public var includedColumns: [String] = []
  /// The zone of clock times that do not name theirs.
  public var zone = "Asia/Shanghai"
  public var evidence = Evidence.reported

  public init(_ layer: Layer) { self.layer = layer }
}

/// What was understood of a file before any of its rows is taken.
public struct ImportSummary: Sendable {
  /// Without its folder.
  public let file: String
  public let digest: String
  /// `XLSX`, `CSV`, `ESRI Shapefile` …
  public let format: String
  /// `nil` where the file has no sheets or layers of its own.
  public let sheet: String?
  /// `nil` where the format says it itself.
  public let encoding: TextEncoding?
  public let isEncodingDetected: Bool
  /// Line of the header row; `nil` where columns have names of their own.
  public let headerLine: Int?
  public let mapping: ColumnMapping
  /// Rows of data, as far as that is known before reading.
  public let rowCount: Int
  /// `nil` where the rows have no positions.
  public let datum: SourceDatum?
  public let datumSource: DatumSource
  public let finding: DatumFinding?

  public enum DatumSource: String, Sendable {
    case option, header, file, geoJSONRule, none
  }
}
