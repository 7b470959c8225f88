import Glibc
import Testing
import TicketContract

@testable import TicketServer

/// spec: api.md, "time to send a whole request"
struct ConnectionTableTests {
  private func pair() throws -> (server: CInt, client: CInt) {
    var files: [CInt] = [0, 0]
    #expect(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &files) == 0)
    return (files[0], files[1])
  }

  /// Whether the other side ends within a second.
  private func isCut(_ client: CInt) -> Bool {
    var file = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    return poll(&file, 1, 1_000) == 1 && read(client, &byte, 1) == 0
  }

  @Test func whoDoesNotSendAWholeRequestIsCutAndWhoIsAnsweredIsNot() throws {
    let table = ConnectionTable(patience: .milliseconds(50))
    let (slow, answered) = (try pair(), try pair())
    onThreads(2) { thread in
      guard thread == 1 else { return table.watch() }
      table.open(answered.server)
      table.turn(answered.server, to: .answering)
      table.open(slow.server)
      #expect(isCut(slow.client))
      #expect(!isCut(answered.client))
      // The next request has its own time.
      table.turn(answered.server, to: .receiving)
      #expect(isCut(answered.client))
      table.end()
    }
    for file in [slow.server, slow.client, answered.server, answered.client] { close(file) }
  }

  @Test func theEndWaitsForAnswersButNotForEver() {
    let table = ConnectionTable()
    table.open(1_000_000)
    table.turn(1_000_000, to: .answering)
    let start = ContinuousClock.now
    table.waitUntilQuiet(until: start + .milliseconds(100))
    #expect(ContinuousClock.now >= start + .milliseconds(100))
    table.turn(1_000_000, to: .receiving)
    table.waitUntilQuiet(until: start + .seconds(60))
    #expect(ContinuousClock.now < start + .seconds(30))
  }
}
