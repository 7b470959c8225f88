import ConsoleCore
import Glibc
import ProcessEvents

/// Waits for whatever happens first, and keeps the terminal's output moving meanwhile.
///
/// Main thread only. Nothing is polled: while nothing happens, it wakes once a second.
struct EventLoop<Message: Sendable>: ~Copyable {
  typealias Instant = ContinuousClock.Instant

  private let signals: SignalQueue
  private let mailbox: Mailbox<Message>
  private var second = WallSecond.now
  /// Messages have come; they wait for the time of the next frame, or for keys that were first.
  private var hasMail = false
  private var keysWereLast = false
  /// How often in a row the keyboard was ready and gave nothing.
  private var emptyReads = 0

  init(signals: consuming SignalQueue, mailbox: Mailbox<Message>) {
    self.signals = signals
    self.mailbox = mailbox
  }

  /// The next event, of which there is always one: what happens at once comes in one event after another. Messages
  /// that come in quick succession come together, at most once a frame.
  mutating func next(_ terminal: inout Terminal, deadline: Instant? = nil) throws(TerminalError) -> LoopEvent<Message> {
    while true {
      terminal.advance(at: .now)
      let ready = wait(terminal, deadline)
      if terminal.isGone || ready.keyboard.hasHungUp { return .hangup }
      if ready.signals, let event = try takeSignals(&terminal) { return event }
      let now = Instant.now
      if let deadline, now >= deadline { return .deadline }
      if second != .now {
        second = .now
        return .tick
      }
      hasMail = hasMail || ready.mail
      let mailIsDue = hasMail && now >= terminal.frameTime
      if !(mailIsDue && keysWereLast), ready.keyboard.isReady || terminal.hasKeys(at: now) {
        if let event = takeKeys(&terminal, now, isReady: ready.keyboard.isReady) { return event }
      }
      if mailIsDue, let event = takeMail() { return event }
      keysWereLast = false
    }
  }
}

extension EventLoop {
  private struct Ready {
    let keyboard: pollfd
    let signals: Bool
    let mail: Bool
  }

  private func wait(_ terminal: borrowing Terminal, _ deadline: Instant?) -> Ready {
    let now = Instant.now
    var times = [now + WallSecond.now.remaining, deadline, terminal.deadline].compactMap(\.self)
    if hasMail { times.append(terminal.frameTime) }
    let isDue = terminal.hasKeys(at: now) || second != .now
    // A file below 0 is passed over. In the background the keys are the shell's, but not the end of the terminal.
    var files = [
      pollfd(file: STDIN_FILENO, terminal.isInForeground ? POLLIN : 0),
      pollfd(file: signals.file, POLLIN),
      pollfd(file: hasMail ? -1 : mailbox.file, POLLIN),
      pollfd(file: terminal.blockedFile ?? -1, POLLOUT),
    ]
    let timeout = isDue ? 0 : times.min().map { ($0 - now).pollTimeout } ?? -1
    guard poll(&files, nfds_t(files.count), timeout) > 0 else {
      return Ready(keyboard: pollfd(file: STDIN_FILENO), signals: false, mail: false)
    }
    return Ready(keyboard: files[0], signals: files[1].isReady, mail: files[2].isReady)
  }

  private func takeSignals(_ terminal: inout Terminal) throws(TerminalError) -> LoopEvent<Message>? {
    let signals = signals.take()
    if let end = [SIGTERM, SIGHUP, SIGINT].first(where: signals.contains) { return .terminate(end) }
    if signals.contains(SIGTSTP) { return .suspend }
    if signals.contains(SIGCONT) { return .continued }
    if signals.contains(SIGWINCH) { return .resized(terminal.resize()) }
    return nil
  }

  private mutating func takeKeys(
    _ terminal: inout Terminal, _ now: Instant, isReady: Bool
  ) -> LoopEvent<Message>? {
    keysWereLast = true
    guard let keys = terminal.readKeys(at: now) else {
      // Ready and nothing to read, again and again: that is the end of a file.
      emptyReads += isReady ? 1 : 0
      return emptyReads > 2 ? .hangup : nil
    }
    emptyReads = 0
    return keys.isEmpty ? nil : .keys(keys)
  }

  private mutating func takeMail() -> LoopEvent<Message>? {
    hasMail = false
    keysWereLast = false
    let messages = mailbox.take()
    return messages.isEmpty ? nil : .mail(messages)
  }
}
