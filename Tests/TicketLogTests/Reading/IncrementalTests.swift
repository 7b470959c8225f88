import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// spec: tickets.md: the incremental state always equals that of a full reading
struct IncrementalTests {
  @Test(arguments: [1 as UInt64, 2, 3, 4, 5]) func equalsAFullReadingAfterEveryStep(_ seed: UInt64) throws {
    let noise = NoisyLogs(tickets: 60, seed: seed)
    var generator = SeededGenerator(seed: seed &+ 99)
    let state = try TemporaryState()
    let store = state.store()
    var rest: [LogFile: ArraySlice<UInt8>] = [.requests: noise.requests[...], .results: noise.results[...]]
    while rest.values.contains(where: { !$0.isEmpty }) {
      let file = Bool.random(using: &generator) ? LogFile.requests : .results
      let piece = rest[file, default: []].prefix(Int.random(in: 1...900, using: &generator))
      rest[file, default: []].removeFirst(piece.count)
      try state.append(Array(piece), to: file)
      #expect(store.picture == state.store().picture)
    }
    #expect(store.status.reloads == 0)
    #expect(noise.truth(of: store.picture) == noise.truth)
  }

  @Test func aBoardOfEarlierOffsetsIsTheFoldOfJustTheseBytes() throws {
    let noise = NoisyLogs(tickets: 40, seed: 7)
    let state = try TemporaryState()
    let store = state.store()
    var earlier: [BoardPicture] = []
    for line in noise.requests.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      try state.append(Array(line) + [0x0a], to: .requests)
      earlier.append(store.picture)
    }
    for line in noise.results.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      try state.append(Array(line) + [0x0a], to: .results)
      earlier.append(store.picture)
    }
    for picture in earlier { #expect(BoardPicture(try store.board(at: picture.cursor)) == picture) }
  }

  @Test func noiseOfManySeedsIsCountedRight() throws {
    for seed in 100..<120 as Range<UInt64> {
      let noise = NoisyLogs(tickets: 200, seed: seed)
      let state = try TemporaryState()
      try state.append(noise.requests, to: .requests)
      try state.append(noise.results, to: .results)
      #expect(noise.truth(of: state.store().picture) == noise.truth)
    }
  }

  @Test func anUnfinishedLastLineIsNoProblemAndItsAgeIsKnown() throws {
    let state = try TemporaryState()
    let clock = SettableClock()
    let store = LogStore(folder: state.folder, clock: clock)
    let line = Line.request("a")
    try state.append(line + String(line.prefix(20)), to: .requests)
    #expect(store.picture.reasons == [])
    #expect(store.status.requests.unfinishedSince == clock.now())
    clock.advance(seconds: 5)
    try state.append("…", to: .requests)
    store.catchUp()
    #expect(store.status.requests.unfinishedSince == SettableClock.start)
    try state.append("\n" + "{", to: .requests)
    store.catchUp()
    #expect(store.status.requests.unfinishedSince == clock.now())
    #expect(store.picture.reasons == [.notJSON])
  }

  @Test func catchingUpTellsWhetherAnythingChanged() throws {
    let state = try TemporaryState()
    let store = state.store()
    #expect(store.catchUp())
    #expect(!store.catchUp())
    try state.append(Line.request("a"), to: .requests)
    #expect(store.catchUp())
    #expect(!store.catchUp())
  }
}
