import Glibc

/// What can be known of the terminal behind standard output.
struct OutputTerminal: Hashable, Sendable {
  /// Whether there is one.
  let isTerminal: Bool
  /// Its width; nil if there is no terminal, or it does not say.
  let columns: Int?

  /// What stands behind a file of this process.
  static func of(_ file: CInt) -> OutputTerminal {
    guard isatty(file) == 1 else { return OutputTerminal(isTerminal: false, columns: nil) }
    var size = winsize()
    let known = ioctl(file, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return OutputTerminal(isTerminal: true, columns: known ? Int(size.ws_col) : nil)
  }
}
