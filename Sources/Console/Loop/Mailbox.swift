import CLinux
import Glibc
import Synchronization

/// Takes messages from any thread to the loop, in the order in which they were posted.
final class Mailbox<Message: Sendable>: Sendable {
  /// Readable when there are messages.
  let file: CInt

  private let messages = Mutex<[Message]>([])

  init() throws(TerminalError) {
    file = eventfd(0, CInt(EFD_NONBLOCK) | CInt(EFD_CLOEXEC))
    guard file >= 0 else { throw .failed("eventfd") }
  }

  deinit { close(file) }

  /// Any thread; never waits for the loop.
  func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      defer { messages.append(message) }
      return messages.isEmpty
    }
    // Whoever finds messages in the box knows that the loop has been woken for them.
    if wasEmpty { eventfd_write(file, 1) }
  }

  /// All messages that are there.
  func take() -> [Message] {
    var count: eventfd_t = 0
    // First the count: a message posted in between wakes the loop once too often rather than not at all.
    eventfd_read(file, &count)
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
