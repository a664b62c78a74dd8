import ResponseModel

/// Long tables of ids and numbers, read line by line.
public enum LongTable {
  /// What a column holds, by the names it may have.
  public enum Column: String, Sendable, CaseIterable {
    case demand, site, cost, weight, busy, calls, vehicles

    var names: Set<String> {
      switch self {
      case .demand: ["demand", "demand_id", "需求点", "需求点代码"]
      case .site: ["site", "site_id", "station", "station_id", "candidate", "候选点", "急救站", "站点"]
      case .cost: ["cost", "time", "minutes", "distance", "travel_min", "代价", "时间", "距离", "费用"]
      case .weight: ["weight", "population", "demand_weight", "calls_per_hour", "权重", "人口"]
      case .busy: ["busy", "busy_fraction", "繁忙概率"]
      case .calls: ["calls", "calls_per_hour", "rate", "呼叫量", "每小时呼叫量"]
      case .vehicles: ["vehicles", "ambulances", "车辆数", "救护车数"]
      }
    }
  }

  /// Gives each line's fields in the order of `columns`.
  static func read(
    _ path: String, columns: [Column],
    _ body: ([UnsafeRawBufferPointer], Int) throws(ImportError) -> Void
  ) throws(ImportError) {
    var reader = LineReader(path: path, columns: columns)
    try FileChunks.readLines(path) { bytes throws(ImportError) in
      var start = 0
      while start < bytes.count {
        let end = bytes.lineEnd(from: start)
        try reader.take(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), body)
        start = end + 1
      }
    }
  }

  static func empty(_ path: String) -> ImportError {
    let name = FileName.last(of: path)
    return ImportError(
      .badData, LocalizedText(zh: "\(name) 中没有数据行", en: "\(name) has no line of data"))
  }

  static func notUTF8(_ path: String) -> ImportError {
    let name = FileName.last(of: path)
    return ImportError(
      .badData,
      LocalizedText(
        zh: "\(name) 不是 UTF-8 编码的文本：请另存为 UTF-8 的 CSV",
        en: "\(name) is not text in UTF-8: save it as CSV in UTF-8"))
  }

  /// A number as written; `inf` is infinite.
  static func number(
    _ field: UnsafeRawBufferPointer, _ column: String, _ path: String, _ line: Int
  ) throws(ImportError) -> Double {
    guard let value = DecimalNumber.value(of: field), !value.isNaN, value >= 0 else {
      let text = String(decoding: field, as: UTF8.self)
      let name = FileName.last(of: path)
      throw ImportError(
        .badData,
        LocalizedText(
          zh: "\(name) 第 \(line) 行： \(column) 是 '\(text)'，应为不小于 0 的数",
          en: "\(name):\(line): \(column) is '\(text)'; it must be a number of 0 or more"))
    }
    return value
  }
}
