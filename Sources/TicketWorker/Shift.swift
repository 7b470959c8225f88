import Glibc
import ProcessEvents
import TicketClient
import TicketCore
import TicketLog
import Worker

/// The worker at work, from its start to the exit code.
struct Shift {
  let settings: WorkerSettings
  let place: Workplace
  let metrics: WorkerMetrics
  let log: JSONLog
  let clock: any TicketClock

  /// Works until the mode is done or a signal comes. A second signal ends it at once.
  func work(_ signals: borrowing SignalWatch) -> Int32 {
    let pid = Int(getpid())
    let (ring, log) = (signals.ring, log)
    let worker = TicketWorker(
      service: place.service, lock: place.lock, clock: clock, pid: pid, mode: settings.mode, whenLocked: .fail,
      pace: settings.pace, telemetry: [WorkLog(log: log, processor: "worker_\(pid)"), metrics]
    ) { phase, event in
      if event == nil { log.write(.debug, "\(phase)") }
      if phase == .off { ring() }
    }
    let tailer =
      settings.mode == .follow
      ? place.news?({ reload in
        worker.nudge()
        // Tickets that were DONE may be OPEN again.
        if let reload { log.write(.warn, reload.sentence(in: .english)) }
      }) : nil
    _ = tailer?.start()
    defer { tailer?.stop() }
    worker.start()

    var farewell: ContinuousClock.Instant?
    var received = 0
    while worker.phase != .off {
      let request = signals.wait(until: farewell)
      if request.isStop { place.stateGuard.withoutGuard { JobControl.stop(.process) } }
      received += request.ends
      if received > 1 || farewell.map({ .now >= $0 }) ?? false { return abandon(worker) }
      guard request.ends > 0 else { continue }
      log.write(.info, "Asked to stop: finishing what is in hand.")
      worker.stop()
      farewell = .now + WorkerProgram.longestFarewell
    }
    _ = worker.waitUntilStopped(timeout: nil)
    return exit(after: worker.ending)
  }

  /// There is no time left to finish; what is left in progress was logged when this returns.
  private func abandon(_ worker: TicketWorker) -> Int32 {
    log.write(.warn, "Ending at once.")
    worker.abandon()
    place.hurry()
    if !worker.waitUntilStopped(timeout: WorkerProgram.lastPatience) {
      log.write(.error, "The worker could not be ended; its lock stays until it is stale.")
    }
    return ExitCode.done
  }

  private func exit(after ending: WorkerEnding?) -> Int32 {
    switch ending {
    case .stopped, .finished, nil: ExitCode.done
    case .locked, .lockLost: ExitCode.locked
    case .failed(.lock(let error)):
      switch error.code {
      case .locked, .lost: ExitCode.locked
      case .busy, .notAFile, .unusable, .noHardLinks: ExitCode.failed
      }
    case .failed(.service), .failed(.noThread): ExitCode.failed
    }
  }
}

extension WorkerSettings {
  /// For the log.
  var members: [JSONValue.Member] {
    let place =
      switch place {
      case .api(let endpoint, _): endpoint.description
      case .logs: statePath
      }
    return [
      JSONValue.Member("version", .string(Product.version)), JSONValue.Member("tickets", .string(place)),
      JSONValue.Member("state", .string(statePath)), JSONValue.Member("mode", .string(mode.rawValue)),
      JSONValue.Member("concurrency", .integer(concurrency)),
      JSONValue.Member("max_retries", .integer(maxRetries)),
      JSONValue.Member("backoff_base_ms", .integer(backoffBase.milliseconds)),
    ]
  }
}
