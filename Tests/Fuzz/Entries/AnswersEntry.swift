import TicketJSON

@testable import TicketClient
@testable import TicketCore

/// What a server answers, cut into pieces anywhere: no cut changes what is read, and of a bad answer nothing comes but
/// rows that are none.
enum AnswersEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let cut = 1 + choices.number(below: 7)
    let answer = choices.rest()
    try checkEvents(answer, cut)
    let rows = try checkRows(answer, cut)
    try checkBoard(rows + answer.split(separator: 0x0a).map(Array.init))
  }

  private static func pieces(_ bytes: [UInt8], _ cut: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, to: bytes.count, by: cut).map { bytes[$0..<min($0 + cut, bytes.count)] }
  }

  private static func checkEvents(_ bytes: [UInt8], _ cut: Int) throws(Finding) {
    func events(_ pieces: [ArraySlice<UInt8>]) -> [StreamEvent] {
      var parser = EventStreamParser()
      var events: [StreamEvent] = []
      for piece in pieces { parser.take(piece) { events.append($0) } }
      return events
    }
    try Finding.unlessSame(events(pieces(bytes, cut)), events([bytes[...]]), "events of pieces of \(cut)")
  }

  /// A whole list is cut into just its elements that are objects or arrays.
  private static func checkRows(_ bytes: [UInt8], _ cut: Int) throws(Finding) -> [[UInt8]] {
    func rows(_ pieces: [ArraySlice<UInt8>]) -> (rows: [[UInt8]], isComplete: Bool) {
      var scanner = RowScanner()
      var rows: [[UInt8]] = []
      for piece in pieces { scanner.take(piece) { rows.append($0) } }
      return (rows, scanner.isComplete)
    }
    let (whole, cutUp) = (rows([bytes[...]]), rows(pieces(bytes, cut)))
    try Finding.unless(whole == cutUp, "rows of pieces of \(cut)")
    if let json = try? JSONReader.value(bytes), case .array(let elements)? = json["rows"] {
      let wanted = elements.filter { element in
        switch element {
        case .object, .array: true
        default: false
        }
      }
      let got = whole.rows.map { (try? JSONReader.value($0)).map { JSONWriter.line($0) } }
      try Finding.unlessSame(got, wanted.map { JSONWriter.line($0) }, "rows")
      try Finding.unless(whole.isComplete, "a whole list is not complete")
    }
    return whole.rows
  }

  /// Rows become tickets, histories and problems, whatever they say.
  private static func checkBoard(_ texts: [[UInt8]]) throws(Finding) {
    var board = TicketsBoard()
    var shelf = RowShelf()
    var problems: [ToldProblem] = []
    for text in texts.prefix(64) {
      guard let json = try? JSONReader.value(text) else { continue }
      if let row = APIRow(json), board.fold(row) != .contradiction, let ordinal = board.ordinal(of: row.id) {
        shelf.put(text, at: ordinal)
        let ticket = board.ticket(at: ordinal)
        for record in shelf.sketch(of: ticket) {
          try Finding.unless((try? JSONReader.value(JSONWriter.line(record.json))) != nil, "a record that is no JSON")
        }
        _ = shelf.record(at: ticket.request, in: .requests)
        if let history = TicketHistory(answer: json) { _ = shelf.keep(history) }
      }
      if let told = ToldProblem(json) {
        problems.append(told)
        board.replaceProblems(problems.map(\.problem))
        _ = shelf.keep(problems)
        let file = told.problem.file
        try Finding.unlessSame(board.problems(file).count, board.problemCount(file), "problems")
      }
    }
    for ordinal in 0..<board.count {
      try Finding.unlessSame(board.ordinal(of: board.id(at: ordinal)), ordinal, "the ordinal of an id")
    }
  }
}
