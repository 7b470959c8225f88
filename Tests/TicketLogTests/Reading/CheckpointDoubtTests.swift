import CLinux
import Glibc
import Synchronization
import Testing
import TicketContract

@testable import TicketCore
@testable import TicketLog

/// A saved board is believed only where nobody can have changed the logs unseen, and decided by only when it was verified.
struct CheckpointDoubtTests {
  private typealias Saved = CheckpointTests.Saved

  /// Logs that were left alone for long enough to tell that.
  private func quietLogs() throws -> TemporaryState {
    let state = try TemporaryState()
    let logs = NoisyLogs(tickets: 4_000, seed: 3)
    try state.append(logs.requests, to: .requests)
    try state.append(logs.results, to: .results)
    usleep(1_100_000)
    return state
  }

  @Test(.enabled(if: FileSystem.magic("/tmp").map(LogClaim.tellsTimes) ?? false))
  func theBoardOfQuietLogsIsCertain() throws {
    let state = try quietLogs()
    let store = Saved.store(state.folder)
    store.catchUp()
    store.tendCheckpoint()
    #expect(Checkpoint(in: state.folder)?.isCertain == true)
  }

  @Test func onlyTimesOfFileSystemsThatAreKnownToKeepThemAreBelieved() {
    #expect([0xef53, 0x5846_5342, 0x9123_683e, 0xf2f5_2010].allSatisfy { LogClaim.tellsTimes(magic: $0) })
    // tmpfs, an overlay, which may be of it, a program behind FUSE, and one that nobody knows.
    #expect(![0x0102_1994, 0x794c_7630, 0x6573_5546, 0x1234].contains { LogClaim.tellsTimes(magic: $0) })
  }

  /// In memory, what is written into a page that was written into before leaves no trace in the log's times.
  @Test(arguments: ["/tmp"] + ["/dev/shm"].filter(FileSystem.isMemory))
  func whatIsWrittenThroughAMappingIsFoundOut(in parent: String) throws {
    let state = try TemporaryState(in: parent)
    let logs = NoisyLogs(tickets: 4_000, seed: 3)
    try state.append(logs.requests, to: .requests)
    try state.append(logs.results, to: .results)
    let offset = try #require((5_000...).first { logs.requests[$0...].starts(with: Array("FULL".utf8)) })
    let log = try Descriptor(opening: state.folder.path(of: .requests), O_RDWR)
    let mapped = mmap(nil, logs.requests.count, PROT_READ | PROT_WRITE, MAP_SHARED, log.number, 0)
    let memory = try #require(mapped == MAP_FAILED ? nil : mapped)
    defer { munmap(memory, logs.requests.count) }
    memory.storeBytes(of: UInt8(ascii: "F"), toByteOffset: offset, as: UInt8.self)
    usleep(1_100_000)
    let store = Saved.store(state.folder)
    store.catchUp()
    store.tendCheckpoint()
    try #require(Checkpoint(in: state.folder) != nil)
    memory.storeBytes(of: UInt8(ascii: "D"), toByteOffset: offset, as: UInt8.self)
    #expect(Checkpoint(in: state.folder)?.isCertain != true)
    let next = Saved.store(state.folder)
    next.catchUp()
    next.verify()
    #expect(next.picture == state.store().picture)
  }

  /// The edit is old when the board is saved, but younger than the board.
  @Test func whatWasEditedBehindTheReadingIsNotCertain() throws {
    let state = try quietLogs()
    let store = Saved.store(state.folder)
    store.catchUp()
    let bytes = try state.bytes(of: .requests)
    let offset = try #require((5_000...).first { bytes[$0...].starts(with: Array("FULL".utf8)) })
    let log = try Descriptor(opening: state.folder.path(of: .requests), O_WRONLY)
    try #require(pwrite(log.number, "DULL", 4, off_t(offset)) == 4)
    usleep(1_100_000)
    store.tendCheckpoint()
    #expect(Checkpoint(in: state.folder)?.isCertain == false)
    let next = Saved.store(state.folder)
    next.catchUp()
    next.verify()
    #expect(next.picture == state.store().picture)
    #expect(next.status.lastReload?.reason == .notAsSaved)
  }

  @Test func whatCannotBeReadNowStaysInDoubt() throws {
    let saved = try Saved(tickets: 4_000)
    try saved.edit(.requests)
    let store = saved.open()
    store.catchUp()
    let tickets = saved.state.folder.ticketsPath
    rename(tickets, tickets + ".away")
    close(creat(tickets, 0o644))
    store.verify()
    #expect(throws: TicketServiceError.self) { try store.status.requireReadable(in: store.folder) }
    unlink(tickets)
    rename(tickets + ".away", tickets)
    store.catchUp()
    store.verify()
    #expect(store.status.requests.state == .live)
    #expect(store.picture == saved.truth)
    #expect(store.status.lastReload == LogStatus.Reload(file: .requests, reason: .notAsSaved))
  }

