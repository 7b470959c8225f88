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
  func say(_ sentence: String) { put(TerminalText("tickets: ") + TerminalText(sentence)) }

  /// Says one line as it is.
  func put(_ line: TerminalText) {
    // Nobody is left to tell that this could not be told.
    try? sink.write(Array(((ascii ? line.ascii() : line).string + "\n").utf8))
  }
}
