import TicketCore
import Worker

@testable import ConsoleCore

/// A console at random: keys, sizes, time, logs, worker and answers, always the same for one seed.
struct HostileShift {
  private(set) var console: ConsoleState
  private var log: HostileLog
  private var generator: SplitMix64
  private var now = StandingClock().now()
  private var moment = Duration.zero

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    log = HostileLog(seed: seed &+ 1_000)
    let language: Language = seed.isMultiple(of: 2) ? .korean : .english
    let settings = ConsoleSettings(
      language: language, borders: seed.isMultiple(of: 3) ? .ascii : .lines, asciiOnly: seed.isMultiple(of: 5),
      folder: HostileText.string(upTo: 40, using: &generator))
    console = ConsoleState(settings: settings, size: Size(columns: 120, rows: 40), now: now)
  }

  var world: World { World(board: log.board, records: log) }

  /// Lets something happen.
  mutating func next() -> ConsoleEvent {
    let event = event()
    moment += .milliseconds(Int.random(in: 0...700, using: &generator))
    if console.update(event, world, at: moment).contains(.quit) {
      console = ConsoleState(settings: console.settings, size: console.size, now: now)
    }
    return event
  }

  /// Whether nothing but a key may move the selection.
  var isBound: Bool { !console.board.follows && !console.board.isProvisional }

  /// Whether a selection is what it must be after something that was no key.
  func keeps(_ selected: Ticket.ID?) -> Bool {
    guard let selected else { return true }
    let isThere = console.board.shown(log.board).ticket(selected) != nil
    return console.selected == selected || !isThere && console.feed.isSettled
  }

  private mutating func event() -> ConsoleEvent {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<11: return .key(key())
    case 11: return .resize(size())
    case 12:
      now = Timestamp(microseconds: now.microseconds + Int64.random(in: -9_000_000...900_000_000, using: &generator))
      return .tick(now)
    case 13: return .worker(phase(), workerEvent())
    case 14: return .message(.error, text())
    case 15: return .reloaded(text())
    case 16: return answer()
    default:
      for _ in 0..<Int.random(in: 0...30, using: &generator) { log.change(at: now) }
      return .boardChanged(feed(), lock: Bool.random(using: &generator) ? lock() : nil)
    }
  }

  private mutating func answer() -> ConsoleEvent {
    let error = TicketServiceError(.busy, context: text())
    let type = RequestType.allCases.randomElement(using: &generator) ?? .reconcile
    let id = Ticket.ID.random(using: &generator)
    let step = StepReceipt(requestID: id, newStatus: .done, resultID: id)
    let submitted = SubmitReceipt(requestID: id, requestedAt: now)
    return [
      .submitted(type, .failure(error)), .submitted(type, .success(submitted)), .stepped(id, .failure(error)),
      .stepped(id, .success(step)),
    ].randomElement(using: &generator) ?? .tick(now)
  }

  private mutating func phase() -> WorkerPhase {
    let ticket = WorkerTicket(id: .text(text() + "x"), type: .foreign(text()))
    let error = TicketServiceError(.unwritable, context: text())
    return [
      .off, .acquiring, .blocked(WorkerLockError(.locked(lock()), context: text())), .choosing, .idle,
      .blocked(WorkerLockError(.unusable, context: text())), .working(ticket, since: now),
      .retrying(ticket, after: error), .stopping(ticket),
    ].randomElement(using: &generator) ?? .off
  }

  private mutating func workerEvent() -> WorkerEvent? {
    let ticket = WorkerTicket(id: .text(text() + "x"), type: .foreign(text()))
    let error = TicketServiceError(.diskFull, context: text())
    return [
      nil, .acquired(tookOverFrom: nil), .acquired(tookOverFrom: lock()), .took(ticket), .completed(ticket),
      .blocked(WorkerLockError(.locked(lock()), context: text())), .retrying(ticket, error), .lockLost,
      .failed(.service(error)),
    ].randomElement(using: &generator) ?? nil
  }

  private mutating func lock() -> LockHolder {
    let pid = Bool.random(using: &generator) ? Int.random(in: 0...9, using: &generator) : nil
    return LockHolder(pid: pid, acquiredAt: now, isAlive: Bool.random(using: &generator), content: text())
  }

  private mutating func feed() -> FeedStatus {
    [.live, .live, .live, .loading(0.5), .reloading(2), .stale(text()), .unfinished(.results)]
      .randomElement(using: &generator) ?? .live
  }

  private mutating func size() -> Size {
    let least = Int.random(in: 0..<4, using: &generator) == 0 ? Size(columns: 1, rows: 1) : Size(columns: 40, rows: 10)
    let most = [(300, 100), (120, 40), (110, 24), (60, 20)].randomElement(using: &generator) ?? (80, 24)
    return Size(
      columns: .random(in: least.columns...most.0, using: &generator),
      rows: .random(in: least.rows...most.1, using: &generator))
  }

  private mutating func text() -> String { HostileText.string(upTo: 80, using: &generator) }

  private mutating func key() -> Key {
    let tables: [KeyTable] = [.board, .list, .detail, .newTicket, .typing]
    let bound = tables.randomElement(using: &generator)?.bindings.flatMap(\.keys).randomElement(using: &generator)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<4: return bound ?? .enter
    case 4..<6:
      return (["!", "@", "?", ":", "n", "r", "c", "D", .enter, .escape] as [Key]).randomElement(using: &generator)
        ?? "?"
    case 6: return FormKey.any(using: &generator)
    case 7: return .paste(text())
    default: return .character(Character(HostileText.scalar(using: &generator)))
    }
  }
}

extension FormKey {
  fileprivate static func any(using generator: inout SplitMix64) -> Key {
    TicketForm.keys.flatMap(\.keys).randomElement(using: &generator) ?? .enter
  }
}
