import Glibc
import TicketCore
import TicketLog

@testable import Worker

/// A state folder of its own for one test, removed at the end, and workers on it.
final class ScratchState: Sendable {
  let folder: StateFolder
  let service: LogTicketService
  let lock: WorkerLockFile

  init() throws {
    var template = Array("/tmp/worker-XXXXXX".utf8CString)
    let made = mkdtemp(&template) != nil
    precondition(made, "no scratch folder")
    folder = StateFolder(
      path: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    try folder.create()
    service = LogTicketService(store: LogStore(folder: folder), guard: StateGuard(folder: folder))
    lock = WorkerLockFile(guard: StateGuard(folder: folder))
  }

  deinit { remove() }

  /// A worker as another process would have it: with everything its own.
  func worker(_ mode: WorkerMode, recorder: Recorder) -> TicketWorker {
    let stateGuard = StateGuard(folder: folder)
    return TicketWorker(
      service: LogTicketService(store: LogStore(folder: folder), guard: stateGuard),
      lock: WorkerLockFile(guard: stateGuard), clock: SystemClock(), pid: Int(getpid()), mode: mode,
      pace: WorkerPace(delay: .zero, retry: .milliseconds(5)), onChange: recorder.onChange)
  }

  func write(_ text: String, to file: LogFile) throws {
    guard let log = fopen(folder.path(of: file), "a") else { throw TicketServiceError(.unwritable, context: "scratch") }
    fwrite(text, 1, text.utf8.count, log)
    fclose(log)
  }

  func lineCount(of file: LogFile) throws -> Int {
    guard let log = fopen(folder.path(of: file), "r") else { throw TicketServiceError(.unreadable, context: "scratch") }
    defer { fclose(log) }
    var count = 0
    while case let byte = getc(log), byte != EOF { if byte == 10 { count += 1 } }
    return count
  }

  func remove() {
    for file in LogFile.allCases { unlink(folder.path(of: file)) }
    unlink(folder.lockPath)
    rmdir(folder.ticketsPath)
    rmdir(folder.path)
  }
}
