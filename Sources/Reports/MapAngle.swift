internal import Foundation

/// Angles on the page.
enum MapAngle {
  /// Clockwise from the positive y axis of the plane to the vector, degrees.
  static func degrees(x: Double, y: Double) -> Double { atan2(x, y) * 180 / .pi }

  /// Points evenly spread on a circle, starting due east.
  static func directions(_ count: Int) -> [MapPoint] {
    (0..<count).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return MapPoint(x: cos(angle), y: sin(angle))
    }
  }
}
