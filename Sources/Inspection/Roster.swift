public import ResponseModel

/// One person on duty on one ambulance for one stretch of time: a shift as the sweep reads it.
/// 24 bytes, since a large service has millions a year.
public struct Assignment: Sendable, Hashable {
  /// Milliseconds since 1970-01-01T00:00:00Z; `to` is not part of it.
  public let fromMS: Int64
  public let toMS: Int64
  /// Index into `Roster.plates`.
  public let ambulance: Int32
  private let personAndSeat: UInt32

  /// Index into `Roster.people`; below 2²⁸.
  public var person: Int32 { Int32(personAndSeat >> 4) }

  /// The seat that the roster gives; `nil` where it does not say.
  public var seat: CrewRole? { RoleSet.role(Int(personAndSeat & 0xF) - 1) }

  public init(
    fromMS: Int64, toMS: Int64, ambulance: Int32, person: Int32, seat: CrewRole? = nil
  ) {
    precondition(person >= 0 && person < 1 << 28, "at most 2^28 people")
    self.fromMS = fromMS
    self.toMS = toMS
    self.ambulance = ambulance
    personAndSeat = UInt32(person) << 4 | UInt32(seat.map { RoleSet.index(of: $0) + 1 } ?? 0)
  }
}

/// The shifts on duty 在岗 of a service, grouped by ambulance.
///
/// Standby and leave are not in it: who is not in the station fills no seat and is not booked.
public struct Roster: Sendable {
  public let plates: [String]
  public let people: [String]
  /// Ambulance by ambulance, each one's by start, then person.
  let assignments: [Assignment]
  /// Where each ambulance's assignments start; one more than there are ambulances.
  let starts: [Int]
  /// First start and last end; `nil` where there is no shift.
  public let span: Range<Int64>?

  /// Sorts the assignments.
  ///
  /// - Parameter assignments: in any order; each with an ambulance and a person of the lists.
  /// - Complexity: O(*n* + *n* log *k*) for *k* assignments of an ambulance.
  public init(plates: [String], people: [String], assignments: [Assignment]) {
    self.plates = plates
    self.people = people
    var starts = [Int](repeating: 0, count: plates.count + 1)
    var (first, last) = (Int64.max, Int64.min)
    for row in assignments {
      starts[Int(row.ambulance) + 1] += 1
      first = min(first, row.fromMS)
      last = max(last, row.toMS)
    }
    for index in 0..<plates.count { starts[index + 1] += starts[index] }
    var next = starts
    let count = assignments.count
    var sorted = [Assignment](unsafeUninitializedCapacity: count) { buffer, filled in
      for row in assignments {
        buffer.initializeElement(at: next[Int(row.ambulance)], to: row)
        next[Int(row.ambulance)] += 1
      }
      filled = count
    }
    sorted.withUnsafeMutableBufferPointer { buffer in
      for index in plates.indices {
        buffer[starts[index]..<starts[index + 1]].sort {
          ($0.fromMS, $0.person, $0.toMS) < ($1.fromMS, $1.person, $1.toMS)
        }
      }
    }
    self.assignments = sorted
    self.starts = starts
    span = first < last ? first..<last : nil
  }

  public var count: Int { assignments.count }

  /// The rows of an ambulance, by start.
  public func assignments(ofAmbulance index: Int) -> ArraySlice<Assignment> {
    assignments[starts[index]..<starts[index + 1]]
  }

  /// Indices of assignments grouped by person, each one's by start, and where each person's begin.
  ///
  /// - Complexity: as for `init`.
  func byPerson() -> (order: [UInt32], starts: [Int]) {
    var starts = [Int](repeating: 0, count: people.count + 1)
    for row in assignments { starts[Int(row.person) + 1] += 1 }
    for index in people.indices { starts[index + 1] += starts[index] }
    var next = starts
    var order = [UInt32](repeating: 0, count: assignments.count)
    for (index, row) in assignments.enumerated() {
      order[next[Int(row.person)]] = UInt32(index)
      next[Int(row.person)] += 1
    }
    assignments.withUnsafeBufferPointer { rows in
      order.withUnsafeMutableBufferPointer { order in
        for person in people.indices {
          order[starts[person]..<starts[person + 1]].sort {
            let (a, b) = (rows[Int($0)], rows[Int($1)])
            return (a.fromMS, a.toMS, a.ambulance) < (b.fromMS, b.toMS, b.ambulance)
          }
        }
      }
    }
    return (order, starts)
  }
}

extension Roster {
  /// The shifts on duty among rows of the model.
  ///
  /// - Parameters:
  ///   - plates: ambulances to know, also those without shifts; others are added.
  ///   - people: likewise.
  public init(plates: [String] = [], people: [String] = [], shifts: [Shift]) {
    var builder = RosterBuilder(plates: plates, people: people)
    for shift in shifts where shift.duty == .onDuty {
      builder.add(
        plate: shift.ambulancePlate, person: shift.crewMemberID,
        fromMS: shift.from.milliseconds, toMS: shift.to.milliseconds, seat: shift.role)
    }
    self = builder.roster
  }
}

/// Gathers assignments whose ambulances and people have names.
public struct RosterBuilder {
  private var plates: [String]
  private var people: [String]
  private var plateIndex: [String: Int32]
  private var personIndex: [String: Int32]
  private var assignments: [Assignment] = []

  public init(plates: [String] = [], people: [String] = []) {
    self.plates = plates
    self.people = people
    plateIndex = Dictionary(zip(plates, (0 as Int32)...)) { first, _ in first }
    personIndex = Dictionary(zip(people, (0 as Int32)...)) { first, _ in first }
  }

  public mutating func add(
    plate: String, person: String, fromMS: Int64, toMS: Int64, seat: CrewRole? = nil
  ) {
    let ambulance = Self.index(of: plate, &plateIndex, &plates)
    let member = Self.index(of: person, &personIndex, &people)
    assignments.append(
      Assignment(fromMS: fromMS, toMS: toMS, ambulance: ambulance, person: member, seat: seat))
  }

  public var roster: Roster {
    Roster(plates: plates, people: people, assignments: assignments)
  }

  private static func index(
    of name: String, _ known: inout [String: Int32], _ names: inout [String]
  ) -> Int32 {
    if let index = known[name] { return index }
    let index = Int32(names.count)
    known[name] = index
    names.append(name)
    return index
  }
}

extension Roster {
  /// The assignments as they lie in memory: for digests.
  public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    assignments.withUnsafeBytes(body)
  }
}
