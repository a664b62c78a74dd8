import Analysis
import Foundation
import Quantities
import ResponseModel
import Testing

@testable import Reports

@Suite("Report folders")
struct ReportFolderTests {
  private let formats: [ReportFormat] = [.html, .json, .geojson, .xlsx]

  private func bytes(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: try names.map {
        ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))
      })
  }

  @Test("The same data give the same bytes, and a folder that is whole is left alone")
  func reproducible() async throws {
    let folder = try ReportTestFolder()
    let data = try ReportSketch.twoCounties(seed: 2)
    let maker = CountyReportMaker(try ReportSketch.settings(formats: formats))
    let extract = data.countyExtracts(reach: Meters(10_000))[0]
    for name in ["a", "b"] {
      #expect(
        try await maker.make(extract, in: "\(folder.path)/\(name)", renderer: nil) == .made)
    }
    let (first, second) = (
      try bytes(folder.path + "/a/331102"), try bytes(folder.path + "/b/331102")
    )
    #expect(first.count == 5)
    #expect(first == second)
    #expect(
      try await maker.make(extract, in: folder.path + "/a", renderer: nil) == .unchanged)
  }

  @Test("A damaged file, a missing one and a lost manifest are made again")
  func damaged() async throws {
    let folder = try ReportTestFolder()
    let data = try MapSketch.data(stations: 2, townships: 4)
    let maker = CountyReportMaker(try ReportSketch.settings(formats: formats))
    let extract = data.countyExtracts(reach: Meters(10_000))[0]
    let path = folder.path + "/331102"
    func make() async throws -> CountyReportMaker.Outcome {
      try await maker.make(extract, in: folder.path, renderer: nil)
    }
    #expect(try await make() == .made)
    let whole = try bytes(path)
    try Data("half a re".utf8).write(to: URL(filePath: path + "/report.html"))
    #expect(try await make() == .made)
    try FileManager.default.removeItem(atPath: path + "/report.xlsx")
    #expect(try await make() == .made)
    try FileManager.default.removeItem(atPath: path + "/manifest.json")
    #expect(try await make() == .made)
    #expect(try bytes(path) == whole)
    #expect(try await make() == .unchanged)
  }

  @Test("What an interrupted run left is cleared, and an old folder comes back")
  func interrupted() async throws {
    let folder = try ReportTestFolder()
    let data = try MapSketch.data(stations: 2, townships: 4)
    let maker = CountyReportMaker(try ReportSketch.settings(formats: formats))
    let extract = data.countyExtracts(reach: Meters(10_000))[0]
    _ = try await maker.make(extract, in: folder.path, renderer: nil)
    let manager = FileManager.default
    // Killed while writing, and between the two steps of an exchange.
    try manager.createDirectory(
      atPath: folder.path + "/.draft-331102-1", withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(filePath: folder.path + "/.draft-331102-1/report.html"))
    try manager.moveItem(
      atPath: folder.path + "/331102", toPath: folder.path + "/.draft-331102-old")
    #expect(try await maker.make(extract, in: folder.path, renderer: nil) == .unchanged)
    #expect(
      try manager.contentsOfDirectory(atPath: folder.path).sorted() == [".locks", "331102"])
  }

  @Test("A failure leaves what stood there")
  func failing() async throws {
    struct Broken: Error {}
    let folder = try ReportTestFolder()
    let data = try MapSketch.data(stations: 2, townships: 4)
    let maker = CountyReportMaker(try ReportSketch.settings(formats: formats))
    let extract = data.countyExtracts(reach: Meters(10_000))[0]
    _ = try await maker.make(extract, in: folder.path, renderer: nil)
    let before = try bytes(folder.path + "/331102")
    let target = ReportFolder(folder.path + "/331102")
    let manifest = try #require(target.completeManifest())
    await #expect(throws: Broken.self) {
      try await target.replace(manifest: manifest, formats: [.html]) { draft in
        try Data("half".utf8).write(to: URL(filePath: draft + "/report.html"))
        throw Broken()
      }
    }
    #expect(try bytes(folder.path + "/331102") == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == [".locks", "331102"])
  }

  @Test("One county that fails is told, and the others are made")
  func batch() async throws {
    let folder = try ReportTestFolder()
    var data = try ReportSketch.twoCounties(seed: 6)
    data.counties.append(County(code: "331198", name: "空县"))
    let maker = CountyReportMaker(try ReportSketch.settings(formats: [.json]))
    let extracts = data.countyExtracts(reach: Meters(10_000))
    for jobs in [1, 3] {
      let results = try await ReportBatch(maker, folder: "\(folder.path)/\(jobs)", jobs: jobs)
        .run(extracts) { _, _ in }.counties
      #expect(results.map(\.code) == ["331102", "331198", "331199"])
      #expect(results.map(\.state.isFailed) == [false, true, false])
    }
    #expect(
      try bytes(folder.path + "/1/331199") == bytes(folder.path + "/3/331199"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/1/331198"))
  }

  @Test("The report of all leaves out every county that failed, however late it fails")
  func wholeOfBatch() async throws {
    let folder = try ReportTestFolder()
    var data = try ReportSketch.twoCounties(seed: 6)
    // Nothing to analyse, and the last to be handed out.
    data.counties.append(County(code: "331200", name: "空县"))
    let extracts = data.countyExtracts(reach: Meters(10_000))
    for jobs in [1, 2, 3] {
      let calls = WholeCalls()
      let outcome = try await ReportBatch(
        CountyReportMaker(try ReportSketch.settings(formats: [.json])),
        folder: "\(folder.path)/\(jobs)", jobs: jobs
      ).run(extracts) { failed, _ in
        await calls.add(failed.map(\.code))
        return .made
      } progress: { _, _ in
      }
      #expect(await calls.all.last == ["331200"])
      #expect(try outcome.whole?.get() == .made)
    }
  }

  private actor WholeCalls {
    private(set) var all: [[String]] = []
    func add(_ codes: [String]) { all.append(codes) }
  }

  @Test("Another renderer is another key: each of its files is in what it is made of")
  func rendererFiles() throws {
    let folder = try ReportTestFolder()
    for name in ["requirements.txt", "render_documents.py", "figures.py"] {
      try Data(name.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
    }
    let renderer = RendererLocation(python: "python3", folder: folder.path, packages: nil)
    let before = try renderer.requirements()
    try Data("changed".utf8).write(to: URL(filePath: folder.path + "/figures.py"))
    #expect(try renderer.requirements() != before)
  }

  @Test("Formats that need a renderer are refused where there is none, before any work")
  func noRenderer() async throws {
    let folder = try ReportTestFolder()
    let maker = CountyReportMaker(try ReportSketch.settings(formats: [.pdf]))
    let extracts = try MapSketch.data(stations: 1, townships: 1).countyExtracts(reach: Meters(10))
    let error = await #expect(throws: ReportError.self) {
      try await ReportBatch(maker, folder: folder.path, jobs: 1).run(extracts) { _, _ in }
    }
    #expect(error?.code == .missingComponent)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/331102"))
  }

  @Test("A renderer that dies is an error of its county, and is started again")
  func dyingRenderer() async throws {
    let folder = try ReportTestFolder()
    // Answers the first line, and ends at the first request.
    try Data("import sys\nprint('{\"ok\": true}', flush=True)\nsys.stdin.readline()\n".utf8)
      .write(to: URL(filePath: folder.path + "/render_documents.py"))
    let renderer = DocumentRenderer(
      RendererLocation(python: "/usr/bin/python3", folder: folder.path, packages: nil))
    for _ in 0..<2 {
      let error = await #expect(throws: ReportError.self) {
        try await renderer.render(
          html: "a", sheet: "b", pdf: "c", docx: nil, created: "2024-06-30")
      }
      #expect(error?.message.en.contains("ended unexpectedly") == true)
    }
  }

  @Test("A renderer is replaced after so many documents, since its memory grows with them")
  func agingRenderer() async throws {
    let folder = try ReportTestFolder()
    // Writes who it is, once started and once dismissed.
    let program = """
      import os, sys
      def note(text):
          with open("\(folder.path)/notes", "a") as file:
              file.write(text + "\\n")
      note(f"start {os.getpid()}")
      print('{"ok": true}', flush=True)
      for line in sys.stdin:
          note(f"page {os.getpid()}")
          print('{"ok": true}', flush=True)
      """
    try Data(program.utf8).write(to: URL(filePath: folder.path + "/render_documents.py"))
    let renderer = DocumentRenderer(
      RendererLocation(python: "/usr/bin/python3", folder: folder.path, packages: nil))
    for _ in 0...DocumentRenderer.mostDocuments {
      try await renderer.render(html: "a", sheet: "b", pdf: "c", docx: nil, created: "2024-06-30")
    }
    let notes = try String(contentsOfFile: folder.path + "/notes", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ") }
    #expect(notes.count { $0[0] == "start" } == 2)
    let pages = Dictionary(grouping: notes.filter { $0[0] == "page" }) { $0[1] }
    #expect(pages.values.map(\.count).sorted() == [1, DocumentRenderer.mostDocuments])
  }
}
