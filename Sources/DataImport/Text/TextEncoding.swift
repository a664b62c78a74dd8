import ResponseModel

/// The encodings in which tables come.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  /// Holds GB2312 and GBK.
  case gb18030 = "GB18030"
  case big5 = "BIG5"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"

  /// What people call them; `nil` for any other name.
  public init?(named name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936", "ansi": self = .gb18030
    case "big5", "cp950": self = .big5
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// Bytes of its byte order mark at the start of `bytes`; 0 where there is none.
  func markLength(in bytes: UnsafeRawBufferPointer) -> Int {
    switch self {
    case .utf8: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    case .utf16LittleEndian: bytes.starts(with: [0xFF, 0xFE]) ? 2 : 0
    case .utf16BigEndian: bytes.starts(with: [0xFE, 0xFF]) ? 2 : 0
    case .gb18030: bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) ? 4 : 0
    case .big5: 0
    }
  }
}

/// Finds out a text file's encoding by looking at every byte of it.
///
/// What is valid UTF-8 is UTF-8: text in GBK passes for it only by a freak of chance. What is not,
/// and is valid GB18030, is that. Anything else is not guessed.
struct EncodingDetector {
  private var utf8 = UTF8Check()
  private var chinese = GB18030Check()
  private var marked: TextEncoding?
  private var isFirst = true
  private var zeros = (even: 0, odd: 0)
  private var sampled = 0
  /// Line feeds so far: about as many as the table has rows.
  private(set) var lineFeeds = 0

  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    if isFirst {
      isFirst = false
      marked = [.utf8, .utf16LittleEndian, .utf16BigEndian].first { $0.markLength(in: bytes) > 0 }
      let head = bytes.prefix(4096)
      sampled = head.count
      for (index, byte) in head.enumerated() where byte == 0 {
        if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
      }
    }
    for byte in bytes where byte == 10 { lineFeeds += 1 }
    utf8.feed(bytes)
    chinese.feed(bytes)
  }

  /// What was found; `nil` where the bytes are none of them.
  func encoding() -> TextEncoding? {
    if let marked, marked != .utf8 { return marked }
    // Digits and commas in UTF-16 have a zero in every second byte.
    if zeros.even + zeros.odd > sampled / 8 {
      return zeros.odd > zeros.even * 4
        ? .utf16LittleEndian : zeros.even > zeros.odd * 4 ? .utf16BigEndian : nil
    }
    if zeros.even + zeros.odd > 0 { return nil }
    if utf8.isValid { return .utf8 }
    return marked == nil && chinese.isValid ? .gb18030 : nil
  }

  /// Line of the first byte that is not UTF-8.
  var firstLineOutsideUTF8: Int? { utf8.badLine }
}
