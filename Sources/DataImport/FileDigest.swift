import Crypto
import FoundationEssentials

/// The digest by which a file is recognised.
enum FileDigest {
  /// SHA-256 in lower-case hexadecimal.
  static func sha256(_ bytes: Data) -> String {
    SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
