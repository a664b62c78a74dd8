import Testing

@testable import Routing

@Suite("Numbers of the points that ways name")
struct NodeTableTests {
  /// Ids near to each other, far apart, negative, and at the ends of what there is.
  private let ids: [Int64] = [7, 8, 9, 9, 7, 1_000_000_007, -3, .max, .min, 8, 0, 12, 10, 7]

  @Test("Every named id has a number of its own, and others have none, in whatever order one asks")
  func numbers() {
    var table = NodeTable(ids)
    let sorted = Set(ids).sorted()
    #expect(table.ids == sorted)
    let asked = sorted + [11, -4, 6, 1_000_000_006, 1_000_000_008, 1, .max - 1, .min + 1]
    for first in asked {
      for second in asked {
        _ = table.number(of: first)
        #expect(
          table.number(of: second) == sorted.firstIndex(of: second).map { UInt32($0) },
          "\(second) after \(first)")
      }
    }
  }

  @Test("A table of no ids knows none")
  func empty() {
    var table = NodeTable([])
    #expect(table.number(of: 1) == nil)
  }

  @Test("Points come back as they were named, twice in a row once, those of too short a way not")
  func named() {
    var points = NamedPoints()
    let ways: [([Int64], Bool)] = [
      ([5, 6, 6, 5], true), ([9], false), ([], false), ([4, 4], false), ([.max, .min, 0], true),
      ([-1, 1], true),
    ]
    for (way, isKept) in ways { #expect(points.append(way) == isKept) }
    #expect(points.ids == [5, 6, 5, .max, .min, 0, -1, 1])
    #expect(points.count == 8)
    var table = NodeTable(points.ids)
    #expect(points.references(&table).map { table.ids[Int($0)] } == points.ids)
  }

  @Test("A shape takes as many bytes as are foreseen")
  func shapeBytes() {
    let start = RoadPosition(latitude: 10, longitude: -10)
    let steps: [Int32] = [0, 31, 32, 63, 64, 8191, 8192, 1_048_576, .max, .min]
    for step in steps {
      let points = [
        RoadPosition(latitude: step, longitude: 10), RoadPosition(latitude: 10, longitude: step),
      ]
      var bytes: [UInt8] = []
      ShapeCoder.append(points, from: start, to: &bytes)
      #expect(ShapeCoder.byteCount(points, from: start) == bytes.count, "\(step)")
    }
    #expect(ShapeCoder.byteCount([], from: start) == 1)
  }
}
