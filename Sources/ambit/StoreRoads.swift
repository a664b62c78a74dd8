import DataImport
import Foundation
import ResponseModel
import Routing
import Store

/// The road network that belongs to a store.
struct StoreRoads {
  let network: RoadNetwork
  let record: RoadNetworkRecord

  /// - Returns: `nil` where no roads were imported.
  /// - Throws: where the file that the store names is missing, of another version, or not the one that
  ///   was imported; the message has the command that makes it anew.
  static func find(besides path: String, _ store: ServiceStore) throws -> StoreRoads? {
    guard let record = try store.roadNetwork() else { return nil }
    let file = Self.path(record.file, besides: path)
    let again = LocalizedText(
      zh: "请重新运行：\(record.command)", en: "run this again: \(record.command)")
    guard FileManager.default.fileExists(atPath: file) else {
      throw Failure(
        .missingInput,
        LocalizedText(
          zh: "找不到数据文件所用的路网 \(file)：\(again.zh)",
          en: "the road network of the store, \(file), is missing: \(again.en)"))
    }
    guard try RoadImport.digest(ofFileAt: file) == record.sha256 else {
      // A file of another version says so itself, and more clearly.
      do {
        _ = try RoadNetwork(reading: file)
      } catch  where error.code == .otherVersion {
        throw Self.failure(error, again)
      } catch {}
      throw Failure(
        .badData,
        LocalizedText(
          zh: "\(file) 不是数据文件所登记的路网（摘要不符）：\(again.zh)",
          en:
            "\(file) is not the road network that the store names (its digest differs): \(again.en)"
        ))
    }
    do {
      return StoreRoads(network: try RoadNetwork(reading: file), record: record)
    } catch {
      throw Self.failure(error, again)
    }
  }

  /// As `find`, but no roads are an error.
  static func require(besides path: String, _ store: ServiceStore) throws -> StoreRoads {
    guard let roads = try find(besides: path, store) else {
      throw Failure(
        .missingInput,
        LocalizedText(
          zh: "\(path) 还没有路网：请先运行 ambit import roads 文件.osm.pbf --into \(path)",
          en: "\(path) has no roads yet: run ambit import roads FILE.osm.pbf --into \(path)"))
    }
    return roads
  }

  private static func failure(_ error: RoutingError, _ again: LocalizedText) -> Failure {
    Failure(
      Failure.Status(error.code),
      LocalizedText(zh: "\(error.message.zh)；\(again.zh)", en: "\(error.message.en); \(again.en)"))
  }

  static func path(_ file: String, besides store: String) -> String {
    URL(filePath: store).deletingLastPathComponent().appending(path: file).path
  }
}

extension Failure.Status {
  init(_ code: RoutingError.Code) {
    switch code {
    case .fileNotFound: self = .missingInput
    case .notARoadNetwork, .otherVersion, .otherDigest, .tooLarge, .noRoads: self = .badData
    case .unknownPeriod: self = .usage
    case .inputOutput: self = .inputOutput
    }
  }
}
