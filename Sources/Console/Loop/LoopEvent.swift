import ConsoleCore
import Glibc

/// What the loop has waited for.
enum LoopEvent<Message: Sendable> {
  /// At least one key.
  case keys([Key])
  /// The terminal has this size now, and ncurses knows.
  case resized(Size)
  /// SIGCONT: the terminal may have been another's meanwhile; the console is to call `Terminal.resume`.
  case continued
  /// A new second of the wall clock has begun.
  case tick
  /// The deadline that `next` was given has come.
  case deadline
  /// At least one message.
  case mail([Message])
  /// SIGTSTP: the console is to let go of what it holds, then call `Terminal.suspend`.
  case suspend
  /// SIGINT, SIGTERM or SIGHUP: the console is to end.
  case terminate(CInt)
  /// The terminal is gone: the console is to end.
  case hangup
}
