import Glibc
import Synchronization
import TicketCore

/// The open connections and what each may still take: one that does not send a whole request in time is cut.
///
/// libmicrohttpd's own limit is for silence only, and a byte a second is no silence.
final class ConnectionTable: Sendable {
  enum Phase: Hashable, Sendable {
    /// Nothing, or a part of a request, has come.
    case receiving
    /// A whole request has come; its answer is made or sent.
    case answering
  }

  private struct Connection {
    var phase = Phase.receiving
    var deadline: ContinuousClock.Instant
  }

  private struct State {
    var connections: [CInt: Connection] = [:]
    /// Somebody waits until nothing is being answered.
    var isLeaving = false
    var isEnded = false
  }

  /// How often late ones are looked for.
  private static let glance = Duration.milliseconds(250)

  private let patience: Duration
  private let answerPatience: Duration
  private let state = Mutex(State())
  private let bell = Bell()

  /// A whole request must come within `patience`, and its answer be taken within `answerPatience`.
  init(patience: Duration = .seconds(10), answerPatience: Duration = .seconds(300)) {
    self.patience = patience
    self.answerPatience = answerPatience
  }

  func open(_ socket: CInt) {
    let deadline = ContinuousClock.now + patience
    let isFirst = state.withLock { state in
      defer { state.connections[socket] = Connection(deadline: deadline) }
      return state.connections.isEmpty
    }
    // Others are seen at the next glance: a ring for each would wake the watch several times a request.
    if isFirst { bell.ring() }
  }

  /// Comes before the number can be that of another connection.
  func close(_ socket: CInt) {
    let isLeaving = state.withLock { state in
      state.connections[socket] = nil
      return state.isLeaving
    }
    if isLeaving { bell.ring() }
  }

  /// `endless` answers are streams; they end when nobody takes them.
  func turn(_ socket: CInt, to phase: Phase, endless: Bool = false) {
    let now = ContinuousClock.now
    let time = phase == .receiving ? patience : endless ? .seconds(86_400 * 365) : answerPatience
    let isLeaving = state.withLock { state in
      guard state.connections[socket] != nil else { return false }
      state.connections[socket] = Connection(phase: phase, deadline: now + time)
      return state.isLeaving
    }
    if isLeaving { bell.ring() }
  }

  /// Waits until no request is being answered, at most until `deadline`.
  func waitUntilQuiet(until deadline: ContinuousClock.Instant) {
    state.withLock { $0.isLeaving = true }
    while ContinuousClock.now < deadline {
      let heard = bell.heard
      if state.withLock({ $0.connections.values.allSatisfy { $0.phase == .receiving } }) { return }
      bell.wait(after: heard, until: deadline)
    }
  }

  /// Cuts late connections until `end`; on a thread of its own.
  func watch() {
    while true {
      let heard = bell.heard
      let now = ContinuousClock.now
      let (isEnded, isEmpty) = state.withLock { state in
        // Shut under the lock: the number is still this connection's.
        for (socket, connection) in state.connections where connection.deadline <= now {
          shutdown(socket, CInt(SHUT_RDWR))
        }
        return (state.isEnded, state.connections.isEmpty)
      }
      if isEnded { return }
      if isEmpty { bell.wait(after: heard, until: nil) } else { bell.wait(after: bell.heard, until: now + Self.glance) }
    }
  }

  func end() {
    state.withLock { $0.isEnded = true }
    bell.ring()
  }
}
