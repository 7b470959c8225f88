import ConsoleCore
import TicketCore

extension CommandContext {
  /// `tickets check`: one problem after the other, so that many are never all in memory.
  func check(json: Bool, of view: BoardView) -> ExitCode {
    if json { writeProblems(of: view) } else { printProblems(of: view) }
    return LogFile.allCases.contains { view.board.problemCount($0) > 0 } ? .failed : .done
  }

  private func writeProblems(of view: BoardView) {
    let board = view.board
    let envelope = Envelope(board.problemSummary, list: "items")
    output.write(envelope.head)
    var isFirst = true
    forEachProblem(of: board) { problem in
      if !isFirst { output.write(", ") }
      isFirst = false
      write(problem.json(text: text(of: problem, in: view)))
    }
    output.write(envelope.tail + "\n")
  }

  private func printProblems(of view: BoardView) {
    let board = view.board
    forEachProblem(of: board) { problem in
      line(
        TerminalText(
          "\(problem.file.rawValue):\(problem.place.line) @\(problem.place.offset): \(problem.reason.sentence(in: language))"
        ))
    }
    let counts = TicketStatus.allCases.map { "\($0.rawValue) \(board.count($0))" }.joined(separator: ", ")
    let (requests, results) = (board.problemCount(.requests), board.problemCount(.results))
    line(
      TerminalText(
        language.pick(
          "Tickets: \(board.count) (\(counts)). Problems: \(requests) in requests, \(results) in results.",
          "티켓: \(board.count)건 (\(counts)). 문제: 요청 로그 \(requests)건, 결과 로그 \(results)건.")))
  }

  private func forEachProblem(of board: TicketsBoard, _ body: (Problem) -> Void) {
    for file in LogFile.allCases {
      for problem in board.problems(file) where output.failure == nil { body(problem) }
    }
  }

  /// The whole line: none that was read is longer than 1 MiB, and of others its beginning says enough.
  private func text(of problem: Problem, in view: BoardView) -> String {
    view.records.line(at: problem.place, in: problem.file, limit: 1 << 20) ?? ""
  }
}
