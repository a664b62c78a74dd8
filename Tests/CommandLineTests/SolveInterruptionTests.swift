import Foundation
import TestSupport
import Testing

@Suite("Ctrl-C during ambit solve")
struct SolveInterruptionTests {
  /// Covers that branch and bound takes hours to prove: each of 500 demands in reach of ten of 250
  /// sites at random.
  private func hardCosts(_ folder: TemporaryFolder) throws -> String {
    var numbers = SeededGenerator(seed: 3)
    var lines = "demand,site,cost\n"
    for demand in 0..<500 {
      var sites: Set<Int> = []
      while sites.count < 10 { sites.insert(numbers.integer(in: 0...249)) }
      for site in sites.sorted() { lines += "\(demand),\(site),1\n" }
    }
    let path = folder.path("costs.csv")
    try Data(lines.utf8).write(to: URL(filePath: path))
    return path
  }

  /// Whether the process has a handler for the signal.
  private func catches(_ signal: Int32, _ process: Process) throws -> Bool {
    let status = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
    let mask = line?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0
    return mask >> UInt64(signal - 1) & 1 == 1
  }

  @Test(
    "The signal ends a program of CBC that would go on for hours, with the best plan and its gap",
    arguments: [SIGINT, SIGTERM])
  func signalEndsSearch(_ signal: Int32) async throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: BuiltProgram.path)
    process.arguments = [
      "solve", "lscp", "--costs", try hardCosts(folder), "--radius", "1", "--format", "json",
      "--output", folder.path("plan.json"),
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    // A second signal would end the program without a plan.
    while process.isRunning, try !catches(signal, process) {
      try await Task.sleep(for: .milliseconds(20))
    }
    // By now the local search is done and CBC at work; the end is the same where it is not.
    try await Task.sleep(for: .seconds(3))
    try #require(process.isRunning)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let plan = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: folder.path("plan.json")))) as? [String: Any])
    #expect(plan["status"] as? String == "gap")
    #expect(plan["interrupted"] as? Bool == true)
    let (objective, bound) = (plan["objective"] as? Double ?? 0, plan["bound"] as? Double ?? 0)
    #expect(bound >= 25 && bound < objective && objective < 60, "\(bound) … \(objective)")
    #expect((plan["chosen"] as? [String])?.count == Int(objective))
  }
}
