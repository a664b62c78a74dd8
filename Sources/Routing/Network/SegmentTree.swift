/// Boxes around groups of segments, groups of groups and so on up to one: what finds the segment
/// nearest to a point.
///
/// A packed R-tree (I. Kamel, C. Faloutsos, On packing R-trees, CIKM 1993, doi 10.1145/170088.170403):
/// segments are numbered along a Hilbert curve, so a group is 16 neighbours in the file and needs no
/// list of members. One byte a segment.
enum SegmentTree {
  static let groupSize = 16

  /// Numbers of boxes from the groups of segments up to the root.
  static func levels(segments: Int) -> [Int] {
    guard segments > 0 else { return [] }
    var levels = [(segments + groupSize - 1) / groupSize]
    while let last = levels.last, last > 1 { levels.append((last + groupSize - 1) / groupSize) }
    return levels
  }

  static func boxCount(segments: Int) -> Int { levels(segments: segments).reduce(0, +) }

  /// All boxes, the groups of segments first, the root last.
  /// - Parameter box: the box of one segment.
  static func boxes(segments: Int, box: (Int) -> RoadBox) -> [RoadBox] {
    let levels = levels(segments: segments)
    guard let leaves = levels.first else { return [] }
    var boxes: [RoadBox] = []
    for group in 0..<leaves {
      var whole = RoadBox.empty
      for segment in group * groupSize..<min((group + 1) * groupSize, segments) {
        whole.add(box(segment))
      }
      boxes.append(whole)
    }
    var start = 0
    for (below, level) in zip(levels, levels.dropFirst()) {
      for group in 0..<level {
        var whole = RoadBox.empty
        for child in group * groupSize..<min((group + 1) * groupSize, below) {
          whole.add(boxes[start + child])
        }
        boxes.append(whole)
      }
      start += below
    }
    return boxes
  }
}
