import TicketJSON

@testable import TicketCore
@testable import TicketLog

/// Any bytes as the two logs, with 0xFE between them: the fast reader takes what the plain one takes, and refuses what
/// that refuses.
enum LinesEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let requests = choices.take(upTo: 0xfe)
    let results = choices.rest()
    let plain = PlainBoard(requests: requests, results: results)
    for isTogether in [true, false] {
      var board = TicketsBoard()
      // Once the requests come first, and once the results, which all have to wait then.
      for file in isTogether ? LogFile.allCases : LogFile.allCases.reversed() {
        take(file == .requests ? requests : results, of: file, isTogether, into: &board)
      }
      try plain.check(board, isTogether ? "lines together" : "lines one by one")
    }
    for log in [requests, results] {
      for line in log.split(separator: 0x0a) { try checkValue(Array(line)) }
    }
  }

  /// Folds the whole lines of a log, looked at together or each alone.
  private static func take(_ log: [UInt8], of file: LogFile, _ isTogether: Bool, into board: inout TicketsBoard) {
    var parser = LineParser()
    let end = log.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    var (at, lines) = (0, 0)
    while at < end {
      let next = isTogether ? end : (log[at..<end].firstIndex(of: 0x0a) ?? end - 1) + 1
      let piece = PaddedBytes(log[at..<next])
      var batch = RecordBatch()
      let count = parser.parse(piece.bytes, of: file, from: RecordPlace(offset: at, line: 1), into: &batch)
      board.take(batch, lineBase: lines)
      lines += count
      at = next
    }
    board.read(file, to: end)
  }

  /// The strict parser's verdict and value are the plain one's, and what it blames a text for is so.
  private static func checkValue(_ text: [UInt8]) throws(Finding) {
    let wanted = Result { () throws(PlainJSON.Fault) in try PlainJSON.value(text) }
    let got = Result { () throws(JSONError) in try JSONReader.value(text) }
    switch (got, wanted) {
    case (.success(let got), .success(let wanted)):
      let line = JSONWriter.line(got)
      try Finding.unlessSame(line, JSONWriter.line(wanted), "the value of \(text)")
      guard let again = try? JSONReader.value(line) else { throw Finding("what was written cannot be read: \(line)") }
      try Finding.unlessSame(JSONWriter.line(again), line, "written and read")
    case (.failure(let error), .failure(let fault)): try check(error.reason, fault, text)
    case (.success, .failure(let fault)): throw Finding("taken, but \(fault): \(text)")
    case (.failure(let error), .success): throw Finding("refused as \(error.reason): \(text)")
    }
  }

  private static func check(_ reason: Problem.Reason, _ fault: PlainJSON.Fault, _ text: [UInt8]) throws(Finding) {
    let isTrue =
      switch reason {
      case .nulByte: text.contains(0)
      case .invalidUTF8: fault == .utf8
      // These are found on the way: the text may have another fault further on.
      case .duplicateKey: fault == .duplicateKey
      case .tooDeep: fault == .depth
      case .notJSON: true
      default: false
      }
    try Finding.unless(isTrue, "blamed for \(reason), but it is \(fault): \(text)")
  }
}
