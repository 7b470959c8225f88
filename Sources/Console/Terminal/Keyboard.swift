import CNcurses
import ConsoleCore

/// Reads keys from the terminal through ncurses, which knows the sequences of this terminal.
struct Keyboard: ~Copyable {
  /// One read stops here, so that a paste of a megabyte does not stop the console.
  private static let mostCodes = 4096

  /// ncurses refreshes the window it reads from; a pad is on no screen.
  private let pad: UnsafeMutablePointer<WINDOW>
  private let keys = KeyCodes()
  private var decoder = KeyDecoder()

  /// More has come than was read.
  private(set) var hasMore = false

  /// When `read` has something to do although nothing comes.
  var deadline: ContinuousClock.Instant? { decoder.deadline }

  /// After `newterm`.
  init() throws(TerminalError) {
    guard let pad = newpad(1, 1) else { throw TerminalError(.failed, "newpad") }
    self.pad = pad
    keypad(pad, true)
    nodelay(pad, true)
    meta(pad, true)
  }

  deinit { delwin(pad) }

  /// The keys that have come; nil if nothing at all has.
  mutating func read(at now: ContinuousClock.Instant) -> [Key]? {
    var inputs: [KeyInput] = []
    var count = 0
    while count < Self.mostCodes {
      let code = wgetch(pad)
      if code == ERR { break }
      count += 1
      if let byte = UInt8(exactly: code) {
        inputs.append(.byte(byte))
      } else if let key = keys[code] {
        inputs.append(.key(key))
      }
    }
    hasMore = count == Self.mostCodes
    return count == 0 ? nil : decoder.decode(inputs, at: now, more: hasMore)
  }

  /// The keys that are complete because nothing follows them.
  mutating func expire(at now: ContinuousClock.Instant) -> [Key] {
    decoder.expire(at: now)
  }
}
