import Glibc
import Testing

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

  @Test func nothingIsLostAndNothingWaitsUnannouncedWhateverThreadsPost() async throws {
    let mailbox = try Mailbox<Int>()
    let threads = 4
    let each = 5_000
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<threads {
        group.addTask { for number in 0..<each { mailbox.post(thread * each + number) } }
      }
      var received: [Int] = []
      while received.count < threads * each, isReady(mailbox.file, within: 2_000) { received += mailbox.take() }
      #expect(received.sorted() == Array(0..<threads * each))
      for thread in 0..<threads {
        let own = received.filter { $0 / each == thread }
        #expect(own == own.sorted())
      }
    }
  }
}
