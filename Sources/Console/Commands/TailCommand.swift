import ConsoleCore
import Glibc
import ProcessEvents
import TicketCore
import TicketLog
import Worker

extension CommandContext {
  /// `tickets tail`: what changes from now on, until interrupted or nobody reads it any more. Of logs that took the
  /// place of others it tells what `former` had not come to, which is kept by the store.
  func tail(_ store: LogStore, lock: some WorkerLock, former: FormerBoard) -> ExitCode {
    guard let interruption = Interruption(), let wakeup = Wakeup() else { return noDescriptors() }
    let log = DiagnosticsLog(diagnostics)
    guard log.start() else { return noThread() }
    defer { log.end() }
    do {
      var seen = TailPlace(endOf: try BoardView.load(store).board)
      var news = LogNews(store.status)
      let tailer = LogTailer(store: store, lock: { lock.holder() }, onEvent: { _ in wakeup.ring() })
      guard tailer.start() else { return noThread() }
      awaitRoom(until: interruption)
      defer {
        tailer.stop()
        output.forgiveEnd()
      }
      while output.failure == nil {
        let woken = Waiting.forAny(interruption, wakeup, output: STDOUT_FILENO)
        if woken.isInterrupted || woken.isUnread { return .done }
        wakeup.hear()
        let status = store.status
        if status.isLoading { continue }
        if let sentence = news.look(status, of: store.folder, now: clock.now(), in: language) { log.say(sentence) }
        seen = printChanges(since: seen, of: store, former: former)
      }
      return .done
    } catch {
      return say(error, log)
    }
  }

  /// Has nothing written before somebody reads it, so that the signals are heard meanwhile.
  func awaitRoom(until interruption: borrowing Interruption) {
    let file = interruption.file
    output.hasRoom = { Waiting.forRoom(in: STDOUT_FILENO, interruption: file) }
  }

  /// Those that `former` had not come to.
  func printChanges(since seen: TailPlace, of store: any LiveBoard, former: FormerBoard) -> TailPlace {
    let (place, changes, old, records) = store.withRecords { board, records in
      let changes = board.changes(since: seen.cursor(in: board)).compactMap { change in
        board.ticket(change.ticket).map { (change, $0) }
      }
      return (TailPlace(endOf: board), changes, former.compared(with: board), records)
    }
    for (change, ticket) in changes {
      let record = records.record(at: change.place, in: change.file, of: ticket.id)
      let time = record?.timeText.flatMap { Timestamp($0) }
      if let old, old.hasCome(to: change, at: time) { continue }
      line(ChangeLine(change, ticket, record, options.utcOffset).text)
    }
    output.flush()
    return place
  }

  /// Says what went wrong where nobody may be reading, and gives the exit code that belongs to it.
  func say(_ error: TicketServiceError, _ log: DiagnosticsLog) -> ExitCode {
    log.say(error.sentence(in: language))
    return error.exitCode
  }

  func noThread() -> ExitCode {
    diagnostics.say(WorkerFailure.noThread.sentence(in: language, now: clock.now()))
    return .failed
  }

  /// The system has no descriptor left to wait with.
  func noDescriptors() -> ExitCode {
    diagnostics.say(
      language.pick(
        "The system has no descriptor left\(SystemReason.text(errno)).",
        "시스템에 남은 디스크립터가 없습니다\(SystemReason.text(errno))."))
    return .failed
  }
}
