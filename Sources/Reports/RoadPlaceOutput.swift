import Analysis
import Geometry
import Quantities
import ResponseModel
import Routing

/// A place of a result and its way to the road, as JSON has it.
struct RoadPlaceOutput: Encodable {
  let id: String
  let name: String?
  let longitude: Double
  let latitude: Double
  /// `on_road`, `beyond_limit` or `no_open_road`.
  let status: String
  /// To the road that is used, or that is too far away.
  let snapDistanceM: Double?
  /// For that distance, in every travel time.
  let accessS: Double?
  let segment: Int?
  let way: Int64?
  let isOnMainNetwork: Bool?
  /// Distance of a nearer road that is no part of the main network.
  let passedOverM: Double?

  init(_ place: NamedPlace, _ snap: RoadSnap, _ network: RoadNetwork) {
    id = place.id
    name = place.name
    longitude = place.position.longitude
    latitude = place.position.latitude
    snapDistanceM = snap.distance?.value
    let point = snap.point
    status =
      switch snap {
      case .onRoad: "on_road"
      case .beyondLimit: "beyond_limit"
      case .noOpenRoad: "no_open_road"
      }
    accessS = point.map { Double($0.accessMilliseconds) / 1000 }
    segment = point?.segment
    way = point.map { network.segmentWays[$0.segment] }
    isOnMainNetwork = point?.isOnMainNetwork
    passedOverM = point?.passedOver?.value
  }

  static func all(_ places: PlacesOnRoads, _ network: RoadNetwork) -> [RoadPlaceOutput] {
    zip(places.places, places.onRoads.snaps).map { RoadPlaceOutput($0, $1, network) }
  }

  /// Every key is there, also where nothing is known.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(longitude, forKey: .longitude)
    try container.encode(latitude, forKey: .latitude)
    try container.encode(status, forKey: .status)
    try container.encode(snapDistanceM, forKey: .snapDistanceM)
    try container.encode(accessS, forKey: .accessS)
    try container.encode(segment, forKey: .segment)
    try container.encode(way, forKey: .way)
    try container.encode(isOnMainNetwork, forKey: .isOnMainNetwork)
    try container.encode(passedOverM, forKey: .passedOverM)
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, longitude, latitude, status, snapDistanceM, accessS, segment, way
    case isOnMainNetwork, passedOverM
  }
}

/// What travel times were computed from, as JSON has it.
struct RoadBasisOutput: Encodable {
  struct Roads: Encodable {
    let source: String
    let sourceSha256: String
    let sourceTimestamp: String?
    let attribution: String
    let nodes: Int
    let arcs: Int
  }

  struct File: Encodable {
    let name: String
    let sha256: String
  }

  let program: String
  let roads: Roads
  let profile: String
  let period: String?
  let origins: File
  let destinations: File?

  init(_ basis: RoadBasis, _ origins: PlacesOnRoads, _ destinations: PlacesOnRoads? = nil) {
    let description = basis.network.description
    program = "ambit \(Provenance.currentVersion)"
    roads = Roads(
      source: description.source, sourceSha256: description.sourceDigest,
      sourceTimestamp: description.sourceTimestamp, attribution: description.attribution,
      nodes: basis.network.nodeCount, arcs: basis.network.arcCount)
    profile = basis.times.profileID
    period = basis.times.periodID
    self.origins = File(name: origins.file.name, sha256: origins.file.digest)
    self.destinations = destinations.map { File(name: $0.file.name, sha256: $0.file.digest) }
  }
}
