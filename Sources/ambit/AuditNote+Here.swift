import Foundation
import ResponseModel
import Store

extension AuditNote {
  /// This user, now, with the command as it was typed; folders are left out, since a store travels.
  static func here(file: SourceFile? = nil) -> AuditNote {
    let now = Date()
    let words = CommandLine.arguments.dropFirst().map { word in
      word.contains("/") ? URL(filePath: word).lastPathComponent : word
    }
    return AuditNote(
      actor: NSUserName(),
      at: Instant(
        milliseconds: Int64((now.timeIntervalSince1970 * 1000).rounded()),
        minutesEast: TimeZone.current.secondsFromGMT(for: now) / 60),
      command: (["ambit"] + words).joined(separator: " "), file: file)
  }
}
