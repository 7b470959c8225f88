import Glibc
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// Alone or with others, at once or bit by bit, from a saved board or from none: all ways of reading end at one board.
struct ReadingWaysTests {
  /// What one thread finds that reads both logs once.
  private static func alone(_ folder: StateFolder) -> TicketsBoard {
    let store = LogStore(folder: folder, clock: SettableClock())
    store.catchUp()
    return store.withBoard { $0 }
  }

  private static func crew(_ folder: StateFolder) throws -> TicketsBoard {
    var board = TicketsBoard()
    // The results first: each of them waits.
    for file in [LogFile.results, .requests] {
      let log = try Descriptor(opening: folder.path(of: file), O_RDONLY)
      var lines = 0
      _ = ReadingCrew(LogTail(file), log.borrowed, to: Int(try log.status().st_size)).run(while: { true }) { chunk in
        board.take(chunk, of: file, lineBase: lines)
        lines += chunk.lineCount
      }
    }
    return board
  }

  private static func cursors(_ end: BoardCursor, _ logs: inout WildLogs) -> [BoardCursor] {
    (0..<6).map { _ in
      BoardCursor(
        requests: Int.random(in: 0...end.requests, using: &logs.generator),
        results: Int.random(in: 0...end.results, using: &logs.generator))
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>) func allEndAtOneBoard(_ seed: UInt64) throws {
    var logs = WildLogs(lines: 250, seed: seed)
    let (whole, growing) = (try TemporaryState(), try TemporaryState())
    for file in LogFile.allCases { try whole.append(logs[file], to: file) }
    let cold = Self.alone(whole.folder)
    let cursors = Self.cursors(cold.cursor, &logs)
    let truth = WholePicture(cold, since: cursors)
    #expect(WholePicture(try Self.crew(whole.folder), since: cursors) == truth)

    // Grows by pieces of any length, one store following, and another one opened anew each time.
    let following = growing.store()
    var rests = LogFile.allCases.map { logs[$0][...] }
    while rests.contains(where: { !$0.isEmpty }) {
      for (index, file) in LogFile.allCases.enumerated() {
        let count = min(rests[index].count, Int.random(in: 0...(logs[file].count / 3), using: &logs.generator))
        try growing.append(Array(rests[index].prefix(count)), to: file)
        rests[index] = rests[index].dropFirst(count)
        if logs.pick([true, false]) { following.catchUp() }
      }
      let keeper = CheckpointKeeper(folder: growing.folder, leastBytes: 1)
      let warm = LogStore(folder: growing.folder, clock: SettableClock(), keeper: keeper)
      warm.catchUp()
      let now = WholePicture(Self.alone(growing.folder), since: cursors)
      #expect(warm.withBoard { WholePicture($0, since: cursors) } == now)
      warm.tendCheckpoint()
      #expect(warm.status.reloads == 0)
      following.catchUp()
      #expect(following.withBoard { WholePicture($0, since: cursors) } == now)
    }
    #expect(following.withBoard { WholePicture($0, since: cursors) } == truth)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func anEarlierBoardIsTheFoldOfItsBytes(_ seed: UInt64) throws {
    var logs = WildLogs(lines: 200, seed: seed)
    let state = try TemporaryState()
    for file in LogFile.allCases { try state.append(logs[file], to: file) }
    let store = state.store()
    store.catchUp()
    let end = store.withBoard(\.cursor)
    for cursor in Self.cursors(end, &logs) + [BoardCursor(), end] {
      let past = try TemporaryState()
      for file in LogFile.allCases { try past.append(Array(logs[file].prefix(cursor[file])), to: file) }
      let truth = WholePicture(Self.alone(past.folder), since: [BoardCursor()])
      #expect(WholePicture(try store.board(at: cursor), since: [BoardCursor()]) == truth)
    }
  }
}
