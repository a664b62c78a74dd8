import GRDB

/// The tables of a store and how an older one becomes a newer one. Forward only: a migration that
/// has shipped is never edited.
enum Schema {
  /// `PRAGMA application_id` and `user_version` of a GeoPackage 1.3 file. The schema's own version
  /// is in `grdb_migrations`: GeoPackage has taken `user_version`.
  static let applicationID = 0x4750_4B47
  static let geoPackageVersion = 10300

  /// Every version there was, oldest first.
  static let versions = ["1-first-light", "2-service", "3-roads", "4-response"]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(versions[0], migrate: firstLight)
    migrator.registerMigration(versions[1], migrate: service)
    migrator.registerMigration(versions[2], migrate: roads)
    migrator.registerMigration(versions[3], migrate: response)
    return migrator
  }
}
