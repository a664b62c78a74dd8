import ArgumentParser
import Coverage
import ResponseModel
import Routing
import Store

/// Whether travel times are by the store's roads, and at what speeds.
struct RoadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Speed profile: an id of 'ambit profiles list' or a file; ambulance where not given.",
      valueName: "id"))
  var speeds: String?

  @Option(
    help: ArgumentHelp("Period of the speed profile that holds by day.", valueName: "id"))
  var dayPeriod: String?

  @Option(
    help: ArgumentHelp("Period of the speed profile that holds by night.", valueName: "id"))
  var nightPeriod: String?

  @Flag(help: "Model by straight line although the store has roads.")
  var straightLine = false

  /// Whether anything about roads was said.
  var isGiven: Bool {
    straightLine || speeds != nil || dayPeriod != nil || nightPeriod != nil
  }

  /// `nil` where the store has no roads, or they are not wanted.
  func model(besides store: String, _ opened: ServiceStore) throws -> RoadModel? {
    guard !straightLine else { return nil }
    guard let roads = try StoreRoads.find(besides: store, opened) else {
      guard speeds == nil, dayPeriod == nil, nightPeriod == nil else {
        throw Failure(
          .missingInput,
          LocalizedText(
            zh: "\(store) 还没有路网，速度方案无从使用：请先运行 ambit import roads 文件.osm.pbf --into \(store)",
            en: "\(store) has no roads for a speed profile: run ambit import roads FILE.osm.pbf"
              + " --into \(store)"))
      }
      return nil
    }
    let profile = try SpeedProfileLibrary.profile(speeds)
    return try RoadModel(
      roads.network, profile, dayPeriod: dayPeriod, nightPeriod: nightPeriod)
  }
}
