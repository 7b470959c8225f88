import Glibc
import ProcessEvents

/// What a waiting command woke up for.
struct Waiting {
  /// The command is to end.
  let isInterrupted: Bool
  /// The process is to stop, as Ctrl-Z asks.
  let isStopped: Bool
  let isRung: Bool
  /// Nobody reads the output any more.
  let isUnread: Bool

  /// Waits until at least one of these is so, or until `deadline`; without `output`, nobody asks whether it is read. A
  /// signal is told once.
  static func forAny(
    _ interruption: borrowing Interruption, _ wakeup: Wakeup, output: CInt? = nil,
    deadline: ContinuousClock.Instant? = nil
  ) -> Waiting {
    // A file below 0 is passed over.
    var files = [
      pollfd(file: interruption.file, POLLIN), pollfd(file: wakeup.file, POLLIN), pollfd(file: output ?? -1),
    ]
    repeat {
      let timeout = deadline.map { ($0 - .now).pollTimeout } ?? -1
      if poll(&files, nfds_t(files.count), timeout) >= 0 { break }
    } while errno == EINTR
    let signals = interruption.take()
    return Waiting(
      isInterrupted: !signals.isDisjoint(with: [SIGINT, SIGTERM, SIGHUP]), isStopped: signals.contains(SIGTSTP),
      isRung: files[1].isReady, isUnread: files[2].isReady)
  }

  /// Waits until the output takes something, or has failed; false where the command is to end first. The signal is not
  /// taken: it ends the next `forAny`, too. `interruption` is the file of one.
  static func forRoom(in output: CInt, interruption: CInt) -> Bool {
    var files = [pollfd(file: interruption, POLLIN), pollfd(file: output, POLLOUT)]
    while poll(&files, nfds_t(files.count), -1) < 0, errno == EINTR {}
    return !files[0].isReady
  }
}
