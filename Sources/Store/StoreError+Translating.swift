import FoundationEssentials
import GRDB
import Glibc
import ResponseModel

extension StoreError {
  /// Runs `body`; an error of SQLite becomes one that says what to do.
  static func translating<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch {
      throw StoreError(
        .inputOutput, LocalizedText(zh: "\(path):\(error)", en: "\(path): \(error)"))
    }
  }

  /// The last failure of the C library.
  static func system(_ path: String) -> StoreError {
    let reason = String(cString: strerror(errno))
    return StoreError(
      .inputOutput,
      LocalizedText(zh: "无法写入 \(path)：\(reason)", en: "cannot write \(path): \(reason)"))
  }

  /// A layer that is not in degrees of WGS 84.
  static func otherSystem(_ table: String, _ system: Int32) -> StoreError {
    StoreError(
      .badRow,
      LocalizedText(
        zh: "图层 \(table) 的坐标系是 \(system)，应为 WGS 84（EPSG:4326）；请在 QGIS 中把该图层重新投影为 EPSG:4326",
        en: "layer \(table) is in reference system \(system) and not in WGS 84 (EPSG:4326):"
          + " reproject it to EPSG:4326 in QGIS, or restore a backup"))
  }

  init(_ error: DatabaseError, path: String) {
    let words = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    // Some program took away a table or a column.
    case .SQLITE_ERROR where words.hasPrefix("no such"):
      self.init(
        .damaged,
        LocalizedText(
          zh: "\(path) 缺少表或列（\(words)），已被其他程序改动；请用备份恢复",
          en: "\(path) lacks a table or column (\(words)), another program took it away:"
            + " restore a backup"))
    case .SQLITE_NOTADB:
      self.init(
        .notAStore,
        LocalizedText(
          zh: "\(path) 不是 SQLite 文件，不是 Ambit 的数据文件",
          en: "\(path) is not an SQLite file, so no store of Ambit"))
    case .SQLITE_CORRUPT:
      self.init(
        .damaged,
        LocalizedText(
          zh: "\(path) 已损坏（\(words)），请用备份恢复",
          en: "\(path) is damaged (\(words)): restore it from a backup"))
    case .SQLITE_CONSTRAINT:
      self.init(
        .badRow,
        LocalizedText(
          zh: "\(path)：数据不符合约束（\(words)）", en: "\(path): a row breaks a rule (\(words))"))
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .inputOutput,
        LocalizedText(
          zh: "\(path) 正被另一程序写入，请稍后再试", en: "another program is writing \(path): try again later"))
    case .SQLITE_FULL:
      self.init(
        .inputOutput,
        LocalizedText(zh: "磁盘已满，\(path) 未写入", en: "the disk is full, \(path) was not written"))
    case .SQLITE_READONLY:
      self.init(
        .inputOutput,
        LocalizedText(
          zh: "\(path) 只读，无法写入，请检查路径和权限",
          en: "\(path) can only be read, not written: check the path and its permissions"))
    case .SQLITE_PERM, .SQLITE_CANTOPEN:
      self.init(
        .inputOutput,
        LocalizedText(
          zh: "无法打开 \(path)（\(words)），请检查路径和权限",
          en: "cannot open \(path) (\(words)): check the path and its permissions"))
    default:
      self.init(.inputOutput, LocalizedText(zh: "\(path):\(words)", en: "\(path): \(words)"))
    }
  }
}
