import Glibc
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

struct LogNamesTests {
  @Test(arguments: [9_246_182_400, -9_300_000_000]) func `folders and logs of any time can be written in`(
    _ second: Int
  ) throws {
    let state = try TemporaryState()
    let service = state.service()
    _ = try service.submit(.reconcile("r"))
    for path in [state.folder.path(of: .requests), state.folder.ticketsPath, state.folder.path] {
      let times = Array(repeating: timespec(tv_sec: second, tv_nsec: 0), count: 2)
      try #require(utimensat(AT_FDCWD, path, times, 0) == 0)
    }
    _ = try service.submit(.reconcile("s"))
    #expect(try state.service().board(BoardQuery()).count == 2)
  }
}
