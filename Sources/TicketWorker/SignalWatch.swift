import CLinux
import Glibc
import Synchronization

/// SIGTERM, SIGINT and SIGHUP, and a bell of the worker, as one thing to wait for.
///
/// Make it on the main thread before any other starts: those inherit that the signals are blocked.
struct SignalWatch: ~Copyable {
  private let signals: CInt
  private let bell: WakeupFile

  /// nil if the system has no descriptor left.
  init?() {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    signals = signalfd(-1, &set, CInt(SFD_CLOEXEC) | CInt(SFD_NONBLOCK))
    guard signals >= 0, let bell = WakeupFile() else { return nil }
    self.bell = bell
  }

  deinit { close(signals) }

  /// Rings the bell; may outlive this.
  var ring: @Sendable () -> Void { { [bell] in bell.ring() } }

  /// Waits for a signal, the bell or the deadline; how many signals came.
  func wait(until deadline: ContinuousClock.Instant?) -> Int {
    var files = [
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.number, events: Int16(POLLIN), revents: 0),
    ]
    let left = deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)).milliseconds + 1 }
    poll(&files, nfds_t(files.count), left.map { CInt(clamping: $0) } ?? -1)
    bell.hear()
    var count = 0
    var info = signalfd_siginfo()
    while read(signals, &info, MemoryLayout<signalfd_siginfo>.size) == MemoryLayout<signalfd_siginfo>.size {
      count += 1
    }
    return count
  }
}

/// A bell as a file.
private final class WakeupFile: Sendable {
  let number: CInt

  init?() {
    number = eventfd(0, CInt(EFD_NONBLOCK) | CInt(EFD_CLOEXEC))
    guard number >= 0 else { return nil }
  }

  deinit { close(number) }

  func ring() { eventfd_write(number, 1) }

  func hear() {
    var count = eventfd_t()
    eventfd_read(number, &count)
  }
}
