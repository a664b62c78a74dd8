public import Geometry
import Quantities
public import ResponseModel
import Routing

/// The drive from a station to a scene, parted by the classes of its roads.
public struct RoadDrive: Sendable, Hashable {
  /// Milliseconds from place to place, access included.
  public let milliseconds: Double
  /// Of them, between roads and places, and waiting at signals and gates.
  public let access: Double
  public let waiting: Double
  /// Milliseconds of driving by `RoadClass.rawValue`; classes that it does not use are missing.
  public let classes: [UInt8: Double]

  public init(milliseconds: Double, access: Double, waiting: Double, classes: [UInt8: Double]) {
    self.milliseconds = milliseconds
    self.access = access
    self.waiting = waiting
    self.classes = classes
  }
}

extension RoadModel {
  /// The fastest drive from one place to each of several.
  ///
  /// - Returns: in the order of `scenes`; `nil` where there is no way.
  /// - Complexity: one search, and O(arcs) for each drive.
  public func drives(
    from station: GeographicCoordinate, to scenes: [GeographicCoordinate], _ period: DayPeriod
  ) -> [RoadDrive?] {
    let timing = timing(period)
    let snapper = timing.snapper
    guard let origin = snapper.snap(station, as: .origin).point else {
      return scenes.map { _ in nil }
    }
    let starts = snapper.originOffsets(of: origin)
    let tree = ShortestPathTree(timing.search.graph, from: starts)
    return scenes.map { scene in
      guard let end = snapper.snap(scene, as: .destination).point else { return nil }
      return drive(
        tree, origin, starts, end, snapper.destinationOffsets(of: end),
        direct: snapper.directMilliseconds(from: origin, to: end), timing.times)
    }
  }

  private func drive(
    _ tree: ShortestPathTree, _ origin: RoadPoint, _ starts: [NodeOffset], _ end: RoadPoint,
    _ endings: [NodeOffset], direct: UInt32?, _ times: ArcTimes
  ) -> RoadDrive? {
    let access = Double(origin.accessMilliseconds) + Double(end.accessMilliseconds)
    let path = tree.path(to: endings)
    let found = path.map { ($0.time.value * 1000).rounded() }
    if let direct, Double(direct) <= found ?? .infinity {
      return RoadDrive(
        milliseconds: Double(direct), access: access, waiting: 0,
        classes: [classes[origin.segment]: Double(direct) - access])
    }
    guard let path, let found else { return nil }
    var (byClass, waiting) = ([UInt8: Double](), 0.0)
    for arc in path.arcs {
      let delay = times.delayMilliseconds.isEmpty ? 0 : times.delayMilliseconds[arc]
      waiting += Double(delay)
      byClass[classes[network.segment(of: arc)], default: 0] +=
        Double(times.milliseconds[arc] - delay)
    }
    let first = starts.filter { $0.node == path.start }.map(\.milliseconds).min() ?? 0
    byClass[classes[origin.segment], default: 0] +=
      Double(first) - Double(origin.accessMilliseconds)
    let last = endings.filter { $0.node == path.end }.map(\.milliseconds).min() ?? 0
    byClass[classes[end.segment], default: 0] += Double(last) - Double(end.accessMilliseconds)
    return RoadDrive(milliseconds: found, access: access, waiting: waiting, classes: byClass)
  }
}
