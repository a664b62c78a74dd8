public import Quantities

extension AnalysisPlane {
  /// Area on the ellipsoid of a shape whose sides are straight in the plane; holes are taken off.
  ///
  /// The planar area less the shape's second and fourth (and sixth) moments about the central
  /// meridian: an area element is 1/*k*² ≈ 1 − *u*² + 2*u*⁴/3 − … of the drawn one, *u* = *x*/*R*.
  /// Green's theorem turns that into an integral over the sides, done by a three-point Gauss rule;
  /// *R* is taken at each vertex, so a county long from north to south loses nothing. Relative error
  /// below 1e-7 within 400 km of the central meridian, 1e-6 within 750 km.
  ///
  /// The shape must be valid: parts that overlap count twice.
  ///
  /// - Complexity: O(*n*) in the number of points.
  public func groundArea(_ shape: MultiPolygon<PlanarPoint>) -> SquareMeters {
    var area = 0.0
    for polygon in shape.polygons {
      area += abs(signedGroundArea(polygon.shell))
      for hole in polygon.holes { area -= abs(signedGroundArea(hole)) }
    }
    return SquareMeters(area)
  }

  /// Positive counter-clockwise.
  private func signedGroundArea(_ ring: LinearRing<PlanarPoint>) -> Double {
    // ∮ F(x, y) dy with F = ∫₀ˣ k⁻² dx. Northings count from the ring's own start: differences of
    // large numbers would cost the last digits of a small ring.
    ring.points.withUnsafeBufferPointer { points in
      var total = 0.0
      var from = points[0]
      var fromCurvature = curvature(northing: from.y)
      for index in 1..<points.count {
        let to = points[index]
        let toCurvature = curvature(northing: to.y)
        let rise = to.y - from.y
        if rise != 0 {
          let x = from.x - Self.falseEasting
          let run = to.x - from.x
          let bend = toCurvature - fromCurvature
          var sum = 0.0
          for node in Self.gaussNodes {
            sum +=
              node.weight
              * Self.primitive(
                x: x + node.position * run, curvature: fromCurvature + node.position * bend)
          }
          total += rise * sum
        }
        from = to
        fromCurvature = toCurvature
      }
      return total
    }
  }

  private func curvature(northing: Double) -> Double {
    Ellipsoid.gaussianCurvature(sineSquared: Ellipsoid.sineSquared(northing: northing))
  }

  /// ∫₀ˣ sech²(*x*/*R*) d*x* = *R* tanh(*x*/*R*), as a series.
  private static func primitive(x: Double, curvature: Double) -> Double {
    let u = x * x * curvature
    return x * (1 - u * (1.0 / 3 - u * (2.0 / 15 - u * (17.0 / 315))))
  }

  /// Gauss–Legendre on 0 … 1, exact to the fifth power.
  private static let gaussNodes: [(position: Double, weight: Double)] = [
    (0.5 - 0.15.squareRoot(), 5.0 / 18), (0.5, 8.0 / 18), (0.5 + 0.15.squareRoot(), 5.0 / 18),
  ]
}
