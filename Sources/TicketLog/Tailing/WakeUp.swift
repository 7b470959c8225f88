import CLinux
import Glibc
import Synchronization

/// Wakes a thread that waits in `poll`, and keeps it awake until it clears it. Without a descriptor left, it wakes when it looks.
struct WakeUp: ~Copyable, Sendable {
  /// Readable while it is set.
  let number: CInt

  private let flag = Atomic(false)

  init() { number = eventfd(0, CInt(EFD_NONBLOCK) | CInt(EFD_CLOEXEC)) }

  deinit { if number >= 0 { close(number) } }

  var isSet: Bool { flag.load(ordering: .acquiring) }

  borrowing func set() {
    flag.store(true, ordering: .releasing)
    var one: UInt64 = 1
    write(number, &one, MemoryLayout<UInt64>.size)
  }

  borrowing func clear() {
    var count: UInt64 = 0
    _ = read(number, &count, MemoryLayout<UInt64>.size)
    flag.store(false, ordering: .releasing)
  }
}
