import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore
import TicketJSON

@testable import TicketLog

/// A saved board is the board of the logs, or is thrown away.
struct CheckpointTests {
  /// Logs that are worth saving, every kind of line among them, and the board that was saved of them.
  struct Saved {
    let state: TemporaryState
    let picture: BoardPicture

    init(seed: UInt64 = 5, tickets: Int = 300) throws {
      state = try TemporaryState()
      let noise = NoisyLogs(tickets: tickets, seed: seed)
      try state.append(noise.requests, to: .requests)
      try state.append(noise.results, to: .results)
      let store = Self.store(state.folder)
      picture = store.picture
      store.tendCheckpoint()
      try #require(FileIdentity(at: state.folder.checkpointPath) != nil)
    }

    func open() -> LogStore { Self.store(state.folder) }

    static func store(_ folder: StateFolder) -> LogStore {
      LogStore(folder: folder, clock: SettableClock(), keeper: CheckpointKeeper(folder: folder, leastBytes: 1))
    }

    /// What a store finds that knows of no checkpoint.
    var truth: BoardPicture { state.store().picture }

    /// Keeps the size, at a place that no sample sees: only reading all of it tells.
    func edit(_ file: LogFile) throws {
      let needle = Array((file == .requests ? "FULL" : "DONE").utf8)
      let bytes = try state.bytes(of: file)
      let step = bytes.count / 64
      try #require(step > 6_000)
      let offset = try #require((5_000..<step).first { bytes[$0...].starts(with: needle) })
      let path = state.folder.path(of: file)
      let identity = FileIdentity(at: path)
      try overwrite(path, at: offset, Array("DULL".utf8))
      #expect(FileIdentity(at: path) == identity)
      #expect(Checkpoint(in: state.folder)?.isCertain == false)
    }

    func overwrite(_ file: String, at offset: Int, _ bytes: [UInt8]) throws {
      let descriptor = try Descriptor(opening: file, O_WRONLY)
      try #require(pwrite(descriptor.number, bytes, bytes.count, off_t(offset)) == bytes.count)
    }
  }

  @Test(arguments: [1 as UInt64, 2, 3]) func aSavedBoardIsTheBoardOfTheLogs(_ seed: UInt64) throws {
    let saved = try Saved(seed: seed)
    let checkpoint = try #require(Checkpoint(in: saved.state.folder))
    #expect(BoardPicture(checkpoint.board) == saved.picture)
    #expect(saved.open().picture == saved.truth)
    let (known, board) = (saved.state.store(), checkpoint.board)
    known.catchUp()
    for query in [BoardQuery(types: ["REQUEST_RECONCILE"], limit: 9), BoardQuery(statuses: [.done], limit: 5)] {
      #expect(board.ordinals(query) == known.withBoard { $0.ordinals(query) })
    }
    let middle = BoardCursor(requests: board.cursor.requests / 2, results: board.cursor.results / 2)
    #expect(board.changes(since: middle) == known.withBoard { $0.changes(since: middle) })
    #expect(board.revision == known.withBoard(\.revision))
  }

  @Test func goesOnWithWhatIsNewSince() throws {
    let saved = try Saved()
    try saved.state.append(Line.request("new"), to: .requests)
    try saved.state.append(Line.result("new", .inProgress) + Line.result("new", .done), to: .results)
    let store = saved.open()
    #expect(store.picture == saved.truth)
    store.verify()
    #expect(store.status.reloads == 0)
    #expect(store.picture == saved.truth)
    #expect(store.withBoard { $0.ticket(Ticket.ID.text("new"))?.status } == .done)
  }

  /// The orphans among them find their tickets, and a second request is still a second one.
  @Test func waitingResultsAndProblemsGoOn() throws {
    let saved = try Saved()
    let orphan = try #require(saved.picture.resultProblems.first { $0.reason == .orphan })
    let store = saved.open()
    store.catchUp()
    let line = try #require(store.records.line(at: orphan.place, in: .results, limit: 1 << 20))
    let id = try #require(JSONReader.value(Array(line.utf8))["request_id"]?.string)
    try saved.state.append(Line.request(id) + Line.request(id), to: .requests)
    #expect(saved.open().picture == saved.truth)
    #expect(saved.truth.reasons.count == saved.picture.reasons.count + 1)
  }

  @Test(arguments: LogFile.allCases) func anEditedLogIsFoundOutAndReadAnew(_ file: LogFile) throws {
    let saved = try Saved(tickets: 4_000)
    try saved.edit(file)
    let store = saved.open()
    store.catchUp()
    #expect(store.picture == saved.picture)
    store.verify()
    #expect(store.picture == saved.truth)
    #expect(store.status.lastReload == LogStatus.Reload(file: file, reason: .notAsSaved))
    #expect(Checkpoint(in: saved.state.folder) == nil)
  }

