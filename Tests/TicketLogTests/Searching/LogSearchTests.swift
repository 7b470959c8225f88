import Glibc
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// spec: console.md, "Filter": words in reasons and messages are found in the logs.
@Suite struct LogSearchTests {
  private static let now = Timestamp(microseconds: 1_767_418_202_000_000)

  /// A request line whose reason is written as it stands there, escapes and all.
  private static func request(_ number: Int, _ reason: String, filler: Int = 0) -> String {
    """
    {"schema": "TICKET_REQUEST_V1", "request_id": "id-\(number)", "requested_at": "2026-01-03T14:00:00+09:00", \
    "request_type": "REQUEST_RECONCILE", "payload": {"mode": "FULL", "reason": "\(reason)"}, "status": "OPEN", \
    "trace_id": null, "filler": "\(String(repeating: "x", count: filler))"}\n
    """
  }

  private static func result(_ number: Int, _ status: TicketStatus, _ message: String) -> String {
    """
    {"schema": "TICKET_RESULT_V1", "result_id": "r", "request_id": "id-\(number)", "status": "\(status.rawValue)", \
    "processor_id": "p", "message": "\(message)", "artifacts": []}\n
    """
  }

  private func find(
    _ words: String, in store: LogStore, among limit: String = "", while wanted: @escaping () -> Bool = { true }
  ) -> (ordinals: Set<Int>, isWhole: Bool, order: [Int], shares: [Double])? {
    let search = store.withBoard { board in
      let filter = TicketFilter("\(words) \(limit)", now: Self.now, offset: .korea)
      return FilteredTickets(filter, of: board, now: Self.now).wanted(of: board)
    }
    guard let search else { return nil }
    var (order, shares) = ([Int](), [Double]())
    let isWhole = store.search(search, while: wanted) { hits, share in
      order += hits.map(\.ordinal)
      shares.append(share)
    }
    return (Set(order), isWhole, order, shares)
  }

  private static let reasons = [
    "일일 정산 불일치", "\\uc815\\uc0b0 \\ub9c8\\uac10", "\u{110C}\u{1165}\u{11BC}\u{1109}\u{1161}\u{11AB}", "보고서",
    "say \\\"hello\\\"", "a\\/b", "Nightly DRIFT", "wjdtks", "정\\uc0b0", "back\\\\slash",
  ]

  private static let expected: [(String, Set<Int>)] = [
    ("정산", [0, 1, 2, 8, 7]), ("ㅈㅅ", [0, 1, 2, 8]), ("wjdtks", [0, 1, 2, 7, 8]), ("drift", [6]), ("\"say \"", [4]),
    ("hello", [4]), ("a/b", [5]), ("uc815", []), ("k\\s", [9]), ("mode", []), ("ㅇㅇ", [0]), ("reason", []),
  ]

