import TicketCore

/// The options of all commands (spec: cli.md).
struct ConsoleOptions: Hashable, Sendable {
  /// The folder that holds `tickets/` and `worker.lock`, as it was given.
  var statePath = "state"
  /// The server to work through instead of the folder's logs; the folder's `worker.lock` counts all the same.
  var server: ServerOption?
  /// In which times are written and shown.
  var utcOffset = UTCOffset.korea
  /// What the operator asked for, or the locale says.
  var chosenLanguage = Language.english
  /// What people read: Korean cannot be said in ASCII.
  var language: Language { ascii ? .english : chosenLanguage }
  /// Nothing but ASCII for people to read.
  var ascii = false
}
