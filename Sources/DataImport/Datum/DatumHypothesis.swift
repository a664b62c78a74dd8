import Geometry
public import ResponseModel

/// What a file's numbers may really be.
public struct DatumHypothesis: Sendable, Hashable {
  public enum Datum: String, Sendable, Hashable, CaseIterable {
    case wgs84, gcj02, bd09

    public var name: String {
      switch self {
      case .wgs84: "WGS-84"
      case .gcj02: "GCJ-02"
      case .bd09: "BD-09"
      }
    }
  }

  public let datum: Datum
  /// Whether longitude and latitude have changed places.
  public let isSwapped: Bool

  static let all = [false, true].flatMap { swapped in
    Datum.allCases.map { DatumHypothesis(datum: $0, isSwapped: swapped) }
  }

  /// Where a pair of degrees lies if this is so; `nil` where it would be nowhere on the globe.
  func position(_ point: CRSPoint) -> GeographicCoordinate? {
    let (longitude, latitude) =
      isSwapped ? (point.northing, point.easting) : (point.easting, point.northing)
    guard (-180...180).contains(longitude), (-90...90).contains(latitude) else { return nil }
    let plain = GeographicCoordinate(easting: longitude, northing: latitude)
    switch datum {
    case .wgs84: return plain
    case .gcj02: return ChineseDatum.gcj02.toWGS84(plain)
    case .bd09: return ChineseDatum.bd09.toWGS84(plain)
    }
  }

  /// CGCS2000 and WGS 84 are one here; `nil` for any other system.
  init?(_ datum: SourceDatum) {
    switch datum {
    case .wgs84, .cgcs2000: self.init(datum: .wgs84, isSwapped: false)
    case .gcj02: self.init(datum: .gcj02, isSwapped: false)
    case .bd09: self.init(datum: .bd09, isSwapped: false)
    case .system: return nil
    }
  }

  private init(datum: Datum, isSwapped: Bool) {
    self.datum = datum
    self.isSwapped = isSwapped
  }
}

/// A point of the file that stands for something the store holds already.
struct DatumPair {
  let point: CRSPoint
  let known: GeographicCoordinate
}

/// A point of the file that should lie in a known area.
struct PlacedPoint {
  let point: CRSPoint
  /// The county the row names; `nil` where any will do.
  let countyCode: String?
}

/// What the detector found.
public struct DatumFinding: Sendable, Hashable {
  public enum Verdict: Sendable, Hashable {
    /// Nothing to compare with, or too little to tell.
    case inconclusive
    /// What was taken for the file's datum fits.
    case agrees
    /// Something else fits, and what was taken does not.
    case contradicts(DatumHypothesis)
  }

  public let verdict: Verdict
  /// How many points were compared with places that the store knows.
  public let pairs: Int
  /// How far off the points are under what was taken, metres, and in which direction: 16 points of
  /// the compass, 0 north.
  public let offsetMeters: Double?
  public let direction: Int?
  /// How many lie outside their county under what was taken, and under what fits better.
  public let outsideBefore: Int
  public let outsideAfter: Int

  /// `these points look like GCJ-02: 560 m to the south-east`; `nil` where nothing contradicts.
  public var sentence: LocalizedText? {
    guard case .contradicts(let found) = verdict else { return nil }
    var zh = found.isSwapped ? "经度和纬度写反了" : "这些点像是 \(found.datum.name)"
    var en =
      found.isSwapped
      ? "longitude and latitude are swapped" : "these points look like \(found.datum.name)"
    if found.isSwapped, found.datum != .wgs84 {
      zh += ",且像是 \(found.datum.name)"
      en += ", and look like \(found.datum.name)"
    }
    if let offsetMeters, let direction, !found.isSwapped {
      let meters = Int((offsetMeters / 10).rounded()) * 10
      zh += ":与已有数据相比向\(Self.zh[direction])偏 \(meters) 米(\(pairs) 处对照)"
      en += ": \(meters) m to the \(Self.en[direction]) of what the store holds (\(pairs) compared)"
    }
    if outsideBefore > outsideAfter {
      zh += ";\(outsideBefore) 个点在所属县外,换算后 \(outsideAfter) 个"
      en += "; \(outsideBefore) points lie outside their county, \(outsideAfter) after converting"
    }
    if found.isSwapped {
      zh += ";请用 --map longitude=… --map latitude=… 指明两列"
      en += "; name the columns with --map longitude=… --map latitude=…"
    } else {
      zh += ";请用 --crs \(found.datum.rawValue)"
      en += "; use --crs \(found.datum.rawValue)"
    }
    return LocalizedText(zh: zh, en: en)
  }

  private static let zh = [
    "北", "北偏东北", "东北", "东偏东北", "东", "东偏东南", "东南", "南偏东南", "南", "南偏西南", "西南", "西偏西南", "西", "西偏西北",
    "西北",
    "北偏西北",
  ]
  private static let en = [
    "north", "north-north-east", "north-east", "east-north-east", "east", "east-south-east",
    "south-east", "south-south-east", "south", "south-south-west", "south-west", "west-south-west",
    "west", "west-north-west", "north-west", "north-north-west",
  ]
}
