import Reference
import TicketCore

/// What the table of commands can be written as.
enum Document: Hashable, Sendable {
  /// The README's tables.
  case commands
  /// The man page.
  case manual
  case completion(CompletionShell)

  /// Its text; lines end with `\n`. Man page and completions are in English.
  func text(in language: Language) -> String {
    switch self {
    case .commands: CommandTable.markdown(in: language)
    case .manual: CommandTable.manual.roff
    case .completion(let shell): CommandTable.reference.completion(for: shell)
    }
  }
}
