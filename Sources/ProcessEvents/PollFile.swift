public import Glibc

extension pollfd {
  /// Waits for that event of a file; for nothing but its end if there is none.
  public init(file: CInt, _ event: CInt = 0) {
    self.init(fd: file, events: Int16(event), revents: 0)
  }

  /// Whether the file is ready, or has ended.
  public var isReady: Bool { revents != 0 }

  /// Whether there is nobody at the other end any more.
  public var hasHungUp: Bool { CInt(revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 }
}
