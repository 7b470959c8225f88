/// The records and problems of some consecutive lines of one log, in file order, on their way to the board.
///
/// Compact and without pointers, so that any thread may fill it, far from the board. Its texts are numbered in the batch.
package struct RecordBatch: Sendable {
  struct Request {
    let key: TicketKey
    let kind: UInt32
    let trace: Range<UInt32>
    let reasonHash: UInt32
    let requestedAt: Int64
    let zone: PackedZone
    let place: PackedPlace

    init(
      key: TicketKey, kind: UInt32, trace: Range<UInt32>, reasonHash: UInt32, requestedAt: Timestamp?,
      place: RecordPlace
    ) {
      self.key = key
      self.kind = kind
      self.trace = trace
      self.reasonHash = reasonHash
      self.requestedAt = requestedAt?.microseconds ?? TicketEntry.noTime
      zone = PackedZone(requestedAt?.zone ?? .unwritten)
      self.place = PackedPlace(place)
    }
  }

  struct Result {
    let key: TicketKey
    let status: TicketStatus
    let processor: UInt32
    let processedAt: Int64
    let zone: PackedZone
    let place: PackedPlace

    init(key: TicketKey, status: TicketStatus, processor: UInt32, processedAt: Timestamp?, place: RecordPlace) {
      self.key = key
      self.status = status
      self.processor = processor
      self.processedAt = processedAt?.microseconds ?? TicketEntry.noTime
      zone = PackedZone(processedAt?.zone ?? .unwritten)
      self.place = PackedPlace(place)
    }
  }

  private(set) var requests = ContiguousArray<Request>()
  private(set) var results = ContiguousArray<Result>()
  private(set) var problems: [Problem] = []
  private(set) var texts = Symbols()
  private(set) var kinds = Symbols()
  private(set) var traces = ContiguousArray<UInt8>()
  private var kindBytes = ContiguousArray<UInt8>()

  /// Empty.
  package init() {}

  package var requestCount: Int { requests.count }

  /// Forgets everything but its memory.
  package mutating func removeAll() {
    requests.removeAll(keepingCapacity: true)
    results.removeAll(keepingCapacity: true)
    problems.removeAll(keepingCapacity: true)
    texts.removeAll()
    kinds.removeAll()
    traces.removeAll(keepingCapacity: true)
  }

  /// Adds a line that is no record, or was saved from a bad line.
  package mutating func add(_ problem: Problem) { problems.append(problem) }

  /// Adds a request; false if the id is empty. All texts are UTF-8.
  package mutating func addRequest(
    id: UnsafeBufferPointer<UInt8>, type: UnsafeBufferPointer<UInt8>, mode: UnsafeBufferPointer<UInt8>?,
    reason: UnsafeBufferPointer<UInt8>?, trace: UnsafeBufferPointer<UInt8>?, requestedAt: Timestamp?, place: RecordPlace
  ) -> Bool {
    guard let key = key(id) else { return false }
    let traceStart = UInt32(traces.count)
    if let trace { traces.append(contentsOf: trace) }
    requests.append(
      Request(
        key: key, kind: kind(type, mode), trace: traceStart..<UInt32(traces.count),
        reasonHash: reason.map { TextHash.hash(utf8: $0) } ?? 0, requestedAt: requestedAt, place: place))
    return true
  }

  /// Adds a result; false if the id is empty. All texts are UTF-8.
  package mutating func addResult(
    id: UnsafeBufferPointer<UInt8>, status: TicketStatus, processor: UnsafeBufferPointer<UInt8>?,
    processedAt: Timestamp?, place: RecordPlace
  ) -> Bool {
    guard let key = key(id) else { return false }
    results.append(
      Result(
        key: key, status: status,
        processor: texts.number(of: processor ?? UnsafeBufferPointer(start: nil, count: 0)),
        processedAt: processedAt, place: place))
    return true
  }

  mutating func add(_ record: RequestRecord) {
    let start = UInt32(traces.count)
    traces.append(contentsOf: (record.trace ?? "").utf8)
    requests.append(
      Request(
        key: key(record.requestID), kind: kind(of: record), trace: start..<UInt32(traces.count),
        reasonHash: record.reasonHash, requestedAt: record.requestedAt, place: record.place))
  }

  mutating func add(_ record: ResultRecord) {
    results.append(
      Result(
        key: key(record.requestID), status: record.status, processor: texts.number(of: record.processor),
        processedAt: record.processedAt, place: record.place))
  }

  /// The last result as a record of its own.
  package var lastResult: ResultRecord? {
    results.last.map { result in
      ResultRecord(
        requestID: result.key.id(in: texts), status: result.status, processor: texts[result.processor],
        processedAt: result.time, place: result.place.place ?? .unknown)
    }
  }

  /// The bytes of a request's trace; they live as long as `body` runs.
  func withTrace<R>(of request: Request, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    traces.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(request.trace.lowerBound)..<Int(request.trace.upperBound)]))
    }
  }

  private mutating func key(_ id: UnsafeBufferPointer<UInt8>) -> TicketKey? {
    guard !id.isEmpty else { return nil }
    guard let (high, low) = UUIDParser.parse(id) else { return .text(texts.number(of: id)) }
    return .uuid(high: high, low: low)
  }

  private mutating func key(_ id: Ticket.ID) -> TicketKey {
    switch id {
    case .uuid(let high, let low): .uuid(high: high, low: low)
    case .text(let text): .text(texts.number(of: text))
    }
  }

  private mutating func kind(of record: RequestRecord) -> UInt32 {
    record.type.text.withBytes { type in
      guard let mode = record.mode else { return kind(type, nil) }
      return mode.withBytes { kind(type, $0) }
    }
  }

  private mutating func kind(_ type: UnsafeBufferPointer<UInt8>, _ mode: UnsafeBufferPointer<UInt8>?) -> UInt32 {
    kindBytes.removeAll(keepingCapacity: true)
    kindBytes.append(contentsOf: type)
    if let mode {
      kindBytes.append(TicketKind.separator)
      kindBytes.append(contentsOf: mode)
    }
    return kindBytes.withUnsafeBufferPointer { kinds.number(of: $0) }
  }
}

extension RecordBatch.Result {
  var time: Timestamp? {
    processedAt == TicketEntry.noTime ? nil : Timestamp(microseconds: processedAt, zone: zone.zone)
  }
}

extension PackedPlace {
  /// The same place where `lines` more stand before it.
  func place(behind lines: Int) -> RecordPlace {
    let place = place ?? .unknown
    return RecordPlace(offset: place.offset, line: place.line + lines)
  }
}
