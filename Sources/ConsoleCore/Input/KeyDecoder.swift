/// Makes keys of what a terminal sends, however it is cut into reads.
///
/// UTF-8 waits for its missing bytes. Marks that come together with their base are one character with it. Escape is a
/// key when nothing follows it in the same read. Sequences that mean no key are swallowed whole, as are replies of the
/// terminal; nothing of a paste is ever taken for a key.
public struct KeyDecoder: Sendable {
  /// A moment of the clock that timeouts are measured by.
  public typealias Instant = ContinuousClock.Instant

  /// How long a sequence may stop in the middle.
  public static let sequenceTimeout = Duration.milliseconds(50)
  /// After so long in the middle of a paste what has come of it is handed over; a key typed after that ends it.
  public static let pasteTimeout = Duration.seconds(1)

  private static let longestReply = 4096

  private enum State {
    case text
    case escape
    /// Escape was a key, for nothing followed; but a connection may have cut there what is a sequence.
    case escaped
    case sequence(ControlSequence, afterKey: Bool = false)
    case keypad
    /// So many characters are still to come of what the mouse did.
    case mouse(Int)
    /// A string that a terminal sends, which began with that character after `ESC`.
    case reply(Character, length: Int, escaped: Bool = false)
    case paste(Paste)
  }

  private var state = State.text
  private var assembler = UTF8Assembler()
  private var run = ""
  private var keys: [Key] = []

  /// When `expire` has something to do, unless more comes before; nil when nothing is unfinished.
  public private(set) var deadline: Instant?

  /// Whether all that comes next is pasted text, up to the paste's end.
  public var isInPaste: Bool {
    if case .paste = state { true } else { false }
  }

  /// A decoder in whose input nothing is unfinished.
  public init() {}

  /// The keys that are complete with what was read at that moment; `more` says that the read is not at its end.
  public mutating func decode(_ inputs: some Sequence<KeyInput>, at now: Instant, more: Bool = false) -> [Key] {
    let inputs = Array(inputs)
    if case .paste(let paste) = state, paste.isLeft(by: inputs) { state = .text }
    for input in inputs {
      switch input {
      case .byte(let byte): take(byte)
      case .key(let key): take(key)
      }
    }
    if !more, case .escape = state {
      finish(.escape)
      state = .escaped
    }
    setDeadline(after: now)
    return takeKeys()
  }

  /// The keys that are complete because nothing more has come up to the deadline.
  public mutating func expire(at now: Instant) -> [Key] {
    guard let deadline, now >= deadline else { return [] }
    switch state {
    case .sequence(let sequence, let afterKey) where sequence.isEmpty: finish(afterKey ? .character("[") : .alt("["))
    case .keypad: finish(.alt("O"))
    case .reply(let first, length: 0, escaped: false): finish(.alt(first))
    case .paste(let paste): interrupt(paste)
    case .text, .escape, .escaped, .sequence, .mouse, .reply: break
    }
    if !isInPaste { state = .text }
    self.deadline = nil
    return takeKeys()
  }

  private mutating func deliver(_ paste: Paste) {
    if !paste.isDelivered, !paste.isEmptyRest { finish(.paste(paste.text)) }
  }

  /// A stalled connection, behind which the rest must not be taken for keys; or the end is lost.
  private mutating func interrupt(_ paste: Paste) {
    deliver(paste)
    state = .paste(Paste(isResumed: true))
  }

  private mutating func setDeadline(after now: Instant) {
    switch state {
    case .text, .escape, .escaped: deadline = nil
    case .sequence, .keypad, .mouse, .reply: deadline = now + Self.sequenceTimeout
    case .paste(let paste): deadline = paste.isWaiting ? nil : now + Self.pasteTimeout
    }
  }
}

