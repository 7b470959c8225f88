/// A log that is open for appending, and those who wait for it to be synced. Closed when nobody needs it any more.
final class WritableLog: Sendable {
  let descriptor: Descriptor
  let identity: FileIdentity
  let syncs: SyncGroup

  init(_ descriptor: consuming Descriptor, _ identity: FileIdentity, writers: Writers) {
    self.descriptor = descriptor
    self.identity = identity
    syncs = SyncGroup(writers: writers)
  }

  /// Not after a failed sync: what the file holds then has to be looked at anew.
  var isUsable: Bool { syncs.failures == 0 }
}
