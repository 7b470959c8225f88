import Synchronization
import TicketCore

/// The problems of both logs, their texts read while they are sent.
final class ProblemStream: BodyStream {
  /// No line that was read is longer, and of others the beginning says enough.
  private static let textLimit = 1 << 20
  private static let portion = 64 << 10

  private struct State {
    var sent = 0
    var isStarted = false
    var isEnded = false
  }

  private let records: any TicketRecords
  private let problems: [Problem]
  private let envelope: Envelope
  private let state = Mutex(State())

  init(_ board: any LiveBoard) {
    let summary: JSONValue
    (problems, summary, records) = board.withRecords { board, records in
      (LogFile.allCases.flatMap { board.problems($0) }, board.problemSummary, records)
    }
    envelope = Envelope(summary, list: "items")
  }

  func next() -> BodyPiece {
    state.withLock { state in
      if state.isEnded { return .end }
      var bytes: [UInt8] = []
      if !state.isStarted {
        state.isStarted = true
        bytes += envelope.head.utf8
      }
      while state.sent < problems.count, bytes.count < Self.portion {
        if state.sent > 0 { bytes += ", ".utf8 }
        bytes += line(of: problems[state.sent])
        state.sent += 1
      }
      if state.sent == problems.count {
        state.isEnded = true
        bytes += envelope.tail.utf8
        bytes.append(0x0a)
      }
      return .bytes(bytes)
    }
  }

  private func line(of problem: Problem) -> [UInt8] {
    let text = records.line(at: problem.place, in: problem.file, limit: Self.textLimit) ?? ""
    return JSONWriter.line(problem.json(text: text))
  }
}
