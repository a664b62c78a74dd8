import Geometry

/// Versions of the libraries that compute, for `ambit doctor`.
public enum ComponentVersions {
  public static var geos: String { LibraryVersions.geos }
  public static var proj: String { LibraryVersions.proj }
}
