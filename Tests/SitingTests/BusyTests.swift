import Foundation
import Siting
import Testing
import TestSupport

@Suite("Busy ambulances")
struct BusyTests {
  /// Vehicles 0, 1, … and demands with an order of preference and calls in units of service times.
  private func system(
    _ orders: [([Int], Double)], vehicles: Int, overflow: VehicleSystem.Overflow,
    hours: [Double]? = nil
  ) throws -> VehicleSystem {
    try VehicleSystem(
      callsPerHour: orders.map(\.1), stationOfVehicle: Array(0..<vehicles),
      hoursPerCall: hours ?? [Double](repeating: 1, count: vehicles), preferences: orders.map(\.0),
      preferenceCosts: orders.map { $0.0.indices.map { Double($0 + 1) } }, overflow: overflow)
  }

  @Test("Erlang's formula by its table: two erlangs on three servers block 21.05 %")
  func erlang() {
    #expect(abs(ErlangLoss.blocking(vehicles: 3, load: 2) - 4.0 / 19) < 1e-12)
    #expect(ErlangLoss.blocking(vehicles: 0, load: 2) == 1)
    #expect(ErlangLoss.blocking(vehicles: 4, load: 0) == 0)
    #expect(abs(ErlangLoss.blocking(vehicles: 1, load: 0.5) - 1.0 / 3) < 1e-15)
  }

  @Test("One unit is Erlang's formula")
  func oneUnit() throws {
    for load in [0.1, 0.7, 3] {
      let loads = Hypercube.solve(try system([([0], load)], vehicles: 1, overflow: .lost))
      let blocking = ErlangLoss.blocking(vehicles: 1, load: load)
      #expect(abs(loads.allBusy - blocking) < 1e-12)
      #expect(abs(loads.busyFraction[0] - blocking) < 1e-12)
      #expect(abs(loads.nearestOut[0] - blocking) < 1e-12)
    }
  }

  @Test(
    "With equal rates all are busy as often as Erlang says, whatever the geography",
    arguments: Seeds.some)
  func anyGeography(seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    for vehicles in 2...8 {
      let orders = (0..<12).map { _ in
        (Array(0..<vehicles).shuffled(using: &numbers), numbers.number(in: 0...0.8))
      }
      let load = orders.reduce(0) { $0 + $1.1 }
      let loads = Hypercube.solve(try system(orders, vehicles: vehicles, overflow: .lost))
      #expect(loads.method == .exact)
      #expect(abs(loads.allBusy - ErlangLoss.blocking(vehicles: vehicles, load: load)) < 1e-10)
      // The work done is the work that came and was not lost.
      #expect(abs(loads.busyFraction.reduce(0, +) - load * (1 - loads.allBusy)) < 1e-9)
      #expect(abs(loads.dispatchShare.reduce(0, +) - 1) < 1e-9)
      #expect(loads.unanswered.allSatisfy { abs($0 - loads.allBusy) < 1e-10 })
    }
  }

  @Test("With a queue all are busy as often as in M/M/n", arguments: Seeds.some)
  func queue(seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    for vehicles in 1...6 {
      let orders = (0..<9).map { _ in
        (Array(0..<vehicles).shuffled(using: &numbers), 0.07 * Double(vehicles))
      }
      let load = orders.reduce(0) { $0 + $1.1 }
      let loads = Hypercube.solve(try system(orders, vehicles: vehicles, overflow: .queued))
      let blocking = ErlangLoss.blocking(vehicles: vehicles, load: load)
      let n = Double(vehicles)
      // Erlang's delay formula.
      #expect(abs(loads.allBusy - n * blocking / (n - load * (1 - blocking))) < 1e-10)
      #expect(abs(loads.busyFraction.reduce(0, +) - load) < 1e-9)
    }
  }

