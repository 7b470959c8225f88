import CNcurses

/// Which terminal a file is, by whatever name it was opened.
struct TerminalDevice: Equatable {
  /// nil where the system does not tell, or for a file that is no terminal.
  private let number: CUnsignedInt?

  init(_ file: CInt) {
    var number: CUnsignedInt = 0
    self.number = cn_terminal_device(file, &number) == 0 ? number : nil
  }
}
