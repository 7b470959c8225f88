import Glibc

@testable import TicketCore
@testable import TicketLog

/// A state folder in memory, removed with it.
struct ScratchLogs: ~Copyable {
  let folder: StateFolder

  init() throws(Finding) {
    var template = Array("/dev/shm/tickets-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Finding("no folder: errno \(errno)") }
    folder = StateFolder(path: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    mkdir(folder.ticketsPath, 0o755)
  }

  deinit {
    unlink(folder.checkpointPath)
    rmdir(folder.cachePath)
    for file in LogFile.allCases { unlink(folder.path(of: file)) }
    rmdir(folder.ticketsPath)
    rmdir(folder.path)
  }

  /// Adds bytes as a foreign program would, `times` over.
  func append(_ bytes: [UInt8], to file: LogFile, times: Int = 1) throws(Finding) {
    do throws(SystemError) {
      let log = try Descriptor(opening: folder.path(of: file), O_WRONLY | O_APPEND | O_CREAT, mode: 0o644)
      for _ in 0..<times {
        _ = try SystemError.check { CInt(truncatingIfNeeded: write(log.number, bytes, bytes.count)) }
      }
    } catch {
      throw Finding("nothing can be written: errno \(error.number)")
    }
  }

  func store(_ keeper: CheckpointKeeper? = nil) -> LogStore {
    LogStore(folder: folder, clock: SystemClock(), keeper: keeper)
  }
}
