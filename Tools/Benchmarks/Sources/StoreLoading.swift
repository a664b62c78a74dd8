import ResponseModel
import Store

/// A county as an analysis loads it: the store opened, its layers of places read.
enum StoreLoading {
  static func run(_ path: String, county: String, repeating count: Int) throws {
    let (seconds, points) = try measured(count) {
      try ServiceStore(readingFrom: path).load(county: county, layers: Layer.places).demandPoints
    }
    report(seconds, ["demand_points": Double(points.count)])
  }
}
