import Routing
import Testing

@testable import DataImport

@Suite("Tags of roads")
struct OSMWayRulesTests {
  private static func road(_ tags: [OSMKey: String]) -> RoadAttributes? {
    var rules = OSMWayRules()
    return rules.attributes(OSMTags(tags))
  }

  @Test("Each class of road that vehicles use is kept as itself")
  func classes() throws {
    let words = [
      "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary",
      "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential",
      "living_street", "service", "pedestrian", "track", "road",
    ]
    for word in words {
      #expect(Self.road([.highway: word])?.roadClass.word == word)
    }
    for (service, roadClass) in [
      ("driveway", RoadClass.driveway), ("parking_aisle", .parkingAisle), ("alley", .alley),
      ("emergency_access", .emergencyAccess), ("drive-through", .service),
    ] {
      #expect(Self.road([.highway: "service", .service: service])?.roadClass == roadClass)
    }
  }

  @Test(
    "What is not built or not for vehicles is left out",
    arguments: [
      "construction", "proposed", "footway", "cycleway", "path", "steps", "bridleway", "corridor",
      "platform", "raceway", "busway", "bus_stop", "ferry", "driveway",
    ])
  func left(word: String) { #expect(Self.road([.highway: word]) == nil) }

  @Test("Leaving out is counted by its reason")
  func counted() {
    var rules = OSMWayRules()
    for word in ["construction", "proposed", "footway"] {
      _ = rules.attributes(OSMTags([.highway: word]))
    }
    _ = rules.attributes(OSMTags([.highway: "residential", .access: "no"]))
    _ = rules.attributes(OSMTags([.highway: "primary", .oneway: "reversible"]))
    _ = rules.attributes(OSMTags([.highway: "primary", .maxspeed: "fast"]))
    #expect(rules.counts.unbuilt == 2)
    #expect(rules.counts.notForVehicles == 1)
    #expect(rules.counts.closed == 1)
    #expect(rules.counts.reversible == 1)
    #expect(rules.counts.unreadableLimits == 1)
  }

  @Test("A path that is expressly open to vehicles is a road")
  func openedPaths() {
    #expect(Self.road([.highway: "path", .motorVehicle: "yes"])?.roadClass == .path)
    #expect(Self.road([.highway: "footway", .emergency: "yes"])?.roadClass == .path)
    #expect(Self.road([.highway: "footway", .emergency: "no", .motorVehicle: "yes"]) == nil)
    #expect(Self.road([.highway: "busway", .emergency: "designated"])?.roadClass == .busway)
  }

  @Test(
    "One-way in every spelling",
    arguments: [
      ("yes", true, false), ("true", true, false), ("1", true, false), ("-1", false, true),
      ("reverse", false, true), ("no", true, true), ("0", true, true), ("false", true, true),
      ("alternating", true, true), ("nonsense", true, true),
    ])
  func oneway(value: String, forward: Bool, backward: Bool) throws {
    let road = try #require(Self.road([.highway: "primary", .oneway: value]))
    #expect(road.isOpenForward == forward && road.isOpenBackward == backward)
  }

  @Test("A road whose direction depends on the hour is not relied on")
  func reversible() { #expect(Self.road([.highway: "primary", .oneway: "reversible"]) == nil) }

  @Test("Roundabouts and motorways run one way unless they say otherwise; links do not")
  func implied() throws {
    let roundabout = try #require(Self.road([.highway: "primary", .junction: "roundabout"]))
    #expect(roundabout.isRoundabout && !roundabout.isOpenBackward)
    let motorway = try #require(Self.road([.highway: "motorway"]))
    #expect(!motorway.isOpenBackward)
    #expect(try #require(Self.road([.highway: "motorway", .oneway: "no"])).isOpenBackward)
    #expect(try #require(Self.road([.highway: "motorway_link"])).isOpenBackward)
    let free = try #require(
      Self.road([.highway: "primary", .oneway: "yes", .onewayEmergency: "no"]))
    #expect(free.isOpenForward && free.isOpenBackward)
  }

  @Test(
    "Access closes, and the more particular key wins",
    arguments: [
      ([OSMKey.access: "no"], false), ([.access: "yes"], true), ([.vehicle: "no"], false),
      ([.motorVehicle: "no"], false), ([.motorcar: "no"], false),
      ([.access: "no", .motorVehicle: "yes"], true),
      ([.motorVehicle: "no", .motorcar: "yes"], true),
      ([.access: "yes", .motorVehicle: "no"], false), ([.access: "no", .emergency: "yes"], true),
      ([.motorVehicle: "no", .emergency: "designated"], true),
      ([.access: "yes", .emergency: "no"], false), ([.access: "destination"], true),
      ([.access: "permissive"], true), ([.access: "customers"], true),
      ([.access: "delivery"], true),
      ([.motorVehicle: "agricultural"], false), ([.motorVehicle: "forestry"], false),
      ([.access: "emergency"], true), ([.access: "unknown"], true),
      ([.emergency: "dry_riser"], true),
    ] as [([OSMKey: String], Bool)])
  func access(tags: [OSMKey: String], isOpen: Bool) {
    let road = Self.road(tags.merging([.highway: "residential"]) { first, _ in first })
    #expect((road != nil) == isOpen)
    #expect(road?.isPrivate != true)
  }

  @Test("Private roads are kept for a profile to decide, unless emergency vehicles are let in")
  func privateRoads() throws {
    #expect(try #require(Self.road([.highway: "service", .access: "private"])).isPrivate)
    #expect(
      try #require(Self.road([.highway: "service", .access: "private", .motorVehicle: "yes"]))
        .isPrivate == false)
    #expect(
      try #require(Self.road([.highway: "service", .access: "private", .emergency: "yes"]))
        .isPrivate == false)
    #expect(
      try #require(Self.road([.highway: "service", .service: "emergency_access", .access: "no"]))
        .isPrivate == false)
  }

  @Test("A pedestrian zone is for a profile to decide, unless a tag lets vehicles in")
  func pedestrianZones() throws {
    #expect(try #require(Self.road([.highway: "pedestrian"])).isPedestrianZone)
    #expect(
      try #require(Self.road([.highway: "pedestrian", .emergency: "yes"])).isPedestrianZone == false
    )
    #expect(
      try #require(Self.road([.highway: "pedestrian", .motorVehicle: "yes"])).isPedestrianZone
        == false)
  }

  @Test("One direction alone can be closed")
  func directions() throws {
    let road = try #require(Self.road([.highway: "primary", .motorVehicleBackward: "no"]))
    #expect(road.isOpenForward && !road.isOpenBackward)
  }

  @Test("Limits can differ by direction, and come from a zone or a rule where none is posted")
  func limits() throws {
    let road = try #require(
      Self.road([.highway: "primary", .maxspeed: "80", .maxspeedBackward: "60"]))
    #expect(road.limitForward.kilometersPerHour == 80)
    #expect(road.limitBackward.kilometersPerHour == 60)
    let zone = try #require(Self.road([.highway: "residential", .zoneMaxspeed: "DE:30"]))
    #expect(zone.limitForward.kilometersPerHour == 30)
    let urban = try #require(Self.road([.highway: "primary", .sourceMaxspeed: "CN:urban"]))
    #expect(urban.limitForward.kilometersPerHour == 50 && urban.isUrban == true)
    let rural = try #require(
      Self.road([.highway: "primary", .maxspeed: "70", .zoneTraffic: "CN:rural"]))
    #expect(rural.limitForward.kilometersPerHour == 70 && rural.isUrban == false)
    #expect(
      try #require(Self.road([.highway: "primary", .maxspeed: "signals"])).limitForward == .unknown)
    #expect(
      try #require(Self.road([.highway: "primary", .maxspeed: "none"])).limitForward == .none)
  }

  @Test("Surface, smoothness, track grade, tunnel and bridge are kept")
  func surfaces() throws {
    let road = try #require(
      Self.road([
        .highway: "track", .surface: "gravel", .smoothness: "bad", .tracktype: "grade1",
        .tunnel: "yes", .bridge: "viaduct",
      ]))
    #expect(road.surface == .gravel && road.smoothness == .bad && road.isTunnel && road.isBridge)
    #expect(try #require(Self.road([.highway: "track", .tracktype: "grade3"])).surface == .gravel)
    #expect(try #require(Self.road([.highway: "primary", .tunnel: "no"])).isTunnel == false)
  }

  @Test("A ferry carries vehicles unless it says that it carries only those who walk")
  func ferries() throws {
    let ferry = try #require(Self.road([.route: "ferry", .duration: "00:20"]))
    #expect(ferry.roadClass == .ferry && ferry.durationSeconds == 1200)
    #expect(Self.road([.route: "ferry", .foot: "yes"]) == nil)
    #expect(Self.road([.route: "ferry", .foot: "yes", .motorVehicle: "yes"]) != nil)
    #expect(Self.road([.route: "ferry", .motorVehicle: "no"]) == nil)
    #expect(Self.road([.route: "bus"]) == nil)
  }

  @Test("A ferry's duration that cannot be read is counted, and one that is not stated is not")
  func ferryDurations() {
    var rules = OSMWayRules()
    for duration in ["twenty minutes", "0", "1:75", "-5", "00:20", nil] {
      var tags: [OSMKey: String] = [.route: "ferry"]
      tags[.duration] = duration
      _ = rules.attributes(OSMTags(tags))
    }
    #expect(rules.counts.unreadableDurations == 4)
  }

  @Test("Areas are no roads")
  func areas() { #expect(Self.road([.highway: "service", .area: "yes"]) == nil) }
}
