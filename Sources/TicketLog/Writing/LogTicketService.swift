public import TicketCore

/// Tickets kept in the two logs of a state folder (spec: tickets.md).
public final class LogTicketService: TicketService {
  private let store: LogStore
  private let stateGuard: StateGuard
  private let clock: any TicketClock
  private let offset: UTCOffset

  /// The folder of `store` and that of `stateGuard` must be the same; times are written with `offset`.
  public init(
    store: LogStore, guard stateGuard: StateGuard, clock: any TicketClock = SystemClock(), offset: UTCOffset = .korea
  ) {
    self.store = store
    self.stateGuard = stateGuard
    self.clock = clock
    self.offset = offset
  }

  public func submit(_ submission: TicketSubmission) throws(TicketServiceError) -> SubmitReceipt {
    throw TicketServiceError(.unwritable, context: store.folder.path)
  }

  public func take(
    _ step: TicketStep, of id: Ticket.ID, fence: (any WorkerFence)?
  ) throws(TicketServiceError) -> StepReceipt {
    throw TicketServiceError(.unwritable, context: store.folder.path)
  }

  public func board(_ query: BoardQuery) throws(TicketServiceError) -> [BoardRow] {
    store.catchUp()
    return store.withBoard { $0.select(query) }.map { BoardRow(ticket: $0, records: store.history(of: $0)) }
  }

  public func ticket(_ id: Ticket.ID) throws(TicketServiceError) -> TicketHistory {
    store.catchUp()
    let ticket = try store.withBoard { (board) throws(TicketServiceError) in try board.require(id) }
    return TicketHistory(ticket: ticket, records: store.history(of: ticket))
  }

  public func changes(since cursor: BoardCursor) throws(TicketServiceError) -> BoardChanges {
    store.catchUp()
    return store.withBoard { BoardChanges(cursor: $0.cursor, changes: $0.changes(since: cursor)) }
  }
}
