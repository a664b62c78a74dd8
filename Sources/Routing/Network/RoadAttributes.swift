/// What a source says about a stretch of road, decided once when it is imported.
///
/// Directions are those of the shape: forward runs from the first point to the last.
public struct RoadAttributes: Sendable, Hashable {
  public var roadClass: RoadClass
  /// Whether an ambulance on a call may drive along it.
  public var isOpenForward = true
  public var isOpenBackward = true
  /// Open to those whom the owner lets in (`access=private`); a profile decides.
  public var isPrivate = false
  /// A pedestrian zone without a word about vehicles; a profile decides.
  public var isPedestrianZone = false
  public var isTunnel = false
  public var isBridge = false
  public var isRoundabout = false
  /// Tagged as inside, or outside, a built-up area; `nil` where nothing is said.
  public var isUrban: Bool?
  public var surface = RoadSurface.unknown
  public var smoothness = RoadSmoothness.unknown
  public var limitForward = SpeedLimit.unknown
  public var limitBackward = SpeedLimit.unknown
  /// Whether `limitForward` and `limitBackward` are no limits but the speed that is driven, as a table
  /// of roads may state it; it then stands in for that of the class.
  public var statesSpeed = false
  /// Time that the whole way takes, of ferries; `nil` where not said.
  public var durationSeconds: UInt32?

  public init(_ roadClass: RoadClass) { self.roadClass = roadClass }
}

/// The bits of `RoadAttributes` in a road network's file.
struct SegmentFlags {
  static let openForward: UInt16 = 1 << 0
  static let openBackward: UInt16 = 1 << 1
  static let privateAccess: UInt16 = 1 << 2
  static let pedestrianZone: UInt16 = 1 << 3
  static let tunnel: UInt16 = 1 << 4
  static let bridge: UInt16 = 1 << 5
  static let roundabout: UInt16 = 1 << 6
  static let urban: UInt16 = 1 << 7
  static let rural: UInt16 = 1 << 8
  static let statedSpeed: UInt16 = 1 << 9

  static func bits(of attributes: RoadAttributes) -> UInt16 {
    var bits: UInt16 = 0
    if attributes.isOpenForward { bits |= openForward }
    if attributes.isOpenBackward { bits |= openBackward }
    if attributes.isPrivate { bits |= privateAccess }
    if attributes.isPedestrianZone { bits |= pedestrianZone }
    if attributes.isTunnel { bits |= tunnel }
    if attributes.isBridge { bits |= bridge }
    if attributes.isRoundabout { bits |= roundabout }
    if attributes.statesSpeed { bits |= statedSpeed }
    if attributes.isUrban == true { bits |= urban }
    if attributes.isUrban == false { bits |= rural }
    return bits
  }
}
