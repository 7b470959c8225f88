import Glibc
import Synchronization
import TicketCore

/// How far the requests are known to survive a power cut, whoever wrote them: a step is promised only of a ticket that does.
final class SettledRequests: Sendable {
  private struct State {
    /// Which log `end` is about.
    var identity: FileIdentity?
    /// And which board: one that is made anew tells of a log that was cut, and has grown again.
    var generation: UInt64?
    /// Behind the last line that is known to be on the disk.
    var end = 0
    /// The log, for syncing alone.
    var log: WritableLog?
  }

  private let folder: StateFolder
  private let calls: SystemCalls
  private let state = Mutex(State())

  init(_ appender: Appender) {
    folder = appender.folder
    calls = appender.calls
  }

  /// All lines before `end` are on the disk.
  func note(_ end: Int, of identity: FileIdentity) {
    state.withLock { state in
      state.end = state.identity == identity ? max(state.end, end) : end
      state.identity = identity
    }
  }

  /// Makes the line at `offset` durable, as the board of that `generation` tells it, which knows whole lines up to `end`.
  /// Costs nothing where it is known to be durable already. Throws `durabilityUnknown`.
  func settle(_ offset: Int, readUpTo end: Int, generation: UInt64) throws(TicketServiceError) {
    let path = folder.path(of: .requests)
    let identity = FileIdentity(at: path)
    let isSettled = state.withLock { state in
      if let known = state.generation, known != generation { state.end = 0 }
      state.generation = generation
      return state.identity == identity && offset < state.end
    }
    if isSettled { return }
    do throws(SystemError) {
      let log = try open(path, identity)
      if let failure = log.sync(since: log.syncs.failures, calls) { throw SystemError(number: failure) }
      note(end, of: log.identity)
    } catch {
      throw TicketServiceError(.durabilityUnknown, context: path, errno: error.number)
    }
  }

  /// Read-only: whoever completes tickets need not be allowed to file them.
  private func open(_ path: String, _ identity: FileIdentity?) throws(SystemError) -> WritableLog {
    if let log = state.withLock({ $0.log }), log.isUsable, log.identity == identity { return log }
    let descriptor = try Descriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    let opened = FileIdentity(try descriptor.status())
    let log = WritableLog(descriptor, opened, in: folder, writers: Writers())
    state.withLock { $0.log = log }
    return log
  }
}
