import ConsoleCore
import Synchronization
import TicketCore

/// Calls the service on a thread of its own, one call after the other: a call may wait for the guard or the disk, and
/// the screen must not. Answers come as events. Any thread may ask.
final class ServiceCalls: Sendable {
  enum Call: Sendable {
    case submit(TicketSubmission)
    case take(TicketStep, of: Ticket.ID)
  }

  private struct State {
    var calls: [Call] = []
    var isRunning = false
    /// The calls whose answers were not posted yet.
    var unanswered = 0
  }

  private let state = Mutex(State())
  private let service: any TicketService
  private let onAnswer: @Sendable (ConsoleEvent) -> Void

  init(service: any TicketService, onAnswer: @escaping @Sendable (ConsoleEvent) -> Void) {
    self.service = service
    self.onAnswer = onAnswer
  }

  func add(_ call: Call) {
    let isIdle = state.withLock { state in
      state.calls.append(call)
      state.unanswered += 1
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard isIdle else { return }
    // Without a thread the call is made here: slow, but made.
    if !BackgroundThread.run({ self.makeCalls() }) { makeCalls() }
  }

  /// Whether every call has come back; the last answer is posted or about to be.
  var areAnswered: Bool { state.withLock { $0.unanswered == 0 } }

  /// The thread lives as long as there are calls.
  private func makeCalls() {
    while let call = next() {
      let answer = answer(to: call)
      // Whoever waits for the last answer looks when it comes.
      state.withLock { $0.unanswered -= 1 }
      onAnswer(answer)
    }
  }

  private func next() -> Call? {
    state.withLock { state in
      guard state.calls.isEmpty else { return state.calls.removeFirst() }
      state.isRunning = false
      return nil
    }
  }

  private func answer(to call: Call) -> ConsoleEvent {
    switch call {
    case .submit(let submission):
      .submitted(submission.payload.type, Result { () throws(TicketServiceError) in try service.submit(submission) })
    case .take(let step, let id):
      .stepped(id, Result { () throws(TicketServiceError) in try service.take(step, of: id, fence: nil) })
    }
  }
}
