/// The sign of the turn *a* → *b* → *point*: positive where `point` lies left of the line, negative
/// right of it, 0 exactly on it.
///
/// Exact for all inputs short of overflow. The rounded determinant decides where it is larger than
/// its error bound, an exact expansion where it is not (J.R. Shewchuk, Adaptive precision
/// floating-point arithmetic and fast robust geometric predicates, Discrete & Computational Geometry
/// 18 (1997) 305–363, doi 10.1007/PL00009321).
@inline(__always)
func orientation(_ a: PlanarPoint, _ b: PlanarPoint, _ point: PlanarPoint) -> Double {
  let left = (a.x - point.x) * (b.y - point.y)
  let right = (a.y - point.y) * (b.x - point.x)
  let determinant = left - right
  // (3 + 16ε)ε with ε = 2⁻⁵³.
  let bound = 3.3306690738754716e-16 * (abs(left) + abs(right))
  return abs(determinant) > bound ? determinant : exactOrientation(a, b, point)
}

/// Rare: only for points within 1e-16 of a side, relatively.
@inline(never)
private func exactOrientation(_ a: PlanarPoint, _ b: PlanarPoint, _ c: PlanarPoint) -> Double {
  // The determinant written out has six products of input coordinates, each exactly two doubles.
  var expansion = ExactSum()
  expansion.add(a.x, times: b.y)
  expansion.add(-a.x, times: c.y)
  expansion.add(-c.x, times: b.y)
  expansion.add(-a.y, times: b.x)
  expansion.add(a.y, times: c.x)
  expansion.add(c.y, times: b.x)
  return expansion.sign
}

/// A sum of doubles without rounding: components of growing magnitude that do not overlap.
private struct ExactSum {
  private var components: [Double] = []

  mutating func add(_ a: Double, times b: Double) {
    let product = a * b
    add((-product).addingProduct(a, b))
    add(product)
  }

  /// Shewchuk's GROW-EXPANSION.
  private mutating func add(_ value: Double) {
    var carry = value
    for index in components.indices {
      let sum = carry + components[index]
      let virtual = sum - carry
      components[index] = (carry - (sum - virtual)) + (components[index] - virtual)
      carry = sum
    }
    components.append(carry)
  }

  /// The largest component that is not zero has the sign of the whole.
  var sign: Double { components.last { $0 != 0 } ?? 0 }
}
