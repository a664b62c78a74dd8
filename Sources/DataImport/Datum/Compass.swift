import Glibc

/// The nearest of sixteen points of the compass, 0 north, 4 east.
func compass(east: Double, north: Double) -> Int {
  let turns = atan2(east, north) / (2 * .pi)
  return (Int((turns * 16).rounded()) + 16) % 16
}

func cosine(degrees: Double) -> Double { cos(degrees * .pi / 180) }
