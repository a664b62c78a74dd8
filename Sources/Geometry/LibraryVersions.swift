internal import CGEOS
internal import CPROJ

/// Versions of the C libraries that are loaded, for provenance and `ambit doctor`.
public enum LibraryVersions {
  /// e.g. `3.11.1-CAPI-1.17.1`.
  public static var geos: String { String(cString: GEOSversion()) }

  /// e.g. `9.1.1`.
  public static var proj: String { String(cString: proj_info().version) }
}
