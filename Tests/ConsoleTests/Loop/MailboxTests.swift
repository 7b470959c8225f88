import Glibc
import ProcessEvents
import Testing
import TicketCore

@testable import Console

@Suite struct MailboxTests {
  private func isReady(_ file: CInt, within milliseconds: CInt = 0) -> Bool {
    var files = pollfd(file: file, POLLIN)
    return poll(&files, 1, milliseconds) == 1
  }

  @Test func messagesComeOutInTheOrderInWhichTheyWerePosted() throws {
    let mailbox = try Mailbox<Int>()
    for number in 1...3 { mailbox.post(number) }
    #expect(mailbox.take() == [1, 2, 3])
    #expect(mailbox.take() == [])
  }

  @Test func theFileIsReadableExactlyWhenThereAreMessages() throws {
    let mailbox = try Mailbox<String>()
    #expect(!isReady(mailbox.file))
    mailbox.post("정산")
    #expect(isReady(mailbox.file))
    _ = mailbox.take()
    #expect(!isReady(mailbox.file))
  }

  @Test func nothingIsLostAndNothingWaitsUnannouncedWhateverThreadsPost() throws {
    let mailbox = try Mailbox<Int>()
    let each = 5_000
    let producers = (0..<4).map { Producer(mailbox, $0 * each..<($0 + 1) * each) }
    let threads = producers.compactMap { $0.start() }
    var received: [Int] = []
    while received.count < 4 * each, isReady(mailbox.file, within: 2_000) { received += mailbox.take() }
    for thread in threads { thread.join() }
    #expect(received.sorted() == Array(0..<4 * each))
    for producer in producers {
      #expect(received.filter(producer.numbers.contains) == Array(producer.numbers))
    }
  }
}
