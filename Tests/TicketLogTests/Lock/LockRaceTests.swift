import Glibc
import Synchronization
import Testing
import TicketCore
import TicketLog

@Suite("Many at worker.lock at once")
struct LockRaceTests {
  static let rounds = 50
  static let threads = 16

  @Test(arguments: [false, true]) func ofManySimultaneousStartsOneHolds(isStale: Bool) throws {
    for round in 0..<Self.rounds {
      let scratch = LockFolder()
      if isStale { scratch.put(scratch.content(age: 700)) }
      let leases = Mutex<[any WorkerLease]>([])
      race(Self.threads) { _ in
        if let lease = try? scratch.lock().acquire() { leases.withLock { $0.append(lease) } }
      }
      let winners = leases.withLock { $0 }
      #expect(winners.count == 1, "round \(round)")
      #expect(winners.allSatisfy { $0.holds() && ($0.tookOverFrom != nil) == isStale })
      #expect(scratch.names == ["worker.lock"])
    }
  }

  @Test func holdersFollowEachOtherAndNeverMeet() throws {
    let scratch = LockFolder()
    let holders = Atomic(0)
    let most = Mutex(0)
    let turns = Atomic(0)
    race(8) { _ in
      let lock = WorkerLockFile(guard: StateGuard(folder: scratch.folder))
      for _ in 0..<50 {
        guard let lease = try? lock.acquire() else { continue }
        let now = holders.add(1, ordering: .sequentiallyConsistent).newValue
        most.withLock { $0 = max($0, now) }
        turns.add(1, ordering: .relaxed)
        holders.subtract(1, ordering: .sequentiallyConsistent)
        lease.release()
      }
    }
    #expect(most.withLock { $0 } == 1)
    #expect(turns.load(ordering: .relaxed) >= 8)
    #expect(scratch.names == [])
  }

  /// Runs `body` on so many threads, all let go at the same moment, and waits for them.
  private func race(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let barrier = Barrier(count)
    let threads = (0..<count).map { index in
      let work = Unmanaged.passRetained(
        Work {
          barrier.wait()
          body(index)
        })
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { @Sendable context in
          if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
          return nil
        }, work.toOpaque())
      return thread
    }
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Holds threads back until all have come.
  private final class Barrier: Sendable {
    private let left: Atomic<Int>
    init(_ count: Int) { left = Atomic(count) }

    func wait() {
      left.subtract(1, ordering: .sequentiallyConsistent)
      while left.load(ordering: .sequentiallyConsistent) > 0 { sched_yield() }
    }
  }
}
