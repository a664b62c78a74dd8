import Analysis
import ArgumentParser
import Foundation
import Quantities
import Reports
import ResponseModel
import Store

struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Reports of many stores on many machines: plan, run a part, merge.",
    discussion: """
      plan writes down what is to be made, run makes one shard of it on any machine that sees the \
      folder, merge makes the reports of all and the index. Each can be run again: what is there \
      stays. Tools/cluster holds scripts for job schedulers.
      """,
    subcommands: [Plan.self, Run.self, Merge.self])

  struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write down the stores, their counties, and how the reports are made.")

    @Argument(help: "The stores.")
    var stores: [String]

    @Option(help: ArgumentHelp("The folder of the reports.", valueName: "folder"))
    var out: String

    @OptionGroup var options: ReportOptions

    func run() async throws {
      // Whatever would stop every shard is found out here.
      _ = try options.settings()
      var folders = Set<String>()
      let entries = try stores.map { store -> ReportPlan.Store in
        let data = try ServiceStore(readingFrom: store).load(layers: [.counties])
        let name = URL(filePath: store).deletingPathExtension().lastPathComponent
        var folder = name
        var number = 1
        while !folders.insert(folder).inserted {
          number += 1
          folder = "\(name)-\(number)"
        }
        return ReportPlan.Store(
          path: URL(filePath: store).standardizedFileURL.path, folder: folder,
          counties: data.counties.sorted { $0.code < $1.code }.map {
            ReportPlan.County(code: $0.code, name: $0.name)
          })
      }
      let plan = ReportPlan(
        version: Provenance.currentVersion, settings: options.planned, stores: entries)
      try plan.write(to: out)
      Console.note(
        LocalizedText(
          zh: "\(out)/\(ReportPlan.fileName)：\(stores.count) 个数据文件，\(plan.count) 个县（市、区）",
          en:
            "\(out)/\(ReportPlan.fileName): \(stores.count, of: "store"), \(plan.count, of: "county", "counties")"
        )[
          options.language])
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the reports of one shard of a plan.")

    @Argument(help: "The folder of the plan.")
    var folder: String

    @Option(
      help: ArgumentHelp("Which part, e.g. 2/8; the whole where not given.", valueName: "i/n"))
    var shard: String = "1/1"

    @Option(
      help: ArgumentHelp(
        "Reports made at a time; one per processor where not given.", valueName: "n"))
    var jobs: Int?

    func validate() throws {
      if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
      guard ReportPlan.Shard(shard) != nil else {
        throw ValidationError("--shard '\(shard)' is none: give i/n with i from 1 to n, e.g. 2/8")
      }
    }

    func run() async throws {
      guard let shard = ReportPlan.Shard(shard) else { return }
      let plan = try ReportPlan(readingFrom: folder)
      let settings = try ReportOptions.settings(of: plan.settings)
      var failures: [ReportError] = []
      for store in plan.part(shard) {
        let reports = "\(folder)/\(store.folder)"
        try ReportFolder.make(reports)
        do {
          let opened = try ServiceStore(readingFrom: store.path)
          let data = try opened.load()
          failures += try await ReportRun(
            settings: settings,
            sources: try await ReportSources.load(settings, data, from: opened, at: store.path),
            folder: reports,
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount
          ).make(data, counties: store.counties.map(\.code), since: nil, index: false)
        } catch {
          let failure = Failure(error)
          // Without the renderer no store's reports can be made.
          if failure.status == .missingComponent { throw failure }
          for county in store.counties {
            try FailureRecord.keep(
              ReportIndex.Failed(
                code: county.code, name: county.name, message: failure.message[settings.language]),
              in: reports)
          }
          Console.note("\(store.path): \(failure.message[settings.language])")
          failures.append(ReportError(.badData, failure.message))
        }
      }
      try BatchCommand.requireNone(failures)
    }
  }

  struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the report of all of each store, and the index, once every shard has run.")

    @Argument(help: "The folder of the plan.")
    var folder: String

    func run() async throws {
      let plan = try ReportPlan(readingFrom: folder)
      let settings = try ReportOptions.settings(of: plan.settings)
      let language = settings.language
      var failed: [ReportIndex.Failed] = []
      var open: [String] = []
      for store in plan.stores {
        let reports = "\(folder)/\(store.folder)"
        let states = try await states(of: store, settings)
        open += states.open.map { "\(store.folder)/\($0.code)" }
        failed += states.failed
        guard states.open.isEmpty, let data = states.data else { continue }
        if store.counties.count > 1, states.failed.count < store.counties.count {
          let outcome = try await CityReportMaker(settings, sources: states.sources).make(
            data,
            excluding: states.failed.map {
              CityReport.Excluded(code: $0.code, name: $0.name, reason: $0.message)
            }, in: reports)
          Console.note(store.folder + ": " + ReportProgress.line("city", outcome, language))
        }
        try ReportIndex(of: reports, language: language).write(
          failed: states.failed, generator: "ambit \(Provenance.currentVersion)",
          templates: settings.templates, reviewNumber: settings.reviewNumber)
      }
      try ReportIndex(of: folder, language: language).write(
        failed: failed,
        groups: plan.stores.map { ReportIndex.Group(path: $0.folder, title: $0.folder) },
        generator: "ambit \(Provenance.currentVersion)", templates: settings.templates,
        reviewNumber: settings.reviewNumber)
      guard open.isEmpty else {
        let some = open.prefix(8).joined(separator: ", ") + (open.count > 8 ? " …" : "")
        throw Failure(
          .missingInput,
          LocalizedText(
            zh: "还有 \(open.count) 份报告没有生成（\(some)）：请运行其余各部分，再合并",
            en: "reports not made yet: \(open.count) (\(some)): run the other shards, then merge"
              + " again"))
      }
      try BatchCommand.requireNone(
        failed.map { ReportError(.badData, LocalizedText(zh: $0.message, en: $0.message)) })
    }

    /// Which counties of a store are made from what the store holds now, and which are not.
    private func states(
      of store: ReportPlan.Store, _ settings: ReportSettings
    ) async throws -> (
      data: ServiceData?, sources: ReportSources, open: [ReportPlan.County],
      failed: [ReportIndex.Failed]
    ) {
      let reports = "\(folder)/\(store.folder)"
      var (open, failed) = ([ReportPlan.County](), [ReportIndex.Failed]())
      var data: ServiceData?
      var sources = ReportSources.none
      // A store that cannot be read has failed in its shard, with its reason.
      if let opened = try? ServiceStore(readingFrom: store.path), let found = try? opened.load() {
        data = found
        sources = (try? await .load(settings, found, from: opened, at: store.path)) ?? .none
      }
      let maker = CountyReportMaker(settings, sources: sources)
      var made = Set<String>()
      if let data {
        for extract in sources.extracts(of: data, settings)
        where try maker.stands(extract, in: reports) {
          made.insert(extract.counties[0].code)
        }
      }
      for county in store.counties {
        if made.contains(county.code) { continue }
        if let failure = FailureRecord.failed(county.code, in: reports) {
          failed.append(failure)
        } else {
          open.append(county)
        }
      }
      return (data, sources, open, failed)
    }
  }

  /// Ends the command with the code of what failed.
  fileprivate static func requireNone(_ failures: [ReportError]) throws {
    guard let first = failures.first else { return }
    throw Failure(
      Failure.Status(first),
      LocalizedText(
        zh: "\(failures.count) 份报告未能生成，其余已完成",
        en: "reports that could not be made: \(failures.count); the others are there"))
  }
}
