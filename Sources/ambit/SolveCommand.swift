import ArgumentParser
import DataImport
import Foundation
import Reports
import ResponseModel
import Siting

struct SolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Where stations should stand, on anyone's cost matrix.",
    discussion: """
      Costs are a CSV with the columns demand, site, cost; a pair that is not there cannot be \
      reached. Weights are a CSV with the columns demand, weight; 1 each where not given.

      lscp      fewest (cheapest) sites that reach every demand within --radius
      lscp-b    of these plans the one with the most weight in reach of two sites
      mclp      most weight within --radius of N sites
      backup    most weight within --radius of two different sites
      dsm       double standard: --radius, --outer-radius, --share
      p-median  least weighted cost to the nearest of N sites
      p-center  least of the largest cost
      mexclp    most weight covered by vehicles that are out a share --busy of the time
      survival  most weight times the chance to survive a cardiac arrest (De Maio 2003)
      equity    least mean cost of the worst-off 5 % of the weight

      --add N counts new sites, --fixed ones among them; --existing ones stand already and are not \
      counted. Status 'optimal' is proven; 'gap' comes with a bound. Ctrl-C gives the best so far.
      """)

  enum Model: String, ExpressibleByArgument, CaseIterable {
    case lscp
    case lscpB = "lscp-b"
    case mclp, backup, dsm
    case pMedian = "p-median"
    case pCenter = "p-center"
    case mexclp, survival, equity
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(help: "One of the models above.")
  var model: Model

  @Option(help: ArgumentHelp("Costs: demand, site, cost.", valueName: "file.csv"))
  var costs: String?

  @Option(help: ArgumentHelp("Weights: demand, weight.", valueName: "file.csv"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "In place of --costs: a p-median problem in the OR-Library's format.", valueName: "file"))
  var orlib: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Covered up to this cost, itself included.", valueName: "cost"))
  var radius: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("dsm: all demand within this.", valueName: "cost"))
  var outerRadius: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "dsm: share of the weight within --radius, 0.8 where not given; equity: the worst-off share,"
        + " 0.05 where not given.", valueName: "share"))
  var share: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Sites to add (dsm, mexclp: vehicles).", valueName: "n"))
  var add: Int?

  @Option(help: ArgumentHelp("Sites that must be chosen.", valueName: "id,id"))
  var fixed: String?

  @Option(help: ArgumentHelp("Sites that must not be chosen.", valueName: "id,id"))
  var forbidden: String?

  @Option(help: ArgumentHelp("Stations that stand already.", valueName: "id,id"))
  var existing: String?

  @Option(
    help: ArgumentHelp(
      "Sites that open together or not at all; may be given several times.", valueName: "id,id"))
  var link: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many existing stations may close; as many more may open.", valueName: "k"))
  var closures: Int = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The added sites may cost this much together.", valueName: "cost"))
  var budget: Double?

  @Option(
    help: ArgumentHelp("Opening costs: site, cost; 1 where not given.", valueName: "file.csv"))
  var siteCosts: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "mexclp: the share of time a vehicle is out, or a CSV with the columns site, busy_fraction.",
      valueName: "q|file.csv"))
  var busy: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "dsm, mexclp: vehicles that one site can hold; 1 for dsm, any number for mexclp where not"
        + " given.", valueName: "n"))
  var perSite: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "backup: the worth of being reached once, against twice; 0 where not given.",
      valueName: "share"))
  var primaryShare: Double = 0

  @Flag(help: "backup: every demand must be reached once.")
  var coverAll = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "survival: minutes from the call until the vehicle moves, which the costs leave out; 0 where"
        + " not given.", valueName: "min"))
  var beforeTravel: Double = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("survival: minutes in one unit of cost.", valueName: "min"))
  var minutesPerUnit: Double = 1

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("End after this and give the best so far.", valueName: "seconds"))
  var timeLimit: Double?

  @Option(help: ArgumentHelp("Seed of the restarts.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many other plans are listed.", valueName: "n"))
  var alternatives: Int = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "List plans that are worse by this share of the objective too.", valueName: "share"))
  var tolerance: Double = 0

  @Option(help: "text, json or csv.")
  var format: Format = .text

  @Flag(help: "End with exit code 2 where there is no plan.")
  var strict = false

  @OptionGroup var outputOption: OutputOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if (costs == nil) == (orlib == nil) {
      throw ValidationError(
        zh: "请给出 --costs 文件，或 --orlib 文件，二者只能有一个",
        en: "give --costs FILE, or --orlib FILE, and not both")
    }
    if orlib != nil, weights != nil || siteCosts != nil {
      throw ValidationError(
        zh: "--orlib 的文件自带权重和费用：请去掉 --weights 和 --site-costs",
        en: "--orlib brings its own weights and costs: take --weights and --site-costs away")
    }
    switch model {
    case .lscp, .lscpB, .mclp, .backup, .dsm, .mexclp:
      if radius == nil { throw missing("--radius") }
    case .pMedian, .pCenter, .survival, .equity:
      if radius != nil {
        throw ValidationError(
          zh: "\(model.rawValue) 没有半径：请去掉 --radius",
          en: "\(model.rawValue) has no radius: take --radius away")
      }
    }
    if model == .dsm, outerRadius == nil { throw missing("--outer-radius") }
    if model == .mexclp, busy == nil { throw missing("--busy") }
    if let timeLimit, !(timeLimit > 0) {
      throw ValidationError(zh: "--time-limit 必须大于 0", en: "--time-limit must be above 0")
    }
    if alternatives < 0 || !(tolerance >= 0) {
      throw ValidationError(
        zh: "--alternatives 和 --tolerance 不能小于 0",
        en: "--alternatives and --tolerance cannot be negative")
    }
    if let perSite, perSite < 1 {
      throw ValidationError(zh: "--per-site 不能小于 1", en: "--per-site must be 1 or more")
    }
    if !(minutesPerUnit > 0) || !(beforeTravel >= 0) {
      throw ValidationError(
        zh: "--minutes-per-unit 必须大于 0，--before-travel 不能小于 0",
        en: "--minutes-per-unit must be above 0, --before-travel 0 or more")
    }
  }

  private func missing(_ option: String) -> ValidationError {
    ValidationError(
      zh: "\(model.rawValue) 需要 \(option)", en: "\(model.rawValue) needs \(option)")
  }

  func run() async throws {
    let language = languageOption.language
    try Console.requireDistinct([costs, weights, orlib, siteCosts, outputOption.output])
    var rules = SitingRules()
    (rules.add, rules.budget, rules.closures) = (add, budget, closures)
    (rules.fixed, rules.forbidden, rules.existing) = (
      Self.ids(fixed), Self.ids(forbidden), Self.ids(existing)
    )
    rules.links = link.map { Self.ids($0) }
    rules.vehiclesPerSite = perSite
    let instance: SitingInstance
    if let orlib {
      let file = try MedianGraphFile(orlib)
      instance = file.instance
      if model == .pMedian || model == .pCenter { rules.add = add ?? file.p }
    } else {
      instance = try await CostFile(costs ?? "").instance(
        weights: try weights.map { try ValueFile($0, role: .demand, value: .weight) },
        openingCosts: try siteCosts.map { try ValueFile($0, role: .site, value: .cost) })
    }
    Interruption.listen()
    let limits = SearchLimits(
      seconds: timeLimit, seed: seed, alternatives: alternatives, tolerance: tolerance,
      isCancelled: { Interruption.wasAsked })
    let plan = try SitingSolver.solve(try sitingModel(), instance, rules: rules, limits: limits)
    let report = SitingReport(plan)
    switch format {
    case .text:
      try Console.write(SitingText.text(plan, language: language), to: outputOption.output)
    case .json: try Console.write(try report.json(), to: outputOption.output)
    case .csv: try Console.write(report.csv(), to: outputOption.output)
    }
    if format != .text, plan.wasInterrupted {
      Console.note(
        LocalizedText(
          zh: "搜索提前结束，结果是目前最好的方案",
          en: "the search was ended early: this is the best plan so far")[language])
    }
    if strict, plan.status == .infeasible {
      throw Failure(.standardNotMet, LocalizedText(zh: "", en: ""))
    }
  }

  private static func ids(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private func sitingModel() throws -> SitingModel {
    let radius = radius ?? 0
    return switch model {
    case .lscp: .setCover(radius: radius)
    case .lscpB: .setCoverWithBackup(radius: radius)
    case .mclp: .maximalCover(radius: radius)
    case .backup:
      .backupCover(radius: radius, primaryShare: primaryShare, coversAll: coverAll)
    case .dsm: .doubleStandard(inner: radius, outer: outerRadius ?? radius, share: share ?? 0.8)
    case .pMedian: .pMedian
    case .pCenter: .pCenter
    case .mexclp: .expectedCover(radius: radius, busy: try busyFraction())
    case .survival:
      .survival(.deMaio(beforeTravel: beforeTravel, minutesPerUnit: minutesPerUnit))
    case .equity: .worstShare(share: share ?? 0.05)
    }
  }

  private func busyFraction() throws -> BusyFraction {
    let text = busy ?? ""
    if let number = Double(text) { return .uniform(number) }
    return .perSite(try ValueFile(text, role: .site, value: .busy).values)
  }
}
