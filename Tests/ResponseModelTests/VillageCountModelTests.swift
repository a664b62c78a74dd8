import ResponseModel
import TestSupport
import Testing

@testable import ResponseModel

@Suite("The village-count model")
struct VillageCountModelTests {
  private let place = DesertCounty()

  @Test("gives each township its share and splits it by urban villages")
  func shares() throws {
    // 100 residents, 3 + 7 villages: 30 and 70; one of three villages urban: 10 and 20.
    let result = VillageCountModel.demandPoints(
      of: try place.county(residents: 100),
      townships: [
        place.township(1, at: (0, 0), villages: 3, urban: 1),
        place.township(2, at: (100, 0), villages: 7, urban: 0),
      ])
    #expect(result.points.map(\.residents) == [10, 20, 70])
    #expect(result.points.map(\.areaClass) == [.urban, .rural, .rural])
    #expect(result.points.allSatisfy { $0.evidence == .modelled })
    #expect(result.issues.isEmpty)
  }

  @Test("conserves the county's total exactly", arguments: Seeds.some)
  func conservation(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let total = Double(generator.integer(in: 0...3_000_000))
      let townships = (1...generator.integer(in: 1...40)).map { number in
        let villages = generator.integer(in: 0...60)
        return place.township(
          number, at: number.isMultiple(of: 5) ? nil : (0, 0), villages: villages,
          urban: generator.integer(in: 0...villages))
      }
      guard townships.contains(where: { ($0.villages ?? 0) > 0 }) else { continue }
      let points = VillageCountModel.demandPoints(
        of: try place.county(residents: total), townships: townships
      ).points
      #expect(points.reduce(0) { $0 + $1.residents } == total)
      #expect(points.allSatisfy { $0.residents == $0.residents.rounded() && $0.residents > 0 })
    }
  }

  @Test("keeps the residents of a township without a position, without one")
  func unpositioned() throws {
    let points = VillageCountModel.demandPoints(
      of: try place.county(residents: 10), townships: [place.township(1, at: nil)]
    ).points
    #expect(points.reduce(0) { $0 + $1.residents } == 10)
    #expect(points.allSatisfy { $0.position == nil })
  }

  @Test("gives a remainder to the largest fraction, and of equal ones to the first")
  func remainders() {
    #expect(VillageCountModel.largestRemainder(total: 10, weights: [1, 1, 1]) == [4, 3, 3])
    #expect(VillageCountModel.largestRemainder(total: 1, weights: [1, 2]) == [0, 1])
    #expect(VillageCountModel.largestRemainder(total: 7, weights: [0, 5]) == [0, 7])
    #expect(VillageCountModel.largestRemainder(total: 7, weights: [0, 0]) == nil)
  }

  @Test("says so where there is nothing to model")
  func nothing() throws {
    let noResidents = VillageCountModel.demandPoints(
      of: try place.county(), townships: [place.township(1, at: (0, 0))])
    #expect(noResidents.points.isEmpty)
    #expect(noResidents.issues.map(\.code) == ["county-without-residents"])
    let noTownships = VillageCountModel.demandPoints(
      of: try place.county(residents: 5), townships: [])
    #expect(noTownships.points.isEmpty)
    #expect(noTownships.issues.map(\.code) == ["county-without-townships"])
  }

  @Test("takes a 街道 as urban and the rest as rural where villages have no codes")
  func withoutCodes() throws {
    let townships = [
      Township(
        code: "1", countyCode: place.code, name: "街", kind: .subdistrict, villages: 1),
      Township(code: "2", countyCode: place.code, name: "乡", kind: .township, villages: 1),
    ]
    let points = VillageCountModel.demandPoints(
      of: try place.county(residents: 10), townships: townships
    ).points
    #expect(points.map(\.areaClass) == [.urban, .rural])
  }
}
