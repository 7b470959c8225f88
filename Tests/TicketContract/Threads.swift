import Glibc
import Synchronization

/// Runs `body` on so many threads at once, and waits for all of them.
public func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let threads = (0..<count).compactMap { index -> pthread_t? in
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Work(index: index, body: body))
    let failure = pthread_create(
      &thread, nil,
      { @Sendable argument in
        if let argument {
          let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
          work.body(work.index)
        }
        return nil
      }, argument.toOpaque())
    return failure == 0 ? thread : nil
  }
  precondition(threads.count == count, "no more threads to be had")
  for thread in threads { pthread_join(thread, nil) }
}

private final class Work: Sendable {
  let index: Int
  let body: @Sendable (Int) -> Void

  init(index: Int, body: @escaping @Sendable (Int) -> Void) {
    self.index = index
    self.body = body
  }
}
