import Glibc
import Synchronization
import Testing
import TicketCore

@testable import TicketLog

struct LogTailerTests {
  /// Collects what a tailer tells.
  private final class Listener: Sendable {
    private let events = Mutex<[LogTailer.Event]>([])

    func hear(_ event: LogTailer.Event) { events.withLock { $0.append(event) } }

    func heard() -> [LogTailer.Event] { events.withLock { $0 } }
  }

  /// Waits until `condition` holds; whether it did within the time.
  private func holds(within milliseconds: Int, _ condition: () -> Bool) -> Bool {
    for _ in 0..<milliseconds {
      if condition() { return true }
      usleep(1_000)
    }
    return condition()
  }

  @Test func loadsThenFollowsAppends() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    let (store, listener) = (state.store(), Listener())
    let tailer = LogTailer(store: store, lock: { nil }, onEvent: listener.hear)
    tailer.start()
    #expect(holds(within: 2_000) { store.withBoard { $0.count } == 1 && !store.status.isLoading })
    for count in 2..<20 {
      try state.append(Line.request("\(count)"), to: .requests)
      #expect(holds(within: 900) { store.withBoard { $0.count } == count })
    }
    tailer.stop()
    #expect(!listener.heard().isEmpty && listener.heard().allSatisfy { $0 == .logsChanged })
  }

  @Test func tellsAlsoWhatOthersHaveReadBefore() throws {
    let state = try TemporaryState()
    let store = state.store()
    let seen = Mutex(0)
    let tailer = LogTailer(store: store, lock: { nil }) { _ in
      let count = store.withBoard { $0.count }
      seen.withLock { $0 = count }
    }
    tailer.start()
    for count in 1...50 {
      try state.append(Line.request("\(count)"), to: .requests)
      store.catchUp()
    }
    #expect(holds(within: 700) { seen.withLock { $0 } == 50 })
    tailer.stop()
  }

  @Test func readingThatIsNotWantedAnyMoreLeavesOffAndIsTakenUpAgain() throws {
    let state = try TemporaryState()
    let line = Line.request("a")
    let text = String(repeating: line, count: (3 << 20) / line.utf8.count)
    try state.append(text, to: .requests)
    let store = state.store()
    var looks = 0
    store.catchUp(while: {
      looks += 1
      return looks < 3
    })
    #expect(store.status.requests.state == .reading && store.status.isLoading)
    #expect((1..<text.utf8.count).contains(store.withBoard(\.cursor.requests)))
    store.catchUp()
    #expect(store.status.requests.state == .live)
    #expect(store.withBoard(\.cursor.requests) == text.utf8.count)
  }

  @Test func tellsNothingWhileNothingHappens() throws {
    let state = try TemporaryState()
    let (store, listener) = (state.store(), Listener())
    let tailer = LogTailer(store: store, lock: { nil }, onEvent: listener.hear)
    tailer.start()
    #expect(holds(within: 2_000) { !store.status.isLoading })
    usleep(50_000)
    let before = listener.heard().count
    usleep(1_200_000)
    #expect(listener.heard().count == before)
    tailer.stop()
  }

  @Test func glancesFindWhatTheKernelDidNotTellOf() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    let path = state.folder.path(of: .requests)
    let elsewhere = state.folder.path + ".outside"
    // What is written to by another name in another folder is not told of.
    #expect(rename(path, elsewhere) == 0 && link(elsewhere, path) == 0)
    defer { unlink(elsewhere) }
    let holder = Mutex<LockHolder?>(nil)
    let (store, listener) = (state.store(), Listener())
    let tailer = LogTailer(store: store, byItself: false, lock: { holder.withLock { $0 } }, onEvent: listener.hear)
    tailer.start()
    #expect(holds(within: 2_000) { !store.status.isLoading })
    usleep(20_000)
    let outside = try Descriptor(opening: elsewhere, O_WRONLY | O_APPEND)
    let line = Array(Line.request("b").utf8)
    #expect(write(outside.number, line, line.count) == line.count)
    usleep(1_200_000)
    #expect(store.withBoard { $0.count } == 1)
    tailer.glance()
    #expect(holds(within: 900) { store.withBoard { $0.count } == 2 })
    let now = LockHolder(pid: 7, acquiredAt: Timestamp(microseconds: 0), isAlive: true, content: "x")
    holder.withLock { $0 = now }
    tailer.glance()
    #expect(holds(within: 900) { listener.heard().contains(.lockChanged(now)) })
    tailer.stop()
  }

  @Test func aFolderThatComesLaterIsFound() throws {
    let state = try TemporaryState()
    rmdir(state.folder.ticketsPath)
    let (store, listener) = (state.store(), Listener())
    let tailer = LogTailer(store: store, lock: { nil }, onEvent: listener.hear)
    tailer.start()
    #expect(holds(within: 2_000) { !store.status.isLoading })
    try state.folder.create()
    try state.append(Line.request("a"), to: .requests)
    #expect(holds(within: 2_500) { store.withBoard { $0.count } == 1 })
    tailer.stop()
  }

  @Test func tellsWhenAnotherHoldsTheLock() throws {
    let state = try TemporaryState()
    let holder = LockHolder(pid: 7, acquiredAt: Timestamp(microseconds: 0), isAlive: true, content: "x")
    let current = Mutex<LockHolder?>(nil)
    let (store, listener) = (state.store(), Listener())
    let tailer = LogTailer(store: store, lock: { current.withLock { $0 } }, onEvent: listener.hear)
    tailer.start()
    #expect(holds(within: 2_000) { !store.status.isLoading })
    current.withLock { $0 = holder }
    try close(Descriptor(opening: state.folder.lockPath, O_WRONLY | O_CREAT, mode: 0o644))
    #expect(holds(within: 2_000) { listener.heard().contains(.lockChanged(holder)) })
    current.withLock { $0 = nil }
    unlink(state.folder.lockPath)
    #expect(holds(within: 2_000) { listener.heard().contains(.lockChanged(nil)) })
    tailer.stop()
  }

  @Test func stoppingIsQuickAndFinal() throws {
    let state = try TemporaryState()
    let (store, listener) = (state.store(), Listener())
    let tailer = LogTailer(store: store, lock: { nil }, onEvent: listener.hear)
    tailer.start()
    tailer.start()
    let clock = ContinuousClock()
    #expect(clock.measure { tailer.stop() } < .milliseconds(900))
    let count = listener.heard().count
    try state.append(Line.request("a"), to: .requests)
    usleep(50_000)
    #expect(listener.heard().count == count)
    tailer.stop()
  }

  private func close(_ file: consuming Descriptor) {}
}
