import Glibc

@testable import Console

/// Posts numbers in order from a thread of its own, which waits for nobody.
final class Producer: Sendable {
  let numbers: Range<Int>
  private let mailbox: Mailbox<Int>

  init(_ mailbox: Mailbox<Int>, _ numbers: Range<Int>) {
    self.mailbox = mailbox
    self.numbers = numbers
  }

  func start() -> pthread_t {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { @Sendable context in
        guard let context else { return nil }
        let producer = Unmanaged<Producer>.fromOpaque(context).takeRetainedValue()
        for number in producer.numbers { producer.mailbox.post(number) }
        return nil
      }, context)
    return thread
  }
}
