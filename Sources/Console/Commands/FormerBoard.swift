import Synchronization
import TicketCore

/// The board of before the logs became others, for `tickets tail` to tell nothing twice. Any thread.
final class FormerBoard: Sendable {
  private let board = Mutex<TicketsBoard?>(nil)

  /// Keeps a board that another takes the place of, unless it holds less than the one that is kept, or nothing.
  func keep(_ old: TicketsBoard) {
    guard old.count > 0 else { return }
    board.withLock { former in
      if let former, former.count > old.count { return }
      former = old
    }
  }

  /// Gives the one that the tickets of `new` may have been on before, if any is kept, and lets it go once its logs cannot
  /// come back any more: `new` is made of longer ones.
  func recall(for new: TicketsBoard) -> TicketsBoard? {
    board.withLock { former in
      let old = former
      if let old, new.cursor.requests >= old.cursor.requests, new.cursor.results >= old.cursor.results { former = nil }
      return old
    }
  }
}
