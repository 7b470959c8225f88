import Testing

@testable import TicketServer

struct StreamHubTests {
  @Test func soManyStreamsAreOpenAtOnceAndNotOneMore() {
    let hub = StreamHub(limit: 2)
    #expect(hub.enter() && hub.enter() && !hub.enter() && hub.count == 2)
    hub.leave()
    #expect(hub.enter() && !hub.enter())
  }
}
