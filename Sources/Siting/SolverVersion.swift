import CCbc

/// The optimiser that this module links, for `ambit doctor`.
public enum SolverVersion {
  public static var cbc: String { Cbc_getVersion().map { String(cString: $0) } ?? "?" }
}
