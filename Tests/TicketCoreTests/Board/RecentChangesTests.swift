import Testing

@testable import TicketCore

struct RecentChangesTests {
  private var recent = RecentChanges()

  @Test mutating func theTicketsOfEveryStepSinceAnyMomentAreKnown() {
    #expect(recent.ordinals(since: 0) == [])
    for ordinal in [7, 3, 7] { recent.note(.init(ordinal, .requests, at: 0)) }
    #expect((0...3).map(recent.ordinals) == [[7, 3, 7], [3, 7], [7], []])
  }

  @Test mutating func whatIsForgottenOrNotYetThereIsUnknown() {
    let kept = RecentChanges.capacity
    for number in 0..<5 * kept / 2 {
      recent.note(.init(number, .results, at: number))
      #expect(recent.count == number + 1)
      #expect(recent.ordinals(since: max(0, recent.count - kept))?.last == number)
    }
    #expect(recent.ordinals(since: kept) == Array(kept..<recent.count))
    #expect(recent.ordinals(since: kept - 1) == nil)
    #expect(recent.ordinals(since: recent.count + 1) == nil)
  }

  @Test mutating func stepsBehindACursorAreKnownUntilOneOfThemIsForgotten() {
    let kept = RecentChanges.capacity
    for number in 0..<2 * kept { recent.note(.init(number, .results, at: number * 10)) }
    #expect(recent.steps(since: BoardCursor())?.count == 2 * kept)
    recent.note(.init(0, .requests, at: 0))
    let end = BoardCursor(requests: 0, results: (kept - 1) * 10 + 1)
    #expect(recent.steps(since: BoardCursor(requests: 0, results: end.results - 1)) == nil)
    #expect(recent.steps(since: end)?.map(\.ordinal).first == UInt32(kept))
    #expect(recent.steps(since: end)?.last?.file == .requests)
  }

  @Test mutating func aBoardMadeOfAnotherRemembersOnlyItsOwnSteps() {
    recent = RecentChanges(after: 50, upTo: BoardCursor(requests: 1_000, results: 2_000))
    #expect(recent.ordinals(since: 50) == [])
    #expect(recent.ordinals(since: 49) == nil)
    #expect(recent.steps(since: BoardCursor(requests: 999, results: 2_000)) == nil)
    recent.note(.init(4, .results, at: 2_000))
    #expect(recent.count == 51)
    #expect(recent.ordinals(since: 50) == [4])
    #expect(recent.steps(since: BoardCursor(requests: 1_000, results: 2_000))?.map(\.ordinal) == [4])
  }
}
