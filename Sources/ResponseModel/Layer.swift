/// A table of facts that can be imported and exported on its own. The raw value is its name in
/// commands and in the store.
public enum Layer: String, Sendable, Hashable, Codable, CaseIterable {
  case counties
  case townships
  case facilities
  case consortium
  case stations
  case candidates
  case demandPoints = "demand_points"
  case ambulances
  case equipment
  case crew
  case shifts
  case calls
  case visits

  /// Where residents, stations and institutions are: few rows, unlike shifts and calls.
  public static let places: Set<Layer> = [
    .counties, .townships, .facilities, .consortium, .stations, .candidates, .demandPoints,
  ]
}

/// Rows of one layer.
public enum LayerRows: Sendable, Hashable {
  case counties([County])
  case townships([Township])
  case facilities([Facility])
  case consortium([ConsortiumMembership])
  case stations([Station])
  case candidates([CandidateSite])
  case demandPoints([DemandPoint])
  case ambulances([Ambulance])
  case equipment([Equipment])
  case crew([CrewMember])
  case shifts([Shift])
  case calls([Call])
  case visits([MobileVisit])

  public var layer: Layer {
    switch self {
    case .counties: .counties
    case .townships: .townships
    case .facilities: .facilities
    case .consortium: .consortium
    case .stations: .stations
    case .candidates: .candidates
    case .demandPoints: .demandPoints
    case .ambulances: .ambulances
    case .equipment: .equipment
    case .crew: .crew
    case .shifts: .shifts
    case .calls: .calls
    case .visits: .visits
    }
  }

  public var count: Int {
    switch self {
    case .counties(let rows): rows.count
    case .townships(let rows): rows.count
    case .facilities(let rows): rows.count
    case .consortium(let rows): rows.count
    case .stations(let rows): rows.count
    case .candidates(let rows): rows.count
    case .demandPoints(let rows): rows.count
    case .ambulances(let rows): rows.count
    case .equipment(let rows): rows.count
    case .crew(let rows): rows.count
    case .shifts(let rows): rows.count
    case .calls(let rows): rows.count
    case .visits(let rows): rows.count
    }
  }
}

/// Some rows of a layer with the lines they stood on, so that a row the store refuses can be named
/// by file and line.
public struct LayerBatch: Sendable, Hashable {
  public let rows: LayerRows
  /// 1-based lines of the file, one for each row; empty where rows come from no file.
  public let lines: [Int]
  /// The store's columns that the file has something for: other columns of rows that are there keep
  /// their values. `nil` where the rows are complete. `docs/store.md` lists the columns; a table of
  /// details, e.g. `treatment_centres`, counts as one column of its owner.
  public let columns: Set<String>?

  public init(_ rows: LayerRows, lines: [Int] = [], columns: Set<String>? = nil) {
    precondition(lines.isEmpty || lines.count == rows.count, "a line for each row, or none")
    self.rows = rows
    self.lines = lines
    self.columns = columns
  }
}
