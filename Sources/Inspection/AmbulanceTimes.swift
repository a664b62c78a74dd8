import ResponseModel

/// When an ambulance is on the books, in repair and in service, within a window.
struct AmbulanceTimes {
  /// From its first day in service through its day of retirement.
  let books: [Range<Int64>]
  /// On the books and in repair.
  let repair: [Range<Int64>]
  /// On the books and neither in reserve nor in repair.
  let service: [Range<Int64>]

  /// A status of the register holds where no recorded period says otherwise. One that an open period
  /// accounts for does not reach back before it: outside its periods the ambulance is in service. A
  /// status that no open period accounts for holds after the last recorded period.
  init(_ ambulance: Ambulance, within window: Range<Int64>, clock: LocalClock) {
    let begin = ambulance.inServiceFrom.map { clock.moment($0) } ?? Int64.min
    var end = Int64.max
    if let day = ambulance.retiredOn {
      end = clock.moment(day.adding(days: 1))
    } else if ambulance.status == .retired {
      end = begin
    }
    for period in ambulance.statusPeriods where period.status == .retired && period.to == nil {
      end = min(end, period.from.milliseconds)
    }
    let span =
      begin < end ? (begin..<end).clamped(to: window) : window.lowerBound..<window.lowerBound
    books = span.isEmpty ? [] : [span]

    func recorded(_ wanted: Set<AmbulanceStatus>) -> [Range<Int64>] {
      TimeSpans.united(
        ambulance.statusPeriods.filter { wanted.contains($0.status) }.compactMap { period in
          let from = period.from.milliseconds
          let to = period.to?.milliseconds ?? Int64.max
          return from < to ? (from..<to).clamped(to: window) : nil
        })
    }
    var status: [AmbulanceStatus: [Range<Int64>]] = [:]
    for one in [AmbulanceStatus.inRepair, .reserve] { status[one] = recorded([one]) }
    let now = ambulance.status
    let isExplained = ambulance.statusPeriods.contains { $0.status == now && $0.to == nil }
    if now == .inRepair || now == .reserve, !isExplained {
      let last =
        ambulance.statusPeriods.compactMap { $0.to?.milliseconds ?? $0.from.milliseconds }
        .max() ?? Int64.min
      let rest = (min(last, Int64.max - 1)..<Int64.max).clamped(to: window)
      let others = recorded(Set(AmbulanceStatus.allCases).subtracting([now]))
      status[now] = TimeSpans.united(
        (status[now] ?? []) + TimeSpans.subtracting(others, from: rest.isEmpty ? [] : [rest]))
    }
    func onBooks(_ spans: [Range<Int64>]) -> [Range<Int64>] {
      span.isEmpty ? [] : TimeSpans.intersection(spans, span)
    }
    repair = onBooks(status[.inRepair] ?? [])
    let away = TimeSpans.united((status[.inRepair] ?? []) + (status[.reserve] ?? []))
    service = TimeSpans.subtracting(away, from: books)
  }
}
