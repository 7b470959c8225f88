import Glibc
public import TicketCore

extension StateGuard {
  /// Why the logs cannot be written now; nil while they can, as far as can be told without writing. Never waits.
  public func writeObstacle() -> TicketServiceError? {
    obstacle.map { TicketServiceError($0) } ?? folder.writeObstacle()
  }
}

extension StateFolder {
  fileprivate func writeObstacle() -> TicketServiceError? {
    for file in LogFile.allCases {
      let path = path(of: file)
      do throws(SystemError) {
        try Self.openForWriting(path)
      } catch {
        guard error.number == ENOENT else {
          return TicketServiceError(.unwritable, context: path, errno: error.number)
        }
        // It is made by the first record.
        if access(ticketsPath, W_OK | X_OK) != 0 {
          return TicketServiceError(.unwritable, context: path, errno: errno)
        }
      }
    }
    var space = statvfs()
    guard statvfs(ticketsPath, &space) == 0, space.f_bavail == 0, space.f_blocks > 0 else { return nil }
    return TicketServiceError(.diskFull, context: path(of: .requests), errno: ENOSPC)
  }

  private static func openForWriting(_ path: String) throws(SystemError) {
    let log = try Descriptor(opening: path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK)
    guard try log.status().st_mode & S_IFMT == S_IFREG else { throw SystemError(number: EINVAL) }
  }
}
