import Foundation
import Geometry
import ResponseModel
import Routing
import TestSupport
import Testing

@Suite("Road network files")
struct NetworkFileTests {
  private func folder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "ambit-roads-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }

  @Test("A file gives back the network that was written", arguments: Seeds.some)
  func roundTrip(seed: UInt64) throws {
    let network = try TurnTests.Sample(seed: seed).network
    try folder { folder in
      let path = folder + "/n.roads"
      try network.write(to: path)
      let read = try RoadNetwork(reading: path)
      #expect(read.description == network.description)
      #expect(read.firstArc.array == network.firstArc.array)
      #expect(read.heads.array == network.heads.array)
      #expect(read.arcSegments.array == network.arcSegments.array)
      #expect(read.positions.array == network.positions.array)
      #expect(read.originalNodes.array == network.originalNodes.array)
      for segment in 0..<network.segmentCount {
        #expect(read.shape(ofSegment: segment) == network.shape(ofSegment: segment))
        #expect(read.attributes(ofSegment: segment) == network.attributes(ofSegment: segment))
        #expect(read.name(ofSegment: segment) == network.name(ofSegment: segment))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["n.roads"])
    }
  }

  @Test("Any changed byte, any missing end and another version are refused", arguments: Seeds.some)
  func damaged(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let network = try TurnTests.Sample(seed: seed).network
    try folder { folder in
      let path = folder + "/n.roads"
      try network.write(to: path)
      let whole = try Data(contentsOf: URL(filePath: path))
      func code(_ bytes: Data) throws -> RoutingError.Code? {
        try bytes.write(to: URL(filePath: path))
        do {
          _ = try RoadNetwork(reading: path)
          return nil
        } catch {
          #expect(error.message.en.contains("import roads") || error.code == .inputOutput)
          return error.code
        }
      }
      for _ in 0..<200 {
        var bytes = whole
        let index = generator.integer(in: 16...bytes.count - 1)
        bytes[index] ^= UInt8(1 << generator.integer(in: 0...7))
        #expect(try code(bytes) == .notARoadNetwork)
      }
      for count in [0, 1, 8, 24, 100, whole.count / 2, whole.count - 8, whole.count - 1] {
        #expect(try code(whole.prefix(count)) == .notARoadNetwork)
      }
      var other = whole
      other[8] += 1
      #expect(try code(other) == .otherVersion)
      #expect(try code(Data("something else altogether, long enough".utf8)) == .notARoadNetwork)
      #expect(try code(whole) == nil)
    }
    #expect(throws: RoutingError.self) { try RoadNetwork(reading: "/nowhere.roads") }
  }
}