  @Test(arguments: expected, [0, 4_000])
  func `a word is found however the line writes it`(_ expected: (String, Set<Int>), _ filler: Int) throws {
    let state = try TemporaryState()
    for (number, reason) in Self.reasons.enumerated() {
      try state.append(Self.request(number, reason, filler: number == 3 ? filler : 0), to: .requests)
    }
    // Enough else for both ways: few candidates are looked up, among many all lines are gone through.
    for number in 100..<400 { try state.append(Self.request(number, "그 밖", filler: filler), to: .requests) }
    let store = state.store()
    store.catchUp()
    let few = Set([1, 2, 5, 7, 8])
    #expect(try #require(find(expected.0, in: store)).ordinals == expected.1)
    #expect(
      try #require(find(expected.0, in: store, among: "id:id-1,id-2,id-5,id-8,id-7")).ordinals.intersection(few)
        == expected.1.intersection(few))
  }

  @Test func `messages are found at the tickets whose life they belong to`() throws {
    let state = try TemporaryState()
    for number in 0..<6 { try state.append(Self.request(number, "그 밖"), to: .requests) }
    try state.append(Self.result(0, .inProgress, "정산 시작"), to: .results)
    try state.append(Self.result(0, .done, "끝"), to: .results)
    try state.append(Self.result(1, .inProgress, "시작"), to: .results)
    try state.append(Self.result(1, .failed, "정산 오류"), to: .results)
    // A step that is none, of a ticket that is none, and a message that is none.
    try state.append(Self.result(2, .done, "정산"), to: .results)
    try state.append(Self.result(77, .inProgress, "정산"), to: .results)
    try state.append(Self.result(3, .inProgress, "x\", \"note\": \"정산"), to: .results)
    let store = state.store()
    store.catchUp()
    #expect(try #require(find("정산", in: store)).ordinals == [0, 1])
    #expect(try #require(find("정산 오류", in: store)).ordinals == [0, 1])
    #expect(try #require(find("오류", in: store, among: "status:failed")).ordinals == [1])
  }

  @Test(arguments: 1...6)
  func `through damaged logs both ways find the same as looking at each record`(_ seed: Int) throws {
    let state = try TemporaryState()
    let logs = NoisyLogs(tickets: 400, seed: UInt64(seed))
    try state.append(logs.requests, to: .requests)
    try state.append(logs.results, to: .results)
    let store = state.store()
    store.catchUp()
    for words in ["reason", "sample", "a", "ㅈ", "done", "티켓", "torn"] {
      let filter = TicketFilter(words, now: Self.now, offset: .korea)
      let search = store.withBoard { FilteredTickets(filter, of: $0, now: Self.now).wanted(of: $0) }
      guard let search else { continue }
      var (fast, slow) = (Set<RecordHit>(), Set<RecordHit>())
      #expect(store.search(search, while: { true }) { hits, _ in fast.formUnion(hits) })
      let records = PlainBoard(store: store)
      #expect(records.search(search, while: { true }) { hits, _ in slow.formUnion(hits) })
      #expect(fast == slow, "\(words)")
    }
  }

  @Test func `what stands on the screen comes first, then the newest`() throws {
    let state = try TemporaryState()
    for number in 0..<5_000 { try state.append(Self.request(number, "정산"), to: .requests) }
    let store = state.store()
    store.catchUp()
    let filter = TicketFilter("정산", now: Self.now, offset: .korea)
    let wanted = store.withBoard { FilteredTickets(filter, of: $0, now: Self.now).wanted(of: $0) }
    let search = try #require(wanted).beginning(with: [7, 9])
    var (parts, shares) = ([[Int]](), [Double]())
    #expect(
      store.search(search, while: { true }) { hits, share in
        parts.append(hits.map(\.ordinal))
        shares.append(share)
      })
    #expect(parts[0] == [7, 9])
    #expect(parts.count > 2)
    for (newer, older) in zip(parts.dropFirst(), parts.dropFirst(2)) {
      #expect((newer.min() ?? 0) > (older.max() ?? .max))
    }
    #expect(Set(parts.joined()).count == 5_000)
    #expect(shares == shares.sorted() && shares.last == 1)
  }

  @Test func `a search that is not wanted any more ends at once`() throws {
    let state = try TemporaryState()
    for number in 0..<5_000 { try state.append(Self.request(number, "정산"), to: .requests) }
    let store = state.store()
    store.catchUp()
    var looks = 0
    let found = find("정산", in: store) {
      looks += 1
      return looks < 3
    }
    #expect(try #require(found).isWhole == false)
    #expect(looks == 3)
    #expect(try #require(found).ordinals.count < 5_000)
  }

  @Test func `logs that were replaced are not searched for what they held before`() throws {
    let state = try TemporaryState()
    for number in 0..<50 { try state.append(Self.request(number, "정산"), to: .requests) }
    let store = state.store()
    store.catchUp()
    let filter = TicketFilter("정산", now: Self.now, offset: .korea)
    let wanted = store.withBoard { FilteredTickets(filter, of: $0, now: Self.now).wanted(of: $0) }
    try state.rewrite(Self.request(1, "다른 것"), to: .requests)
    store.catchUp()
    var found = 0
    #expect(store.search(try #require(wanted), while: { true }) { hits, _ in found += hits.count } == false)
    #expect(found == 0)
  }

  @Test(arguments: [
    (0, 1, LogFile.results), (1, 0, .requests), (60, 30, .requests), (50, 50, .requests), (49, 50, .results),
    (100, 100, .requests),
  ])
  func `the log of which more is left comes next, however long they are`(_ requests: Int, _ results: Int, next: LogFile)
  {
    for percent in [1, 1 << 26, 1 << 40] {
      let rest = BoardCursor(requests: requests * percent, results: results * percent)
      let end = BoardCursor(requests: 100 * percent, results: 100 * percent)
      #expect(LogSearch.next(of: rest, upTo: end) == next)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `the board's own log is searched, whatever stands at its path by now`() throws {
    let state = try TemporaryState()
    for number in 0..<50 { try state.append(Self.request(number, "정산"), to: .requests) }
    let store = state.store()
    store.catchUp()
    let filter = TicketFilter("정산", now: Self.now, offset: .korea)
    let wanted = try #require(store.withBoard { FilteredTickets(filter, of: $0, now: Self.now).wanted(of: $0) })
    let path = state.folder.path(of: .requests)
    #expect(rename(path, path + ".old") == 0)
    #expect(mkfifo(path, 0o600) == 0)
    #expect(found(by: store, wanted) == 50)
    unlink(path)
    try state.append(Self.request(1_000, "다른 것"), to: .requests)
    #expect(found(by: store, wanted) == 50)
    store.catchUp()
    #expect(found(by: store, wanted) == nil)
  }

  /// In the place of each record stands that of another ticket, of the same length.
  @Test func `a ticket is not found by the words of another one`() throws {
    let state = try TemporaryState()
    for number in 0..<50 { try state.append(Self.request(number, "정산"), to: .requests) }
    let store = state.store()
    store.catchUp()
    let filter = TicketFilter("정산", now: Self.now, offset: .korea)
    let wanted = try #require(store.withBoard { FilteredTickets(filter, of: $0, now: Self.now).wanted(of: $0) })
    try state.rewrite((50..<100).map { Self.request($0, "정산") }.joined(), to: .requests)
    #expect(found(by: store, wanted) == 0)
  }

  /// How many words; nil where not all records were looked at.
  private func found(by store: LogStore, _ search: RecordSearch) -> Int? {
    var count = 0
    return store.search(search, while: { true }) { hits, _ in count += hits.count } ? count : nil
  }
}

/// The records of a store, and no way of its own to search them.
private struct PlainBoard: LiveBoard {
  let store: LogStore

  func withBoard<R: Sendable, E: Error>(_ body: (TicketsBoard) throws(E) -> R) throws(E) -> R {
    try store.withBoard(body)
  }

  func withRecords<R: Sendable, E: Error>(
    _ body: (TicketsBoard, any TicketRecords) throws(E) -> R
  ) throws(E) -> R {
    try store.withRecords(body)
  }
}
