import Glibc
import Testing
import TicketContract

@testable import TicketCore

/// Problems stand in file order, in whatever order they are found.
struct ProblemListTests {
  private static func problem(_ line: Int, _ reason: Problem.Reason) -> Problem {
    Problem(file: .results, place: RecordPlace(offset: line * 10, line: line), reason: reason)
  }

  /// What this thread has used.
  private static var processorSeconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec
  }

  @Test(arguments: 0..<50) func manyThatComeLateAreTheSameAsOneByOne(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let lines = (1...40).shuffled(using: &generator)
    let early = lines[..<Int.random(in: 0...40, using: &generator)].sorted().map { Self.problem($0, .notJSON) }
    let late = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
      Self.problem(Int.random(in: 1...60, using: &generator), .illegalStep(from: .open, to: .done))
    }
    var (list, single) = (ProblemList(), ProblemList())
    for problem in early {
      list.insert(problem)
      single.insert(problem)
    }
    list.merge(late, of: .results)
    for problem in late { single.insert(problem) }
    #expect(list[.results] == single[.results])
    #expect(list[.requests] == [])
  }

  /// Each of them alone would move all that stand behind it: half a minute on a fast machine.
  @Test func aRequestThatManyBadResultsWaitForTakesNoLongerThanTheyAreMany() throws {
    let count = 300_000
    let id = try #require(Ticket.ID("x"))
    var board = TicketsBoard()
    var results = RecordBatch()
    for line in 1...count {
      results.add(
        ResultRecord(
          requestID: id, status: .done, processor: "manual", processedAt: nil,
          place: RecordPlace(offset: line * 10, line: line)))
    }
    for line in count + 1...count * 2 { results.add(Self.problem(line, .notJSON)) }
    board.take(results, lineBase: 0)
    #expect(board.orphanCount == count)
    let began = Self.processorSeconds
    board.apply(
      RequestRecord(
        requestID: id, type: .known(.acknowledge), mode: nil, reasonHash: 0, trace: nil, requestedAt: nil,
        place: RecordPlace(offset: 0, line: 1)))
    #expect(Self.processorSeconds - began < 10)
    #expect(board.problemCount(.results) == count * 2)
    #expect(board.problems(.results, at: count - 1..<count + 1).map(\.place.line) == [count, count + 1])
  }
}
