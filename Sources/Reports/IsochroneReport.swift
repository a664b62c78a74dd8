public import Analysis
public import FoundationEssentials
import Geometry
import Quantities
public import ResponseModel
import Routing

/// Isochrones as GeoJSON, JSON, CSV or text.
public enum IsochroneReport {
  /// Digits of a degree that hold the lines of the cells exactly.
  private static let decimals = 8

  /// A feature for each origin and limit, the largest limit of an origin first, so that a map draws the
  /// smaller ones on top.
  public static func geoJSON(_ analysis: IsochroneAnalysis) throws -> String {
    var features: [GeoJSONFeature] = []
    for (row, place) in zip(analysis.isochrones, analysis.origins.places) {
      for isochrone in row.reversed() {
        features.append(
          GeoJSONFeature(
            shape: isochrone.area.isEmpty ? nil : .multiPolygon(isochrone.area),
            properties: [
              "origin": .string(place.id), "name": place.name.map(JSONValue.string) ?? .null,
              "minutes": .number(isochrone.limit.minutes),
              "limit_s": .number(isochrone.limit.value),
              "area_km2": .number(isochrone.extent.squareKilometers),
            ]))
      }
    }
    let description = analysis.basis.network.description
    return try GeoJSON.text(
      features,
      members: [
        "cell_m": .number(analysis.cell.value), "profile": .string(analysis.basis.times.profileID),
        "period": analysis.basis.times.periodID.map(JSONValue.string) ?? .null,
        "roads": .string(description.source), "roads_sha256": .string(description.sourceDigest),
        "attribution": .string(description.attribution),
      ], decimals: decimals)
  }

  /// JSON of `Sources/ambit/Schemas/isochrone.schema.json`.
  public static func json(_ analysis: IsochroneAnalysis) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(Frame(analysis))
    precondition(data.popLast() == UInt8(ascii: "}"), "an object ends with a brace")
    while data.last == UInt8(ascii: "\n") { data.removeLast() }
    data.append(contentsOf: ",\n  \"isochrones\" : [".utf8)
    var isFirst = true
    for (row, place) in zip(analysis.isochrones, analysis.origins.places) {
      for isochrone in row {
        let head = try encoder.encode(
          Area(
            origin: place.id, minutes: isochrone.limit.minutes, limitS: isochrone.limit.value,
            areaKm2: isochrone.extent.squareKilometers, parts: isochrone.area.polygons.count))
        data.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
        isFirst = false
        data.append(contentsOf: head.prefix(head.count - 1).filter { $0 != UInt8(ascii: "\n") })
        data.append(contentsOf: ", \"geometry\" : ".utf8)
        let geometry = GeoJSON.text(.multiPolygon(isochrone.area), decimals: decimals)
        data.append(contentsOf: geometry.utf8)
        data.append(UInt8(ascii: "}"))
      }
    }
    data.append(contentsOf: "\n  ]\n}\n".utf8)
    return data
  }

  private struct Area: Encodable {
    let origin: String
    let minutes: Double
    let limitS: Double
    let areaKm2: Double
    let parts: Int
  }

  private struct Frame: Encodable {
    let basis: RoadBasisOutput
    let origins: [RoadPlaceOutput]
    let cellM: Double

    init(_ analysis: IsochroneAnalysis) {
      basis = RoadBasisOutput(analysis.basis, analysis.origins)
      origins = RoadPlaceOutput.all(analysis.origins, analysis.basis.network)
      cellM = analysis.cell.value
    }
  }

  /// The areas without their shapes, one row an origin and limit.
  public static func csv(_ analysis: IsochroneAnalysis) -> String {
    var text = "origin,minutes,area_km2,parts\r\n"
    for (row, place) in zip(analysis.isochrones, analysis.origins.places) {
      for isochrone in row {
        let cells = [
          CSVField.text(place.id), CSVField.number(isochrone.limit.minutes),
          CSVField.number(isochrone.extent.squareKilometers), String(isochrone.area.polygons.count),
        ]
        text += cells.joined(separator: ",") + "\r\n"
      }
    }
    return text
  }

  public static func text(_ analysis: IsochroneAnalysis, language: Language) -> String {
    var table = TextTable([
      (LocalizedText(zh: "起点", en: "origin")[language], .left),
      (LocalizedText(zh: "分钟", en: "minutes")[language], .right),
      (LocalizedText(zh: "面积 平方公里", en: "area km²")[language], .right),
    ])
    for (row, place) in zip(analysis.isochrones, analysis.origins.places) {
      for isochrone in row {
        table.add([
          place.name ?? place.id, NumberText.grouped(isochrone.limit.minutes, decimals: 1),
          NumberText.fixed(isochrone.extent.squareKilometers, decimals: 2),
        ])
      }
    }
    return table.text
  }
}
