import Glibc

/// Standard input, output and error.
enum StandardFiles {
  /// Puts something in the place of those that are closed: else the next file that is opened, a log, would become
  /// standard output, and answers would be written into it.
  static func secure() {
    for file in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(file, F_GETFD) == -1 {
      // Opened the wrong way round, so that whoever uses it hears that it is closed.
      _ = open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
