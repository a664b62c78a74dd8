import Siting
import Analysis
import Coverage
import Geometry
import ResponseModel

/// The maps of a county's report as SVG; `nil` where there is nothing to draw.
struct CountyMaps {
  var coverage: String?
  var response: String?
  var siting: String?

  private static let size = MapSize(widthInMillimeters: 210, heightInMillimeters: 284)

  static let none = CountyMaps()

  private init() {}

  /// - Throws: `GeometryError` where one plane cannot hold the county.
  init(
    _ analyses: CountyAnalyses, _ report: CountyReport, settings: ReportSettings
  ) throws {
    let language = settings.language
    func options(_ id: String) -> MapOptions {
      MapOptions(reviewNumber: settings.reviewNumber, size: Self.size, idPrefix: id)
    }
    coverage = try CoverageMap.svg(
      analyses.coverage, language: language, options: options("coverage")
    ).withoutXMLDeclaration
    if let reach = analyses.reach, let response = report.response {
      let late = response.counties[0].townships.filter { ($0.shareWithin ?? 1) < 1 }.map(\.code)
      var drawn = options("response")
      drawn.title =
        language == .zh
        ? "\(report.county.name)急救反应时间图"
        : "Response times: \(report.county.nameEn ?? report.county.name)"
      self.response = try CoverageMap.svg(
        analyses.coverage,
        reach: MapReach(
          reach: reach, lateTownships: Set(late), notes: Self.notes(reach, language)),
        language: language, options: drawn
      ).withoutXMLDeclaration
    }
    if let plan = analyses.siting, plan.status != .infeasible, !plan.chosen.isEmpty {
      siting = try SiteMap.svg(plan, language: language, options: options("siting"))
        .withoutXMLDeclaration
    }
  }

  private static func notes(_ reach: ResponseReach, _ language: Language) -> [String] {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let method =
      switch reach.method {
      case .straightLine:
        say(
          "时间按直线距离推算（直线法），不是道路时间。",
          "Times are modelled by straight line (straight_line), not on roads.")
      case .mixed:
        say("部分地点按直线距离推算。", "Some places are modelled by straight line.")
      default: say("时间按道路推算。", "Times are modelled on roads.")
      }
    return [method] + [reach.attribution.map { say("道路：\($0)", "Roads: \($0)") }].compactMap(\.self)
  }
}
