@testable import TicketCore
@testable import TicketLog

/// Lines of up to some MiB, written piece by piece: what is too long is one problem, what stands behind it is found, and
/// the fuzzer's limit of a single allocation (`script/fuzz`) proves that it is never held.
enum LongLineEntry {
  private static let record = Array("{\"request_id\": \"x\"}\n".utf8)
  /// Files grow by at most so much.
  private static let most = 20 << 20

  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let logs = try ScratchLogs()
    let following = logs.store()
    var (size, length, long) = (0, 0, 0)
    while !choices.isEmpty, size < most {
      let filler = choices.byte()
      let piece = [UInt8](repeating: filler, count: 1 + Int(choices.byte()) * 16)
      let times = 1 + choices.number(below: 256) * 4
      if filler == 0x0a {
        if length > LineParser.lineLimit { long += 1 }
        length = 0
      } else {
        length += piece.count * times
      }
      size += piece.count * times
      try logs.append(piece, to: .requests, times: times)
      if choices.number(below: 2) == 0 { following.catchUp() }
    }
    if length > LineParser.lineLimit { long += 1 }
    try logs.append([0x0a] + record, to: .requests)
    following.catchUp()
    let fresh = logs.store()
    fresh.catchUp()
    for store in [following, fresh] {
      let (count, last, problems) = store.withBoard { board in
        (board.count, board.ticket(at: 0).request.offset, board.problems(.requests).map(\.reason))
      }
      try Finding.unlessSame(count, 1, "tickets")
      try Finding.unlessSame(last, size + 1, "where the record stands")
      try Finding.unlessSame(problems.count { $0 == .lineTooLong }, long, "lines that are too long")
    }
    let lines = (0..<2).map { line in
      [following, fresh][line].withBoard { board in board.problems(.requests).map(\.place) }
    }
    try Finding.unlessSame(lines[0], lines[1], "where the problems stand")
  }
}
