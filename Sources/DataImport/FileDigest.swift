import Crypto
import FoundationEssentials

/// The digest by which a file is recognised.
enum FileDigest {
  /// SHA-256 in lower-case hexadecimal.
  static func sha256(_ bytes: Data) -> String { text(SHA256.hash(data: bytes)) }
}
