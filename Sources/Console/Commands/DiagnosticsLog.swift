import ConsoleCore
import TicketCore

/// Standard error of a command that stays: whole lines, written on a thread of its own, for a log that nobody reads must
/// hold up neither the work nor its end. Any thread.
final class DiagnosticsLog: Sendable {
  private let diagnostics: Diagnostics
  private let backlog = Backlog<TerminalText>()

  init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// Writes until `end`; false if the system has no thread left.
  func start() -> Bool {
    backlog.start {
      self.diagnostics.put($0)
    } onDropped: {
      self.diagnostics.put(TerminalText("… \($0)"))
    }
  }

  /// Says one sentence, after the program's name; never blocks for long.
  func say(_ sentence: String) { put(Diagnostics.line(sentence)) }

  /// Says one line as it is; never blocks for long.
  func put(_ line: TerminalText) { backlog.put(line) }

  /// Gives what waits a second to be written.
  func end() { backlog.end() }
}
