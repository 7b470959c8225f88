import TicketCore

extension ConsoleState {
  /// Goes to the next ticket that asks for somebody: first the stuck ones, then the failed ones, newest first, and
  /// after the last one to the first again.
  mutating func goToNextTrouble(_ world: World) {
    let shown = board.shown(world.board)
    stuckTickets.follow(world.board, lock: workersLock, now: now)
    let stuck = stuckTickets(world)
    let failed = board.order(.failed, world.board)
    let count = stuck.count + failed.count
    guard count > 0 else { return answer(.info, words.noTrouble) }
    // A ticket that has left the column in focus is none that the operator has gone to.
    let here = board.selected.flatMap(shown.ordinal).flatMap { ordinal -> Int? in
      switch board.focus {
      case .open, .done: nil
      case .inProgress: stuck.firstIndex(of: ordinal)
      case .failed: failed.contains(ordinal) ? stuck.count + failed.index(of: ordinal) : nil
      }
    }
    let next = here.map { ($0 + 1) % count } ?? 0
    guard let ordinal = next < stuck.count ? stuck[next] : failed.ordinal(at: next - stuck.count) else { return }
    board.focus(on: shown.ticket(at: ordinal), world.board, layout)
  }

  /// Newest first, as far as they are on the screen: still in progress on a board that stands still, and let through.
  private func stuckTickets(_ world: World) -> [Int] {
    var found: [Int] = []
    let inProgress = board.tickets(.inProgress, world.board)
    stuckTickets.ordinals.forEach { if inProgress.contains($0) { found.append($0) } }
    return found.reversed()
  }
}
