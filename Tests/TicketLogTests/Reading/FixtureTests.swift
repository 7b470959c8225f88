import Foundation
import Testing
import TicketCore
import TicketJSON

@testable import TicketLog

/// The logs of the original system, as they are.
struct FixtureTests {
  private func state() throws -> TemporaryState {
    let state = try TemporaryState()
    for file in LogFile.allCases { try state.append(try fixture(file), to: file) }
    return state
  }

  private func fixture(_ file: LogFile) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(file.rawValue)", withExtension: nil))
    return Array(try Data(contentsOf: url))
  }

  @Test func showsAllSeventeenTicketsAndLosesNoLine() throws {
    let state = try state()
    let picture = state.store().picture
    let lines = try fixture(.results).split(separator: UInt8(ascii: "\n")).count
    let applied = picture.tickets.reduce(0) { $0 + ($1.consumed == nil ? 0 : 1) + ($1.completed == nil ? 0 : 1) }
    #expect(picture.tickets.count == 17)
    #expect(picture.requestProblems == [])
    #expect(applied + picture.resultProblems.count == lines)
  }

  @Test(arguments: LogFile.allCases) func writingWhatWasReadGivesTheSameBytesAsTheOriginal(_ file: LogFile) throws {
    for line in try fixture(file).split(separator: UInt8(ascii: "\n")) {
      #expect(JSONWriter.line(try JSONReader.value(Array(line))) == Array(line))
    }
  }

  @Test func everyRecordOfEveryTicketCanBeShown() throws {
    let state = try state()
    let store = state.store()
    let tickets = store.picture.tickets
    #expect(tickets.count == 17)
    for ticket in tickets {
      let history = store.records.history(of: ticket)
      #expect(history.count == 1 + (ticket.consumed == nil ? 0 : 1) + (ticket.completed == nil ? 0 : 1))
      #expect(history.allSatisfy { $0.text("request_id") == ticket.id.description })
    }
  }
}
