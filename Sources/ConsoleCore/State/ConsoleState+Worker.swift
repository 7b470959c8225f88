import TicketCore
import Worker

extension ConsoleState {
  /// The worker did or met something: the operator is told, and what it says of the logs is noted.
  mutating func hear(_ event: WorkerEvent) {
    switch event {
    case .took, .completed: noteSuccess()
    case .retrying(_, let error), .failed(.service(let error)): noteFailure(error)
    case .acquired, .blocked, .passedOver, .completeConflicted, .renewalFailed, .leftInProgress, .lockLost, .released,
      .releaseFailed, .failed:
      break
    }
    let sentence = event.sentence(in: settings.language, now: now)
    say(event.weight.kind, sentence, about: event.trouble, settling: event.settled)
  }
}

extension WorkerEvent {
  /// What is wrong from here on.
  fileprivate var trouble: Message.Topic? {
    switch self {
    case .blocked, .renewalFailed, .lockLost, .failed(.lock): .lock
    case .retrying, .failed(.service): .writing
    case .acquired, .took, .completed, .passedOver, .completeConflicted, .leftInProgress, .released, .releaseFailed,
      .failed(.noThread):
      nil
    }
  }

  /// What is in order again.
  fileprivate var settled: Message.Topic? {
    switch self {
    case .acquired: .lock
    case .took, .completed: .writing
    case .blocked, .passedOver, .completeConflicted, .retrying, .renewalFailed, .leftInProgress, .lockLost, .released,
      .releaseFailed, .failed:
      nil
    }
  }
}

extension WorkerEvent.Weight {
  fileprivate var kind: Message.Kind {
    switch self {
    case .routine: .info
    case .warning: .warning
    case .failure: .error
    }
  }
}
