public import Analysis
import ResponseModel

/// Reports of many counties, several at a time. One that fails is told and does not stop the others.
public struct ReportBatch: Sendable {
  public enum State: Sendable {
    case made
    /// It stood there, made from the same.
    case unchanged
    case failed(ReportError)

    public var isFailed: Bool { if case .failed = self { true } else { false } }
  }

  public struct Result: Sendable {
    public let code: String
    public let name: String
    public let nameEn: String?
    public let state: State
    public let seconds: Double
  }

  public let maker: CountyReportMaker
  /// Of all reports.
  public let folder: String
  /// How many counties at a time.
  public let jobs: Int

  public init(_ maker: CountyReportMaker, folder: String, jobs: Int) {
    self.maker = maker
    self.folder = folder
    self.jobs = jobs
  }

  /// Makes the report of all counties together but for those that failed, with a worker's renderer.
  public typealias Whole =
    @Sendable (_ failed: [Result], _ renderer: DocumentRenderer?) async throws
    -> CountyReportMaker.Outcome

  /// What came of a batch.
  public struct Outcome: Sendable {
    /// In the order of the extracts.
    public let counties: [Result]
    /// Of the report of all; `nil` where none was asked for.
    public let whole: Swift.Result<CountyReportMaker.Outcome, any Error>?
  }

  /// Makes a report of every extract.
  ///
  /// - Parameters:
  ///   - whole: makes the report of all. The first worker that finds no county left begins it, beside
  ///     the last counties; should one of these fail, it is made again without it.
  ///   - progress: told after each county, in the order in which they end.
  /// - Throws: `ReportError` where nothing at all could be made: no folder, no renderer.
  public func run(
    _ extracts: CountyExtracts, whole: Whole? = nil,
    progress: @escaping @Sendable (_ done: Int, _ result: Result) async -> Void
  ) async throws -> Outcome {
    try ReportFolder.make(folder)
    let count = max(1, min(jobs, extracts.count))
    let renderers = try await renderers(count)
    let queue = WorkQueue(count: extracts.count)
    let maker = maker
    let folder = folder
    let results = await withTaskGroup(of: [(Int, Result)].self) { group in
      for worker in 0..<count {
        let renderer = renderers.isEmpty ? nil : renderers[worker]
        group.addTask {
          var results: [(Int, Result)] = []
          while let index = await queue.next() {
            let result = await Self.result(of: extracts[index], maker, folder, renderer)
            results.append((index, result))
            await progress(await queue.finish(result), result)
          }
          if let whole, let failed = await queue.takeWhole() {
            let made = await Self.outcome(of: whole, failed, renderer)
            await queue.finishWhole(made, without: failed)
          }
          return results
        }
      }
      var all: [(Int, Result)] = []
      for await results in group { all += results }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
    guard let whole else { return Outcome(counties: results, whole: nil) }
    let failed = results.filter(\.state.isFailed)
    if let (made, without) = await queue.whole, without == Set(failed.map(\.code)) {
      return Outcome(counties: results, whole: made)
    }
    return Outcome(
      counties: results, whole: await Self.outcome(of: whole, failed, renderers.first))
  }

  private static func outcome(
    of whole: Whole, _ failed: [Result], _ renderer: DocumentRenderer?
  ) async -> Swift.Result<CountyReportMaker.Outcome, any Error> {
    do { return .success(try await whole(failed, renderer)) } catch { return .failure(error) }
  }

  /// One for each worker; the first is started, so that a missing one is said before any work.
  private func renderers(_ count: Int) async throws -> [DocumentRenderer] {
    guard maker.settings.formats.contains(where: \.needsRenderer) else { return [] }
    guard let location = maker.settings.renderer else {
      throw RendererLocation.missing("it is not installed")
    }
    let renderers = (0..<count).map { _ in DocumentRenderer(location) }
    try await renderers[0].start()
    return renderers
  }

  private static func result(
    of extract: ServiceData, _ maker: CountyReportMaker, _ folder: String,
    _ renderer: DocumentRenderer?
  ) async -> Result {
    let start = ContinuousClock.now
    let county = extract.counties[0]
    let state: State
    do {
      let outcome = try await maker.make(extract, in: folder, renderer: renderer)
      state = outcome == .made ? .made : .unchanged
    } catch {
      state = .failed(ReportError(reporting: error))
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return Result(
      code: county.code, name: county.name, nameEn: county.nameInEnglish, state: state,
      seconds: seconds)
  }
}

/// Hands out the indices of a list, each once, and the report of all after them.
private actor WorkQueue {
  private let count: Int
  private var handedOut = 0
  private var finished = 0
  private var failed: [ReportBatch.Result] = []
  private var isWholeTaken = false
  /// The report of all, and the counties that are not in it.
  private(set) var whole:
    (made: Swift.Result<CountyReportMaker.Outcome, any Error>, without: Set<String>)?

  init(count: Int) { self.count = count }

  func next() -> Int? {
    guard handedOut < count else { return nil }
    defer { handedOut += 1 }
    return handedOut
  }

  /// How many have ended.
  func finish(_ result: ReportBatch.Result) -> Int {
    finished += 1
    if result.state.isFailed { failed.append(result) }
    return finished
  }

  /// The counties that have failed by now, to the first who asks.
  func takeWhole() -> [ReportBatch.Result]? {
    guard !isWholeTaken else { return nil }
    isWholeTaken = true
    // In an order that does not depend on who was faster.
    return failed.sorted { $0.code < $1.code }
  }

  func finishWhole(
    _ made: Swift.Result<CountyReportMaker.Outcome, any Error>,
    without failed: [ReportBatch.Result]
  ) {
    whole = (made, Set(failed.map(\.code)))
  }
}

extension ReportError {
  /// Any failure of a report, in words for its reader.
  public init(reporting error: any Error) {
    switch error {
    case let error as ReportError: self = error
    case let error as AnalysisError: self.init(.badData, error.message)
    default:
      let text = "\(error)"
      self.init(.defect, LocalizedText(zh: text, en: text))
    }
  }
}
