/// The join of the two logs, as a pure fold over their records (contract: Ticket Result V1, 2-B and 3).
///
/// Each log's records come in file order; how the two are mixed changes nothing in the end, for a result that comes
/// before its request waits for it. A board of the first bytes of both logs is what folding just those gives.
/// A value: no thread rules.
public struct TicketsBoard: Sendable {
  var entries = TicketEntries()
  var kinds = TicketKinds()
  var texts = Symbols()
  var traces = TraceTexts()
  var index = TicketIndex()
  var sets = TicketSets()
  var blockFacts = TicketBlocks()
  var waiting: [TicketKey: [WaitingResult]] = [:]
  var problemList = ProblemList()
  var orphans = OrphanList()

  /// How far the logs were read.
  public internal(set) var cursor = BoardCursor()
  /// Results that wait for their request, on lines that are no problem otherwise.
  public var orphanCount: Int { orphans.count }
  /// Counts the changes to tickets since the board was empty.
  public var revision: Int { recent.count }
  /// The last of these changes.
  public internal(set) var recent = RecentChanges()
  /// Tells this board, and all that grows out of it, from one that was made anew.
  public let generation = UInt64.random(in: .min ... .max)

  /// No tickets: the board of empty logs.
  public init() {}

  // MARK: Folding

  /// Takes the next request line. A second one of the same id is a problem.
  public mutating func apply(_ record: RequestRecord) {
    var batch = RecordBatch()
    batch.add(record)
    take(batch, lineBase: 0)
  }

  /// Takes the next result line. A step that the state machine does not have is a problem and changes nothing.
  public mutating func apply(_ record: ResultRecord) {
    var batch = RecordBatch()
    batch.add(record)
    take(batch, lineBase: 0)
  }

  /// Takes a line that is no record.
  public mutating func note(_ problem: Problem) {
    if problem.file == .results { orphans.settle(problem.place) }
    problemList.insert(problem)
  }

  /// Takes all problems that there are, in the place of those that were.
  public mutating func replaceProblems(_ problems: [Problem]) {
    problemList = ProblemList()
    orphans = OrphanList()
    for problem in problems { problemList.insert(problem) }
  }

  /// Takes the next lines of a log, before which it has `lineBase` others.
  package mutating func take(_ batch: borrowing RecordBatch, lineBase: Int) {
    let texts = batch.texts.numbers { self.texts.number(of: $0) }
    let kinds = batch.kinds.numbers { self.kinds.number(of: $0) }
    // First: what is wrong with a line by itself is its problem, whatever its record finds on the board.
    for problem in batch.problems { note(problem.behind(lineBase)) }
    // First all of them: looking for many at once, the processor waits for memory once instead of each time.
    let known = batch.requests.map { index.find($0.key.renumbered(texts), in: entries) }
    var late: [Problem] = []
    for (request, known) in zip(batch.requests, known) {
      let key = request.key.renumbered(texts)
      let place = request.place.place(behind: lineBase)
      guard known == nil, index.find(key, in: entries) == nil else {
        note(Problem(file: .requests, place: place, reason: .duplicateRequest))
        continue
      }
      let trace = batch.withTrace(of: request) { traces.append($0) }
      late += add(TicketEntry(request, key: key, place: place, kind: kinds[Int(request.kind)], trace: trace))
    }
    problemList.merge(late, of: .results)
    let ordinals = batch.results.map { index.find($0.key.renumbered(texts), in: entries) }
    for (result, ordinal) in zip(batch.results, ordinals) {
      let processor = texts[Int(result.processor)]
      let waiting = WaitingResult(result, place: result.place.place(behind: lineBase), processor: processor)
      if let ordinal {
        if let problem = step(ordinal, by: waiting) { note(problem) }
      } else {
        wait(waiting, for: result.key.renumbered(texts))
      }
    }
  }

  /// Makes room for `count` tickets in all, where so many are likely to come.
  package mutating func reserve(_ count: Int) { index.reserve(count, in: entries) }

  /// Remembers that `file` was read up to the byte `offset`.
  public mutating func read(_ file: LogFile, to offset: Int) { cursor[file] = offset }

  /// The problems of results that waited for it.
  private mutating func add(_ entry: TicketEntry) -> [Problem] {
    let ordinal = entries.count
    entries.append(entry)
    index.insert(entry.key, ordinal: ordinal, in: entries)
    sets[.open].insert(ordinal)
    blockFacts.note(entry, at: ordinal)
    recent.note(RecentChanges.Step(ordinal, .requests, at: entry.request.offset))
    guard !waiting.isEmpty, let results = waiting.removeValue(forKey: entry.key) else { return [] }
    return results.compactMap { result in
      orphans.settle(result.place)
      return step(ordinal, by: result)
    }
  }

  private mutating func wait(_ result: WaitingResult, for key: TicketKey) {
    if !problemList.holds(result.place, of: .results) { orphans.append(result.place) }
    waiting[key, default: []].append(result)
  }

