import TicketCore

/// Does what the worker decided, and reports how it went.
struct WorkerHands: Sendable {
  let service: any TicketService
  let lock: any WorkerLock
  let processor: String

  /// `lease` is what the worker holds, or could not release; only the actions that need one are asked for with one.
  func perform(_ action: WorkerAction, lease: inout (any WorkerLease)?) -> WorkerOutcome {
    switch action {
    case .acquire: acquire(&lease)
    case .renew: renew(lease)
    case .fetch(let limit): fetch(limit: limit, fence: lease)
    case .consume(let ticket): consume(ticket, fence: lease)
    case .complete(let ticket): complete(ticket, fence: lease)
    case .release: release(&lease)
    case .wait, .end: preconditionFailure("the thread waits and ends by itself")
    }
  }

  private func acquire(_ lease: inout (any WorkerLease)?) -> WorkerOutcome {
    // One that could not be released is still ours, and would have to grow stale.
    lease?.release()
    do {
      let new = try lock.acquire()
      lease = new
      return .acquired(tookOverFrom: new.tookOverFrom)
    } catch {
      return .acquireFailed(error)
    }
  }

  private func renew(_ lease: (any WorkerLease)?) -> WorkerOutcome {
    do {
      try lease?.renew()
      return .renewed
    } catch {
      return .renewFailed(error)
    }
  }

  /// Looks at the lock too: an idle worker appends nothing that its fence would stop.
  private func fetch(limit: Int, fence: (any WorkerLease)?) -> WorkerOutcome {
    do {
      try fence?.check()
      let rows = try service.board(BoardQuery(statuses: [.open], limit: limit, order: .oldestFirst))
      return .fetched(rows.map { WorkerTicket(id: $0.ticket.id, type: $0.ticket.type, traceID: $0.traceID.string) })
    } catch {
      return .fetchFailed(error)
    }
  }

  private func consume(_ ticket: WorkerTicket, fence: (any WorkerLease)?) -> WorkerOutcome {
    do {
      _ = try service.take(.consume(by: processor), of: ticket.id, fence: fence)
      return .consumed
    } catch {
      return .consumeFailed(error)
    }
  }

  private func complete(_ ticket: WorkerTicket, fence: (any WorkerLease)?) -> WorkerOutcome {
    do {
      _ = try service.take(.complete(.done, message: ticket.message, by: processor), of: ticket.id, fence: fence)
      return .completed
    } catch {
      return .completeFailed(error)
    }
  }

  private func release(_ lease: inout (any WorkerLease)?) -> WorkerOutcome {
    guard lease?.release() ?? true else { return .releaseFailed }
    lease = nil
    return .released
  }
}
