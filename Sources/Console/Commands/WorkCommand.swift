import ConsoleCore
import Glibc
import ProcessEvents
import TicketCore
import TicketLog
import Worker

extension CommandContext {
  /// `tickets worker`: runs until its mode is done, or a signal comes. Each event is one line on standard error.
  /// `store` tells of new tickets at once; without one they are asked for each second.
  func work(
    _ command: WorkerCommand, at service: any TicketService, lock: some WorkerLock, store: LogStore?,
    guard stateGuard: StateGuard
  ) -> ExitCode {
    guard let interruption = Interruption(defersStop: true), let wakeup = Wakeup() else { return noDescriptors() }
    let lines = DiagnosticsLog(diagnostics, in: language)
    guard lines.start() else { return noThread() }
    defer { lines.end() }
    let log = WorkerLog(lines: lines, language: language, offset: options.utcOffset, clock: clock)
    let worker = TicketWorker(
      service: service, lock: lock, clock: clock, pid: Int(getpid()), mode: command.mode, whenLocked: .fail,
      pace: WorkerPace(delay: command.delay, retryLimit: command.mode == .follow ? nil : Self.tries)
    ) { phase, event in
      if let event { log.note(event) }
      if phase == .off { wakeup.ring() }
    }
    let followed = command.mode == .follow ? store : nil
    // The worker itself reads the logs each second.
    let tailer = followed.map { store in
      let reloads = ReloadWatch(store)
      return LogTailer(store: store, byItself: false, lock: { lock.holder() }) { [language] _ in
        worker.nudge()
        // Tickets that were DONE may be OPEN again.
        if let reload = reloads.look() { log.note(reload.sentence(in: language)) }
      }
    }
    tailer?.start()
    defer { tailer?.stop() }

    worker.start()
    var deadline: ContinuousClock.Instant?
    while worker.phase != .off {
      let woken = Waiting.forAny(interruption, wakeup, deadline: deadline)
      if woken.isStopped { stateGuard.withoutGuard { JobControl.stop(.process) } }
      if woken.isInterrupted {
        worker.stop()
        deadline = deadline ?? .now + longestFarewell
      }
      if let deadline, ContinuousClock.now >= deadline { break }
    }
    guard worker.waitUntilStopped(timeout: deadline.map { $0 - .now }) else { return .failed }
    let code = exit(after: worker.ending, lines)
    // Who follows has its lines read, or not, while it works; of the others they are the report.
    if command.mode != .follow, deadline == nil { awaitReader(of: lines, until: interruption, wakeup) }
    return code
  }

  /// Until all is written, or a signal says that nobody wants it any more.
  private func awaitReader(
    of log: DiagnosticsLog, until interruption: borrowing Interruption, _ wakeup: Wakeup
  ) {
    while !log.end() {
      if Waiting.forRoom(in: STDERR_FILENO, interruption: interruption.file) { continue }
      let woken = Waiting.forAny(interruption, wakeup)
      if woken.isInterrupted { return }
      if woken.isStopped { JobControl.stop(.process) }
    }
  }

  /// How often a worker that wants to end tries again what failed: a server that is away, a disk that is full.
  private static let tries = 5

  /// How long after a signal the worker may take for its end: the ticket in hand, twice the guard, and some.
  private var longestFarewell: Duration { .seconds(10) }

  private func exit(after ending: WorkerEnding?, _ log: DiagnosticsLog) -> ExitCode {
    switch ending {
    case .stopped, .finished, nil: return .done
    case .locked(let holder):
      if !holder.isAlive {
        log.say(
          language.pick(
            "If you know that worker to be dead: tickets worker --take-over",
            "그 워커가 죽은 것이 확실하면: tickets worker --take-over"))
      }
      return .locked
    case .lockLost: return .locked
    case .failed(.lock(let error)):
      switch error.code {
      case .locked, .lost: return .locked
      case .busy, .notAFile, .unusable, .noHardLinks: return .failed
      }
    case .failed(.service(let error)): return error.exitCode
    case .failed(.noThread): return .failed
    }
  }
}

/// Tells what a worker does, a line an event. Any thread.
private struct WorkerLog: Sendable {
  let lines: DiagnosticsLog
  let language: Language
  let offset: UTCOffset
  let clock: any TicketClock

  func note(_ event: WorkerEvent) { note(event.sentence(in: language, now: clock.now())) }

  func note(_ sentence: String) {
    let time = CivilTime(microseconds: clock.now().microseconds, offset: offset)
    lines.put(TerminalText("\(time.date) \(time.time) \(sentence)"))
  }
}
