/// How imported rows meet those that are there. Rows with a key that is there update it; this says
/// what becomes of the rows that the import does not mention.
public struct ImportMode: Sendable, Hashable {
  /// Which part of a layer the rows stand for: rows of that part which the import does not mention
  /// are gone.
  public enum Scope: Sendable, Hashable {
    /// Only themselves: nothing is gone.
    case rows
    case layer
    /// The layer's rows of one county.
    case county(String)
  }

  /// What becomes of rows that are gone. They are reported either way.
  public enum Gone: Sendable, Hashable {
    case keep, delete
  }

  public let scope: Scope
  public let gone: Gone
  /// Whether rows that can be stored are, although others are refused; else one refused row undoes
  /// the whole import.
  public let acceptsValid: Bool
  /// Whether to report what would happen and change nothing.
  public let isDry: Bool

  public init(
    scope: Scope = .layer, gone: Gone = .keep, acceptsValid: Bool = false, isDry: Bool = false
  ) {
    self.scope = scope
    self.gone = gone
    self.acceptsValid = acceptsValid
    self.isDry = isDry
  }
}
