/// A turn that may not be made, or the only one that may, in the words of the source.
public struct TurnRestriction: Sendable, Hashable {
  public enum Via: Sendable, Hashable {
    case node(Int64)
    /// Ways in the order in which they are driven.
    case ways([Int64])
  }

  /// `true` for `only_…`: coming from `from` through `via`, nothing but `to` may follow.
  public let isMandatory: Bool
  public let from: Int64
  public let via: Via
  public let to: Int64

  public init(isMandatory: Bool, from: Int64, via: Via, to: Int64) {
    self.isMandatory = isMandatory
    self.from = from
    self.via = via
    self.to = to
  }
}
