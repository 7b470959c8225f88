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
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard isIdle else { return }
    // Without a thread the call is made here: slow, but made.
    if !BackgroundThread.run({ self.makeCalls() }) { makeCalls() }
  }

  /// The thread lives as long as there are calls.
  private func makeCalls() {
    while let call = next() { onAnswer(answer(to: call)) }
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