  /// The problem that it is, where the state machine has no such step.
  private mutating func step(_ ordinal: Int, by result: WaitingResult) -> Problem? {
    let from = entries[ordinal].status
    guard from.accepts(result.status) else {
      let reason = Problem.Reason.illegalStep(from: from, to: result.status)
      return Problem(file: .results, place: result.place, reason: reason)
    }
    sets[from].remove(ordinal)
    sets[result.status].insert(ordinal)
    entries[ordinal].step(by: result)
    blockFacts.note(step: result, of: ordinal)
    recent.note(RecentChanges.Step(ordinal, .results, at: result.place.offset))
    return nil
  }

  // MARK: Reading

  /// All tickets; ordinals run from 0 to one less.
  public var count: Int { entries.count }

  /// The tickets of one status.
  public func count(_ status: TicketStatus) -> Int { sets[status].count }

  /// The ordinals of the tickets of one status, in file order.
  public func tickets(_ status: TicketStatus) -> TicketSet { sets[status] }

  /// The ordinal of a ticket; nil if there is none with this id.
  public func ordinal(of id: Ticket.ID) -> Int? {
    TicketKey(id, in: texts).flatMap { index.find($0, in: entries) }
  }

  /// The ticket of an id; nil if there is none.
  public func ticket(_ id: Ticket.ID) -> Ticket? { ordinal(of: id).map { ticket(at: $0) } }

  /// The ticket at an ordinal, which must be below `count`.
  public func ticket(at ordinal: Int) -> Ticket {
    let entry = entries[ordinal]
    let kind = kinds[entry.kind]
    return Ticket(
      id: entry.key.id(in: texts), ordinal: ordinal, type: kind.type, mode: kind.mode, status: entry.status,
      requestedAt: requestedAt(entry), lastAt: lastAt(entry),
      processor: processor(at: ordinal),
      request: entry.request.place ?? .unknown, consumed: entry.consumed.place, completed: entry.completed.place)
  }

  /// The status of the ticket at an ordinal, which must be below `count`.
  public func status(at ordinal: Int) -> TicketStatus { entries[ordinal].status }

  /// Who took the ticket at an ordinal, which must be below `count`; nil while it is OPEN.
  public func processor(at ordinal: Int) -> String? {
    let number = entries[ordinal].processor
    return number == TicketEntry.none ? nil : texts[number]
  }

  /// `Ticket.lastAt` of the ticket at an ordinal, which must be below `count`.
  public func lastAt(at ordinal: Int) -> Timestamp? { lastAt(entries[ordinal]) }

  /// The id of the ticket at an ordinal, which must be below `count`.
  public func id(at ordinal: Int) -> Ticket.ID { entries[ordinal].key.id(in: texts) }

  /// The `trace_id` of the ticket at an ordinal, which must be below `count`; nil where it has none, or one of more than
  /// 1,024 bytes.
  public func trace(at ordinal: Int) -> String? {
    let place = entries[ordinal].trace
    return place == TicketEntry.none ? nil : traces.withBytes(at: place) { String(decoding: $0, as: UTF8.self) }
  }

  /// The problems of one log in file order. Results that still wait for their request are among them as orphans.
  public func problems(_ file: LogFile) -> [Problem] {
    switch file {
    case .requests: problemList[.requests]
    case .results: orphans.merged(into: problemList[.results])
    }
  }

  /// Those of the same at some ranks, as far as there are any; costs what it gives, not what there is.
  public func problems(_ file: LogFile, at ranks: Range<Int>) -> [Problem] {
    switch file {
    case .requests: Array(problemList[.requests][ranks.clamped(to: problemList[.requests].indices)])
    case .results: orphans.merged(into: problemList[.results], at: ranks)
    }
  }

  /// How many problems a log has, orphans included, without listing them.
  public func problemCount(_ file: LogFile) -> Int {
    problemList[file].count + (file == .results ? orphanCount : 0)
  }

  /// OPEN tickets that ask for the same, in file order. Equal hashes are not yet equal reasons: read the records.
  public func openTickets(type: RequestType, mode: String?, reasonHash: UInt32) -> [Int] {
    var found: [Int] = []
    let wanted = Set(kinds.numbers { $0.type == .known(type) && $0.mode == mode })
    guard !wanted.isEmpty else { return [] }
    sets[.open].forEach {
      let entry = entries[$0]
      if entry.reasonHash == reasonHash, wanted.contains(entry.kind) { found.append($0) }
    }
    return found
  }

  private func requestedAt(_ entry: TicketEntry) -> Timestamp? {
    entry.requestedAt == TicketEntry.noTime ? nil : Timestamp(microseconds: entry.requestedAt)
  }

  private func lastAt(_ entry: TicketEntry) -> Timestamp? {
    entry.lastAt == TicketEntry.noTime ? nil : Timestamp(microseconds: entry.lastAt, zone: entry.lastZone.zone)
  }
}
