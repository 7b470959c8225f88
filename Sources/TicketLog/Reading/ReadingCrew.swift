import Glibc
import Synchronization
import TicketCore

/// Reads a long stretch of a log with several threads: each of them reads and parses chunks, and the caller's delivers
/// them, in the order of the file.
final class ReadingCrew: Sendable {
  /// Less than this is read faster alone.
  static let worthIt = 1 << 22
  private static let mostThreads = 8

  fileprivate struct State {
    var tail: LogTail
    var free: [LogChunk]
    /// Parsed, by number.
    var parsed: [Int: LogChunk] = [:]
    var taken = 0
    var delivered = 0
    var isOver = false
    var failure: SystemError?
  }

  private let log: BorrowedDescriptor
  private let limit: Int
  private let file: LogFile
  private let state: Mutex<State>
  private let news = Bell()
  private let threads: Int

  /// Goes on where `tail` stands, up to `limit`.
  init(_ tail: LogTail, _ log: BorrowedDescriptor, to limit: Int) {
    self.log = log
    self.limit = limit
    file = tail.file
    threads = max(1, min(sysconf(CInt(_SC_NPROCESSORS_ONLN)), Self.mostThreads))
    state = Mutex(State(tail: tail, free: (0..<threads * 2 + 1).map { _ in LogChunk() }))
  }

  /// Reads as long as it is `wanted`; where the reading stands then, and what ended it early.
  func run(while wanted: () -> Bool, _ deliver: (LogChunk) -> Void) -> (tail: LogTail, failure: SystemError?) {
    let helpers = (1..<threads).compactMap { _ in BackgroundThread { self.help() } }
    while let chunk = next(while: wanted) {
      deliver(chunk)
      giveBack(chunk)
    }
    news.ring()
    for helper in helpers { helper.join() }
    return state.withLock { ($0.tail, $0.failure) }
  }

  /// The next chunk in the order of the file; nil after the last.
  private func next(while wanted: () -> Bool) -> LogChunk? {
    while true {
      let heard = news.heard
      if !wanted() { state.withLock { $0.isOver = true } }
      let (chunk, isEnd) = state.withLock { ($0.parsed.removeValue(forKey: $0.delivered), $0.isEnd) }
      if chunk != nil || isEnd { return chunk }
      if !parseOne() { news.wait(after: heard, until: nil) }
    }
  }

  private func giveBack(_ chunk: LogChunk) {
    state.withLock {
      $0.tail.deliver(chunk)
      $0.delivered += 1
      $0.free.append(chunk)
    }
    news.ring()
  }

  private func help() {
    while true {
      let heard = news.heard
      if parseOne() { continue }
      if state.withLock({ $0.isOver }) { return }
      news.wait(after: heard, until: nil)
    }
  }

  /// Reads and parses one chunk; false if there is none to be had now.
  private func parseOne() -> Bool {
    let (work, isLast) = state.withLock { state in
      let wasOver = state.isOver
      return (state.take(from: log, to: limit), state.isOver != wasOver)
    }
    if isLast { news.ring() }
    guard let (chunk, number) = work else { return false }
    chunk.parse(file)
    state.withLock { $0.parsed[number] = chunk }
    news.ring()
    return true
  }
}

extension ReadingCrew.State {
  fileprivate var isEnd: Bool { isOver && delivered == taken }

  /// The next chunk that is to be parsed, and its number; nil where none is free, or nothing is left.
  fileprivate mutating func take(from log: BorrowedDescriptor, to limit: Int) -> (LogChunk, Int)? {
    guard !isOver, let chunk = free.popLast() else { return nil }
    do throws(SystemError) {
      while true {
        switch try tail.take(into: chunk, from: log, to: limit) {
        case .skipped: continue
        case .lines:
          taken += 1
          return (chunk, taken - 1)
        case .nothing:
          isOver = true
          return nil
        }
      }
    } catch {
      failure = error
      isOver = true
      return nil
    }
  }
}
