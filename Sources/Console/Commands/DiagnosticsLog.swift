import ConsoleCore
import TicketCore

/// Standard error of a command that stays: whole lines, written on a thread of its own, for a log that nobody reads must
/// hold up neither the work nor its end. Any thread.
final class DiagnosticsLog: Sendable {
  private let diagnostics: Diagnostics
  private let language: Language
  private let backlog = Backlog<TerminalText>()

  init(_ diagnostics: Diagnostics, in language: Language) {
    self.diagnostics = diagnostics
    self.language = language
  }

  /// Writes until `end`; false if the system has no thread left.
  func start() -> Bool {
    backlog.start {
      self.diagnostics.put($0)
    } onDropped: {
      self.diagnostics.say(Self.missing($0, in: self.language))
    }
  }

  /// Says one sentence, after the program's name; never blocks for long.
  func say(_ sentence: String) { put(Diagnostics.line(sentence)) }

  /// Says one line as it is; never blocks for long.
  func put(_ line: TerminalText) { backlog.put(line) }

  /// Waits until all that was said is written, a tenth of a second at most: what is printed next stands behind it.
  func settle() { backlog.settle(within: .milliseconds(100)) }

  /// Gives what waits a second to be written; whether all was. More than once, to give more time.
  @discardableResult func end() -> Bool { backlog.end() }

  private static func missing(_ count: Int, in language: Language) -> String {
    language.pick(
      "\(count) \(count == 1 ? "line is" : "lines are") missing here, not having been read in time.",
      "제때 읽히지 않아 여기서 \(count)줄이 빠졌습니다.")
  }
}
