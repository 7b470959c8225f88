import Glibc
import ProcessEvents
import Synchronization

/// Takes messages from any thread to the loop, in the order in which they were posted.
final class Mailbox<Message: Sendable>: Sendable {
  private let wakeup: Wakeup
  private let messages = Mutex<[Message]>([])

  /// Readable when there are messages.
  var file: CInt { wakeup.file }

  init() throws(TerminalError) {
    guard let wakeup = Wakeup() else { throw .failed("eventfd") }
    self.wakeup = wakeup
  }

  /// Any thread; never waits for the loop.
  func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      defer { messages.append(message) }
      return messages.isEmpty
    }
    // Whoever finds messages in the box knows that the loop has been woken for them.
    if wasEmpty { wakeup.ring() }
  }

  /// Waits for a message until `deadline`.
  func wait(until deadline: ContinuousClock.Instant) {
    var room = pollfd(file: file, POLLIN)
    while poll(&room, 1, (deadline - .now).pollTimeout) < 0, errno == EINTR {}
  }

  /// All messages that are there.
  func take() -> [Message] {
    // First the rings: a message posted in between wakes the loop once too often rather than not at all.
    wakeup.hear()
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
