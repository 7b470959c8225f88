/// What the board keeps of a ticket: 80 bytes, whatever stands in its records.
struct TicketEntry: Sendable {
  static let none = UInt32.max
  static let noTime = Int64.min

  private var high: UInt64
  private var low: UInt64
  let requestedAt: Int64
  private(set) var lastAt: Int64
  let request: PackedPlace
  private(set) var consumed = PackedPlace.none
  private(set) var completed = PackedPlace.none
  private var facts: PackedFacts
  /// The number of its `TicketKind`.
  let kind: UInt32
  /// Where its text begins among the board's traces; `none` without one.
  let trace: UInt32
  /// The number of a text; `none` while OPEN.
  private(set) var processor = none
  /// `TextHash` of the reason; 0 without one.
  let reasonHash: UInt32

  /// `key`, `kind` and `trace` are those of the board, which the batch's are not.
  init(_ request: RecordBatch.Request, key: TicketKey, place: RecordPlace, kind: UInt32, trace: UInt32) {
    high = key.high
    low = key.low
    requestedAt = request.requestedAt
    lastAt = request.requestedAt
    self.request = PackedPlace(place)
    self.kind = kind
    self.trace = trace
    reasonHash = request.reasonHash
    facts = PackedFacts(status: .open, zone: request.zone, idIsText: key.isText)
  }

  var key: TicketKey { TicketKey(high: high, low: low, isText: facts.idIsText) }

  func isOf(_ key: TicketKey) -> Bool { low == key.low && high == key.high && facts.idIsText == key.isText }

  private(set) var status: TicketStatus {
    get { facts.status }
    set { facts = PackedFacts(status: newValue, zone: facts.zone, idIsText: facts.idIsText) }
  }

  /// Takes a step that the state machine has.
  mutating func step(by result: WaitingResult) {
    if status == .open {
      consumed = PackedPlace(result.place)
      processor = result.processor
    } else {
      completed = PackedPlace(result.place)
    }
    status = result.status
    guard result.processedAt != Self.noTime else { return }
    lastAt = max(lastAt, result.processedAt)
    lastZone = result.zone
  }

  /// The zone of the newest record.
  private(set) var lastZone: PackedZone {
    get { facts.zone }
    set { facts = PackedFacts(status: facts.status, zone: newValue, idIsText: facts.idIsText) }
  }
}
