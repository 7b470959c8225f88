/// The join of the two logs, as a pure fold over their records (contract: Ticket Result V1, 2-B and 3).
///
/// Each log's records come in file order; how the two are mixed changes nothing in the end, for a result that comes
/// before its request waits for it. A board of the first bytes of both logs is what folding just those gives.
/// A value: no thread rules.
public struct TicketsBoard: Sendable {
  var entries = ContiguousArray<TicketEntry>()
  var index = TicketIndex()
  private(set) var texts = Symbols()
  private var sets = TicketSets()
  private var waiting: [Ticket.ID: [ResultRecord]] = [:]
  private var problemList = ProblemList()
  private var orphans = OrphanList()

  /// How far the logs were read.
  public private(set) var cursor = BoardCursor()
  /// Results that wait for their request, on lines that are no problem otherwise.
  public var orphanCount: Int { orphans.count }
  /// Counts the changes to tickets since the board was empty.
  public var revision: Int { recent.count }
  /// The last of these changes.
  public private(set) var recent = RecentChanges()
  /// Tells this board, and all that grows out of it, from one that was made anew.
  public let generation = UInt64.random(in: .min ... .max)

  /// No tickets: the board of empty logs.
  public init() {}

  // MARK: Folding

  /// Takes the next request line. A second one of the same id is a problem.
  public mutating func apply(_ record: RequestRecord) {
    guard ordinal(of: record.requestID) == nil else {
      return note(Problem(file: .requests, place: record.place, reason: .duplicateRequest))
    }
    let ordinal = entries.count
    entries.append(entry(for: record))
    insert(record.requestID, ordinal: ordinal)
    sets[.open].insert(ordinal)
    recent.note(RecentChanges.Step(ordinal, .requests, at: record.place.offset))
    guard !waiting.isEmpty, let results = waiting.removeValue(forKey: record.requestID) else { return }
    for result in results {
      orphans.settle(result.place)
      step(ordinal, by: result)
    }
  }

  /// Takes the next result line. A step that the state machine does not have is a problem and changes nothing.
  public mutating func apply(_ record: ResultRecord) {
    guard let ordinal = ordinal(of: record.requestID) else {
      orphans.append(record.place)
      return waiting[record.requestID, default: []].append(record)
    }
    step(ordinal, by: record)
  }

  /// Takes a line that is no record.
  public mutating func note(_ problem: Problem) {
    if problem.file == .results { orphans.settle(problem.place) }
    problemList.insert(problem)
  }

  /// Remembers that `file` was read up to the byte `offset`.
  public mutating func read(_ file: LogFile, to offset: Int) { cursor[file] = offset }

  private mutating func insert(_ id: Ticket.ID, ordinal: Int) {
    // Held only until here: a second holder would make each later change copy them.
    let (entries, texts) = (entries, texts)
    index.insert(id, ordinal: ordinal) { entries[$0].id(in: texts) }
  }

  private mutating func step(_ ordinal: Int, by record: ResultRecord) {
    let from = entries[ordinal].status
    guard from.accepts(record.status) else {
      let reason = Problem.Reason.illegalStep(from: from, to: record.status)
      return note(Problem(file: .results, place: record.place, reason: reason))
    }
    sets[from].remove(ordinal)
    sets[record.status].insert(ordinal)
    entries[ordinal].status = record.status
    if from == .open {
      entries[ordinal].consumedOffset = record.place.offset
      entries[ordinal].consumedLine = UInt32(clamping: record.place.line)
      entries[ordinal].processor = texts.number(of: record.processor)
    } else {
      entries[ordinal].completedOffset = record.place.offset
      entries[ordinal].completedLine = UInt32(clamping: record.place.line)
    }
    if let time = record.processedAt {
      entries[ordinal].lastAt = max(entries[ordinal].lastAt, time.microseconds)
      entries[ordinal].lastZone = PackedZone(time.zone)
    }
    recent.note(RecentChanges.Step(ordinal, .results, at: record.place.offset))
  }

