import Analysis
import Crypto
import FoundationEssentials
public import Quantities
public import ResponseModel
public import Standards

/// What reports are made with, the same for every county of a batch.
public struct ReportSettings: Sendable {
  public let standard: Standard
  /// The day on which it is judged, and the date of the report.
  public let date: CalendarDate
  /// The standard's own where `nil`.
  public let radii: [Meters]?
  public let language: Language
  public let formats: [ReportFormat]
  public let templates: ReportTemplates
  /// The file of the style sheet for the PDF alone.
  public let printSheet: String
  public let reviewNumber: String?
  /// `nil` where no format needs it.
  public let renderer: RendererLocation?
  /// How the inspection and the travel times were asked for.
  public let options: CountyReport.Options

  public init(
    standard: Standard, date: CalendarDate, radii: [Meters]? = nil, language: Language,
    formats: [ReportFormat], templates: ReportTemplates, printSheet: String,
    reviewNumber: String? = nil, renderer: RendererLocation? = nil,
    options: CountyReport.Options = CountyReport.Options()
  ) {
    self.standard = standard
    self.date = date
    self.radii = radii
    self.language = language
    self.formats = Set(formats).sorted()
    self.templates = templates
    self.printSheet = printSheet
    self.reviewNumber = reviewNumber
    self.renderer = renderer
    self.options = options
  }

  /// Circles of these radii are drawn.
  public var usedRadii: [Meters] { radii.map { Set($0).sorted() } ?? standard.radii }

  /// SHA-256 over the data and everything else a report depends on: the same key, the same bytes.
  ///
  /// - Parameter parts: what is particular to the report, each a name and its content.
  public func key(_ parts: [(String, String)]) throws -> String {
    let common: [(String, String)] = [
      ("version", Provenance.currentVersion),
      ("components", ComponentVersions.geos + " " + ComponentVersions.proj),
      ("standard", try Provenance.digest(of: standard)), ("on", date.description),
      ("radii", usedRadii.map { "\($0.value)" }.joined(separator: " ")),
      ("language", language.rawValue), ("options", "\(options)"),
      ("formats", formats.map(\.rawValue).joined(separator: " ")),
      ("templates", templates.digest), ("review", reviewNumber.map { "=" + $0 } ?? ""),
      (
        "renderer",
        formats.contains(where: \.needsRenderer) ? try renderer?.requirements() ?? "" : ""
      ),
    ]
    var hash = SHA256()
    for (name, content) in common + parts {
      hash.update(data: Data("\(name) \(content.utf8.count)\n\(content)\n".utf8))
    }
    return hash.finalize().hexadecimal
  }
}
