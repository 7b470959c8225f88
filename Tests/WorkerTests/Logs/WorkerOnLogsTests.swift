import Glibc
import Testing
import TicketCore
import TicketLog

@testable import Worker

@Suite("The worker over real logs and a real lock", .timeLimit(.minutes(1)))
struct WorkerOnLogsTests {
  @Test func drainsAForeignAndATornLogInFileOrder() throws {
    let scratch = try ScratchState()
    let requests = ["a", "b", "c"].map { #"{"request_id": "\#($0)", "request_type": "T_\#($0)", "payload": {}}"# }
    try scratch.write(requests.joined(separator: "\n") + "\n", to: .requests)
    // `b` is done already, and a writer died within its next line.
    try scratch.write(
      """
      {"request_id": "b", "status": "IN_PROGRESS", "processed_at": "2026-01-03T15:00:00"}
      {"request_id": "b", "status": "DONE", "processed_at": "2026-01-03T15:00:01"}
      {"request_id": "a", "sta
      """, to: .results)
    let recorder = Recorder()
    let worker = scratch.worker(.drain, recorder: recorder)
    worker.start()
    #expect(worker.waitUntilStopped(timeout: .seconds(20)))
    let a = try WorkerTicket(id: #require(Ticket.ID("a")), type: .foreign("T_a"))
    let c = try WorkerTicket(id: #require(Ticket.ID("c")), type: .foreign("T_c"))
    #expect(
      recorder.events == [
        .acquired(tookOverFrom: nil), .took(a), .completed(a), .took(c), .completed(c), .released,
      ])
    let last = try scratch.service.ticket(c.id).records.last
    #expect(last?.text("message") == "SUCCESS [MOCK_ONLY]: Simulated execution for T_c")
    #expect(last?.text("processor_id") == "worker_\(getpid())")
    #expect(scratch.lock.holder() == nil)
  }

  @Test func twoWorkersOnOneFolderTakeEachTicketOnce() throws {
    let scratch = try ScratchState()
    let ids = (0..<60).map { "t\($0)" }
    try scratch.write(
      ids.map { #"{"request_id": "\#($0)", "request_type": "ACKNOWLEDGE", "payload": {}}"# + "\n" }.joined(),
      to: .requests)
    let recorder = Recorder()
    let workers = (0..<2).map { _ in scratch.worker(.drain, recorder: recorder) }
    for worker in workers { worker.start() }
    for worker in workers { #expect(worker.waitUntilStopped(timeout: .seconds(30))) }
    let rows = try scratch.service.board(BoardQuery(order: .oldestFirst))
    #expect(rows.map(\.ticket.id.description) == ids)
    #expect(rows.allSatisfy { $0.ticket.status == .done })
    #expect(try scratch.lineCount(of: .results) == 120)
  }

  @Test(arguments: [false, true])
  func aLockThatCouldNotBeReleasedIsOnesOwnWhenItIsBack(isStartedAgain: Bool) throws {
    let scratch = try ScratchState()
    let recorder = Recorder()
    let worker = scratch.worker(.follow, recorder: recorder)
    worker.start()
    #expect(recorder.wait { $0.phase == .idle })
    let away = scratch.folder.path + ".away"
    #expect(rename(scratch.folder.path, away) == 0)
    worker.nudge()
    #expect(recorder.wait { $0.event == .releaseFailed })
    #expect(worker.waitUntilStopped(timeout: .seconds(10)))
    #expect(rename(away, scratch.folder.path) == 0)
    #expect(scratch.lock.holder() != nil)
    if isStartedAgain {
      worker.start()
      #expect(recorder.waitForLast { $0 == .idle })
      worker.stop()
      #expect(worker.waitUntilStopped(timeout: .seconds(10)))
    } else {
      worker.releaseLeftover()
    }
    #expect(scratch.lock.holder() == nil)
  }

  @Test func aLockThatAnotherTookMeanwhileIsNotReleased() throws {
    let scratch = try ScratchState()
    let recorder = Recorder()
    let worker = scratch.worker(.follow, recorder: recorder)
    worker.start()
    #expect(recorder.wait { $0.phase == .idle })
    let away = scratch.folder.path + ".away"
    #expect(rename(scratch.folder.path, away) == 0)
    worker.nudge()
    #expect(worker.waitUntilStopped(timeout: .seconds(10)))
    #expect(rename(away, scratch.folder.path) == 0)
    #expect(unlink(scratch.folder.lockPath) == 0)
    let other = try WorkerLockFile(guard: StateGuard(folder: scratch.folder)).acquire()
    worker.releaseLeftover()
    #expect(other.holds())
    other.release()
  }

  @Test func aFolderThatVanishesStopsTheWorkerWithAReason() throws {
    let scratch = try ScratchState()
    scratch.remove()
    let recorder = Recorder()
    let worker = scratch.worker(.follow, recorder: recorder)
    worker.start()
    #expect(worker.waitUntilStopped(timeout: .seconds(10)))
    guard case .failed(.lock(let error)) = worker.ending else {
      Issue.record("ended otherwise: \(String(describing: worker.ending))")
      return
    }
    #expect(error.code == .unusable)
  }
}