  private mutating func entry(for record: RequestRecord) -> TicketEntry {
    var (high, low, isText): (UInt64, UInt64, Bool)
    switch record.requestID {
    case .uuid(let idHigh, let idLow): (high, low, isText) = (idHigh, idLow, false)
    case .text(let text): (high, low, isText) = (0, UInt64(texts.number(of: text)), true)
    }
    return TicketEntry(
      idHigh: high, idLow: low,
      requestedAt: record.requestedAt?.microseconds ?? TicketEntry.noTime,
      lastAt: record.requestedAt?.microseconds ?? TicketEntry.noTime,
      requestOffset: record.place.offset, consumedOffset: TicketEntry.noOffset, completedOffset: TicketEntry.noOffset,
      requestLine: UInt32(clamping: record.place.line), consumedLine: 0, completedLine: 0,
      reasonHash: record.reasonHash,
      type: texts.number(of: record.type.text), mode: record.mode.map { texts.number(of: $0) } ?? TicketEntry.none,
      processor: TicketEntry.none, lastZone: PackedZone(record.requestedAt?.zone ?? .unwritten), status: .open,
      idIsText: isText)
  }

  // MARK: Reading

  /// All tickets; ordinals run from 0 to one less.
  public var count: Int { entries.count }

  /// The tickets of one status.
  public func count(_ status: TicketStatus) -> Int { sets[status].count }

  /// The ordinals of the tickets of one status, in file order.
  public func tickets(_ status: TicketStatus) -> TicketSet { sets[status] }

  /// The ordinal of a ticket; nil if there is none with this id.
  public func ordinal(of id: Ticket.ID) -> Int? { index.find(id) { self.id(at: $0) == id } }

  /// The ticket of an id; nil if there is none.
  public func ticket(_ id: Ticket.ID) -> Ticket? { ordinal(of: id).map { ticket(at: $0) } }

  /// The ticket at an ordinal, which must be below `count`.
  public func ticket(at ordinal: Int) -> Ticket {
    let entry = entries[ordinal]
    return Ticket(
      id: id(at: ordinal), ordinal: ordinal, type: Ticket.TypeName(texts[entry.type]),
      mode: entry.mode == TicketEntry.none ? nil : texts[entry.mode],
      status: entry.status, requestedAt: requestedAt(entry), lastAt: lastAt(entry),
      processor: entry.processor == TicketEntry.none ? nil : texts[entry.processor],
      request: RecordPlace(offset: entry.requestOffset, line: Int(entry.requestLine)),
      consumed: place(entry.consumedOffset, entry.consumedLine),
      completed: place(entry.completedOffset, entry.completedLine))
  }

  /// The status of the ticket at an ordinal, which must be below `count`.
  public func status(at ordinal: Int) -> TicketStatus { entries[ordinal].status }

  /// The id of the ticket at an ordinal, which must be below `count`.
  public func id(at ordinal: Int) -> Ticket.ID { entries[ordinal].id(in: texts) }

  /// The problems of one log in file order. Results that still wait for their request are among them as orphans.
  public func problems(_ file: LogFile) -> [Problem] {
    switch file {
    case .requests: problemList[.requests]
    case .results: orphans.merged(into: problemList[.results])
    }
  }

  /// How many problems a log has, orphans included, without listing them.
  public func problemCount(_ file: LogFile) -> Int {
    problemList[file].count + (file == .results ? orphanCount : 0)
  }

  /// OPEN tickets that ask for the same, in file order. Equal hashes are not yet equal reasons: read the records.
  public func openTickets(type: RequestType, mode: String?, reasonHash: UInt32) -> [Int] {
    var found: [Int] = []
    guard let type = texts.existing(type.rawValue),
      let mode = mode.map({ texts.existing($0) }) ?? TicketEntry.none
    else { return [] }
    sets[.open].forEach {
      let entry = entries[$0]
      if entry.reasonHash == reasonHash, entry.type == type, entry.mode == mode { found.append($0) }
    }
    return found
  }

  private func requestedAt(_ entry: TicketEntry) -> Timestamp? {
    entry.requestedAt == TicketEntry.noTime ? nil : Timestamp(microseconds: entry.requestedAt)
  }

  private func lastAt(_ entry: TicketEntry) -> Timestamp? {
    entry.lastAt == TicketEntry.noTime ? nil : Timestamp(microseconds: entry.lastAt, zone: entry.lastZone.zone)
  }

  private func place(_ offset: Int, _ line: UInt32) -> RecordPlace? {
    offset == TicketEntry.noOffset ? nil : RecordPlace(offset: offset, line: Int(line))
  }
}
