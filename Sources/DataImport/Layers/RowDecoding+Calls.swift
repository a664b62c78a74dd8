import Geometry
import Quantities
import ResponseModel

extension ImportRow {
  func call() throws(Problem) -> Call {
    let slots = layout.call
    let memo = context.memo
    let event = try code(slots.event)
    let plate = try recalled(memo.plates, slots.plate) { () throws(Problem) in
      try code(slots.plate)
    }
    guard let mission = try code(slots.mission) ?? Self.mission(event, plate) else {
      throw missing("mission_id")
    }
    var times = try CallChain(self).times()
    // Some exports have the moment the telephone was picked up and no other start.
    let isReceived = slots.received.slot != nil
    if !isReceived { times.received = times.answered }
    guard let start = times.received ?? times.dispatched ?? times.accepted ?? times.departed else {
      throw missing(isReceived ? "received_at" : "dispatched_at")
    }
    _ = start
    let position = try callPosition()
    let county = try callCounty(at: position)
    let station = try recalled(memo.stations, slots.stationName) { () throws(Problem) in
      try text(slots.stationName).map { (name: $0, code: context.references.stationCode($0)) }
    }
    let outcome = try recalled(memo.outcomes, slots.outcome) { () throws(Problem) in
      // Searching a text for twenty words takes longer than reading the rest of its row.
      try text(slots.outcome).map { (text: $0, meaning: Self.outcome($0)) }
    }
    let kind = try recalled(memo.kinds, slots.eventKind) { () throws(Problem) in
      try text(slots.eventKind)
    }
    let call = Call(
      missionID: mission, eventID: event, eventKind: kind, times: times,
      statedResponse: try statedResponse(), position: position, countyCode: county,
      townshipCode: try callTownship(county), areaClass: try callAreaClass(),
      stationName: station?.name, stationCode: try callStation(station?.name, station?.code),
      ambulancePlate: plate,
      outcome: outcome?.meaning, outcomeText: outcome?.text, details: details())
    checkStated(call)
    return call
  }

  /// What tells missions apart where they have no number of their own.
  private static func mission(_ event: String?, _ plate: String?) -> String? {
    event.map { $0 + (plate.map { "-\($0)" } ?? "") }
  }

  /// A mission without a position counts in the response times all the same.
  private func callPosition() throws(Problem) -> GeographicCoordinate? {
    do throws(Problem) {
      return try position()
    } catch {
      let issue = error.issue
      warn(issue.code, "longitude", issue.message)
      return nil
    }
  }

  private func callTownship(_ county: String?) throws(Problem) -> String? {
    guard let text = try code(layout.call.township) else { return nil }
    let found = context.references.township(text, countyCode: county)
    if found == nil {
      warn(
        "unknown-township", "township_code",
        LocalizedText(
          zh: "数据文件中没有乡镇（街道）“\(text)”，该列留空", en: "unknown township '\(text)', left empty"),
        subject: text)
    }
    return found?.code
  }

  private func callCounty(at position: GeographicCoordinate?) throws(Problem) -> String? {
    let (column, memo) = (layout.call.county, context.memo.counties)
    if let slot = column.slot, let known = raw.withBytes(of: slot, { memo.value(of: $0) }) {
      return known
    }
    let county = try countyCode(at: position)
    // Where the column says nothing, the position decided, which is another in each row.
    if let county, let slot = column.slot, try code(column) != nil {
      raw.withBytes(of: slot) { memo.keep(county, of: $0) }
    }
    return county
  }

  private func callAreaClass() throws(Problem) -> AreaClass? {
    try recalled(context.memo.areaClasses, layout.call.areaClass) { () throws(Problem) in
      try value("area_class") as AreaClass?
    }
  }

  /// The export's own name stays with the call; a name that no station has is no reason to lose it.
  ///
  /// - Parameter named: the code of the station that has the name.
  private func callStation(_ name: String?, _ named: String??) throws(Problem) -> String? {
    guard let text = try code(layout.call.stationCode) ?? name else { return nil }
    let isNamed = layout.call.stationCode.slot == nil
    let found = (isNamed ? nil : context.stationCode(text)) ?? named ?? nil
    if found == nil {
      context.countUnknownStation(text, row: self)
    }
    return found
  }

  private func details() -> [String: String] {
    guard !layout.included.isEmpty else { return [:] }
    var details: [String: String] = [:]
    for (index, column) in layout.included.enumerated() {
      if let value = raw[layout.columns.count + index].flatMap(PlainText.trimmed) {
        details[column.header] = value
      }
    }
    return details
  }

  static func outcome(_ text: String) -> CallOutcome {
    let words: [(String, CallOutcome)] = [
      ("未找到", .notFound), ("找不到", .notFound), ("未见", .notFound), ("死亡", .diedOnScene),
      ("拒绝", .refused), ("拒送", .refused), ("拒诊", .refused), ("取消", .cancelled),
      ("空车", .cancelled), ("放空", .cancelled), ("退车", .cancelled), ("空返", .cancelled),
      ("现场处置", .treatedOnScene), ("现场治疗", .treatedOnScene), ("现场救治", .treatedOnScene),
      ("送", .transported), ("转院", .transported), ("转运", .transported), ("正常", .transported),
    ]
    return CallOutcome(rawValue: text) ?? words.first { text.contains($0.0) }?.1 ?? .other
  }

  /// The column 急救反应时间, where its unit is known: `8分30秒`, `00:08:30`, a header with (秒) or (分钟).
  private func statedResponse() throws(Problem) -> Seconds? {
    let column = layout.call.statedResponse
    guard let text = try text(column), let slot = column.slot else { return nil }
    if let number = Double(text), number >= 0, number.isFinite {
      let header = HeaderName(layout.columns[slot].header)
      let unit = header.note
      if unit.hasPrefix("分") || unit.hasPrefix("min") { return Seconds(minutes: number) }
      if unit.hasPrefix("秒") || unit == "s" || unit.hasPrefix("sec")
        || header.plain.hasSuffix("responses") || header.plain == "statedsec"
      {
        return Seconds(number)
      }
      context.statedWithoutUnit += 1
      return nil
    }
    let stated = DurationText.seconds(text)
    if stated == nil { context.unreadableStated += 1 }
    return stated
  }

  /// Half a minute covers an export that rounds to whole minutes.
  private func checkStated(_ call: Call) {
    guard let stated = call.statedResponse else { return }
    context.statedResponses += 1
    guard let response = call.response, abs(stated.value - response.value) > 30 else { return }
    context.statedDisagreements += 1
  }
}

extension ImportContext {
  /// One warning for each name and not for each call.
  func countUnknownStation(_ name: String, row: ImportRow) {
    guard unknownStations.insert(name).inserted else { return }
    row.warn(
      "unknown-station", row.has("station_code") ? "station_code" : "station_name",
      LocalizedText(
        zh: "数据文件中没有急救站“\(name)”，其任务未归入任何站点",
        en: "no station is called '\(name)': its calls belong to none"),
      subject: name)
  }
}
