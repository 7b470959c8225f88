import Glibc
import TicketCore

/// A log that is open for appending, and those who wait for it to be synced. Closed when nobody needs it any more.
final class WritableLog: Sendable {
  let descriptor: Descriptor
  let identity: FileIdentity
  let syncs: SyncGroup
  private let names: LogNames

  init(_ descriptor: consuming Descriptor, _ identity: FileIdentity, in folder: StateFolder, writers: Writers) {
    self.descriptor = descriptor
    self.identity = identity
    names = LogNames(folder)
    syncs = SyncGroup(writers: writers)
  }

  /// Not after a failed sync: what the file holds then has to be looked at anew.
  var isUsable: Bool { syncs.failures == 0 }

  /// Makes durable what was written after `failures` was asked of `syncs`, and the names that lead to it; the system's
  /// number if that failed.
  func sync(since failures: Int, _ calls: SystemCalls) -> CInt? {
    syncs.sync(since: failures) {
      do throws(SystemError) {
        try names.sync(calls)
        _ = try SystemError.check { calls.sync(descriptor.number) }
        return 0
      } catch {
        return error.number
      }
    }
  }
}
