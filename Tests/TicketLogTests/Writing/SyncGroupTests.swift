import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// spec: tickets.md, "What a writer does", 9
struct SyncGroupTests {
  /// Stands for a disk: counts what was written, and what of it a sync has made durable.
  private final class Disk: Sendable {
    struct State {
      var written = 0
      var durable = 0
      var syncs = 0
      var failing = false
    }

    let state = Mutex(State())

    func write() -> Int {
      state.withLock { state in
        state.written += 1
        return state.written
      }
    }

    /// Covers what was written when it began.
    func flush(taking microseconds: UInt32 = 500) -> CInt {
      let (covered, fails) = state.withLock { ($0.written, $0.failing) }
      usleep(microseconds)
      return state.withLock { state in
        state.syncs += 1
        if fails { return EIO }
        state.durable = max(state.durable, covered)
        return 0
      }
    }
  }

  @Test func whoeverIsAnsweredWasCoveredByASyncThatBeganAfterItsWrite() {
    let (disk, writers) = (Disk(), Writers())
    let group = SyncGroup(writers: writers)
    let late = Mutex(0)
    onThreads(32) { _ in
      for _ in 0..<50 {
        let failures = group.failures
        let number: Int
        do {
          let writer = writers.enter()
          number = disk.write()
          extendLifetime(writer)
        }
        guard group.sync(since: failures, { disk.flush() }) == nil else { continue }
        if disk.state.withLock({ $0.durable }) < number { late.withLock { $0 += 1 } }
      }
    }
    #expect(late.withLock { $0 } == 0)
    let (written, syncs) = disk.state.withLock { ($0.written, $0.syncs) }
    #expect(written == 1_600)
    #expect(syncs * 4 <= written, "\(syncs) syncs for \(written) records")
  }

  @Test func oneAloneIsSyncedAtOnceAndAlone() {
    let (disk, group) = (Disk(), SyncGroup(writers: Writers()))
    for number in 1...3 {
      _ = disk.write()
      #expect(group.sync(since: group.failures) { disk.flush(taking: 0) } == nil)
      #expect(disk.state.withLock { $0.syncs } == number)
    }
  }

  @Test func aFailureIsToldToAllThatItCoveredAndIsNotTriedAgain() {
    let (disk, group) = (Disk(), SyncGroup(writers: Writers()))
    disk.state.withLock { $0.failing = true }
    let told = Mutex([CInt?]())
    onThreads(8) { _ in
      let failures = group.failures
      _ = disk.write()
      let failure = group.sync(since: failures) { disk.flush(taking: 20_000) }
      told.withLock { $0.append(failure) }
    }
    #expect(told.withLock { $0 } == Array(repeating: EIO, count: 8))
    #expect(disk.state.withLock { $0.syncs } <= 8)
  }

  @Test func whoWroteBeforeAFailureIsToldOfItEvenWhenALaterSyncSucceeds() {
    let (disk, group) = (Disk(), SyncGroup(writers: Writers()))
    let early = group.failures
    _ = disk.write()
    disk.state.withLock { $0.failing = true }
    _ = group.sync(since: group.failures) { disk.flush(taking: 0) }
    disk.state.withLock { $0.failing = false }
    #expect(group.sync(since: early) { disk.flush(taking: 0) } == EIO)
    #expect(group.sync(since: group.failures) { disk.flush(taking: 0) } == nil)
  }

  @Test func manyAtOnceShareSyncsOverRealFiles() throws {
    let state = try TemporaryState()
    let syncs = Mutex(0)
    let calls = SystemCalls(write: SystemCalls.system.write) { number in
      syncs.withLock { $0 += 1 }
      usleep(1_000)
      return fdatasync(number)
    }
    let service = state.service(calls: calls)
    let answered = Mutex(0)
    onThreads(32) { _ in
      for _ in 0..<10 where (try? service.submit(.reconcile("r"))) != nil { answered.withLock { $0 += 1 } }
    }
    #expect(answered.withLock { $0 } == 320)
    #expect(state.store().picture.tickets.count == 320)
    #expect(syncs.withLock { $0 } * 4 <= 320)
  }

  @Test func aLogThatWasMovedAwayIsNotWrittenToAnyMore() throws {
    let state = try TemporaryState()
    let service = state.service()
    _ = try service.submit(.reconcile("old"))
    let path = state.folder.path(of: .requests)
    rename(path, path + ".old")
    let receipt = try service.submit(.reconcile("new"))
    #expect(state.store().picture.tickets.map(\.id) == [receipt.requestID])
  }
}