  /// Once the lie is found out nothing else happens in the folder, so that nothing else would wake the tailer.
  @Test func aTailerTellsOfABoardThatWasMadeAnew() throws {
    let saved = try Saved(tickets: 4_000)
    try saved.edit(.requests)
    let store = saved.open()
    let reloads = Mutex(0)
    let tailer = LogTailer(store: store, byItself: false, lock: { nil }) { _ in
      let now = store.status.reloads
      reloads.withLock { $0 = now }
    }
    tailer.start()
    defer { tailer.stop() }
    for _ in 0..<3_000 where reloads.withLock({ $0 }) == 0 { usleep(1_000) }
    #expect(reloads.withLock { $0 } == 1)
    #expect(store.picture == saved.truth)
  }

  @Test func aServiceDecidesNothingByAnUnverifiedBoard() throws {
    let saved = try Saved()
    let ticket = try #require(saved.picture.tickets.first { $0.status == .open })
    // Another result than the one that was read there; the rest of that line ends it.
    let line = Array(Line.result(ticket.id.description, .inProgress).utf8)
    try saved.overwrite(saved.state.folder.path(of: .results), at: 0, line)
    let service = LogTicketService(store: saved.open(), guard: StateGuard(folder: saved.state.folder))
    #expect(throws: TicketServiceError.self) {
      try service.take(.consume(by: "p"), of: ticket.id, fence: nil)
    }
  }

  @Test func anotherLogAtTheSamePathIsNotTheSavedOne() throws {
    let saved = try Saved()
    let path = saved.state.folder.path(of: .requests)
    let bytes = try saved.state.bytes(of: .requests)
    unlink(path)
    try saved.state.append(bytes.reversed(), to: .requests)
    #expect(Checkpoint(in: saved.state.folder) == nil)
    #expect(saved.open().picture == saved.truth)
  }

  @Test func aShorterLogIsNotTheSavedOne() throws {
    let saved = try Saved()
    #expect(truncate(saved.state.folder.path(of: .results), 100) == 0)
    #expect(Checkpoint(in: saved.state.folder) == nil)
    #expect(saved.open().picture == saved.truth)
  }

  /// Cut anywhere, or with any byte another: no checkpoint, and no crash.
  @Test func aDamagedFileIsNoCheckpoint() throws {
    let saved = try Saved()
    let path = saved.state.folder.checkpointPath
    var generator = SeededGenerator(seed: 8)
    let size = try Int(Descriptor(opening: path, O_RDONLY).status().st_size)
    for _ in 0..<200 {
      let offset = Int.random(in: 0..<size, using: &generator)
      let byte = try Descriptor(opening: path, O_RDONLY).bytes(at: offset, count: 1)
      try saved.overwrite(path, at: offset, [byte[0] ^ 0x41])
      #expect(Checkpoint(in: saved.state.folder) == nil)
      try saved.overwrite(path, at: offset, byte)
    }
    #expect(Checkpoint(in: saved.state.folder) != nil)
    for length in [size - 1, size / 2, 56, 7, 0] {
      #expect(truncate(path, off_t(length)) == 0)
      #expect(Checkpoint(in: saved.state.folder) == nil)
      #expect(saved.open().picture == saved.truth)
    }
  }

  @Test func oneOfAnotherVersionIsNoCheckpoint() throws {
    let saved = try Saved()
    let path = saved.state.folder.checkpointPath
    let size = try Int(Descriptor(opening: path, O_RDONLY).status().st_size)
    let version = MemoryLayout<CheckpointFile.Footer>.offset(of: \.version) ?? 0
    try saved.overwrite(path, at: size - MemoryLayout<CheckpointFile.Footer>.size + version, [0])
    #expect(Checkpoint(in: saved.state.folder) == nil)
    #expect(saved.open().picture == saved.truth)
  }

  @Test func whoeverCannotSaveGoesOnWithout() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    try state.append(Line.result("a", .inProgress), to: .results)
    // A file stands where the folder would be made.
    #expect(Descriptor.makeFile(state.folder.cachePath))
    let store = Saved.store(state.folder)
    store.catchUp()
    store.tendCheckpoint()
    #expect(store.picture == state.store().picture)
  }

  @Test func smallLogsAreNotSaved() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    try state.append(Line.result("a", .inProgress), to: .results)
    let store = LogStore(folder: state.folder, clock: SettableClock(), withCheckpoint: true)
    store.catchUp()
    store.tendCheckpoint()
    #expect(FileIdentity(at: state.folder.cachePath) == nil)
  }
}

extension Descriptor {
  fileprivate static func makeFile(_ path: String) -> Bool {
    (try? Descriptor(opening: path, O_WRONLY | O_CREAT, mode: 0o644)) != nil
  }
}
