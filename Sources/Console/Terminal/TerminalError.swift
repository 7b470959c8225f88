import ConsoleCore
import Glibc

/// Why there can be no screen; thrown before the terminal was sent a single byte.
struct TerminalError: Error, Equatable {
  enum Code: Equatable {
    case inputIsNoTerminal
    case outputIsNoTerminal
    /// Keys would come from one terminal, and frames go to another.
    case twoTerminals
    /// `TERM` is not set or empty.
    case typeNotSet
    /// Nothing describes the terminal that `TERM` names.
    case typeUnknown
    /// The terminal that `TERM` names, `dumb` for one, cannot place its cursor.
    case cannotPlaceCursor
    /// The terminal is another job's, and there is no shell that could give it to this one.
    case inBackground
    /// The process may not write files as large as a frame can be.
    case filesTooSmall
    /// A call of the system failed.
    case failed
  }

  let code: Code
  /// The terminal's type or the call that failed; safe to print.
  let context: TerminalText
  let errno: CInt?

  init(_ code: Code, _ context: String = "", errno: CInt? = nil) {
    self.code = code
    self.context = TerminalText(context)
    self.errno = errno
  }

  /// The error of a call that has just failed.
  static func failed(_ call: String) -> TerminalError {
    TerminalError(.failed, call, errno: Glibc.errno)
  }
}
