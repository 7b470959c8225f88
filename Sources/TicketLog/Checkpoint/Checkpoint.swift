import Glibc
import TicketCore

/// A board on disk beside the logs, so that opening costs what is new since, not what is there. It can be made again
/// from the logs at any time: whatever is doubtful about it is thrown away.
struct Checkpoint {
  let board: TicketsBoard
  let claims: [LogClaim]
  /// What the claims are about.
  let logs: [LogFile: OpenLog]
  /// Nobody has touched the logs since: there is nothing to verify.
  let isCertain: Bool

  /// Looks for one that fits the logs as they are now.
  init?(in folder: StateFolder) {
    guard let file = try? Descriptor(opening: folder.checkpointPath, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let parts = CheckpointFile(file, skipping: 1), let head = parts.head()
    else { return nil }
    var bytes = ByteReader(head)
    let claims = LogFile.allCases.compactMap { LogClaim($0, from: &bytes) }
    guard claims.count == LogFile.allCases.count, bytes.isAtEnd else { return nil }
    var isCertain = true
    var logs: [LogFile: OpenLog] = [:]
    for claim in claims {
      let sight = LogSight(at: folder.path(of: claim.tail.file))
      guard claim.fits(sight) else { return nil }
      logs[claim.tail.file] = sight.log
      isCertain = isCertain && claim.isUntouched(sight)
    }
    guard let board = TicketsBoard(archive: parts),
      claims.allSatisfy({ board.cursor[$0.tail.file] == $0.tail.position })
    else { return nil }
    self.board = board
    self.claims = claims
    self.logs = logs
    self.isCertain = isCertain
  }

  /// Writes one in the place of the last, which stands until the new one is whole. Nothing is synced: one that a power cut
  /// tore is seen to be torn. Two writers do not mix: the second one leaves it. Of one that cannot be written whole
  /// nothing is left, so that it takes no room from the logs.
  static func write(_ board: TicketsBoard, _ tails: [LogTail], in folder: StateFolder) throws(SystemError) {
    let claims = tails.compactMap { LogClaim($0, in: folder) }
    guard claims.count == LogFile.allCases.count else { return }
    if mkdir(folder.cachePath, 0o777) != 0, errno != EEXIST { throw SystemError(number: errno) }
    let (path, newPath) = (folder.checkpointPath, folder.checkpointPath + ".new")
    // Whatever stands there, opening it never waits. Its maker's alone: the logs may be hidden by a folder of theirs.
    let file = try Descriptor(opening: newPath, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else { return }
    let status = try file.status()
    // Whoever held the lock before may have moved it to the place of the last.
    guard FileIdentity(at: newPath) == FileIdentity(status) else { return }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else { throw SystemError(number: EINVAL) }
    do throws(SystemError) {
      _ = try SystemError.check { ftruncate(file.number, 0) }
      try write(board, claims, into: file.borrowed)
      _ = try SystemError.check { rename(newPath, path) }
    } catch {
      unlink(newPath)
      throw error
    }
  }

  private static func write(
    _ board: TicketsBoard, _ claims: [LogClaim], into file: BorrowedDescriptor
  ) throws(SystemError) {
    var writer = CheckpointWriter(file)
    var head = ByteWriter()
    for claim in claims { claim.encode(in: &head) }
    head.bytes.withUnsafeBytes { writer.add($0) }
    board.archive { writer.add($0) }
    try writer.finish()
  }

  /// Takes away one that lied.
  static func remove(in folder: StateFolder) { unlink(folder.checkpointPath) }
}

extension StateFolder {
  /// What can be made again from the logs.
  var cachePath: String { path + "/cache" }

  var checkpointPath: String { cachePath + "/board.checkpoint" }
}
