/// Colours, line patterns and sizes of a map.
///
/// Nothing is told by hue alone: radii differ by lightness and by line pattern, stations and
/// townships by shape and by filled or hollow. Read in grey or by a colour-blind reader the map says
/// the same.
enum MapStyle {
  static let paper = "#ffffff"
  static let ink = "#22303c"
  static let quietInk = "#5c6b78"
  static let frameLine = "#9aa7b2"
  static let rule = "#d3dae0"
  /// Outside every county.
  static let surroundings = "#f2f3f3"
  /// Inside a county, outside every circle.
  static let land = "#fffdf8"
  static let border = "#6b7681"
  static let circleLine = "#1d5c86"
  static let station = "#b1201f"
  static let stationName = "#8a1a19"
  static let neighborStation = "#6d6a72"
  static let chosenSite = "#0f6b4f"
  static let chosenSiteName = "#0b5840"
  static let candidateSite = "#7a6f86"
  static let township = "#3b4a57"
  static let unreachedTownship = "#b4510c"
  static let countyName = "#44525e"

  /// Named first are the fonts most likely to hold every Chinese character of a place name; none is
  /// fetched.
  static let fonts =
    "'Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Zen Hei','Microsoft YaHei',"
    + "'PingFang SC',sans-serif"

  /// Detail below this many units of the page is not drawn.
  static let smallestDetail = 0.12

  /// Fill of what the `index`-th of `count` radii covers, smallest first: the nearer to a station,
  /// the darker.
  static func coverageFill(_ index: Int, of count: Int) -> String {
    let dark = (118.0, 170.0, 203.0)
    let light = (222.0, 235.0, 243.0)
    let share = count > 1 ? Double(index) / Double(count - 1) : 0.5
    func mix(_ from: Double, _ to: Double) -> String {
      let value = Int((from + (to - from) * share).rounded())
      return (value < 16 ? "0" : "") + String(value, radix: 16)
    }
    return "#" + mix(dark.0, light.0) + mix(dark.1, light.1) + mix(dark.2, light.2)
  }

  /// Line of the `index`-th radius, smallest first. Patterns repeat after the fourth radius.
  static func circleStroke(_ index: Int) -> [(String, SVGValue?)] {
    let patterns: [String?] = [nil, "7 3.5", "1.2 3.4", "9 3 1.2 3"]
    let widths = [1.5, 1.2, 1.5, 1.2]
    return [
      ("fill", "none"), ("stroke", SVGValue(circleLine)),
      ("stroke-width", SVGValue(widths[index % 4])), ("stroke-linejoin", "round"),
      ("stroke-linecap", "round"), ("stroke-dasharray", patterns[index % 4].map { SVGValue($0) }),
    ]
  }

  /// With more townships than this their names are left out: the map is then of a whole city.
  static let mostTownshipNames = 60

  static let titleSize = 26.0
  static let subtitleSize = 12.5
  static let headingSize = 13.0
  static let legendSize = 12.0
  static let noteSize = 10.5
  static let countyNameSize = 17.0
  static let stationNameSize = 11.5
  static let townshipNameSize = 10.5
}
