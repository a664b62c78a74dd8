public import ResponseModel

/// A number of the text as it reads, with how it was verified.
public struct MarkedNumber: Sendable, Hashable {
  public let text: LocalizedText
  public let mark: Mark
}

extension Requirement {
  /// Every number a rule asks for, in the order in which its sentence names them.
  public var numbers: [MarkedNumber] {
    switch self {
    case .distance(let it): Self.numbers(it.limit, it.share)
    case .responseStatistic(let it): Self.numbers(it.limit, it.share)
    case .eventShare(let it): Self.numbers(it.limit, it.share)
    case .facilityTravelTime(let it): Self.numbers(it.limit, it.share)
    case .anyOf(let branches): branches.flatMap(\.requirement.numbers)
    case .crewComposition(let it):
      it.seats.map { seats in
        MarkedNumber(
          text: .both { language in
            seats.roles.map(\.label[language]).joined(separator: " + ") + " ≥ \(seats.minimum)"
          }, mark: seats.mark)
      }
    default: Self.numbers(threshold, nil)
    }
  }

  private static func numbers(_ limit: Threshold?, _ share: Threshold?) -> [MarkedNumber] {
    [limit, share].compactMap(\.self).map { MarkedNumber(text: $0.text, mark: $0.mark) }
  }
}
