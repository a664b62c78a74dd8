import Geometry
import ResponseModel
import TestSupport
import Testing

@testable import DataImport

/// Importing an export gives the rows back.
@Suite struct RoundTripTests {
  private static let formats = ["xlsx", "csv", "geojson", "gpkg", "shp"]

  @Test(arguments: Seeds.some)
  func `Every layer comes back from every format as it was`(seed: UInt64) throws {
    let folder = try ImportFolder()
    var sketch = ServiceSketch(seed: seed)
    let data = try sketch.data()
    for layer in Layer.allCases {
      for format in Self.formats {
        guard format != "shp" || LayerTable(layer).hasPositions else { continue }
        let path = folder.path("\(layer.rawValue).\(format)")
        let notes = try LayerExport.write(data[layer], to: path)
        // A workbook has no room for boundaries, and a file that lacks them keeps those of the store.
        let store = notes.isEmpty ? Self.without(layer, data) : data
        let read = try Imported(path, layer, into: store)
        #expect(read.obstacle == nil, "\(layer.rawValue).\(format)")
        #expect(read.errors.isEmpty, "\(layer.rawValue).\(format)")
        let rows = Self.joined(read.batches, layer)
        if rows != data[layer] {
          Issue.record("\(layer.rawValue).\(format):\n\(rows)\nand not\n\(data[layer])")
        }
      }
    }
  }

  @Test(arguments: Seeds.some)
  func `Headers in the other language come back the same`(seed: UInt64) throws {
    let folder = try ImportFolder()
    var sketch = ServiceSketch(seed: seed)
    let data = try sketch.data()
    for layer in Layer.allCases {
      for (format, chinese) in [("xlsx", false), ("csv", true), ("geojson", true)] {
        let path = folder.path("\(layer.rawValue).\(format)")
        let notes = try LayerExport.write(data[layer], to: path, chinese: chinese)
        let read = try Imported(
          path, layer, into: notes.isEmpty ? Self.without(layer, data) : data)
        #expect(
          Self.joined(read.batches, layer) == data[layer], "\(layer.rawValue).\(format) \(chinese)")
      }
    }
  }

  @Test func `A file that is there is replaced only when asked`() throws {
    let folder = try ImportFolder()
    let path = try folder.write("mine", "a.csv")
    let rows = ServiceData()[.stations]
    #expect(throws: ImportError.self) { try LayerExport.write(rows, to: path) }
    _ = try LayerExport.write(rows, to: path, replacing: true)
  }

  @Test func `A folder that is not there, and a name without a format, are refused`() throws {
    let folder = try ImportFolder()
    let rows = ServiceData()[.stations]
    let missing = #expect(throws: ImportError.self) {
      try LayerExport.write(rows, to: folder.path("none/a.csv"))
    }
    #expect(missing?.code == .inputOutput)
    let nameless = #expect(throws: ImportError.self) {
      try LayerExport.write(rows, to: folder.path("stations"))
    }
    #expect(nameless?.code == .usage)
  }

  /// What rows of a layer refer to, without the layer itself.
  private static func without(_ layer: Layer, _ data: ServiceData) -> ServiceData {
    var data = data
    switch layer {
    case .counties: data.counties = []
    case .townships: data.townships = []
    case .facilities: data.facilities = []
    case .stations: data.stations = []
    case .candidates: data.candidates = []
    case .demandPoints: data.demandPoints = []
    case .ambulances: data.ambulances = []
    case .equipment: data.equipment = []
    case .crew: data.crew = []
    case .consortium, .shifts, .calls, .visits: break
    }
    return data
  }

  private static func joined(_ batches: [LayerRows], _ layer: Layer) -> LayerRows {
    guard let first = batches.first else { return ServiceData()[layer] }
    precondition(batches.count == 1, "a sketch fits one batch")
    return first
  }
}
