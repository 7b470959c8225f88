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
    let extra = 100
    for number in 0..<RecentChanges.capacity + extra { recent.note(.init(number, .results, at: number)) }
    #expect(recent.count == RecentChanges.capacity + extra)
    #expect(recent.ordinals(since: extra) == Array(extra..<recent.count))
    #expect(recent.ordinals(since: recent.count - 2) == [recent.count - 2, recent.count - 1])
    #expect(recent.ordinals(since: extra - 1) == nil)
    #expect(recent.ordinals(since: recent.count + 1) == nil)
  }

  @Test mutating func stepsBehindACursorAreKnownUntilOneOfThemIsForgotten() {
    for number in 0..<RecentChanges.capacity { recent.note(.init(number, .results, at: number * 10)) }
    #expect(recent.steps(since: BoardCursor())?.count == RecentChanges.capacity)
    recent.note(.init(0, .requests, at: 0))
    #expect(recent.steps(since: BoardCursor()) == nil)
    let rest = recent.steps(since: BoardCursor(requests: 0, results: 1))
    #expect(rest?.contains(.init(0, .requests, at: 0)) == true)
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
