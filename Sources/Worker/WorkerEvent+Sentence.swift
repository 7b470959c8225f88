public import TicketCore

extension WorkerEvent {
  /// What happened, as a sentence; `now` gives ages. Holds foreign text: sanitise before showing it.
  public func sentence(in language: Language, now: Timestamp) -> String {
    switch self {
    case .acquired(tookOverFrom: nil):
      language.pick("The worker lock was acquired.", "워커 락을 얻었습니다.")
    case .acquired(tookOverFrom: .some(let holder)) where !holder.isStale(at: now):
      language.pick(
        "The worker lock was taken over from a process that is gone (\(holder.age(at: now)) s old): \(holder.content)",
        "없는 프로세스의 워커 락을 넘겨받았습니다(\(holder.age(at: now))초 경과): \(holder.content)")
    case .acquired(tookOverFrom: .some(let holder)):
      language.pick(
        "A stale worker lock was taken over (\(holder.age(at: now)) s old): \(holder.content)",
        "만료된 워커 락을 넘겨받았습니다(\(holder.age(at: now))초 경과): \(holder.content)")
    case .blocked(let error), .renewalFailed(let error):
      error.sentence(in: language, now: now)
    case .took(let ticket):
      language.pick("Ticket \(ticket.id) was taken.", "티켓 \(ticket.id)의 처리를 시작했습니다.")
    case .completed(let ticket):
      language.pick("Ticket \(ticket.id) is DONE.", "티켓 \(ticket.id): DONE으로 완료했습니다.")
    case .passedOver(let ticket, let error) where error.code == .durabilityUnknown,
      .completeConflicted(let ticket, let error) where error.code == .durabilityUnknown:
      language.pick("Ticket \(ticket.id): ", "티켓 \(ticket.id): ") + error.sentence(in: language)
    case .passedOver(_, let error):
      language.pick("Passed over: ", "건너뜀: ") + error.sentence(in: language)
    case .completeConflicted(_, let error):
      language.pick("Not completed: ", "완료하지 못함: ") + error.sentence(in: language)
    case .retrying(_, let error):
      error.sentence(in: language) + language.pick(" Trying again.", " 다시 시도합니다.")
    case .leftInProgress(let ticket):
      language.pick(
        "Ticket \(ticket.id) stays IN_PROGRESS; complete it by hand.",
        "티켓 \(ticket.id): IN_PROGRESS로 남았습니다. 직접 완료하세요.")
    case .lockLost:
      language.pick(
        "The worker lock was lost: somebody replaced or removed it.",
        "워커 락을 잃었습니다. 다른 프로그램이 바꾸거나 지웠습니다.")
    case .released:
      language.pick("The worker lock was released.", "워커 락을 놓았습니다.")
    case .releaseFailed:
      language.pick(
        "The worker lock could not be removed; it becomes stale in ten minutes.",
        "워커 락을 지우지 못했습니다. 10분 뒤에 만료됩니다.")
    case .failed(let failure):
      language.pick("The worker stopped: ", "워커가 멈췄습니다: ") + failure.sentence(in: language, now: now)
    }
  }
}
