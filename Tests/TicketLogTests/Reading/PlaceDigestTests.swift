import Glibc
import Testing
import TicketCore

@testable import TicketLog

/// By which a place in the logs is known again: spec: api.md, `stream`
struct PlaceDigestTests {
  private static func fill(_ state: TemporaryState, _ name: String) throws {
    for number in 0..<20 {
      try state.append(Line.request("\(name)\(number)"), to: .requests)
      try state.append(Line.result("\(name)\(number)", .inProgress), to: .results)
    }
  }

  private static func digest(_ store: LogStore, before place: BoardCursor) -> UInt64? {
    store.digest(before: place, of: store.withBoard(\.generation))
  }

  @Test func isTheSameInEveryProcessAndAsTheLogsGrow() throws {
    let state = try TemporaryState()
    let store = state.store()
    var known: [(place: BoardCursor, digest: UInt64?)] = []
    for number in 0..<20 {
      try Self.fill(state, "\(number)")
      store.catchUp()
      let cursor = store.withBoard(\.cursor)
      // In the midst of lines, too: a stream names such places.
      for place in [cursor, BoardCursor(requests: cursor.requests - 7, results: cursor.results / 2)] {
        known.append((place, Self.digest(store, before: place)))
      }
    }
    let other = state.store()
    other.catchUp()
    for (place, digest) in known {
      #expect(digest != nil && Self.digest(store, before: place) == digest)
      #expect(Self.digest(other, before: place) == digest)
    }
    #expect(Set(known.map(\.digest)).count == known.count)
  }

  @Test(arguments: LogFile.allCases) func isAnotherInALogThatWasReplacedAndHasGrownAgain(_ file: LogFile) throws {
    let state = try TemporaryState()
    try Self.fill(state, "old-")
    let store = state.store()
    store.catchUp()
    let (place, generation) = store.withBoard { ($0.cursor, $0.generation) }
    let before = try #require(Self.digest(store, before: place))
    let path = state.folder.path(of: file)
    #expect(rename(path, path + ".1") == 0)
    try Self.fill(state, "new-")
    // What was read is still known; what has to be read again would be of another log.
    #expect(store.digest(before: place, of: generation) == before)
    #expect(store.digest(before: BoardCursor(requests: 900, results: 900), of: generation) == nil)
    store.catchUp()
    #expect(place.isWithin(store.withBoard(\.cursor)))
    #expect(store.digest(before: place, of: generation) == nil)
    #expect(Self.digest(store, before: place) != before)
  }

  @Test func aLineBeginsWhereOneEndsAndAByteBehind() throws {
    let state = try TemporaryState()
    let store = state.store()
    var starts: [BoardCursor] = []
    for number in 0..<3 {
      starts.append(store.withBoard(\.cursor))
      try Self.fill(state, "\(number)")
      store.catchUp()
    }
    let (end, generation) = store.withBoard { ($0.cursor, $0.generation) }
    for start in starts + [end] {
      #expect(store.isLineStart(start, of: generation))
      for (requests, results) in [(-2, 0), (0, -2), (-1, -1), (2, 0), (0, 2)] {
        let place = BoardCursor(requests: start.requests + requests, results: start.results + results)
        #expect(!store.isLineStart(place, of: generation))
      }
      guard start != end else { continue }
      let behind = BoardCursor(requests: start.requests + 1, results: start.results + 1)
      #expect(store.isLineStart(behind, of: generation))
    }
    #expect(!store.isLineStart(end, of: generation + 1))
  }

  @Test func nobodyCanTellWhatStandsBehindTheEnd() throws {
    let state = try TemporaryState()
    try Self.fill(state, "a")
    let store = state.store()
    store.catchUp()
    let end = store.withBoard(\.cursor)
    #expect(Self.digest(store, before: BoardCursor(requests: end.requests + 1, results: 0)) == nil)
    #expect(Self.digest(store, before: BoardCursor(requests: .max, results: .max)) == nil)
    #expect(Self.digest(store, before: BoardCursor()) != nil)
  }
}
