import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// A record is promised only where the names that lead to it outlive a power cut.
struct LogNamesTests {
  /// Which folders were synced, in order; `failing` is not.
  private final class Syncs: Sendable {
    private let failing = Mutex<String?>(nil)
    private let seen = Mutex([String]())

    var calls: SystemCalls {
      var calls = SystemCalls.system
      calls.syncNames = { [self] number in
        let path = Self.path(number)
        seen.withLock { $0.append(path) }
        guard path == failing.withLock(\.self) else { return fsync(number) }
        errno = EIO
        return -1
      }
      return calls
    }

    func fail(_ path: String?) { failing.withLock { $0 = path } }

    func take() -> [String] {
      seen.withLock { seen in
        defer { seen = [] }
        return seen
      }
    }

    private static func path(_ number: CInt) -> String {
      var path = [CChar](repeating: 0, count: 4_096)
      let count = max(0, readlink("/proc/self/fd/\(number)", &path, path.count))
      return String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

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

  @Test func `all names up to the root of the file system are synced once for each log`() throws {
    let (state, syncs) = (try TemporaryState(), Syncs())
    let service = state.service(calls: syncs.calls)
    let all = [state.folder.ticketsPath, state.folder.path, "/tmp", "/"]
    _ = try service.submit(.reconcile("r"))
    let first = syncs.take()
    // Where /tmp is a file system of its own, it is the last.
    #expect(first == all || first == all.dropLast())
    _ = try service.submit(.reconcile("s"))
    #expect(syncs.take() == [])
    rename(state.folder.path(of: .requests), state.folder.path(of: .requests) + ".1")
    _ = try service.submit(.reconcile("t"))
    #expect(syncs.take() == first)
  }

  @Test func `a log that stands in another folder is synced anew`() throws {
    let (state, syncs) = (try TemporaryState(), Syncs())
    let service = state.service(calls: syncs.calls)
    _ = try service.submit(.reconcile("r"))
    let (tickets, old) = (state.folder.ticketsPath, state.folder.path + "/old")
    rename(tickets, old)
    mkdir(tickets, 0o777)
    rename(old + "/" + LogFile.requests.rawValue, state.folder.path(of: .requests))
    _ = syncs.take()
    _ = try service.submit(.reconcile("s"))
    #expect(syncs.take().prefix(2) == [state.folder.ticketsPath, state.folder.path])
  }

  @Test(arguments: ["", "/tickets"]) func `nothing is acknowledged until they are synced`(_ place: String) throws {
    let (state, syncs) = (try TemporaryState(), Syncs())
    let service = state.service(calls: syncs.calls)
    syncs.fail(state.folder.path + place)
    for _ in 0..<3 {
      let error = try #require(throws: TicketServiceError.self) { try service.submit(.reconcile("r")) }
      #expect(error.code == .durabilityUnknown && error.errno == EIO)
    }
    syncs.fail(nil)
    _ = try service.submit(.reconcile("s"))
  }
}
