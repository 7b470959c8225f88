import TicketCore

/// Runs `body` on so many threads at once, and waits for all of them.
public func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let threads = (0..<count).compactMap { index in BackgroundThread { body(index) } }
  precondition(threads.count == count, "no more threads to be had")
  for thread in threads { thread.join() }
}
