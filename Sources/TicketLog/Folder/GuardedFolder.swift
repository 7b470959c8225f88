import Glibc

/// The state folder whose guard is held. Somebody may move it away meanwhile and put another in its place, which is not
/// guarded: what is done by this one's descriptor never happens there.
struct GuardedFolder: Sendable {
  /// Open as long as the guard is held.
  let directory: CInt
  private let identity: FileIdentity
  private let folder: StateFolder

  init(_ folder: StateFolder, directory: CInt, identity: FileIdentity) {
    self.folder = folder
    self.directory = directory
    self.identity = identity
  }

  /// Whether the folder's path still leads here.
  var isInPlace: Bool { folder.identity == identity }
}

extension StateFolder {
  /// Which folder its path leads to now; nil if to none.
  var identity: FileIdentity? {
    var status = stat()
    return stat(path, &status) == 0 ? FileIdentity(status) : nil
  }
}