  /// Larson and Odoni, Urban Operations Research, section 5.4.3: three units, 1.5 calls per service
  /// time, half of them in the area of unit 1; the atoms by their order of preference.
  private let city: [([Int], Double)] = [
    ([0, 1, 2], 0.5), ([0, 2, 1], 0.25), ([1, 0, 2], 0.35), ([2, 0, 1], 0.4),
  ]

  @Test("The three-unit city of Larson and Odoni: workloads 0.5574, 0.4734, 0.4693")
  func larsonOdoni() throws {
    let loads = Hypercube.solve(try system(city, vehicles: 3, overflow: .queued))
    for (found, printed) in zip(loads.busyFraction, [0.5574, 0.4734, 0.4693]) {
      #expect(abs(found - printed) < 5.1e-5)
    }
  }

  @Test("Their approximation of it: 0.5627, 0.4716, 0.4657")
  func larsonOdoniApproximation() throws {
    let loads = HypercubeApproximation.solve(try system(city, vehicles: 3, overflow: .queued))
    for (found, printed) in zip(loads.busyFraction, [0.5627, 0.4716, 0.4657]) {
      #expect(abs(found - printed) < 2e-4)
    }
  }

  @Test("The approximation stays within 3 % of the exact model", arguments: Seeds.some)
  func approximation(seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    let vehicles = 8
    let orders = (0..<40).map { _ in
      (Array(0..<vehicles).shuffled(using: &numbers), numbers.number(in: 0.02...0.16))
    }
    for overflow in [VehicleSystem.Overflow.lost, .queued] {
      let system = try system(orders, vehicles: vehicles, overflow: overflow)
      let (exact, near) = (Hypercube.solve(system), HypercubeApproximation.solve(system))
      #expect(abs(exact.allBusy - near.allBusy) < 1e-9)
      for (a, b) in zip(exact.busyFraction, near.busyFraction) { #expect(abs(a - b) < 0.03 * a) }
    }
  }

  @Test("Two units by hand: Larson and Odoni's two-unit model without a line")
  func twoUnits() throws {
    // Calls 1 for unit 0 first, none for unit 1 first: unit 1 only overflows.
    let loads = Hypercube.solve(try system([([0, 1], 1)], vehicles: 2, overflow: .lost))
    // P00 = 2/5, P10 = 2·P00 − P11 …: solved from the balance equations: 0.4, 0.3, 0.1, 0.2.
    #expect(abs(loads.busyFraction[0] - 0.5) < 1e-12)
    #expect(abs(loads.busyFraction[1] - 0.3) < 1e-12)
    #expect(abs(loads.allBusy - 0.2) < 1e-12)
    // Answered at once: 0.5 by the nearest at cost 1, 0.3 by the other at cost 2.
    #expect(abs((loads.expectedCost[0] ?? 0) - 1.1 / 0.8) < 1e-12)
  }

  @Test("Unequal service times keep the balance of the slower unit")
  func unequal() throws {
    let loads = Hypercube.solve(
      try system([([0], 0.5), ([1], 0.5)], vehicles: 2, overflow: .lost, hours: [1, 3]))
    // Each serves its own calls alone: two one-unit systems.
    #expect(abs(loads.busyFraction[0] - ErlangLoss.blocking(vehicles: 1, load: 0.5)) < 1e-10)
    #expect(abs(loads.busyFraction[1] - ErlangLoss.blocking(vehicles: 1, load: 1.5)) < 1e-10)
    #expect(abs(loads.unanswered[1] - ErlangLoss.blocking(vehicles: 1, load: 1.5)) < 1e-10)
  }

  @Test("What makes no sense is refused")
  func refusals() throws {
    #expect(throws: SitingError.self) { try system([([], 1)], vehicles: 0, overflow: .lost) }
    #expect(throws: SitingError.self) { try system([([0], .nan)], vehicles: 1, overflow: .lost) }
    #expect(throws: SitingError.self) { try system([([0], 1)], vehicles: 1, overflow: .queued) }
    #expect(throws: SitingError.self) {
      try system([([0], 0.1)], vehicles: 2, overflow: .queued)
    }
  }
}
