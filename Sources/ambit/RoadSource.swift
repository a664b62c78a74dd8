import Analysis
import DataImport
import Foundation
import ResponseModel
import Routing
import Store

/// `ROADS` of a command: a road file, a road network's file, or a store that has one.
enum RoadSource {
  static func network(_ path: String, _ language: Language) throws -> RoadNetwork {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        .missingInput, LocalizedText(zh: "找不到文件 \(path)", en: "no such file: \(path)"))
    }
    if isStore(path) {
      return try StoreRoads.require(besides: path, try ServiceStore(readingFrom: path)).network
    }
    guard RoadImport.isOpenStreetMap(path) else {
      do {
        return try RoadNetwork(reading: path)
      } catch {
        throw Failure(Failure.Status(error.code), error.message)
      }
    }
    // Mapped, and gone from the folder: the system frees it when nobody holds it any more.
    let draft = FileManager.default.temporaryDirectory
      .appending(path: "ambit-roads-\(UUID().uuidString)").path
    defer {
      if FileManager.default.fileExists(atPath: draft) { unlink(draft) }
    }
    let options = RoadImport.Options(tool: "ambit \(Provenance.currentVersion)")
    return try RoadImport.run(path, to: draft, options, progress: Console.progress).network
  }

  /// Whether the file is an SQLite database.
  private static func isStore(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    return handle.readData(ofLength: 15) == Data("SQLite format 3".utf8)
  }

  static func basis(
    _ path: String, speeds: String?, period: String?, _ language: Language
  ) throws -> RoadBasis {
    // A profile with an error should be said before minutes are spent on a road file.
    let profile = try SpeedProfileLibrary.profile(speeds)
    let network = try network(path, language)
    do {
      return try RoadBasis(network, profile, period: period)
    } catch {
      throw Failure(Failure.Status(error.code), error.message)
    }
  }
}

/// Points that a command is given in a file.
enum PlaceSource {
  static func places(
    _ path: String, as role: RoadRole, on basis: RoadBasis, crs: DatumWord?, map: [ColumnWord],
    encoding: EncodingWord?, _ language: Language
  ) throws -> PlacesOnRoads {
    var options = ImportOptions(.candidates)
    options.datum = crs?.datum
    options.map = Dictionary(map.map { ($0.field, $0.column) }) { _, last in last }
    options.encoding = encoding?.encoding
    let file = try PlaceFile.read(path, options: options)
    if file.isDatumAssumed {
      Console.note(
        LocalizedText(
          zh: "\(file.name) 没有说明坐标系，按 WGS-84 处理；高德、腾讯坐标请加 --crs gcj02，百度 --crs bd09",
          en:
            "\(file.name) does not say its datum and is taken to be in WGS-84: say --crs gcj02 for"
            + " positions of Amap and Tencent, --crs bd09 for Baidu")[language])
    }
    let places = PlacesOnRoads(
      file.places, from: InputFile(name: file.name, digest: file.digest), as: role,
      on: basis.snapper)
    let lost = places.onRoads.snaps.count { $0.point == nil }
    if lost > 0 {
      Console.note(
        LocalizedText(
          zh: "\(file.name) 的 \(lost) 个地点离道路太远，不可到达；JSON 结果中有距离",
          en:
            "\(lost) places of \(file.name) are too far from any road to be reached: the JSON result"
            + " has their distances")[language])
    }
    return places
  }
}
