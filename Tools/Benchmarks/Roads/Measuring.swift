import Foundation

/// Runs a job once to warm up and then `count` times.
/// - Returns: CPU seconds of each run but the first, and the last run's result.
func measured<Result>(_ count: Int, _ job: () throws -> Result) rethrows -> ([Double], Result) {
  var result = try job()
  var seconds: [Double] = []
  for _ in 0..<count {
    let start = processorSeconds()
    result = try job()
    seconds.append(processorSeconds() - start)
  }
  return (seconds, result)
}

/// One line of JSON for `measure.py`.
func report(_ seconds: [Double], _ figures: [String: Double]) {
  let times = seconds.map { "\($0)" }.joined(separator: ", ")
  let checks = figures.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
  print("{\"seconds\": [\(times)], \"figures\": {\(checks.joined(separator: ", "))}}")
}

/// CPU time of this process: other programs on the machine do not count.
private func processorSeconds() -> Double {
  var time = timespec()
  let status = clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  precondition(status == 0, "clock_gettime failed")
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The same for a job that waits for tasks.
func measured<Result>(_ count: Int, _ job: () async throws -> Result) async rethrows -> (
  [Double], Result
) {
  var result = try await job()
  var seconds: [Double] = []
  for _ in 0..<count {
    let start = processorSeconds()
    result = try await job()
    seconds.append(processorSeconds() - start)
  }
  return (seconds, result)
}
