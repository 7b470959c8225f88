import Glibc

/// What a process does once before it writes (spec: tickets.md, "What a writer does", 1).
public enum ProcessSetup {
  /// A closed pipe and a file size limit become errors of `write` instead of deaths.
  public static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
