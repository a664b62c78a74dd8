/// A table of a report.
public struct ReportTable: Sendable {
  public enum ColumnKind: String, Sendable {
    /// Words that may wrap.
    case text = ""
    /// Set to the right, never broken.
    case number = "n"
    /// A code or a short word, broken only where it is wider than its column.
    case code = "w"
  }

  public struct Column: Sendable {
    public let title: String
    public let kind: ColumnKind
    /// Share of the table's width, in any unit that the columns have in common.
    public let width: Double

    public init(_ title: String, _ kind: ColumnKind = .text, width: Double) {
      self.title = title
      self.kind = kind
      self.width = width
    }
  }

  public let caption: String
  public let columns: [Column]
  public var rows: [[ReportText]]
  /// Whether the last row sums up the others.
  public var hasTotal = false
  /// Smaller letters, for tables of many columns.
  public var isSmall = false
  /// Whether widths stay as asked for, though a word may be cut on paper: for what is read on a screen.
  public var isAsAsked = false

  public init(_ caption: String, _ columns: [Column], rows: [[ReportText]] = []) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The classes of cells, column by column. A code that does not fit would run into the next column.
  func cellClasses(_ shares: [Double]) -> [String] {
    columns.enumerated().map { index, column in
      guard column.kind == .code else { return column.kind.rawValue }
      let room = Self.room(shares[index], isSmall: isSetSmall)
      let fits = rows.allSatisfy { $0.count <= index || SVGTextWidth.ems($0[index].plain) <= room }
      return fits ? column.kind.rawValue : ""
    }
  }
}

/// A piece of a section.
public enum ReportBlock: Sendable {
  case paragraph(ReportText)
  /// Second level, （一）.
  case heading(String)
  /// Third level, 1.
  case subheading(String)
  case note(ReportText)
  /// - Parameter isFine: in the letters of notes, for grounds and provenance.
  case list([ReportText], isFine: Bool = false)
  /// What a section cannot say, and what it would need.
  case missing(title: String, needs: [ReportText])
  case tiles([(figure: ReportText, label: String)])
  /// An SVG document; on a page of its own where it is a map.
  case figure(svg: String, caption: String, ownPage: Bool)
  case table(ReportTable)
  /// HTML of an office's own template.
  case html(String)
}

/// A section: the unit an analysis adds to a report, and a template may leave out or move.
public struct ReportSection: Sendable {
  /// A stable word, e.g. `coverage`; also the anchor in the HTML.
  public let id: String
  /// Without its number, which depends on the sections before it.
  public let title: String
  public var blocks: [ReportBlock]
  /// Whether it starts a page when printed.
  public var startsPage: Bool
  /// Whether it is numbered 一、二、 with the others; the appendix is not.
  public var isNumbered = true

  public init(_ id: String, _ title: String, _ blocks: [ReportBlock], startsPage: Bool = false) {
    self.id = id
    self.title = title
    self.blocks = blocks
    self.startsPage = startsPage
  }
}

/// A report before it is set: cover and sections, in one language.
public struct ReportDocument: Sendable {
  /// `county`, `city` or `index`: templates may tell them apart.
  public let kind: String
  public let language: ReportLanguage
  public let title: String
  public let subtitle: String
  /// 内部使用, or the review number of the maps.
  public let mark: String
  public let generator: String
  /// The day of the report, from its data and parameters, never from the clock.
  public let created: String
  public let date: String
  public let cover: [(label: String, text: ReportText)]
  /// What a reader must know before any figure; `nil` where there is nothing of the kind.
  public let warning: ReportText?
  public let sections: [ReportSection]
}
