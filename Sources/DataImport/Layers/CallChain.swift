import ResponseModel

/// The clock times of one mission, made moments: each step is after the one before it, which tells
/// the day of a bare clock time, and finds the day that an export wrote one too early.
struct CallChain {
  private let row: ImportRow

  /// The columns of the model's steps in the order of the chain.
  static let steps = [
    "rang_at", "answered_at", "received_at", "handled_at", "dispatched_at", "accepted_at",
    "departed_at", "arrived_at", "left_scene_at", "at_hospital_at", "completed_at", "returned_at",
  ]

  init(_ row: ImportRow) { self.row = row }

  private static let halfDay = 43_200_000
  private static let day = 86_400_000

  func times() throws(ImportRow.Problem) -> CallTimes {
    // Taken out of the context while it is filled, so that nothing else holds it.
    var written: [(step: Int, time: WrittenTime)] = []
    swap(&written, &row.context.written)
    defer { swap(&written, &row.context.written) }
    written.removeAll(keepingCapacity: true)
    let steps = row.layout.steps
    for index in steps.indices where steps[index].slot != nil {
      guard let time = try row.time(steps[index]) else { continue }
      guard time.milliseconds != nil else {
        throw row.problem(
          "time-invalid", steps[index].field,
          LocalizedText(zh: "只有日期，没有钟点", en: "a date without a time of day"))
      }
      written.append((step: index, time: time))
    }
    var times = CallTimes()
    guard !written.isEmpty else { return times }
    var start = try firstDay(written)
    // What the previous step's clock showed, in milliseconds of its own day count.
    var previous: (local: Int, step: Int)?
    for (step, time) in written {
      var day = time.day ?? start
      let clock = time.milliseconds ?? 0
      var local = day * Self.day + clock
      if let previous {
        if time.day == nil {
          while local < previous.local - Self.halfDay { local += Self.day }
        } else if local < previous.local - Self.halfDay, local + Self.day >= previous.local - 60_000
        {
          local += Self.day
          row.warn(
            "time-day-corrected", Self.steps[step],
            LocalizedText(
              zh: "日期比前一时刻早了一天（跨零点未进位），已按次日处理",
              en: "dated a day before the step it follows; taken as the next day"))
        }
        if local < previous.local, step > 2 {
          row.warn(
            "times-out-of-order", Self.steps[step],
            LocalizedText(
              zh: "早于前一时刻“\(row.layout.header(of: Self.steps[previous.step]))”",
              en: "earlier than \(Self.steps[previous.step]), the step before it"))
        }
      }
      // Remainders of negative days would lead astray; no export is older than 1970.
      day = local / Self.day
      start = day
      previous = (local, step)
      times[step] = row.context.instant(
        day: day, milliseconds: local % Self.day, offset: time.offsetSeconds)
    }
    return times
  }

  /// The day of the first step: its own, that of the column 日期, or counted back from the first step
  /// that has one.
  private func firstDay(
    _ written: [(step: Int, time: WrittenTime)]
  ) throws(ImportRow.Problem) -> Int {
    if let day = written.first?.time.day { return day }
    if let day = try row.clockDay("date") { return day }
    guard let dated = written.firstIndex(where: { $0.time.day != nil }),
      var day = written[dated].time.day
    else {
      throw row.problem(
        "time-without-date", Self.steps[written[0].step],
        LocalizedText(zh: "只有钟点没有日期，请补“日期”列", en: "clock times without a date: add a column date"))
    }
    for index in stride(from: dated, to: 0, by: -1) {
      let (earlier, later) = (
        written[index - 1].time.milliseconds ?? 0, written[index].time.milliseconds ?? 0
      )
      if earlier > later + Self.halfDay { day -= 1 }
    }
    return day
  }
}

extension CallTimes {
  /// The time of a step of `CallChain.steps`.
  subscript(step: Int) -> Instant? {
    get {
      switch step {
      case 0: rang
      case 1: answered
      case 2: received
      case 3: handled
      case 4: dispatched
      case 5: accepted
      case 6: departed
      case 7: arrived
      case 8: leftScene
      case 9: atHospital
      case 10: completed
      default: returned
      }
    }
    set {
      switch step {
      case 0: rang = newValue
      case 1: answered = newValue
      case 2: received = newValue
      case 3: handled = newValue
      case 4: dispatched = newValue
      case 5: accepted = newValue
      case 6: departed = newValue
      case 7: arrived = newValue
      case 8: leftScene = newValue
      case 9: atHospital = newValue
      case 10: completed = newValue
      default: returned = newValue
      }
    }
  }
}
