internal import Glibc
public import Quantities

extension AnalysisPlane {
  /// The points at `radius` over the ground around `center`, as a ring of `segments` sides,
  /// counter-clockwise from due east.
  ///
  /// A polygon drawn through points of a circle lies inside it. Here the vertices lie a little
  /// outside, at radius · √((2π/n) / sin(2π/n)), 5e-5 with 256 sides, so that the ring's area on the
  /// ground is π·radius² and not less. Each vertex is placed by the mean scale on its own way from
  /// the centre, not by the centre's: at 50 km radius and 3° off the central meridian the two differ
  /// by 0.03 %.
  ///
  /// - Precondition: `segments` is a multiple of 4 and at least 8, `radius` is finite and positive.
  /// - Complexity: O(`segments`).
  public func circle(
    center: PlanarPoint, radius: Meters, segments: Int = 256
  ) -> LinearRing<PlanarPoint> {
    precondition(segments >= 8 && segments.isMultiple(of: 4), "segments: a multiple of 4, from 8")
    precondition(radius.value.isFinite && radius.value > 0, "radius: finite and positive")
    let step = 2 * Double.pi / Double(segments)
    let ground = radius.value * (step / sin(step)).squareRoot()
    let scale = LocalScale(around: center)
    let quarter = segments / 4
    var points = [PlanarPoint](repeating: center, count: segments + 1)
    points.withUnsafeMutableBufferPointer { points in
      for index in 0..<quarter {
        let dx = cos(Double(index) * step)
        let dy = sin(Double(index) * step)
        points[index] = scale.point(ground: ground, dx: dx, dy: dy)
        points[index + quarter] = scale.point(ground: ground, dx: -dy, dy: dx)
        points[index + 2 * quarter] = scale.point(ground: ground, dx: -dx, dy: -dy)
        points[index + 3 * quarter] = scale.point(ground: ground, dx: dy, dy: -dx)
      }
      points[segments] = points[0]
    }
    return LinearRing(closed: points)
  }
}

/// The scale of a plane near one point, as a polynomial: what a circle needs 256 times.
private struct LocalScale {
  private let center: PlanarPoint
  private let offset: Double
  /// Gaussian curvature at the centre, and what it gains per metre of northing.
  private let curvature: Double
  private let slope: Double

  init(around center: PlanarPoint) {
    self.center = center
    offset = center.x - AnalysisPlane.falseEasting
    let probe = 10_000.0
    let south = Self.curvature(center.y - probe)
    let north = Self.curvature(center.y + probe)
    curvature = (south + north) / 2
    slope = (north - south) / (2 * probe)
  }

  private static func curvature(_ northing: Double) -> Double {
    Ellipsoid.gaussianCurvature(sineSquared: Ellipsoid.sineSquared(northing: northing))
  }

  /// The point `ground` metres from the centre in the direction (`dx`, `dy`).
  func point(ground: Double, dx: Double, dy: Double) -> PlanarPoint {
    // Simpson's mean of the inverse scale to the vertex; the way's own length in the plane differs
    // from `ground` by the scale, so go round twice.
    let start = inverseScale(x: offset, rise: 0)
    var length = ground
    for _ in 0..<2 {
      let middle = inverseScale(x: offset + length * dx / 2, rise: length * dy / 2)
      let end = inverseScale(x: offset + length * dx, rise: length * dy)
      length = ground * 6 / (start + 4 * middle + end)
    }
    return PlanarPoint(x: center.x + length * dx, y: center.y + length * dy)
  }

  private func inverseScale(x: Double, rise: Double) -> Double {
    let u = x * x * (curvature + slope * rise)
    return 1 - u / 2 * (1 - u / 12 * 5)  // sech(x/R)
  }
}
