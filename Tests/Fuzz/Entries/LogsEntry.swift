@testable import TicketCore
@testable import TicketLog

/// Both logs while they grow by pieces: whoever follows, opens anew or goes on from a saved board sees what a plain
/// reading of all the bytes sees, and finds the words that stand in the records.
///
/// Each piece ends at 0xFD and begins with a byte that says what is done with it.
enum LogsEntry {
  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let word = choices.text(upTo: 0xfd)
    let logs = try ScratchLogs()
    let following = logs.store()
    var written: [LogFile: [UInt8]] = [:]
    while !choices.isEmpty {
      let step = choices.byte()
      let file = step & 1 == 0 ? LogFile.requests : .results
      let piece = choices.take(upTo: 0xfd)
      try logs.append(piece, to: file)
      written[file, default: []] += piece
      if step & 2 == 0 { following.catchUp() }
      if step & 0x1c == 0 { try goOn(logs, written) }
    }
    following.catchUp()
    let plain = plain(written)
    try plain.check(following.withBoard { $0 }, "followed")
    try Finding.unlessSame(following.status.reloads, 0, "made anew")
    let fresh = logs.store()
    fresh.catchUp()
    try plain.check(fresh.withBoard { $0 }, "opened anew")
    try checkRecords(fresh, word)
  }

  private static func plain(_ written: [LogFile: [UInt8]]) -> PlainBoard {
    PlainBoard(requests: written[.requests] ?? [], results: written[.results] ?? [])
  }

  /// Somebody comes who begins with what the last one saved, and saves again.
  private static func goOn(_ logs: borrowing ScratchLogs, _ written: [LogFile: [UInt8]]) throws(Finding) {
    let store = logs.store(CheckpointKeeper(folder: logs.folder, leastBytes: 1))
    store.catchUp()
    try plain(written).check(store.withBoard { $0 }, "begun with a saved board")
    store.tendCheckpoint()
    try Finding.unlessSame(store.status.reloads, 0, "a saved board that was none")
  }

  /// Every ticket's records can be shown, and a search finds what stands in them.
  private static func checkRecords(_ store: LogStore, _ word: String) throws(Finding) {
    let board = store.withBoard { $0 }
    let pattern = TextPattern(word)
    var wanted: [Int] = []
    var candidates = TicketSet()
    for ordinal in 0..<board.count {
      let ticket = board.ticket(at: ordinal)
      let history = store.withRecords { $1 }.history(of: ticket)
      let steps = [ticket.consumed, ticket.completed].compactMap(\.self)
      try Finding.unlessSame(history.count, 1 + steps.count, "records of \(ticket.id)")
      for record in history {
        try Finding.unless(record.text("request_id")?.isExactly(ticket.id.description) == true, "another's record")
      }
      candidates.insert(ordinal)
      let isThere = pattern.map { pattern in history.contains { $0.searchedTexts.contains { pattern.matches($0) } } }
      if isThere == true { wanted.append(ordinal) }
    }
    guard let pattern else { return }
    var found = Set<Int>()
    let search = RecordSearch(words: [pattern], candidates: candidates, on: board)
    let isWhole = store.search(search, while: { true }) { hits, _ in for hit in hits { found.insert(hit.ordinal) } }
    try Finding.unless(isWhole, "the search gave up")
    try Finding.unlessSame(found.sorted(), wanted, "tickets with \(word)")
    var scanned = Set<Int>()
    let few = RecordSearch(words: [pattern], candidates: candidates, on: board).beginning(with: wanted)
    _ = store.search(few, while: { true }) { hits, _ in for hit in hits { scanned.insert(hit.ordinal) } }
    try Finding.unlessSame(scanned.sorted(), wanted, "tickets with \(word), the first ones first")
  }
}
