import TicketCore

/// Those who file tickets while somebody looks at the demo, and now and then take one by hand, and fail.
final class DemoVisitors: Sendable {
  private let service: any TicketService
  private let clock: any TicketClock
  private let offset: UTCOffset
  private let languages: [Language]
  /// Rings when they are to go.
  private let end = Bell()

  init(at service: any TicketService, clock: any TicketClock, offset: UTCOffset, in languages: [Language]) {
    self.service = service
    self.clock = clock
    self.offset = offset
    self.languages = languages
  }

  /// Has them come, on a thread of their own, as long as `body` runs; without a thread nobody comes.
  func visit<R>(during body: () -> R) -> R {
    let thread = BackgroundThread { self.come() }
    defer {
      end.ring()
      thread?.join()
    }
    return body()
  }

  private func come() {
    var generator = SystemRandomNumberGenerator()
    while pause(.seconds(2)...(.seconds(8)), using: &generator) {
      let civil = CivilTime(microseconds: clock.now().microseconds, offset: offset)
      // What goes wrong the console says, too: its worker writes into the same folder.
      guard
        let ticket = try? DemoTicket(.random(using: &generator), at: civil, in: languages, using: &generator),
        let id = try? service.submit(ticket.submission).requestID
      else { continue }
      if Int.random(in: 0..<5, using: &generator) == 0 { takeByHand(id, ticket, using: &generator) }
    }
  }

  /// Unless the worker was first.
  private func takeByHand(_ id: Ticket.ID, _ ticket: DemoTicket, using generator: inout some RandomNumberGenerator) {
    guard (try? service.consume(id)) != nil else { return }
    guard pause(.seconds(3)...(.seconds(6)), using: &generator) else { return }
    _ = try? service.complete(id, .failed, message: ticket.failure)
  }

  /// Waits so long; false if they are to go.
  private func pause(_ length: ClosedRange<Duration>, using generator: inout some RandomNumberGenerator) -> Bool {
    let (least, most) = (length.lowerBound, length.upperBound)
    end.wait(after: 0, until: .now + least + (most - least) * Double.random(in: 0...1, using: &generator))
    return end.heard == 0
  }
}
