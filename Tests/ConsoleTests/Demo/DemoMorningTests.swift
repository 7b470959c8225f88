import TicketContract
import TicketCore
import TicketLog
import Testing

@testable import Console

@Suite struct DemoMorningTests {
  static let now = Timestamp(microseconds: 1_767_417_600_000_000)

  static func morning(_ seed: UInt64, in languages: [Language] = Language.allCases) throws -> DemoMorning {
    var generator = SeededGenerator(seed: seed)
    return try DemoMorning(until: now, .korea, in: languages, using: &generator)
  }

  @Test func theSameSeedMakesTheSameMorning() throws {
    #expect(try Self.morning(1) == Self.morning(1))
    #expect(try Self.morning(1) != Self.morning(2))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func everyColumnHasTicketsAndTwoLinesAreBad(_ seed: UInt64) throws {
    let board = try board(of: Self.morning(seed))
    #expect(TicketStatus.allCases.map(board.count) == [6, 2, 13, 1])
    #expect(LogFile.allCases.map(board.problemCount) == [1, 1])
    let tickets = board.select(BoardQuery(order: .oldestFirst))
    #expect(Set(tickets.map(\.type)) == Set(RequestType.allCases.map { .known($0) }))
    let times = try tickets.map { try #require($0.requestedAt) }
    #expect(times == times.sorted())
    let oldest = try #require(times.first)
    #expect(oldest.seconds(until: Self.now) <= 5 * 3600 && oldest.seconds(until: Self.now) > 4 * 3600)
    for ticket in tickets { #expect(try #require(ticket.lastAt) < Self.now) }
    let waiting = tickets.filter { $0.status == .inProgress }.map { $0.lastAt?.seconds(until: Self.now) ?? 0 }
    #expect(waiting.filter { $0 > 600 }.count == 1)
  }

  @Test func whoSpeaksOneLanguageWritesNoOther() throws {
    #expect(try Self.morning(3, in: [.english]).requests.allSatisfy { $0 < 0x80 })
    let mixed = try Self.morning(3).requests
    #expect(mixed.contains { $0 >= 0x80 })
  }

  @Test(arguments: Language.allCases, DemoStory.all)
  func everyStoryIsAValidTicketInBothLanguages(_ language: Language, _ story: DemoStory) throws {
    var generator = SeededGenerator(seed: 1)
    let time = CivilTime(microseconds: Self.now.microseconds, offset: .korea)
    let ticket = try DemoTicket(story, at: time, in: [language], using: &generator)
    #expect(ticket.submission.payload.type == story.type && !ticket.failure.isEmpty)
  }

  private func board(of morning: DemoMorning) throws -> TicketsBoard {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder.path)
    try state.create()
    let (scratch, inside) = (ScratchFolder(path: folder.path), StateFolder(path: "."))
    try scratch.write(morning.requests, to: inside.path(of: .requests))
    try scratch.write(morning.results, to: inside.path(of: .results))
    return try BoardView.load(LogStore(folder: state)).board
  }
}
