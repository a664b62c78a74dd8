import Geometry
import Glibc

/// The shape of one segment as stretches of one curvature, kept between the two directions.
///
/// Around a point between two pieces the road is taken to turn evenly over half of each: turning by θ
/// over a length of (a + b)/2, its radius is (a + b)/2θ. What is left at both ends of the segment is
/// taken as straight: what a driver does at a junction depends on where he goes.
struct BendScratch {
  private var points: [RoadPosition] = []
  /// Metres of each stretch and the square root of its radius; infinite where straight.
  private(set) var meters: [Double] = []
  private(set) var rootRadius: [Double] = []
  private var isFilled = false
  /// What the shape itself measures; the segment's own length differs by rounding.
  private(set) var total = 0.0

  mutating func clear() { isFilled = false }

  mutating func fill(_ network: RoadNetwork, _ segment: Int) {
    guard !isFilled else { return }
    isFilled = true
    points.removeAll(keepingCapacity: true)
    meters.removeAll(keepingCapacity: true)
    rootRadius.removeAll(keepingCapacity: true)
    total = 0
    network.appendShape(ofSegment: segment, to: &points)
    var half = 0.0
    var (lastX, lastY, lastLength) = (0.0, 0.0, 0.0)
    let scale = GroundScale(latitude: points[0].coordinate.latitude)
    for index in 1..<points.count {
      let north = Double(Int(points[index].latitude) - Int(points[index - 1].latitude)) / 1e7
      let east = Double(Int(points[index].longitude) - Int(points[index - 1].longitude)) / 1e7
      let x = east * scale.metersPerDegreeEast
      let y = north * scale.metersPerDegreeNorth
      let length = (x * x + y * y).squareRoot()
      guard length > 0 else { continue }
      total += length
      if lastLength > 0 {
        let turn = abs(atan2(lastX * y - lastY * x, lastX * x + lastY * y))
        let reach = lastLength / 2 + length / 2
        // The first half piece is straight; later ones belong to the stretch around their point.
        if meters.isEmpty { add(half, .infinity) }
        add(reach, turn > 1e-6 ? (reach / turn).squareRoot() : .infinity)
      }
      half = length / 2
      (lastX, lastY, lastLength) = (x, y, length)
    }
    if meters.isEmpty { add(total, .infinity) } else { add(half, .infinity) }
  }

  private mutating func add(_ length: Double, _ root: Double) {
    meters.append(length)
    rootRadius.append(root)
  }

  /// Seconds at `speed` m/s, slower where √(acceleration · radius) asks for it, though not below
  /// `minimum`; for a segment of `length` metres.
  func seconds(
    length: Double, speed: Double, rootAcceleration: Double, minimum: Double
  ) -> Double {
    guard total > 0 else { return length / speed }
    var seconds = 0.0
    for (meters, root) in zip(meters, rootRadius) {
      seconds += meters / min(speed, max(minimum, rootAcceleration * root))
    }
    return seconds * length / total
  }
}
