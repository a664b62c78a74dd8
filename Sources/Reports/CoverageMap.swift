public import Analysis
public import ResponseModel
public struct MapOptions { public init(reviewNumber: String? = nil) {} }
public struct CoverageMap {
  public static func svg(_ a: CoverageAnalysis, language: Language, options: MapOptions) throws
    -> String
  { "" }
}
