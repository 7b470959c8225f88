import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// A long log is read by several threads: the board is the one that a single thread makes.
struct ReadingCrewTests {
  @Test func findsWhatOneThreadFinds() throws {
    let noise = NoisyLogs(tickets: 25_000, seed: 11)
    try #require(noise.requests.count > ReadingCrew.worthIt)
    let state = try TemporaryState()
    let alone = state.store()
    for file in LogFile.allCases {
      var rest = (file == .requests ? noise.requests : noise.results)[...]
      while !rest.isEmpty {
        try state.append(Array(rest.prefix(ReadingCrew.worthIt - 1)), to: file)
        rest = rest.dropFirst(ReadingCrew.worthIt - 1)
        alone.catchUp()
      }
    }
    let together = state.store()
    #expect(together.picture == alone.picture)
    #expect(noise.truth(of: together.picture) == noise.truth)
  }

  @Test func passesALineThatIsTooLong() throws {
    let state = try TemporaryState()
    let filler = String(repeating: " \n", count: 3 << 20)
    try state.append(Line.request("first") + filler, to: .requests)
    try state.append(String(repeating: "x", count: 3 * LineParser.lineLimit) + "\n", to: .requests)
    try state.append(Line.request("last"), to: .requests)
    let picture = state.store().picture
    #expect(picture.tickets.map(\.id.description) == ["first", "last"])
    #expect(picture.requestProblems.map(\.reason) == [.lineTooLong])
    #expect(picture.requestProblems.map(\.place.line) == [(3 << 20) + 2])
    #expect(picture.tickets.last?.request.line == (3 << 20) + 3)
  }

  @Test func leavesOffWhereItIsNotWantedAnyMore() throws {
    let state = try TemporaryState()
    let line = Line.request("a")
    try state.append(line + String(repeating: "\n", count: ReadingCrew.worthIt * 2) + Line.request("b"), to: .requests)
    let store = state.store()
    store.catchUp(while: { store.withBoard { $0.count == 0 } })
    #expect(store.withBoard { $0.count } == 1)
    #expect(store.status.requests.state == .reading)
    #expect(store.picture.tickets.count == 2)
  }
}
