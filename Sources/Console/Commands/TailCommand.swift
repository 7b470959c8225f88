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
    let log = DiagnosticsLog(diagnostics, in: language)
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
        if store.status.isLoading { continue }
        seen = printChanges(since: seen, of: store, former: former) { _, _ in
          // Asked behind the board: what befell the logs before it was read is known by now.
          let status = store.status
          guard !status.isLoading,
            let sentence = news.look(status, of: store.folder, now: clock.now(), in: language)
          else { return }
          log.say(sentence)
          log.settle()
        }
      }
      return .done
    } catch {
      return say(error, log)
    }
  }

  /// Those that `former` had not come to; before the first, `introduce` hears how far they go, and whether
  /// there is a former board.
  func printChanges(
    since seen: TailPlace, of store: any LiveBoard, former: FormerBoard, introduce: (TailPlace, Bool) -> Void
  ) -> TailPlace {
    let (place, changes, old, records) = store.withRecords { board, records in
      let changes = board.changes(since: seen.cursor(in: board)).compactMap { change in
        board.ticket(change.ticket).map { (change, $0) }
      }
      return (TailPlace(endOf: board), changes, former.recall(for: board), records)
    }
    introduce(place, old != nil)
    for (change, ticket) in changes {
      let record = records.record(at: change.place, in: change.file, of: ticket.id)
      let time = record?.timeText.flatMap { Timestamp($0) }
      if let old, old.hasCome(to: change, at: time) { continue }
      line(ChangeLine(change, ticket, record, options.utcOffset).text)
    }
    output.flush()
    return place
  }
}
