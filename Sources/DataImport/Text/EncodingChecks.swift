/// Whether bytes are UTF-8, fed piece by piece. Overlong forms and surrogates are not.
struct UTF8Check {
  /// 1-based line of the first byte that cannot be; `nil` so far.
  private(set) var badLine: Int?
  private var line = 1
  private var pending = 0
  /// The range of the next continuation byte.
  private var range: ClosedRange<UInt8> = 0x80...0xBF

  var isValid: Bool { badLine == nil && pending == 0 }

  /// - Complexity: O(*n*); nothing once a bad byte was found.
  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    guard badLine == nil else { return }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if pending > 0 {
        guard range.contains(byte) else {
          badLine = line
          return
        }
        pending -= 1
        range = 0x80...0xBF
      } else if byte == 10 {
        line += 1
      } else if byte >= 0x80 {
        switch byte {
        case 0xC2...0xDF: pending = 1
        case 0xE0: (pending, range) = (2, 0xA0...0xBF)
        case 0xED: (pending, range) = (2, 0x80...0x9F)
        case 0xE1...0xEF: pending = 2
        case 0xF0: (pending, range) = (3, 0x90...0xBF)
        case 0xF1...0xF3: pending = 3
        case 0xF4: (pending, range) = (3, 0x80...0x8F)
        default:
          badLine = line
          return
        }
      }
    }
  }
}

/// Whether bytes are GB18030, and so GBK or GB2312, fed piece by piece.
struct GB18030Check {
  private enum State {
    case start, second, third, fourth
  }

  private var state = State.start
  private var hasFailed = false

  var isValid: Bool { !hasFailed && state == .start }

  /// - Complexity: O(*n*); nothing once a bad byte was found.
  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    guard !hasFailed else { return }
    var state = self.state
    for byte in bytes {
      switch (state, byte) {
      case (.start, 0..<0x80): continue
      case (.start, 0x81...0xFE): state = .second
      case (.second, 0x40...0x7E), (.second, 0x80...0xFE): state = .start
      case (.second, 0x30...0x39): state = .third
      case (.third, 0x81...0xFE): state = .fourth
      case (.fourth, 0x30...0x39): state = .start
      default:
        hasFailed = true
        return
      }
    }
    self.state = state
  }
}
