import TicketCore

/// Two logs that grow and are replaced at random, with texts made to break a screen.
struct HostileLog: TicketRecords {
  private(set) var board = TicketsBoard()
  private var lines: [LogFile: [StoredRecord]] = [:]
  private var ids: [Ticket.ID] = []
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// One change, of any sort.
  mutating func change(at now: Timestamp) {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<8: request(at: now)
    case 8..<17: result(at: now)
    case 17: board.note(Problem(file: .results, place: place(in: .results), reason: .notJSON))
    case 18:
      let place = place(in: .results)
      board.apply(ResultRecord(requestID: newID(), status: .done, processor: "x", processedAt: nil, place: place))
    default:
      if Int.random(in: 0..<10, using: &generator) == 0 { replace() }
    }
  }

  /// Another file stands at the path: nothing is left of what was there.
  private mutating func replace() {
    board = TicketsBoard()
    ids = []
    lines = [:]
  }

  private mutating func request(at now: Timestamp) {
    let id = newID()
    let (mode, reason) = (text(), text())
    let place = append(
      [
        "request_id": .string(id.description), "payload": ["mode": .string(mode), "reason": .string(reason)],
        "requested_at": .string(Bool.random(using: &generator) ? now.text : text()), "trace_id": .string(text()),
      ],
      to: .requests)
    ids.append(id)
    board.apply(
      RequestRecord(
        requestID: id, type: type(), mode: Bool.random(using: &generator) ? mode : nil, reasonHash: 0,
        trace: nil, requestedAt: Bool.random(using: &generator) ? now : nil, place: place))
  }

  private mutating func result(at now: Timestamp) {
    guard let id = ids.randomElement(using: &generator) else { return }
    let status: TicketStatus = [.inProgress, .done, .failed].randomElement(using: &generator) ?? .done
    let processor = Bool.random(using: &generator) ? "worker_\(Int.random(in: 0...9, using: &generator))" : text()
    let place = append(
      [
        "request_id": .string(id.description), "status": .string(status.rawValue), "message": .string(text()),
        "processor_id": .string(processor), "processed_at": .string(now.text),
      ], to: .results)
    board.apply(
      ResultRecord(requestID: id, status: status, processor: processor, processedAt: now, place: place))
  }

  private mutating func type() -> Ticket.TypeName {
    Bool.random(using: &generator)
      ? Ticket.TypeName(text()) : .known(RequestType.allCases.randomElement(using: &generator) ?? .reports)
  }

  private mutating func newID() -> Ticket.ID {
    Bool.random(using: &generator) ? .random(using: &generator) : Ticket.ID(text() + String(ids.count)) ?? .text("x")
  }

  private mutating func text() -> String { HostileText.string(upTo: 60, using: &generator) }

  private func place(in file: LogFile) -> RecordPlace {
    RecordPlace(offset: board.cursor[file], line: (lines[file]?.count ?? 0) + 1)
  }

  private mutating func append(_ json: JSONValue, to file: LogFile) -> RecordPlace {
    let place = place(in: file)
    let raw = JSONWriter.text(json) + text()
    lines[file, default: []].append(StoredRecord(file: file, place: place, raw: raw, json: json))
    board.read(file, to: place.offset + raw.utf8.count + 1)
    return place
  }

  // MARK: TicketRecords

  func record(at place: RecordPlace, in file: LogFile, of _: Ticket.ID) -> StoredRecord? {
    record(at: place, in: file)
  }

  private func record(at place: RecordPlace, in file: LogFile) -> StoredRecord? {
    lines[file].flatMap { $0.indices.contains(place.line - 1) ? $0[place.line - 1] : nil }
  }

  func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    record(at: place, in: file).map { String($0.raw.prefix(limit)) }
  }
}
