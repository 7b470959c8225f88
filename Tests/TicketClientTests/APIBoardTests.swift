import Glibc
import Testing
import TicketContract
import TicketCore
import TicketLog

@testable import TicketClient

@Suite("A server's board, kept live", .timeLimit(.minutes(1)))
struct APIBoardTests {
  private func board(_ served: ServedFolder) -> (board: APIBoard, bell: Bell) {
    let bell = Bell()
    let board = APIBoard(served.client()) { bell.ring() }
    #expect(board.start())
    return (board, bell)
  }

  private func wait(_ bell: Bell, _ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while true {
      let heard = bell.heard
      if condition() { return true }
      if ContinuousClock.now >= end { return false }
      bell.wait(after: heard, until: end)
    }
  }

  @Test func followsEveryStep() throws {
    let served = try ServedFolder()
    let first = try served.logs.submit(.reconcile("먼저")).requestID
    let (board, bell) = board(served)
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live && board.withBoard(\.count) == 1 })
    let second = try served.logs.submit(.acknowledge("m1")).requestID
    _ = try served.logs.consume(first, by: "worker_7")
    _ = try served.logs.complete(first, .done, message: "끝")
    #expect(wait(bell) { board.withBoard { $0.ticket(first)?.status == .done && $0.ticket(second)?.status == .open } })
    let ticket = try #require(board.withBoard { $0.ticket(first) })
    #expect(board.record(at: ticket.request, in: .requests, of: first)?.payloadText("reason") == "먼저")
    let completed = try #require(ticket.completed)
    #expect(board.record(at: completed, in: .results, of: first)?.text("message") == "끝")
  }

  @Test func tracesAreFoundOnTheBoard() throws {
    let served = try ServedFolder()
    let id = try served.logs.submit(.reconcile("a", trace: "trace-0042")).requestID
    let (board, bell) = board(served)
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live })
    #expect(board.withBoard { live in live.ordinal(of: id).map { live.trace(at: $0) } } == "trace-0042")
  }

  @Test func problemsThatAreLongerThanAnyAnswerKeepNothingFromBeingShown() throws {
    let served = try ServedFolder()
    let file = try #require(fopen(served.folder.path(of: .requests), "a"))
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000) + [0x0a]
    for _ in 0..<18 { fwrite(line, 1, line.count, file) }
    fclose(file)
    _ = try served.logs.submit(.reconcile("a"))
    #expect(try served.client().snapshot(withProblems: true).board.problemCount(.requests) == 18)
    let (board, bell) = board(served)
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live && board.withBoard { $0.problemCount(.requests) } == 18 })
  }

  @Test func historiesComeWhenTheyAreAskedFor() throws {
    let served = try ServedFolder()
    let id = try served.logs.submit(.reconcile("a")).requestID
    _ = try served.logs.consume(id, by: "worker_7")
    let (board, bell) = board(served)
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live })
    let ticket = try #require(board.withBoard { $0.ticket(id) })
    #expect(wait(bell) { board.history(of: ticket).last?.text("processor_id") == "worker_7" })
    let real = try served.logs.ticket(id).records
    #expect(board.history(of: ticket).map(\.place) == real.map(\.place))
    #expect(board.history(of: ticket).map(\.json) == real.map(\.json))
  }

  @Test func anOrphanLeavesTheProblemsWhenItsRequestComes() throws {
    let served = try ServedFolder()
    try served.append("{broken", to: .results)
    try served.append(#"{"request_id": "late", "status": "IN_PROGRESS"}"#, to: .results)
    let (board, bell) = board(served)
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live && board.withBoard { $0.problemCount(.results) } == 2 })
    try served.append(#"{"request_id": "late"}"#, to: .requests)
    // Long before the stream says anything of its own accord.
    let end = ContinuousClock.now + .seconds(5)
    #expect(wait(bell) { board.withBoard { $0.problemCount(.results) } == 1 })
    #expect(ContinuousClock.now < end)
    #expect(board.withBoard { $0.problems(.results).map(\.reason) } == [.notJSON])
    #expect(board.withBoard { $0.tickets(.inProgress).count } == 1)
  }

  @Test func aTicketCalledLikeACallIsFound() throws {
    let served = try ServedFolder()
    let names = ["latest", "problems", "stream", "consume", "complete", "id"]
    for name in names {
      try served.append(#"{"request_id": "\#(name)"}"#, to: .requests)
      try served.append(#"{"request_id": "\#(name)", "status": "IN_PROGRESS"}"#, to: .results)
    }
    for name in names {
      let history = try served.client().history(try #require(Ticket.ID(name)))
      #expect(history.ticket.id == Ticket.ID(name) && history.records.count == 2)
    }
  }

  /// To be written there took a line of the log; the answer holds it, and more around it.
  @Test func theDeepestRecordIsShown() throws {
    let served = try ServedFolder()
    let (open, close) = (String(repeating: "[", count: 63), String(repeating: "]", count: 63))
    try served.append(#"{"request_id": "deep", "payload": \#(open)\#(close)}"#, to: .requests)
    let id = try #require(Ticket.ID("deep"))
    #expect(try served.client().ticket(id).records == served.logs.ticket(id).records)
  }

  @Test func logsThatWereReplacedWhileTheServerWasAwayAreReadAnewHoweverLongTheyAre() throws {
    let served = try ServedFolder()
    let old = try served.logs.submit(.reconcile("a")).requestID
    let replaced = Bell()
    let bell = Bell()
    let board = APIBoard(served.client()) { old in
      if old.count > 0 { replaced.ring() }
    } onChange: {
      bell.ring()
    }
    #expect(board.start())
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live && board.withBoard(\.count) == 1 })
    served.stop()
    #expect(wait(bell) { if case .stale = board.status { true } else { false } })
    #expect(unlink(served.folder.path(of: .requests)) == 0)
    let ids = try (0..<3).map { try served.logs.submit(.reconcile("new \($0)")).requestID }
    try served.start()
    #expect(wait(bell) { board.status == .live && board.withBoard(\.count) == 3 })
    #expect(board.withBoard { $0.ticket(old) == nil && $0.ticket(ids[0])?.status == .open })
    #expect(replaced.heard == 1)
  }

  @Test func aWriteWithoutAnAnswerHasTheStreamLookedAt() throws {
    let served = try ServedFolder()
    let (service, bell) = (served.client(), Bell())
    let board = APIBoard(service) { bell.ring() }
    #expect(board.start())
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live })
    let transport = service.caller.transport
    let post = HTTPRequest(method: .post([]), path: "/ /")
    // Who could not be asked has not kept silent, and nor has who was only asked to tell.
    #expect(throws: TransportError.self) { try transport.call(post) }
    let silence = TransportError(kind: .timedOut, wasSent: true, reason: "")
    transport.note(silence, of: .get("/"))
    #expect(transport.unansweredWrites == 0)
    transport.note(silence, of: post)
    #expect(wait(bell) { if case .stale = board.status { true } else { false } })
    #expect(wait(bell) { board.status == .live })
  }

  @Test func survivesARestartOfTheServerAndKeepsTheBoardMeanwhile() throws {
    let served = try ServedFolder()
    let id = try served.logs.submit(.reconcile("a")).requestID
    let (board, bell) = board(served)
    defer { board.stop() }
    #expect(wait(bell) { board.status == .live })
    served.stop()
    #expect(wait(bell) { if case .stale = board.status { true } else { false } })
    #expect(board.withBoard { $0.ticket(id)?.status } == .open)
    _ = try served.logs.consume(id)
    let other = try served.logs.submit(.reconcile("b")).requestID
    try served.start()
    #expect(
      wait(bell) {
        board.status == .live
          && board.withBoard { $0.ticket(id)?.status == .inProgress && $0.ticket(other)?.status == .open }
      })
  }
}
