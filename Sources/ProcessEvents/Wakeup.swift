import CLinux
import Glibc

/// Lets other threads wake the one that waits in `poll`.
///
/// Any thread may ring; the descriptor lives as long as this.
public final class Wakeup: Sendable {
  /// Readable after a ring.
  public let file: CInt

  /// nil if the system has no descriptor left.
  public init?() {
    file = eventfd(0, CInt(EFD_NONBLOCK) | CInt(EFD_CLOEXEC))
    guard file >= 0 else { return nil }
  }

  deinit { close(file) }

  /// Wakes who waits.
  public func ring() { eventfd_write(file, 1) }

  /// Forgets the rings so far.
  public func hear() {
    var count = eventfd_t()
    eventfd_read(file, &count)
  }
}
