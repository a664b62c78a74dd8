import Routing
import Testing

@testable import DataImport

@Suite("Tags of points and restrictions")
struct OSMNodeRulesTests {
  @Test(
    "Barriers stop vehicles or do not",
    arguments: [
      ([OSMKey.barrier: "bollard"], true), ([.barrier: "block"], true),
      ([.barrier: "jersey_barrier"], true), ([.barrier: "unheard_of"], true),
      ([.barrier: "gate"], false), ([.barrier: "gate", .locked: "yes"], true),
      ([.barrier: "gate", .locked: "yes", .emergency: "yes"], false),
      ([.barrier: "gate", .locked: "no"], false), ([.barrier: "gate", .access: "no"], true),
      ([.barrier: "gate", .access: "private"], true), ([.barrier: "gate", .access: "yes"], false),
      ([.barrier: "gate", .access: "private", .emergency: "yes"], false),
      ([.barrier: "lift_gate"], false), ([.barrier: "lift_gate", .access: "private"], true),
      ([.barrier: "lift_gate", .access: "no", .emergency: "yes"], false),
      ([.barrier: "lift_gate", .emergency: "no"], true),
      ([.barrier: "bollard", .emergency: "yes"], false),
      ([.barrier: "bollard", .motorVehicle: "yes"], false), ([.barrier: "toll_booth"], false),
      ([.barrier: "cattle_grid"], false), ([.barrier: "border_control"], false),
      ([.barrier: "entrance"], false), ([.barrier: "kerb"], false),
      ([.barrier: "height_restrictor"], false),
    ] as [([OSMKey: String], Bool)])
  func barriers(tags: [OSMKey: String], isClosed: Bool) {
    #expect((OSMNodeRules.node(OSMTags(tags))?.isClosed ?? false) == isClosed, "\(tags)")
  }

  @Test("Gates that open cost time, open ways do not")
  func gates() {
    #expect(OSMNodeRules.node(OSMTags([.barrier: "gate"]))?.isGate == true)
    #expect(OSMNodeRules.node(OSMTags([.barrier: "gate", .locked: "yes"]))?.isGate == false)
    #expect(OSMNodeRules.node(OSMTags([.barrier: "cattle_grid"])) == nil)
  }

  @Test("Signals stand for both directions or for one")
  func signals() {
    #expect(OSMNodeRules.node(OSMTags([.highway: "traffic_signals"]))?.signal == .both)
    let tags = OSMTags([.highway: "traffic_signals", .signalDirection: "backward"])
    #expect(OSMNodeRules.node(tags)?.signal == .backward)
    #expect(OSMNodeRules.node(OSMTags([.highway: "crossing"])) == nil)
  }

  private static let members = [
    OSMRestrictionRules.Member(type: "w", id: 1, role: "from"),
    OSMRestrictionRules.Member(type: "n", id: 5, role: "via"),
    OSMRestrictionRules.Member(type: "w", id: 2, role: "to"),
  ]

  @Test("A restriction forbids or demands a turn")
  func restrictions() {
    let no = OSMRestrictionRules.read(OSMTags([.restriction: "no_left_turn"]), Self.members)
    #expect(
      no == .restrictions([TurnRestriction(isMandatory: false, from: 1, via: .node(5), to: 2)]))
    let only = OSMRestrictionRules.read(
      OSMTags([.restriction: "only_straight_on"]), Self.members)
    #expect(
      only == .restrictions([TurnRestriction(isMandatory: true, from: 1, via: .node(5), to: 2)]))
  }

  @Test(
    "What does not hold for an ambulance is lifted",
    arguments: [
      [OSMKey.restriction: "no_left_turn", .except: "emergency"],
      [.restriction: "no_left_turn", .except: "psv;emergency"],
      [.restriction: "no_left_turn", .except: "psv, emergency"],
      [.restriction: "no_left_turn", .restrictionEmergency: "none"],
    ] as [[OSMKey: String]])
  func lifted(tags: [OSMKey: String]) {
    #expect(OSMRestrictionRules.read(OSMTags(tags), Self.members) == .lifted)
  }

  @Test("Hours are noted, lorries passed over, other exceptions stand")
  func others() {
    func read(_ tags: [OSMKey: String]) -> OSMRestrictionRules.Result {
      OSMRestrictionRules.read(OSMTags(tags), Self.members)
    }
    #expect(read([.restrictionConditional: "no_left_turn @ (07:00-09:00)"]) == .conditional)
    #expect(read([.restriction: "no_left_turn", .hourOn: "07:00"]) == .conditional)
    #expect(read([:]) == .lifted)
    #expect(read([.restriction: "no_left_turn", .except: "bicycle"]) != .lifted)
    #expect(read([.restrictionMotorcar: "no_u_turn"]) != .lifted)
    #expect(read([.restriction: "sideways"]) == .broken)
  }

  @Test("Members that are missing make a restriction useless; several ends of no_exit are several")
  func members() {
    let tags = OSMTags([.restriction: "no_left_turn"])
    for index in Self.members.indices {
      var members = Self.members
      members.remove(at: index)
      #expect(OSMRestrictionRules.read(tags, members) == .broken)
    }
    let more = Self.members + [OSMRestrictionRules.Member(type: "w", id: 3, role: "to")]
    guard
      case .restrictions(let several) = OSMRestrictionRules.read(
        OSMTags([.restriction: "no_exit"]), more)
    else {
      Issue.record("no_exit is a restriction")
      return
    }
    #expect(several.map(\.to) == [2, 3])
    #expect(OSMRestrictionRules.read(OSMTags([.restriction: "only_right_turn"]), more) == .broken)
  }
}
