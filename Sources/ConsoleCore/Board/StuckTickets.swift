import TicketCore

/// Which tickets look stuck, kept up to date by the steps that tickets take: an append costs the same however many are
/// in progress.
struct StuckTickets {
  /// What all judgements stand on; when it is another, they are made anew.
  private struct Basis: Equatable {
    let generation: UInt64
    let pid: Int?
    let isAlive: Bool?

    init(_ board: TicketsBoard, _ lock: WorkersLock) {
      generation = board.generation
      guard case .here(let holder) = lock else {
        (pid, isAlive) = (nil, nil)
        return
      }
      pid = holder?.pid
      isAlive = holder?.isAlive
    }
  }

  private(set) var ordinals = TicketSet()
  private var basis: Basis?
  /// The steps of the board that are judged.
  private var seen = 0
  private var judgedAt: Timestamp?
  /// Behind this, time alone may have made another ticket look stuck; nil: it cannot.
  private var patience: Timestamp?
  /// How often a ticket was judged.
  private(set) var judgements = 0

  var count: Int { ordinals.count }

  /// Follows what happened to the board, to the lock and to the time.
  mutating func follow(_ board: TicketsBoard, lock: WorkersLock, now: Timestamp) {
    let basis = Basis(board, lock)
    let isLater = judgedAt.map { $0 <= now } ?? false
    let isDue = patience.map { $0 < now } ?? false
    if basis == self.basis, isLater, !isDue, let changed = board.recent.ordinals(since: seen) {
      for ordinal in changed { judge(ordinal, of: board, lock, now) }
    } else {
      (ordinals, patience) = (TicketSet(), nil)
      board.tickets(.inProgress).forEach { judge($0, of: board, lock, now) }
    }
    (self.basis, seen, judgedAt) = (basis, board.revision, now)
  }

  private mutating func judge(_ ordinal: Int, of board: TicketsBoard, _ lock: WorkersLock, _ now: Timestamp) {
    judgements += 1
    guard board.status(at: ordinal) == .inProgress else { return ordinals.remove(ordinal) }
    let since = board.lastAt(at: ordinal)
    guard StuckReason(by: board.processor(at: ordinal), since: since, lock: lock, now: now) == nil else {
      return ordinals.insert(ordinal)
    }
    ordinals.remove(ordinal)
    guard let end = since.map(StuckReason.patience) else { return }
    patience = patience.map { min($0, end) } ?? end
  }
}
