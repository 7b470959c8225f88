import ConsoleCore

/// Standard error: one sanitised line at a time. Any thread.
struct Diagnostics: Sendable {
  private let sink: any ByteSink
  private let ascii: Bool

  init(_ sink: any ByteSink, ascii: Bool) {
    self.sink = sink
    self.ascii = ascii
  }

  /// Says one sentence, after the program's name.
  func say(_ sentence: String) { put(Self.line(sentence)) }

  /// Says one line as it is.
  func put(_ line: TerminalText) { write(line, end: "\n") }

  /// Asks something; the answer is typed behind it.
  func ask(_ question: String) { write(TerminalText(question), end: "") }

  /// A sentence as it is said.
  static func line(_ sentence: String) -> TerminalText { TerminalText("tickets: ") + TerminalText(sentence) }

  private func write(_ text: TerminalText, end: String) {
    // Nobody is left to tell that this could not be told.
    try? sink.write(Array(((ascii ? text.ascii() : text).string + end).utf8))
  }
}
