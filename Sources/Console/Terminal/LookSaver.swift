/// Takes what ncurses sends, and gives what shows the same with fewer bytes: a look is sent when something is written
/// with it, and only what differs from the one before. ncurses sends three sequences to begin a word and two to end it.
///
/// A terminal that is spoken to in another way than by ECMA-48 is left alone.
struct LookSaver {
  /// What the terminal is known to have; nil: anything.
  private var sent: TerminalLook?
  private var wanted = TerminalLook()
  /// The sequence that chose the characters last, and the one that is to.
  private var sentCharacters: [UInt8] = []
  private var wantedCharacters: [UInt8] = []
  private var leavesAlone: Bool

  init(leavesAlone: Bool = false) { self.leavesAlone = leavesAlone }

  /// Nothing is known of the terminal any more: something else was sent, or not all.
  mutating func forget() {
    sent = nil
    sentCharacters = []
  }

  /// `bytes` ends behind a whole sequence.
  mutating func save(_ bytes: [UInt8]) -> [UInt8] {
    guard !leavesAlone else { return bytes }
    var saved: [UInt8] = []
    saved.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Self.piece(of: rest)
      rest = rest[piece.endIndex...]
      switch Self.kind(of: piece) {
      case .look(let parameters):
        guard let look = wanted.changed(by: parameters) else {
          leavesAlone = true
          return saved + due() + piece + rest
        }
        wanted = look
      case .characters: wantedCharacters = Array(piece)
      case .motion: saved += piece
      case .other: saved += due() + piece
      }
    }
    return saved
  }

  /// What has to be sent before anything is written.
  private mutating func due() -> [UInt8] {
    defer { (sent, sentCharacters) = (wanted, wantedCharacters) }
    return (wantedCharacters == sentCharacters ? [] : wantedCharacters) + wanted.sequence(after: sent)
  }
}

// MARK: - What is sent

extension LookSaver {
  private enum Kind {
    case look([Int])
    /// Which characters the codes stand for.
    case characters
    /// The cursor goes elsewhere, whatever the look is.
    case motion
    case other
  }

  private static let escape: UInt8 = 0x1B

  /// A control, a sequence, or as much text as there is before the next.
  private static func piece(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes[bytes.startIndex] < 0x20 else { return bytes.prefix { $0 >= 0x20 } }
    guard bytes.first == escape, bytes.count > 1 else { return bytes.prefix(1) }
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "["):
      let parameters = bytes.dropFirst(2).prefix { (0x20..<0x40).contains($0) }
      return bytes.prefix(2 + parameters.count + 1)
    case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.prefix(3)
    default: return bytes.prefix(2)
    }
  }

  private static func kind(of piece: ArraySlice<UInt8>) -> Kind {
    guard let first = piece.first, first < 0x20, let last = piece.last else { return .other }
    switch first {
    case 0x08, 0x0A, 0x0D: return .motion
    case 0x0E, 0x0F: return .characters
    case escape where piece.starts(with: [escape, UInt8(ascii: "(")]): return .characters
    case escape where piece.starts(with: [escape, UInt8(ascii: "[")]) && piece.count > 2: break
    default: return .other
    }
    let parameters = piece.dropFirst(2).dropLast()
    guard parameters.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") }) else { return .other }
    switch last {
    case UInt8(ascii: "m"):
      return .look(
        parameters.isEmpty
          ? [] : parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number))
    case UInt8(ascii: "A")...UInt8(ascii: "D"), UInt8(ascii: "G"), UInt8(ascii: "H"), UInt8(ascii: "d"): return .motion
    default: return .other
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { min($0 * 10 + Int($1) - 0x30, 9_999) }
  }
}
