import Glibc

/// What a waiting command woke up for.
struct Waiting {
  let isInterrupted: Bool
  let isRung: Bool
  /// Nobody reads the output any more.
  let isUnread: Bool

  /// Waits until at least one of these is so; without `output`, nobody asks whether it is read.
  static func forAny(_ interruption: borrowing Interruption, _ wakeup: Wakeup, output: CInt? = nil) -> Waiting {
    // A file below 0 is passed over.
    var files = [
      pollfd(fd: interruption.file, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeup.file, events: Int16(POLLIN), revents: 0),
      pollfd(fd: output ?? -1, events: 0, revents: 0),
    ]
    while poll(&files, nfds_t(files.count), -1) < 0 {}
    return Waiting(
      isInterrupted: files[0].revents != 0, isRung: files[1].revents != 0, isUnread: files[2].revents != 0)
  }
}
