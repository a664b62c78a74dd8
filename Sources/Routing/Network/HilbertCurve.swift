/// The order in which nodes and segments are numbered: neighbours on the ground get near numbers, so
/// that searches and boxes stay in few pages of memory.
///
/// D. Hilbert, Ueber die stetige Abbildung einer Linie auf ein Flächenstück, Math. Annalen 38 (1891),
/// doi 10.1007/BF01199431; the loop is the usual one of bitwise rotation.
enum HilbertCurve {
  /// The distance along the curve of order 16 through `box`.
  static func key(_ position: RoadPosition, in box: RoadBox) -> UInt32 {
    let height = max(1, Double(box.north) - Double(box.south))
    let width = max(1, Double(box.east) - Double(box.west))
    let y = UInt32((Double(position.latitude) - Double(box.south)) / height * 65535)
    let x = UInt32((Double(position.longitude) - Double(box.west)) / width * 65535)
    return distance(x: min(x, 65535), y: min(y, 65535))
  }

  static func distance(x: UInt32, y: UInt32) -> UInt32 {
    var (x, y) = (x, y)
    var distance: UInt32 = 0
    var side: UInt32 = 1 << 15
    while side > 0 {
      let right: UInt32 = x & side > 0 ? 1 : 0
      let upper: UInt32 = y & side > 0 ? 1 : 0
      distance &+= side &* side &* ((3 &* right) ^ upper)
      if upper == 0 {
        if right == 1 {
          x = 65535 &- x
          y = 65535 &- y
        }
        swap(&x, &y)
      }
      side >>= 1
    }
    return distance
  }

  /// The numbers 0 ..< `count` in the order of their keys; equal keys keep their order.
  static func order(_ count: Int, key: (Int) -> UInt32) -> [UInt32] {
    var keyed = (0..<count).map { UInt64(key($0)) << 32 | UInt64($0) }
    keyed.sort()
    return keyed.map { UInt32(truncatingIfNeeded: $0) }
  }
}
