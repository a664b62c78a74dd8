import Analysis
import ArgumentParser
import Coverage
import Foundation
import Quantities
import Reports
import ResponseModel
import Siting
import Standards
import Store

struct SiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Where new stations should stand in one county, proven and explained.",
    discussion: """
      Either a number of stations (--add), placed for the best objective, or as many as it takes for \
      the standard's own rules on distance, presence and response time to hold (--until-compliant). \
      The plan is then judged by the analyses of ambit coverage and ambit response; what they do not \
      confirm is never printed as compliant. Response time is call handling + turnout + travel, on the \
      store's roads or, without any, by straight line x detour / speed; circles are straight lines. Ctrl-C and --time-limit end the search with the best plan so far \
      and its gap.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, geojson
  }

  /// The objectives by the names of their models, too.
  enum Objective: String, ExpressibleByArgument, CaseIterable {
    case time, distance, mean, worst, equity, backup, survival
    case mclp
    case pMedian = "p-median"
    case pCenter = "p-center"

    var siting: SitingObjective {
      switch self {
      case .time, .mclp: .time
      case .distance: .distance
      case .mean, .pMedian: .mean
      case .worst, .pCenter: .worst
      case .equity: .equity
      case .backup: .backup
      case .survival: .survival
      }
    }
  }

  @Argument(help: "The store.")
  var store: String

  @Option(help: ArgumentHelp("The county's code.", valueName: "code"))
  var county: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Add so many stations.", valueName: "n"))
  var add: Int?

  @Flag(help: "Add as many as it takes for the rules to hold, and no more.")
  var untilCompliant = false

  @Option(
    help: ArgumentHelp(
      "With --add: time (residents within the standard's response time; mclp), distance (residents in"
        + " the circle), mean (response; p-median), worst (longest response; p-center), equity (mean"
        + " of the worst-off 5 %), backup, survival. time where not given.", valueName: "name"))
  var objective: Objective?

  @Option(
    help: ArgumentHelp(
      "Where stations could stand: candidates (the store's layer), facilities, townships (their"
        + " seats), grid, or auto: the layer where the county has one, else township hospitals and,"
        + " where a township has none with a position, its seat.", valueName: "source"))
  var candidates: String = "auto"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Least distance between candidates, e.g. 2km; of a grid 2 km where not given.",
      valueName: "distance"), transform: Radius.init)
  var spacing: Radius?

  @Option(
    help: ArgumentHelp(
      "Judge by this standard: an id of 'ambit standards list' or a file; lishui-2024 where not"
        + " given.", valueName: "id"))
  var standard: String?

  @Option(
    help: ArgumentHelp(
      "With --until-compliant: only these rules, ids with commas between; all that stations decide"
        + " where not given.", valueName: "ids"))
  var rules: String?

  @Option(help: ArgumentHelp("Candidates that must be chosen, with commas.", valueName: "ids"))
  var fixed: String?

  @Option(help: ArgumentHelp("Candidates that must not be chosen, with commas.", valueName: "ids"))
  var forbidden: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --add: so many of the county's stations may close, each for a new one.", valueName: "k")
  )
  var closures = 0

  @Flag(help: "With --until-compliant: least opening costs of the candidates, not fewest stations.")
  var cheapest = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Minutes of response within which a place counts as in time; the standard's where not given.",
      valueName: "min"))
  var target: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Radius of the circle within which a place counts as covered; the standard's where not given.",
      valueName: "radius"), transform: Radius.init)
  var radius: Radius?

  @Option(parsing: .unconditional, help: ArgumentHelp("Seconds for each search.", valueName: "s"))
  var timeLimit: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("So many other plans are shown.", valueName: "n"))
  var alternatives = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Other plans may be worse by this share of the objective.", valueName: "share"))
  var tolerance = 0.02

  @Option(help: ArgumentHelp("Judge as of this day; today where not given.", valueName: "date"))
  var on: Day?

  @Option(help: "text, json, csv or geojson.")
  var format: Format = .text

  @Option(help: ArgumentHelp("Draw a map into this file.", valueName: "file.svg"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "The map's review number 审图号 in place of the footer 'internal use'.", valueName: "number"))
  var reviewNumber: String?

  @Flag(help: "End with exit code 2 where a rule aimed at is not met.")
  var strict = false

  @OptionGroup var termOptions: ResponseTermOptions
  @OptionGroup var roadOptions: RoadOptions
  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard (add != nil) != untilCompliant else {
      throw ValidationError(
        zh: "请给出 --add N 或 --until-compliant，二者取一",
        en: "give either --add N or --until-compliant")
    }
    if let add, add < 1 {
      throw ValidationError(zh: "--add 不能小于 1", en: "--add must be 1 or more")
    }
    if untilCompliant, objective != nil {
      throw ValidationError(
        zh: "--objective 只能与 --add 同用", en: "--objective goes with --add only")
    }
    if closures < 0 {
      throw ValidationError(zh: "--closures 不能小于 0", en: "--closures cannot be negative")
    }
    if alternatives < 0 || alternatives > 50 {
      throw ValidationError(
        zh: "--alternatives 必须在 0 和 50 之间", en: "--alternatives must be between 0 and 50")
    }
    guard tolerance >= 0, tolerance <= 1 else {
      throw ValidationError(
        zh: "--tolerance 必须在 0 和 1 之间", en: "--tolerance must be between 0 and 1")
    }
    if let timeLimit, !(timeLimit > 0 && timeLimit <= 864_000) {
      throw ValidationError(
        zh: "--time-limit 必须大于 0 秒", en: "--time-limit must be above 0 seconds")
    }
    if let target, !(target > 0 && target <= 1440) {
      throw ValidationError(
        zh: "--target 必须大于 0 且不超过 1440 分钟",
        en: "--target must be above 0 and at most 1440 minutes")
    }
    guard Self.source(candidates) != nil else {
      throw ValidationError(
        zh: "--candidates 应为 auto、candidates、facilities、townships 或 grid",
        en: "--candidates must be auto, candidates, facilities, townships or grid")
    }
  }

  private static func source(_ word: String) -> CandidateSource? {
    word == "layer" ? .candidates : CandidateSource(rawValue: word)
  }

  private static func ids(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  private var request: SitingRequest {
    var request = SitingRequest(
      countyCode: county,
      goal: add.map { .add($0, (objective ?? .time).siting) } ?? .untilCompliant)
    request.candidates = Self.source(candidates) ?? .automatic
    request.spacing = spacing?.meters
    request.ruleIDs = rules.map(Self.ids)
    request.fixed = Self.ids(fixed)
    request.forbidden = Self.ids(forbidden)
    request.closures = closures
    request.isCheapest = cheapest
    request.targetMinutes = target
    request.radius = radius?.meters
    request.terms = termOptions.terms
    request.timeLimit = timeLimit
    request.alternatives = alternatives
    request.tolerance = tolerance
    request.isCancelled = { Interruption.wasAsked }
    return request
  }

  func run() async throws {
    let language = languageOption.language
    try Console.requireDistinct([store, outputOption.output, map])
    let standard = try StandardLibrary.standard(standard)
    let opened = try ServiceStore(readingFrom: store)
    let data = try opened.load(layers: Layer.places)
    let roads = try roadOptions.model(besides: store, opened)
    Interruption.listen()
    let analysis = try await SitingAnalysis.run(
      on: data, request: request, standard: standard, date: on?.date ?? Day.today,
      roads: roads, outlines: map != nil)
    // Every result is made before any is written.
    let result = try result(of: analysis, language)
    let drawing = try map.map { _ in
      try SiteMap.svg(analysis, language: language, options: MapOptions(reviewNumber: reviewNumber))
    }
    if let map, let drawing { try Console.write(drawing, to: map) }
    try Console.write(result, to: outputOption.output)
    if format != .text { summarize(analysis, language) }
    if strict, analysis.status == .infeasible || analysis.outcome == .notCompliant {
      throw Failure(.standardNotMet, LocalizedText(zh: "", en: ""))
    }
  }

  private func result(of analysis: SitingAnalysis, _ language: Language) throws -> Data {
    switch format {
    case .text:
      return Data(
        SiteText.text(SiteReport(analysis, language: language), language: language).utf8)
    case .json: return try SiteReport(analysis, language: language).json()
    case .csv: return Data(SiteCSV.text(SiteReport(analysis, language: language)).utf8)
    case .geojson: return Data(try SiteGeoJSON.text(analysis, language: language).utf8)
    }
  }

  /// What the text report says itself, the machine formats carry inside; a person should see it.
  private func summarize(_ analysis: SitingAnalysis, _ language: Language) {
    if !analysis.assumedStations.isEmpty {
      let count = analysis.assumedStations.count
      Console.note(
        LocalizedText(
          zh: "方案以 \(count) 个假定急救站为据，不可作为定论",
          en: "the plan rests on \(count, of: "assumed station"): it is not a finding")[language])
    }
    let grave = analysis.issues.count { $0.severity > .note }
    guard grave > 0 else { return }
    Console.note(
      LocalizedText(
        zh: "数据中有 \(grave) 个需要注意的问题，文本和 JSON 结果中有全文",
        en: "\(grave) issues of the data need attention: the text and JSON results say which")[
          language])
  }
}