extension KeyDecoder {
  private mutating func take(_ byte: UInt8) {
    switch state {
    case .text: takeText(byte)
    case .escape: takeAfterEscape(byte)
    case .escaped: takeAfterEscapeKey(byte)
    case .sequence(let sequence, let afterKey): take(byte, into: sequence, afterKey)
    case .keypad: takeKeypad(byte)
    case .mouse(let missing): if assembler.add(byte) != nil { state = missing > 1 ? .mouse(missing - 1) : .text }
    case .reply(let first, let length, let escaped): take(byte, ofReply: first, length, escaped)
    case .paste(var paste):
      // The state lets go of the bytes, so that they are not copied at every one that comes.
      state = .text
      take(byte, into: &paste)
    }
  }

  /// A key that was recognised whole ends whatever was unfinished, except a paste, in which it is no key.
  private mutating func take(_ key: Key) {
    switch state {
    case .paste: return
    case .escape: finish(.escape)
    case .text, .escaped, .sequence, .keypad, .mouse, .reply: break
    }
    finish(key)
  }

  private mutating func takeText(_ byte: UInt8) {
    // Also for control bytes: they end a character that is incomplete.
    let scalar = assembler.add(byte)
    if byte == 0x1B {
      state = .escape
    } else if let key = Self.controlKey(byte) {
      finish(key)
    } else if let scalar, scalar.properties.generalCategory != .control {
      run.unicodeScalars.append(scalar)
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8) {
    switch byte {
    case 0x1B:
      finish(.escape)
      state = .escape
    case UInt8(ascii: "["): state = .sequence(ControlSequence())
    case UInt8(ascii: "O"): state = .keypad
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      state = .reply(Character(Unicode.Scalar(byte)), length: 0)
    case 0x08, 0x7F: finish(.alt("\u{7F}"))
    case 0x00...0x1F:
      finish(.escape)
      takeText(byte)
    default:
      guard let scalar = assembler.add(byte) else { return }
      finish(.alt(Character(scalar)))
    }
  }

  private mutating func takeAfterEscapeKey(_ byte: UInt8) {
    state = byte == UInt8(ascii: "[") ? .sequence(ControlSequence(), afterKey: true) : .text
    if case .text = state { takeText(byte) }
  }

  private mutating func take(_ byte: UInt8, into sequence: ControlSequence, _ afterKey: Bool) {
    var sequence = sequence
    switch sequence.add(byte) {
    case .incomplete: state = .sequence(sequence, afterKey: afterKey)
    case .key(let key): finish(key)
    case .pasteBegins:
      endRun()
      state = .paste(Paste())
    case .mouse: state = .mouse(3)
    case .nothing:
      state = .text
      if byte == 0x1B { take(byte) }
    }
  }

  private mutating func takeKeypad(_ byte: UInt8) {
    state = .text
    if let key = ControlSequence.letters[Unicode.Scalar(byte)] {
      finish(key)
    } else if byte == 0x1B {
      take(byte)
    }
  }

  /// A reply ends with BEL or `ESC \`, of which the backslash would otherwise be an Alt key that nobody pressed.
  private mutating func take(_ byte: UInt8, ofReply first: Character, _ length: Int, _ escaped: Bool) {
    let isLast = byte == 0x07 || (escaped && byte == UInt8(ascii: "\\")) || length == Self.longestReply
    state = isLast ? .text : .reply(first, length: length + 1, escaped: byte == 0x1B)
  }

  private mutating func take(_ byte: UInt8, into paste: inout Paste) {
    if paste.add(byte) {
      deliver(paste)
      return
    }
    if paste.isFull, !paste.isDelivered {
      finish(.paste(paste.text))
      paste.isDelivered = true
    }
    state = .paste(paste)
  }
}

extension KeyDecoder {
  private static func controlKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: nil
    }
  }

  private mutating func finish(_ key: Key) {
    endRun()
    keys.append(key)
    state = .text
  }

  private mutating func endRun() {
    keys += run.map(Key.character)
    run = ""
  }

  private mutating func takeKeys() -> [Key] {
    endRun()
    defer { keys = [] }
    return keys
  }
}
