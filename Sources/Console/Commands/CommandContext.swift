import ConsoleCore
import TicketCore

/// What a command has to do with besides tickets: its options, and where it reads and writes.
struct CommandContext {
  let options: ConsoleOptions
  let environment: Environment
  let output: Output
  let diagnostics: Diagnostics
  let terminal: OutputTerminal
  let clock: any TicketClock

  /// Korean cannot be said in ASCII.
  var language: Language { options.language }

  /// Writes one line for people, sanitised.
  func line(_ text: TerminalText = TerminalText()) {
    output.write((options.ascii ? text.ascii() : text).string + "\n")
  }

  /// Says what went wrong, and gives the exit code that belongs to it.
  func fail(_ error: TicketServiceError) -> ExitCode {
    diagnostics.say(error.sentence(in: language))
    return error.exitCode
  }

  /// Writes one line of JSON.
  func line(_ json: JSONValue) {
    write(json)
    output.write("\n")
  }

  /// Writes JSON, for a terminal if there is one.
  func write(_ json: JSONValue) {
    output.write(JSONWriter.line(json, for: terminal.isTerminal ? .terminal : .program))
  }
}
