import TicketCore

@testable import Console

/// Posts numbers in order from a thread of its own, which waits for nobody.
final class Producer: Sendable {
  let numbers: Range<Int>
  private let mailbox: Mailbox<Int>

  init(_ mailbox: Mailbox<Int>, _ numbers: Range<Int>) {
    self.mailbox = mailbox
    self.numbers = numbers
  }

  func start() -> BackgroundThread? {
    BackgroundThread { [self] in
      for number in numbers { mailbox.post(number) }
    }
  }
}
