import TestSupport
import Testing

@testable import Reports

@Suite struct MapLabelPlacerTests {
  private let frame = MapBox(x: 0, y: 0, width: 800, height: 600)
  private let style = MapLabel.Style(size: 11, isBold: false, color: "#000000")

  private func labels(
    _ count: Int, _ generator: inout SeededGenerator, leaders: Bool
  ) -> (labels: [MapLabel], symbols: [MapBox]) {
    let names = ["莲都区", "大港头镇中心卫生院急救站", "Qingtian", "བོད་ལྗོངས", "ئۈرۈمچى", "乙"]
    var symbols: [MapBox] = []
    let labels = (0..<count).map { index in
      let point = MapPoint(
        x: generator.number(in: 0...800), y: generator.number(in: 0...600))
      let radius = generator.number(in: 1...9)
      symbols.append(MapBox(center: point, radius: radius))
      let priorities: [MapLabel.Priority] = [.station, .township]
      return MapLabel(
        lines: SVGTextLines.balanced(
          names[generator.integer(in: 0...5)], size: 11, width: 90, limit: 3),
        style: style, anchor: .symbol(at: point, radius: radius, allowsLeader: leaders),
        priority: priorities[index % 2])
    }
    return (labels, symbols)
  }

  @Test(arguments: Seeds.some)
  func `Names overlap neither each other nor symbols, and stay in the frame`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [1, 20, 150, 600] {
      let (labels, symbols) = labels(count, &generator, leaders: count < 300)
      var placer = MapLabelPlacer(frame: frame, symbols: symbols)
      placer.place(labels)
      let boxes = placer.placed.map(\.box)
      #expect(boxes.count + placer.dropped.count == count)
      for (index, box) in boxes.enumerated() {
        #expect(frame.contains(box))
        #expect(!symbols.contains { $0.overlaps(box) })
        #expect(!boxes[(index + 1)...].contains { $0.overlaps(box) })
      }
    }
  }

  @Test(arguments: Seeds.some)
  func `No line to a symbol crosses a name or another such line's end`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (labels, symbols) = labels(200, &generator, leaders: true)
    var placer = MapLabelPlacer(frame: frame, symbols: symbols)
    placer.place(labels)
    let leaders = placer.placed.compactMap(\.leader)
    #expect(!leaders.isEmpty)
    for leader in leaders {
      for point in MapBox.along(leader.from, leader.to, margin: 2).map(\.center) {
        #expect(!placer.placed.contains { $0.box.contains(point) })
      }
    }
  }

  /// A wall of symbols around one takes every place beside it, and has a gap or none.
  @Test func `A line crosses another symbol only where every free place does`() throws {
    let point = MapPoint(x: 400, y: 300)
    let wall = MapAngle.directions(64).map { direction in
      MapBox(
        center: MapPoint(x: point.x + direction.x * 12, y: point.y + direction.y * 12), radius: 1)
    }
    let own = MapBox(center: point, radius: 6)
    func leader(across symbols: [MapBox]) throws -> (from: MapPoint, to: MapPoint) {
      var placer = MapLabelPlacer(frame: frame, symbols: symbols + [own])
      placer.place([
        MapLabel(
          lines: ["莲都区"], style: style,
          anchor: .symbol(at: point, radius: 5, allowsLeader: true), priority: .station)
      ])
      return try #require(placer.placed.first?.leader)
    }
    func isCrossed(_ line: (from: MapPoint, to: MapPoint), _ symbols: [MapBox]) -> Bool {
      MapBox.along(line.from, line.to).contains { part in
        symbols.contains { $0.overlaps(part) }
      }
    }
    #expect(isCrossed(try leader(across: wall), wall))
    for gap in stride(from: 0, to: wall.count, by: 4) {
      let symbols = (9..<wall.count).map { wall[(gap + $0) % wall.count] }
      #expect(!isCrossed(try leader(across: symbols), symbols), "gap \(gap)")
    }
  }

  @Test func `A lone name stands right of its symbol`() throws {
    var placer = MapLabelPlacer(frame: frame, symbols: [])
    let point = MapPoint(x: 400, y: 300)
    placer.place([
      MapLabel(
        lines: ["莲都区"], style: style,
        anchor: .symbol(at: point, radius: 5, allowsLeader: false), priority: .township)
    ])
    let label = try #require(placer.placed.first)
    #expect(label.box.minX > 405)
    #expect(abs(label.box.center.y - 300) < 0.01)
    #expect(label.leader == nil)
  }

  @Test func `Where two names want one place, the one that matters more gets it`() {
    let point = MapPoint(x: 20, y: 20)
    func label(_ name: String, _ priority: MapLabel.Priority) -> MapLabel {
      MapLabel(
        lines: [name], style: style, anchor: .area(centers: [point]), priority: priority)
    }
    var placer = MapLabelPlacer(
      frame: MapBox(x: 0, y: 0, width: 100, height: 40), symbols: [])
    placer.place([label("乡", .township), label("站", .station)])
    #expect(placer.placed.map(\.label.lines) == [["站"]])
    #expect(placer.dropped.map(\.lines) == [["乡"]])
  }

  @Test func `A place that crosses no line is taken before a better one that does`() throws {
    let point = MapPoint(x: 400, y: 300)
    let label = MapLabel(
      lines: ["莲都区"], style: style,
      anchor: .symbol(at: point, radius: 5, allowsLeader: false), priority: .township)
    let line = MapBox.along(MapPoint(x: 420, y: 0), MapPoint(x: 420, y: 600), step: 4)
    var placer = MapLabelPlacer(frame: frame, symbols: [], lines: line)
    placer.place([label])
    #expect(try #require(placer.placed.first).box.maxX < 400)
  }

  @Test func `A name whose symbol stands on a larger one is put beside the larger one`() throws {
    let point = MapPoint(x: 400, y: 300)
    let label = MapLabel(
      lines: ["莲都区"], style: style,
      anchor: .symbol(at: point, radius: 5, allowsLeader: true), priority: .station)
    let large = MapBox(center: point.moved(x: 0.5, y: 0), radius: 14)
    var placer = MapLabelPlacer(frame: frame, symbols: [MapBox(center: point, radius: 6), large])
    placer.place([label])
    let placed = try #require(placer.placed.first)
    #expect(placed.leader == nil)
    #expect(placed.alignment == .start)
    #expect(placed.box.minX > large.maxX && placed.box.minX < large.maxX + 4)
  }

  @Test func `A place near no other symbol is taken before a better one that is`() throws {
    let point = MapPoint(x: 400, y: 300)
    let label = MapLabel(
      lines: ["莲都区"], style: style,
      anchor: .symbol(at: point, radius: 5, allowsLeader: false), priority: .township)
    let other = MapBox(
      center: MapPoint(x: 407 + label.width / 2, y: 300 + label.height / 2 + 6), radius: 5)
    var placer = MapLabelPlacer(
      frame: frame, symbols: [MapBox(center: point, radius: 6), other])
    placer.place([label])
    #expect(!(try #require(placer.placed.first).box.grown(by: 3).overlaps(other)))
  }
}
