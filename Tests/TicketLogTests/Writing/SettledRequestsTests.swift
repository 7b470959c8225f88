import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// A step is promised only of a ticket that outlives a power cut.
struct SettledRequestsTests {
  /// Which logs were synced, in order; those of `failing` are not.
  private final class Syncs: Sendable {
    private let failing: LogFile?
    private let seen = Mutex([LogFile]())

    init(failing: LogFile? = nil) { self.failing = failing }

    var calls: SystemCalls {
      SystemCalls(write: SystemCalls.system.write) { [self] number in
        guard let file = Self.file(number) else { return fdatasync(number) }
        seen.withLock { $0.append(file) }
        guard file == failing else { return fdatasync(number) }
        errno = EIO
        return -1
      }
    }

    func take() -> [LogFile] {
      seen.withLock { seen in
        defer { seen = [] }
        return seen
      }
    }

    private static func file(_ number: CInt) -> LogFile? {
      var path = [CChar](repeating: 0, count: 4_096)
      let count = max(0, readlink("/proc/self/fd/\(number)", &path, path.count))
      let name = String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      return LogFile.allCases.first { name.hasSuffix($0.rawValue) }
    }
  }

  private func id(_ text: String) throws -> Ticket.ID { try #require(Ticket.ID(text)) }

  @Test func aStepSyncsTheRequestThatAnotherWroteAndOnlyOnce() throws {
    let (state, syncs) = (try TemporaryState(), Syncs())
    let service = state.service(calls: syncs.calls)
    try state.append(Line.request("a") + Line.request("b"), to: .requests)
    _ = try service.consume(id("a"))
    #expect(syncs.take() == [.requests, .results])
    _ = try service.consume(id("b"))
    _ = try service.complete(id("a"), .done, message: "")
    #expect(syncs.take() == [.results, .results])
    try state.append(Line.request("c"), to: .requests)
    _ = try service.consume(id("c"))
    #expect(syncs.take() == [.requests, .results])
  }

  @Test func aRequestOfOnesOwnIsSyncedAlready() throws {
    let (state, syncs) = (try TemporaryState(), Syncs())
    let service = state.service(calls: syncs.calls)
    let own = try service.submit(.reconcile("r")).requestID
    _ = try service.consume(own)
    #expect(syncs.take() == [.requests, .results])
  }

  @Test func anotherLogInTheSamePlaceIsSyncedAnew() throws {
    let (state, syncs) = (try TemporaryState(), Syncs())
    let service = state.service(calls: syncs.calls)
    _ = try service.submit(.reconcile("r"))
    rename(state.folder.path(of: .requests), state.folder.path(of: .requests) + ".1")
    try state.append(Line.request("a"), to: .requests)
    _ = syncs.take()
    _ = try service.consume(id("a"))
    #expect(syncs.take() == [.requests, .results])
  }

  @Test func aLogThatWasCutAndHasGrownAgainIsSyncedAnew() throws {
    let (state, syncs) = (try TemporaryState(), Syncs())
    let service = state.service(calls: syncs.calls)
    let own = try service.submit(.reconcile("r")).requestID
    _ = try service.consume(own)
    try state.rewrite(Line.request("a"), to: .requests)
    _ = syncs.take()
    _ = try service.consume(id("a"))
    #expect(syncs.take() == [.requests, .results])
  }

  @Test func aTicketThatCannotBeSyncedIsNotTaken() throws {
    let (state, syncs) = (try TemporaryState(), Syncs(failing: .requests))
    try state.append(Line.request("a"), to: .requests)
    let error = try #require(throws: TicketServiceError.self) {
      try state.service(calls: syncs.calls).consume(try id("a"))
    }
    #expect(error.code == .unwritable && error.errno == EIO)
    #expect(try state.service().board(BoardQuery()).map(\.ticket.status) == [.open])
    #expect(error.context == state.folder.path(of: .requests))
  }

  @Test func whoMayOnlyWriteResultsCanTakeTicketsAllTheSame() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    chmod(state.folder.path(of: .requests), 0o444)
    #expect(try state.service().consume(id("a")).newStatus == .inProgress)
  }
}
