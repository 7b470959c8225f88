import TicketCore
import TicketJSON

/// The board and other lists as a server sends them, row by row.
struct APIRows {
  /// So many seconds without a byte, and the board will not come any more.
  private static let patience = CurlHandle.Patience.silence(10)
  /// Who asks for a few is a worker, which cannot renew its lock meanwhile; a server of the original system, which sends
  /// all there are, is slow.
  private static let limitedPatience = CurlHandle.Patience.silence(10, atMost: 240)
  /// As many bytes at most of who was asked for a few: more than a server of the original system ever manages.
  private static let limitedSize = 64 << 20

  private let caller: APICaller

  init(_ caller: APICaller) { self.caller = caller }

  /// The rows that the server gives for `query`, oldest first.
  func rows(_ query: BoardQuery) throws(TicketServiceError) -> [APIRow] {
    var words: [(name: String, value: String)] = []
    // Where two are asked for, ours alone knows what that means; all are sent for and looked through then.
    if query.statuses.count == 1 { words += query.statuses.map { ("status", $0.rawValue) } }
    if query.types.count == 1 { words += query.types.map { ("type", $0) } }
    if let limit = query.limit, query.statuses.count <= 1, query.types.count <= 1 {
      words.append(("limit", String(limit)))
    }
    if query.order == .oldestFirst { words.append(("order", "asc")) }
    var rows: [APIRow] = []
    let answer = try forEach(query: words, isLimited: query.limit != nil) { bytes in
      if let row = Self.row(bytes) { rows.append(row) }
    }
    let isOldestFirst = query.order == .oldestFirst && answer.entityTag != nil
    return isOldestFirst ? rows : rows.reversed()
  }

  /// The JSON texts of all rows, oldest first.
  func texts(isWanted: @escaping () -> Bool = { true }) throws(TicketServiceError) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    _ = try forEach(query: [], isWanted: isWanted) { texts.append($0) }
    return texts.reversed()
  }

  /// One row of the whole board.
  func row(_ id: Ticket.ID) throws(TicketServiceError) -> APIRow? {
    var found: APIRow?
    _ = try forEach(query: []) { bytes in
      if found == nil, let row = Self.row(bytes), row.id == id { found = row }
    }
    return found
  }

  /// Hands out the JSON text of each row as it comes. Called again only while none has come.
  func forEach(
    of list: APIList = .board, query: [(name: String, value: String)], isLimited: Bool = false,
    isWanted: @escaping () -> Bool = { true }, _ body: @escaping ([UInt8]) -> Void
  ) throws(TicketServiceError) -> HTTPAnswer {
    let request = HTTPRequest.get(list.path, query: query)
    let patience = isLimited ? Self.limitedPatience : Self.patience
    var failures = 0
    while true {
      var reading = Reading(list, limit: isLimited ? Self.limitedSize : nil)
      let outcome = Result { () throws(TransportError) in
        try caller.transport.stream(request, patience: patience, isWanted: isWanted) { status, bytes in
          reading.take(bytes, status: status, body)
        }
      }
      let isDone = !RetryPolicy.allows(request.method, after: outcome.map(\.status))
      if isDone || reading.hasRows || failures == caller.retries.limit {
        return try check(outcome, reading, request, list)
      }
      failures += 1
      caller.pause(after: failures)
    }
  }

  /// An answer as it comes: rows, or the words of a refusal.
  private struct Reading {
    var scanner: RowScanner
    var refusal: [UInt8] = []
    var hasRows = false
    /// How many more bytes are taken; nil: all that come.
    private var left: Int?

    init(_ list: APIList, limit: Int?) {
      scanner = RowScanner(of: list.key)
      left = limit
    }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, status: Int, _ body: ([UInt8]) -> Void) -> Bool {
      guard status == 200 else {
        refusal += bytes
        return refusal.count < 1 << 16
      }
      if let before = left {
        left = before - bytes.count
        guard before >= bytes.count else { return false }
      }
      scanner.take(bytes) { row in
        hasRows = true
        body(row)
      }
      return true
    }
  }

  private func check(
    _ outcome: Result<HTTPAnswer, TransportError>, _ reading: Reading, _ request: HTTPRequest,
    _ list: APIList
  ) throws(TicketServiceError) -> HTTPAnswer {
    let answer: HTTPAnswer
    do {
      answer = try outcome.get()
    } catch {
      throw APIFailure.error(error, of: request, server: caller.server)
    }
    guard answer.status == 200 else {
      let json = try? JSONReader.value(reading.refusal)
      throw APIFailure(request: request, answer: answer, json: json, caller: caller).error(about: caller.server)
    }
    guard reading.scanner.isComplete else {
      throw TicketServiceError(.unreadable, context: "the \(list.name) of \(caller.server)")
    }
    return answer
  }

  /// The row that the text is.
  static func row(_ text: [UInt8]) -> APIRow? { (try? JSONReader.value(text)).flatMap(APIRow.init) }
}
