import CNcurses
import ConsoleCore
import Glibc

/// What can be known about the terminal before it is touched.
struct TerminalKind {
  /// `TERM`.
  let name: String
  /// The operator asked for no colours (no-color.org).
  let colored: Bool
  /// The terminal has no box-drawing characters in UTF-8.
  let isASCII: Bool
  /// It is spoken to by ECMA-48.
  let speaksANSI: Bool

  /// Refuses everything that cannot show the console. Sends nothing.
  static func examine() throws(TerminalError) -> TerminalKind {
    guard isatty(STDIN_FILENO) == 1 else { throw TerminalError(.inputIsNoTerminal) }
    guard isatty(STDOUT_FILENO) == 1 else { throw TerminalError(.outputIsNoTerminal) }
    guard TerminalDevice(STDIN_FILENO) == TerminalDevice(STDOUT_FILENO) else { throw TerminalError(.twoTerminals) }
    guard let name = variable("TERM") else { throw TerminalError(.typeNotSet) }
    var result: CInt = 0
    guard setupterm(name, STDOUT_FILENO, &result) == OK else {
      try requireDescriptor()
      throw TerminalError(.typeUnknown, name)
    }
    let placing = Capability("cup").bytes
    guard !placing.isEmpty else { throw TerminalError(.cannotPlaceCursor, name) }
    return TerminalKind(
      name: name,
      colored: variable("NO_COLOR") == nil,
      isASCII: ["linux", "dumb"].contains(name) || name.hasPrefix("vt"),
      speaksANSI: placing.starts(with: [0x1B, UInt8(ascii: "[")])
    )
  }

  /// Refuses where no file can be opened: ncurses calls the terminal unknown then, whatever it is.
  private static func requireDescriptor() throws(TerminalError) {
    let file = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard file >= 0 else { throw .failed("terminfo") }
    close(file)
  }

  /// A variable of the environment that is not empty.
  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
