import Synchronization
import TicketCore

/// Lets records that were written while a sync ran share the next one: a sync that begins after a write covers it.
///
/// The first of those who wait leads: it waits for the sync before, and a moment for those who are just writing, then
/// syncs for all. Belongs to one open file. A failure is told to everybody whose record it may have lost: those it was
/// to cover, and those who wrote meanwhile (Linux marks the pages of a failed sync clean, and theirs may be among them).
final class SyncGroup: Sendable {
  /// As many as this are not waited for any longer.
  static let enough = 16
  /// How long is waited for the next of those who are on their way.
  private static let patience = Duration.milliseconds(5)

  /// Those who share a sync.
  private final class Batch: Sendable {
    /// Rings for the leader alone.
    let turn = Bell()
    /// Rings for the others, at the end.
    let done = Bell()
  }

  private struct State {
    var forming = Batch()
    var formingCount = 0
    var isSyncing = false
    /// Counts failed syncs.
    var failures = 0
    var lastFailure: CInt = 0
  }

  /// How many are about to write, as far as known.
  private let writers: Writers
  private let state = Mutex(State())

  init(writers: Writers) { self.writers = writers }

  /// What a record that is about to be written hands to `sync`: it tells whether a sync has failed since.
  var failures: Int { state.withLock { $0.failures } }

  /// Syncs what was written after `failures` was asked, or lets another do so; the system's number if that failed.
  /// `flush` gives 0, or the number.
  func sync(since failures: Int, _ flush: () -> CInt) -> CInt? {
    let (batch, isLeader, isEnough) = state.withLock { state in
      state.formingCount += 1
      return (state.forming, state.formingCount == 1, state.formingCount >= Self.enough)
    }
    if isLeader {
      lead(batch, flush)
    } else {
      if isEnough || writers.count == 0 { batch.turn.ring() }
      batch.done.wait(after: 0, until: nil)
    }
    return state.withLock { $0.failures == failures ? nil : $0.lastFailure }
  }

  private func lead(_ batch: Batch, _ flush: () -> CInt) {
    waitForTurn(batch)
    gather(batch)
    state.withLock { state in
      state.forming = Batch()
      state.formingCount = 0
    }
    let failure = flush()
    let next = state.withLock { state in
      state.isSyncing = false
      if failure != 0 {
        state.failures += 1
        state.lastFailure = failure
      }
      return state.forming
    }
    batch.done.ring()
    next.turn.ring()
  }

  private func waitForTurn(_ batch: Batch) {
    while true {
      let heard = batch.turn.heard
      let isMine = state.withLock { state in
        defer { state.isSyncing = true }
        return !state.isSyncing
      }
      if isMine { return }
      batch.turn.wait(after: heard, until: nil)
    }
  }

  /// Until nobody is writing, or enough have written, or those who are on their way do not come.
  private func gather(_ batch: Batch) {
    var present = 0
    while writers.count > 0 {
      let heard = batch.turn.heard
      let count = state.withLock { $0.formingCount }
      if count >= Self.enough || count == present { return }
      present = count
      batch.turn.wait(after: heard, until: .now + Self.patience)
    }
  }
}
