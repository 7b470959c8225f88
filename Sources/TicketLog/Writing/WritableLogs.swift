import Synchronization
import TicketCore

/// The logs that an appender keeps open between records.
final class WritableLogs: Sendable {
  private struct Kept {
    var requests: WritableLog?
    var results: WritableLog?
  }

  private let folder: StateFolder
  private let requestWriters = Writers()
  private let resultWriters = Writers()
  private let kept = Mutex(Kept())

  init(folder: StateFolder) { self.folder = folder }

  /// The one that was kept last.
  subscript(file: LogFile) -> WritableLog? {
    kept.withLock { kept in
      switch file {
      case .requests: kept.requests
      case .results: kept.results
      }
    }
  }

  func writers(_ file: LogFile) -> Writers {
    switch file {
    case .requests: requestWriters
    case .results: resultWriters
    }
  }

  func keep(_ descriptor: consuming Descriptor, _ identity: FileIdentity, as file: LogFile) -> WritableLog {
    let log = WritableLog(descriptor, identity, in: folder, writers: writers(file))
    kept.withLock { kept in
      switch file {
      case .requests: kept.requests = log
      case .results: kept.results = log
      }
    }
    return log
  }
}
