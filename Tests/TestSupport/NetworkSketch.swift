public import Geometry
import Quantities
public import Routing

/// Roads drawn as text, made into a network by the real builder.
///
///     A---B---C
///     |   |
///     D---E>>>F
///
/// Letters and digits are places. `-` and `|` are roads both ways, `>`, `<`, `v` and `^` one way in
/// that direction, `+` a point where a road bends or two cross without meeting. A character is
/// `metersPerCharacter` wide and high.
///
/// A place is a point where all its roads meet. Each straight run of line characters is a way of its
/// own, numbered from 1 in reading order, rows before columns, and called by its ends: `AB`.
public struct NetworkSketch {
  public private(set) var builder = RoadNetworkBuilder()
  /// Ids of the points: the letter's code.
  public let coordinates: [Character: GeographicCoordinate]
  /// Ids of ways by their ends, e.g. `AB`, in the direction they were drawn.
  public private(set) var ways: [String: Int64] = [:]

  private struct Way {
    let from: Character
    let to: Character
    let isOneWay: Bool
  }

  /// - Parameters:
  ///   - origin: where the top left character is: in the desert, so that nobody takes it for real.
  ///   - attributes: what is said about each way, by its ends; a residential road where `nil`.
  public init(
    _ drawing: String, metersPerCharacter: Double = 50,
    origin: GeographicCoordinate = GeographicCoordinate(easting: 101, northing: 40),
    points: [Character: RoadNode] = [:],
    attributes: (String) -> RoadAttributes? = { _ in nil }
  ) {
    let grid = drawing.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    var coordinates: [Character: GeographicCoordinate] = [:]
    for (row, line) in grid.enumerated() {
      for (column, character) in line.enumerated()
      where character.isLetter && character.isUppercase || character.isNumber {
        precondition(coordinates[character] == nil, "the place \(character) is drawn twice")
        let south = Geodesic.destination(
          from: origin, azimuth: 180, distance: .init(Double(row) * metersPerCharacter))
        coordinates[character] = Geodesic.destination(
          from: south, azimuth: 90, distance: .init(Double(column) * metersPerCharacter))
      }
    }
    self.coordinates = coordinates
    for way in Self.ways(grid) {
      let key = "\(way.from)\(way.to)"
      var road = attributes(key) ?? RoadAttributes(.residential)
      if way.isOneWay { road.isOpenBackward = false }
      let id = Int64(ways.count + 1)
      ways[key] = id
      builder.addWay(id: id, road, name: key, points: [Self.id(way.from), Self.id(way.to)])
    }
    for (character, coordinate) in coordinates {
      builder.setPoint(Self.id(character), RoadPosition(coordinate))
    }
    for (character, node) in points { builder.setPoint(Self.id(character), node) }
  }

  public static func id(_ place: Character) -> Int64 {
    Int64(place.unicodeScalars.first?.value ?? 0)
  }

  private static func ways(_ grid: [[Character]]) -> [Way] {
    var ways: [Way] = []
    let width = grid.map(\.count).max() ?? 0
    let columns = (0..<width).map { column in
      grid.map { column < $0.count ? $0[column] : " " }
    }
    for row in grid { ways += runs(row, both: "-", along: ">", against: "<") }
    for column in columns { ways += runs(column, both: "|", along: "v", against: "^") }
    return ways
  }

  /// Straight runs between two places on a line of characters.
  private static func runs(
    _ line: [Character], both: Character, along: Character, against: Character
  ) -> [Way] {
    var ways: [Way] = []
    var start: Character?
    var kinds: Set<Character> = []
    for character in line {
      if character.isLetter && character.isUppercase || character.isNumber {
        if let start, !kinds.isEmpty {
          let isAgainst = kinds.contains(against)
          ways.append(
            Way(
              from: isAgainst ? character : start, to: isAgainst ? start : character,
              isOneWay: kinds.contains(along) || isAgainst))
        }
        start = character
        kinds = []
      } else if [both, along, against].contains(character) {
        kinds.insert(character)
      } else if character != "+" {
        start = nil
        kinds = []
      }
    }
    return ways
  }

  /// Forbids a turn, or makes it the only one: `forbid("AB", "BC")` at the place that both share.
  public mutating func restrict(
    from: String, via: Character, to: String, isMandatory: Bool = false
  ) {
    builder.add(
      TurnRestriction(
        isMandatory: isMandatory, from: way(from), via: .node(Self.id(via)), to: way(to)))
  }

  public mutating func restrict(
    from: String, via: [String], to: String, isMandatory: Bool = false
  ) {
    builder.add(
      TurnRestriction(
        isMandatory: isMandatory, from: way(from), via: .ways(via.map(way)), to: way(to)))
  }

  /// A way by its ends, in either order.
  public func way(_ key: String) -> Int64 {
    guard let id = ways[key] ?? ways[String(key.reversed())] else {
      preconditionFailure("no road \(key) is drawn")
    }
    return id
  }

  /// The network as drawn.
  public func network() -> RoadNetwork {
    var builder = builder
    do {
      return try builder.build(RoadNetworkDescription(source: "sketch"))
    } catch {
      preconditionFailure("a drawing with roads is a network: \(error)")
    }
  }

  /// The place of a letter in `network`.
  public func node(_ place: Character, in network: RoadNetwork) -> Int {
    guard let coordinate = coordinates[place] else {
      preconditionFailure("no place \(place) is drawn")
    }
    let position = RoadPosition(coordinate)
    guard let node = (0..<network.placeCount).first(where: { network.positions[$0] == position })
    else { preconditionFailure("the place \(place) is no node of the network") }
    return node
  }
}
