import ConsoleCore
import Glibc
import TicketCore

/// What `tickets worker --take-over` does about the lock (spec: lock.md, "Crash").
enum TakeOver: Hashable {
  /// Nobody holds it, or it is stale: the worker may acquire it as always.
  case notNeeded
  /// The holder is dead; the operator has to be asked.
  case ask(LockHolder)
  /// The holder lives.
  case refused(LockHolder)

  init(_ holder: LockHolder?, now: Timestamp) {
    guard let holder, !holder.isStale(at: now) else {
      self = .notNeeded
      return
    }
    self = holder.isAlive ? .refused(holder) : .ask(holder)
  }

  /// Whether the operator's answer means yes. ㅛ is `y` with the Korean input method on.
  static func isYes(_ answer: String) -> Bool {
    let word = answer.filter { !$0.isWhitespace }.lowercased()
    return ["y", "yes", "예", "네", "ㅛ"].contains(word)
  }
}

extension CommandContext {
  /// Whose lock may be taken over: nobody's need be (`success(nil)`), or this holder's; else why it goes no further.
  func takeOver(_ holder: LockHolder?) -> Result<LockHolder?, TakeOverRefusal> {
    let now = clock.now()
    switch TakeOver(holder, now: now) {
    case .notNeeded:
      return .success(nil)
    case .refused(let holder):
      diagnostics.say(
        holder.sentence(in: language, now: now)
          + language.pick(" It is alive, so its lock is not taken over.", " 실행 중이므로 락을 넘겨받지 않습니다."))
      return .failure(TakeOverRefusal(exit: .locked))
    case .ask(let holder):
      return ask(holder, now)
    }
  }

  private func ask(_ holder: LockHolder, _ now: Timestamp) -> Result<LockHolder?, TakeOverRefusal> {
    diagnostics.say(holder.sentence(in: language, now: now))
    guard isatty(STDIN_FILENO) == 1 else {
      diagnostics.say(
        language.pick("--take-over asks in a terminal, and there is none.", "--take-over는 터미널에서 물어보아야 하는데 터미널이 없습니다."))
      return .failure(TakeOverRefusal(exit: .failed))
    }
    diagnostics.ask(language.pick("Take the lock over? [y/N] ", "락을 넘겨받을까요? [y/N] "))
    var lines = LineReader(STDIN_FILENO)
    if case .text(let answer)? = try? lines.next(limit: 100), TakeOver.isYes(String(decoding: answer, as: UTF8.self)) {
      return .success(holder)
    }
    diagnostics.say(language.pick("Not taken over.", "넘겨받지 않았습니다."))
    return .failure(TakeOverRefusal(exit: .locked))
  }
}

/// The lock was not taken over; the reason was said.
struct TakeOverRefusal: Error {
  let exit: ExitCode
}
