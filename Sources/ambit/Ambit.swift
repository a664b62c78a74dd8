import Analysis
import ArgumentParser
import Glibc
import Siting

/// The command and its subcommands.
@main
struct Ambit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ambit",
    abstract: "Who an ambulance service reaches, and what the standard says to that.",
    discussion: """
      A store is one GeoPackage file: ambit makes and fills it, QGIS and GDAL open it as it is.

        ambit new lishui.gpkg --sample lishui
        ambit coverage lishui.gpkg

      Exit codes: 0 done; 2 done, and a rule is not met (only with --strict); 64 the command's \
      words are wrong; 65 bad data; 66 no such file; 69 a component is missing; 70 a defect of ambit; 74 \
      a file could not be read or written.
      """,
    version: "ambit \(Provenance.currentVersion)",
    subcommands: [
      NewCommand.self, ImportCommand.self, ExportCommand.self, BackupCommand.self,
      CheckCommand.self, CoverageCommand.self, ResponseCommand.self, CalibrateCommand.self,
      InspectCommand.self, ExplainCommand.self, SiteCommand.self, SolveCommand.self,
      BusyCommand.self, MatrixCommand.self, IsochroneCommand.self, ReportCommand.self,
      BatchCommand.self, VerifyCommand.self, StandardsCommand.self, ProfilesCommand.self,
      DoctorCommand.self,
    ])

  static func main() async {
    // A file that may not grow is an error that can be said, not a reason to be killed.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Failure(error).exit()
    }
    if SitingSolver.isStillWorking { Interruption.exit(0) }
  }
}
