public import TicketCore

/// What a worker cannot go on after.
public enum WorkerFailure: Error, Hashable, Sendable {
  case lock(WorkerLockError)
  case service(TicketServiceError)
  /// The system gave it no thread.
  case noThread

  /// What happened, as a sentence. Holds foreign text: sanitise before showing it.
  public func sentence(in language: Language, now: Timestamp) -> String {
    switch self {
    case .lock(let error): error.sentence(in: language, now: now)
    case .service(let error): error.sentence(in: language)
    case .noThread: language.pick("The system has no thread left.", "시스템에 남은 스레드가 없습니다.")
    }
  }
}
