import Synchronization
import TicketCore

/// What a store has to do about its checkpoint: find one at the start, verify it, and write a new one now and then.
final class CheckpointKeeper: Sendable {
  private struct State {
    /// Still to be verified.
    var claims: [LogClaim] = []
    /// How many bytes of both logs the last one held.
    var saved = 0
    var isSought = false
  }

  private let folder: StateFolder
  private let leastBytes: Int
  private let state = Mutex(State())
  /// Held for as long as that takes.
  private let verification = Mutex(())
  private let writing = Mutex(())

  /// Smaller logs than `leastBytes` are read faster than a checkpoint is looked for.
  init(folder: StateFolder, leastBytes: Int = 8 << 20) {
    self.folder = folder
    self.leastBytes = leastBytes
  }

  /// One that fits the logs; only at the first call.
  func find() -> Checkpoint? {
    let isFirst = state.withLock { state in
      defer { state.isSought = true }
      return !state.isSought
    }
    guard isFirst, let checkpoint = Checkpoint(in: folder) else { return nil }
    state.withLock {
      $0.claims = checkpoint.isCertain ? [] : checkpoint.claims
      $0.saved = checkpoint.board.cursor.requests + checkpoint.board.cursor.results
    }
    return checkpoint
  }

  /// Whether there is something to verify or to write, with so much of both logs read.
  func isDue(_ cursor: BoardCursor) -> Bool { state.withLock { !$0.claims.isEmpty || isWorthWriting(cursor, $0) } }

  /// Reads all of the logs again that the checkpoint was made from, where that is still to be done: a log that is not
  /// what it was then. Whoever calls meanwhile waits for the end.
  func verify() -> LogFile? {
    verification.withLock { _ in
      let claims = state.withLock { $0.claims }
      let liar = claims.first { !LogVerification.holds($0.tail, in: folder) }
      state.withLock {
        $0.claims = []
        if liar != nil { $0.saved = 0 }
      }
      if liar != nil { Checkpoint.remove(in: folder) }
      return liar?.tail.file
    }
  }

  /// Writes a new one where that is worth it, and nobody else does; `snapshot` gives what to write. It is no loss where
  /// that cannot be done: the logs hold everything.
  func write(_ cursor: BoardCursor, _ snapshot: () -> (board: TicketsBoard, tails: [LogTail])) {
    _ = writing.withLockIfAvailable { _ in
      guard state.withLock({ isWorthWriting(cursor, $0) }) else { return }
      let (board, tails) = snapshot()
      try? Checkpoint.write(board, tails, in: folder)
      state.withLock { $0.saved = board.cursor.requests + board.cursor.results }
    }
  }

  private func isWorthWriting(_ cursor: BoardCursor, _ state: State) -> Bool {
    let now = cursor.requests + cursor.results
    return now - state.saved >= max(leastBytes, now / 8)
  }
}
