import Synchronization
import TicketCore

/// What a store has to do about its checkpoint: find one at the start, verify it, and write a new one now and then.
final class CheckpointKeeper: Sendable {
  private struct State {
    /// Still to be verified.
    var claims: [LogClaim] = []
    /// As far as the logs' own times tell, they hold: nobody needs to wait for them to be verified.
    var isCertain = false
    /// How many bytes of both logs the last one held.
    var saved = 0
    var isSought = false
    /// What the last writing failed with.
    var failure: CInt?
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
      $0.claims = checkpoint.claims
      $0.isCertain = checkpoint.isCertain
      $0.saved = checkpoint.board.cursor.requests + checkpoint.board.cursor.results
    }
    return checkpoint
  }

  /// Whether there is something to verify or to write, with so much of both logs read.
  func isDue(_ cursor: BoardCursor) -> Bool { state.withLock { !$0.claims.isEmpty || isWorthWriting(cursor, $0) } }

  /// Reads all of the logs again that the checkpoint was made from, where that is still to be done. Tells `onLie` of a
  /// log that is not what it was then, and `onUntold` of one that cannot be read now, which stays to be verified.
  /// Whoever calls meanwhile waits for the end, that of `onLie` included: nobody goes on with the lie.
  func verify(onLie: (LogFile) -> Void, onUntold: (LogFile, FileStatus.State) -> Void) {
    verification.withLock { _ in
      var isVerified = true
      for claim in state.withLock({ $0.claims }) {
        switch LogVerification.outcome(claim.tail, in: folder) {
        case .holds: continue
        case .lies:
          Checkpoint.remove(in: folder)
          return onLie(claim.tail.file)
        case .untold(let state):
          isVerified = false
          onUntold(claim.tail.file, state)
        }
      }
      if isVerified { state.withLock { $0.claims = [] } }
    }
  }

  /// Whether somebody who decides by the board has to wait for it to be verified.
  var isWaitedFor: Bool { state.withLock { !$0.claims.isEmpty && !$0.isCertain } }

  /// Whether the board still is that of a checkpoint that was not verified.
  var isInDoubt: Bool { state.withLock { !$0.claims.isEmpty } }

  /// The board is made anew: what was saved has no part in it.
  func forget() {
    state.withLock {
      $0.claims = []
      $0.saved = 0
    }
  }

  /// Why the last one could not be written; nil where it was, or none was needed.
  var failure: CInt? { state.withLock { $0.failure } }

  /// Writes a new one where that is worth it, and nobody else does; `snapshot` gives what to write. No ticket is lost
  /// where that cannot be done: the logs hold everything.
  func write(_ cursor: BoardCursor, _ snapshot: () -> (board: TicketsBoard, tails: [LogTail])) {
    _ = writing.withLockIfAvailable { _ in
      guard state.withLock({ isWorthWriting(cursor, $0) }) else { return }
      let (board, tails) = snapshot()
      var failure: CInt?
      do throws(SystemError) {
        try Checkpoint.write(board, tails, in: folder)
      } catch {
        failure = error.number
      }
      state.withLock {
        // Also after a failure: it is tried again when more is new, not all the time.
        $0.saved = board.cursor.requests + board.cursor.results
        $0.failure = failure
      }
    }
  }

  private func isWorthWriting(_ cursor: BoardCursor, _ state: State) -> Bool {
    let now = cursor.requests + cursor.results
    return now - state.saved >= max(leastBytes, now / 8)
  }
}
