import ResponseModel
import Standards
import Yams

extension StandardFileReader {
  mutating func readCrew(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    guard let node = need("seats", in: &fields), let nodes = someElements(node, "seats")
    else { return nil }
    let seats = nodes.compactMap { readSeats($0, mark) }
    return seats.count == nodes.count ? .crewComposition(CrewRequirement(seats: seats)) : nil
  }

  private mutating func readSeats(_ node: Node, _ ruleMark: Standards.Mark) -> CrewRequirement
    .Seats?
  {
    guard var fields = open(node, "seats") else { return nil }
    let roles: [CrewRole]? = need("roles", in: &fields).flatMap { readWords($0, "roles") }
    let minimum = need("minimum", in: &fields).flatMap { readWholeNumber($0, "minimum") }
    let mark = fields.take("mark").flatMap { readMark($0, "mark") } ?? ruleMark
    close(fields)
    guard let roles, let minimum else { return nil }
    return CrewRequirement.Seats(roles: roles, minimum: minimum, mark: mark)
  }

  private mutating func readItem(_ key: String, _ fields: inout Fields) -> NamedItem? {
    guard let node = need(key, in: &fields), var item = open(node, key) else { return nil }
    let id = need("id", in: &item).flatMap { readIdentifier($0, "id") }
    let name = need("name", in: &item).flatMap { readLocalized($0, "name") }
    close(item)
    guard let id, let name else { return nil }
    return NamedItem(id: id, name: name)
  }

  mutating func readEquipment(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let item = readItem("item", &fields)
    let limit = readThreshold("limit", &fields, mark, units: [.count])
    guard let item, let limit else { return nil }
    return .equipment(EquipmentRequirement(item: item, limit: limit))
  }

  mutating func readFleetShare(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let attribute = readItem("attribute", &fields)
    let limit = readThreshold("limit", &fields, mark, units: [.percent])
    guard let attribute, let limit else { return nil }
    return .fleetShare(FleetShareRequirement(attribute: attribute, limit: limit))
  }

  private mutating func readScope(_ fields: inout Fields) -> Scope? {
    guard let node = fields.take("scope") else { return .county }
    return readWord(node, "scope")
  }

  mutating func readVehicles(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let limit = readThreshold("limit", &fields, mark, units: [.count])
    let per = need("per", in: &fields).flatMap { readPositiveNumber($0, "per") }
    let denominator: Denominator? = need("denominator", in: &fields).flatMap {
      readWord($0, "denominator", among: Self.populations)
    }
    let scope = readScope(&fields)
    guard let limit, let per, let denominator, let scope else { return nil }
    return .vehiclesPerPopulation(
      VehicleRequirement(limit: limit, per: per, denominator: denominator, scope: scope))
  }

  mutating func readVisits(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let denominator: Denominator? = need("denominator", in: &fields).flatMap {
      readWord($0, "denominator", among: [.villages, .villagesWithoutClinic])
    }
    let limit = readThreshold("limit", &fields, mark, units: [.count])
    let every: VisitPeriod? = need("every", in: &fields).flatMap { readWord($0, "every") }
    guard let denominator, let limit, let every else { return nil }
    return .visitFrequency(VisitRequirement(denominator: denominator, limit: limit, every: every))
  }

  mutating func readCount(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let subject: Subject? = need("subject", in: &fields).flatMap { readWord($0, "subject") }
    let limit = readThreshold("limit", &fields, mark, units: [.count])
    let period = fields.take("period").flatMap { readPeriod($0, "period") }
    let namedNodes = fields.take("named").flatMap { someElements($0, "named") } ?? []
    let named = namedNodes.compactMap { readText($0, "named") }
    let scope = readScope(&fields)
    guard let subject, let limit, let scope else { return nil }
    return .countInPeriod(
      CountRequirement(
        subject: subject, limit: limit, from: period?.from, to: period?.to, named: named,
        scope: scope))
  }

  mutating func readRatio(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let numerator: Numerator? = need("numerator", in: &fields).flatMap { readWord($0, "numerator") }
    let denominator: Denominator? = need("denominator", in: &fields).flatMap {
      readWord($0, "denominator")
    }
    guard let statistic = readStatistic(&fields, among: [.share, .per, .yearlyChange]) else {
      // Which keys and units fit depends on it: what else is there cannot be judged.
      _ = fields.take("per")
      _ = fields.take("limit")
      _ = fields.take("approximate")
      return nil
    }
    let units: [MeasureUnit] =
      switch statistic {
      case .per: [.count]
      case .yearlyChange: [.points]
      default: [.percent]
      }
    let per =
      statistic == .per ? need("per", in: &fields).flatMap { readPositiveNumber($0, "per") } : nil
    let limit = readThreshold("limit", &fields, mark, units: units)
    let approximate = fields.take("approximate").flatMap { readFlag($0, "approximate") } ?? false
    guard let numerator, let denominator, let limit,
      statistic != .per || per != nil
    else { return nil }
    return .ratio(
      RatioRequirement(
        numerator: numerator, denominator: denominator, statistic: statistic, per: per,
        limit: limit, isApproximate: approximate))
  }

  mutating func readCountyPresence(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let subjects: [Subject]? = need("subjects", in: &fields).flatMap { readWords($0, "subjects") }
    let limit = readThreshold("limit", &fields, mark, units: [.count])
    guard let subjects, let limit else { return nil }
    return .countyPresence(CountyRequirement(subjects: subjects, limit: limit))
  }

  mutating func readLicences(_ fields: inout Fields, _ mark: Standards.Mark) -> Requirement? {
    let level: ServiceLevel? = need("level", in: &fields).flatMap { readWord($0, "level") }
    let limit = readThreshold("limit", &fields, mark, units: [.percent])
    guard let level, let limit else { return nil }
    return .licenceShare(LicenceRequirement(level: level, limit: limit))
  }
}