  /// Until the board is made anew nobody is told that it was verified.
  @Test func whoeverAsksMeanwhileWaitsForTheNewBoard() throws {
    let saved = try Saved(tickets: 4_000)
    try saved.edit(.requests)
    let keeper = CheckpointKeeper(folder: saved.state.folder, leastBytes: 1)
    _ = try #require(keeper.find())
    var other: BackgroundThread?
    let flag = Flag()
    keeper.verify { _ in
      other = BackgroundThread {
        keeper.verify(onLie: { _ in }, onUntold: { _, _ in })
        flag.set()
      }
      usleep(50_000)
      #expect(!flag.isSet)
      keeper.forget()
    } onUntold: { _, _ in
    }
    other?.join()
    #expect(flag.isSet)
  }

  private final class Flag: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock { $0 } }

    func set() { state.withLock { $0 = true } }
  }

  /// What another reason has thrown away is not thrown away again.
  @Test func aBoardThatWasMadeAnewAnywayIsNotInDoubt() throws {
    let saved = try Saved()
    try saved.overwrite(saved.state.folder.path(of: .results), at: 0, [UInt8(ascii: " ")])
    let store = saved.open()
    store.catchUp()
    try saved.state.rewrite("", to: .results)
    store.catchUp()
    let reloads = store.status.reloads
    store.verify()
    #expect(store.status.reloads == reloads)
    #expect(store.picture == saved.truth)
  }

  @Test func oneThatCannotBeWrittenLeavesNothing() throws {
    let saved = try Saved()
    let path = saved.state.folder.checkpointPath
    unlink(path)
    mkdir(path, 0o755)
    let store = saved.open()
    store.catchUp()
    store.tendCheckpoint()
    #expect(store.savingFailure == EISDIR)
    #expect(FileIdentity(at: path + ".new") == nil)
  }

  /// A pipe would be waited for, and of a file with another name the content would be lost.
  @Test(arguments: [true, false]) func whatElseStandsAtItsPathIsLeftAlone(_ isPipe: Bool) throws {
    let saved = try Saved()
    let path = saved.state.folder.checkpointPath
    rename(path, path + ".new")
    if isPipe {
      unlink(path + ".new")
      mkfifo(path + ".new", 0o644)
    } else {
      link(path + ".new", path + ".precious")
    }
    let store = saved.open()
    store.catchUp()
    store.tendCheckpoint()
    #expect(store.savingFailure != nil)
    #expect(FileIdentity(at: path) == nil)
    if !isPipe { #expect(try Descriptor(opening: path + ".precious", O_RDONLY).status().st_size > 0) }
  }

  @Test func impossibleNumbersAreNoCheckpoint() throws {
    let saved = try Saved()
    let path = saved.state.folder.checkpointPath
    let length = MemoryLayout<CheckpointFile.Footer>.size
    let end = try Int(Descriptor(opening: path, O_RDONLY).status().st_size)
    let footer = try Descriptor(opening: path, O_RDONLY).bytes(at: end - length, count: length)
    for place in stride(from: 0, to: length, by: 8) {
      for number in [Int.max, .min, -1, 0, 1 << 32, .max / 24] {
        try saved.overwrite(path, at: end - length + place, withUnsafeBytes(of: number, Array.init))
        #expect(Checkpoint(in: saved.state.folder) == nil)
        try saved.overwrite(path, at: end - length, footer)
      }
    }
    #expect(Checkpoint(in: saved.state.folder) != nil)
  }

  /// A log that begins with many lines promises no tickets.
  @Test func blankLinesTakeNoRoom() throws {
    let state = try TemporaryState()
    try state.append(String(repeating: "\n", count: ReadingCrew.worthIt * 2), to: .requests)
    let store = state.store()
    store.catchUp()
    #expect(store.withBoard { $0.index.shards.reduce(0) { $0 + $1.tags.count } } < 10_000)
  }

  /// Whoever changes what the board makes of records raises `archiveForm`, and then these numbers: else the boards that an
  /// older program saved would live on.
  @Test func anotherBoardOfTheSameLogsHasAnotherForm() throws {
    let state = try TemporaryState()
    let logs = WildLogs(lines: 500, seed: 1)
    for file in LogFile.allCases { try state.append(logs[file], to: file) }
    let store = state.store()
    store.catchUp()
    let picture = Array(store.withBoard { String(describing: WholePicture($0, since: [])) }.utf8)
    let digest = picture.withUnsafeBytes { LogDigest.value(of: $0) }
    #expect([TicketsBoard.archiveForm, digest] == [80 << 32 | 2, 231_203_696_615_100_039])
  }
}

private enum FileSystem {
  /// Whether `path` is a tmpfs.
  static func isMemory(_ path: String) -> Bool { magic(path) == 0x0102_1994 }

  /// What `statfs` calls it.
  static func magic(_ path: String) -> UInt32? {
    var system = statfs()
    return statfs(path, &system) == 0 ? UInt32(truncatingIfNeeded: system.f_type) : nil
  }
}
