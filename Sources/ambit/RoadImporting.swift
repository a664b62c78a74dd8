import Analysis
import DataImport
import Foundation
import Geometry
import Quantities
import ResponseModel
import Routing
import Store

/// `ambit import roads`: a road file into a road network beside the store.
struct RoadImporting {
  let file: String
  let store: String
  let margin: Meters
  let profile: String?
  let isDry: Bool
  let map: [String: String]
  let layer: String?
  let crs: String?

  func run(_ language: Language) throws -> RoadImportReport {
    let profile = try SpeedProfileLibrary.profile(profile)
    let service = try ServiceStore(writingTo: store)
    let boxes = try boxes(of: service)
    let target = ServiceStore.roadFile(of: store)
    let draft = target + ".new-\(UUID().uuidString)"
    defer {
      // Gone already where the import was taken.
      if FileManager.default.fileExists(atPath: draft) { unlink(draft) }
    }
    let options = RoadImport.Options(
      boxes: boxes, marginMeters: boxes.isEmpty ? nil : margin.value,
      tool: "ambit \(Provenance.currentVersion)", map: map, layer: layer, declaredCRS: crs)
    let result = try RoadImport.run(file, to: draft, options, progress: Console.progress)
    let times = try result.network.travelTimes(profile)
    let report = RoadImportReport(
      result, RoadComponents(result.network, times), profile: profile.id, boxes: boxes.count,
      margin: margin, isWritten: !isDry, target: target)
    guard !isDry else { return report }
    let network = result.network
    let note = AuditNote.here(
      file: SourceFile(
        name: result.sourceName, sha256: result.sourceDigest, rows: result.buildCounts.ways,
        source: "import roads", licence: network.description.attribution))
    let record = RoadNetworkRecord(
      file: URL(filePath: target).lastPathComponent, sha256: result.digest,
      source: result.sourceName, sourceSHA256: result.sourceDigest,
      marginMeters: options.marginMeters, places: network.placeCount, nodes: network.nodeCount,
      arcs: network.arcCount, segments: network.segmentCount,
      lengthMeters: network.totalLength.value, program: Provenance.currentVersion,
      command: note.command, at: note.at)
    try service.replaceRoadNetwork(record, note: note, issues: report.issues) {
      guard rename(draft, target) == 0 else {
        let reason = String(cString: strerror(errno))
        throw Failure(
          .inputOutput,
          LocalizedText(zh: "无法写入 \(target)：\(reason)", en: "cannot write \(target): \(reason)"))
      }
    }
    return report
  }

  /// A box around each county with the margin; none where the store has no county with a position.
  private func boxes(of service: ServiceStore) throws -> [Bounds<GeographicCoordinate>] {
    let data = try service.load(layers: [.counties, .townships, .stations])
    return data.counties.compactMap { county in
      let points =
        data.townships.filter { $0.countyCode == county.code }.compactMap(\.seat)
        + data.stations.filter { $0.countyCode == county.code }.map(\.position)
      let around = Bounds(containing: points)
      guard let box = county.boundary?.bounds.map({ around?.union($0) ?? $0 }) ?? around else {
        return nil
      }
      return widened(box)
    }
  }

  private func widened(_ box: Bounds<GeographicCoordinate>) -> Bounds<GeographicCoordinate> {
    let pole = min(89, max(abs(box.minimum.latitude), abs(box.maximum.latitude)) + 0.5)
    let scale = GroundScale(latitude: pole)
    // A degree of latitude is shortest at the equator.
    let north = margin.value / GroundScale(latitude: 0).metersPerDegreeNorth
    let east = margin.value / scale.metersPerDegreeEast
    return Bounds(
      minimum: GeographicCoordinate(
        easting: max(-180, box.minimum.longitude - east),
        northing: max(-90, box.minimum.latitude - north)),
      maximum: GeographicCoordinate(
        easting: min(180, box.maximum.longitude + east),
        northing: min(90, box.maximum.latitude + north)))
  }
}

/// A margin as people write it: `20km`, `500m`, `0`.
struct Margin {
  let meters: Meters

  init(_ text: String) throws {
    if text == "0" {
      meters = Meters(0)
    } else {
      meters = try Radius(text).meters
    }
  }
}
