import CNcurses
import ConsoleCore
import Glibc
import ProcessEvents

/// Reads keys from the terminal through ncurses, which knows the sequences of this terminal.
struct Keyboard: ~Copyable {
  /// One read stops here, so that a paste of a megabyte does not stop the console.
  private static let mostCodes = 4096
  /// At least what ncurses may have read ahead of what it has given.
  private static let mostAhead = 256

  /// ncurses refreshes the window it reads from; a pad is on no screen.
  private let pad: UnsafeMutablePointer<WINDOW>
  /// Through this one ncurses takes no sequence for a key, and so reads nothing ahead.
  private let plainPad: UnsafeMutablePointer<WINDOW>
  private let keys = KeyCodes()
  private var decoder = KeyDecoder()

  /// More has come than was read.
  private(set) var hasMore = false
  /// ncurses holds nothing back any more: what comes now may be read past it.
  private var isDrained = false

  /// When `read` has something to do although nothing comes.
  var deadline: ContinuousClock.Instant? { decoder.deadline }

  /// After `newterm`.
  init() throws(TerminalError) {
    guard let pad = newpad(1, 1), let plainPad = newpad(1, 1) else { throw TerminalError(.failed, "newpad") }
    self.pad = pad
    self.plainPad = plainPad
    for pad in [pad, plainPad] {
      nodelay(pad, true)
      meta(pad, true)
    }
    keypad(pad, true)
    // Left on by another program, it tells more than the sequence that ncurses would take off; the decoder knows.
    keyok(KEY_MOUSE, false)
  }

  deinit {
    delwin(pad)
    delwin(plainPad)
  }

  /// The keys that have come; nil if nothing at all has.
  mutating func read(at now: ContinuousClock.Instant) -> [Key]? {
    guard !decoder.isInPaste else { return readPaste(at: now) }
    isDrained = false
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

  /// ncurses reads byte by byte, which takes seconds for a big paste.
  private mutating func readPaste(at now: ContinuousClock.Instant) -> [Key]? {
    var inputs: [KeyInput] = []
    if !isDrained {
      while inputs.count < Self.mostAhead, let byte = UInt8(exactly: wgetch(plainPad)) { inputs.append(.byte(byte)) }
      isDrained = true
    }
    var ready = pollfd(file: STDIN_FILENO, POLLIN)
    var count = 0
    if poll(&ready, 1, 0) > 0 {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.mostCodes) { buffer in
        count = max(0, Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count))
        inputs += buffer[..<count].map(KeyInput.byte)
      }
    }
    hasMore = count == Self.mostCodes
    return inputs.isEmpty ? nil : decoder.decode(inputs, at: now, more: hasMore)
  }

  /// The keys that are complete because nothing follows them.
  mutating func expire(at now: ContinuousClock.Instant) -> [Key] {
    decoder.expire(at: now)
  }
}
