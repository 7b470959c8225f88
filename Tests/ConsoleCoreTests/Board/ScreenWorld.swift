import ConsoleCore
import TicketCore
import Testing

/// A console over tickets in memory, at a moment that stands still until a test moves it.
final class ScreenWorld {
  let clock = StandingClock()
  let service: InMemoryTicketService
  var console: ConsoleState
  /// The board, where a test needs one that the service cannot make: with problems, or with tickets that are gone.
  var strangeBoard: TicketsBoard?
  /// When things happen, for what is told apart by less than a second.
  var moment = Duration.zero
  private(set) var effects: [Effect] = []

  init(
    _ language: Language = .korean, columns: Int = 120, rows: Int = 40, asciiOnly: Bool = false, isOverAPI: Bool = false
  ) {
    service = InMemoryTicketService(clock: clock, generator: SplitMix64(seed: 7))
    let settings = ConsoleSettings(
      language: language, borders: asciiOnly ? .ascii : .lines, asciiOnly: asciiOnly, folder: "state",
      isOverAPI: isOverAPI, pid: Self.pid)
    console = ConsoleState(settings: settings, size: Size(columns: columns, rows: rows), now: clock.now())
  }

  var world: World { World(board: strangeBoard ?? service.currentBoard, records: service) }
  var frame: Frame { console.view(world) }

  /// The console's own process.
  static let pid = 77

  /// Another worker's.
  var lock: LockHolder { lock(pid: 4242) }

  func lock(pid: Int) -> LockHolder {
    let acquiredAt = Timestamp(microseconds: clock.now().microseconds - 12_000_000)
    return LockHolder(pid: pid, acquiredAt: acquiredAt, isAlive: true, content: "")
  }
}

// MARK: What happens

extension ScreenWorld {
  func send(_ event: ConsoleEvent) { effects += console.update(event, world, at: moment) }

  /// Presses keys at once, after a pause.
  func press(_ keys: Key...) {
    moment += .seconds(1)
    for key in keys { send(.key(key)) }
  }

  /// Types a text at once, after a pause.
  func type(_ text: String) {
    moment += .seconds(1)
    for character in text { send(.key(.character(character))) }
  }

  /// What was asked for since this was asked last.
  func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// The board changed, and the console hears of it.
  func refresh(lock: LockHolder? = nil, feed: FeedStatus = .live) {
    send(.boardChanged(feed, lock: lock))
  }

  func wait(seconds: Int) {
    clock.advance(seconds: seconds)
    moment += .seconds(seconds)
    send(.tick(clock.now()))
  }

  /// Carries out the last search that was asked for, as long as one is.
  func search() {
    for effect in takeEffects() {
      guard case .search(let search, let number) = effect else { continue }
      let isWhole = service.search(search, while: { true }) { hits, share in
        send(.found(hits, share: share, number: number))
      }
      send(.searchEnded(number: number, isWhole: isWhole))
    }
  }

  @discardableResult
  func submit(_ payload: JSONValue, type: RequestType = .reconcile, trace: String? = nil) -> Ticket.ID {
    let json: JSONValue = [
      "request_type": .string(type.rawValue), "payload": payload, "trace_id": .optional(trace),
    ]
    do {
      return try service.submit(TicketSubmission(json: json)).requestID
    } catch {
      Issue.record("\(error)")
      return .text("none")
    }
  }

  /// Submits so many, and the console hears of them.
  @discardableResult
  func submit(count: Int) -> [Ticket.ID] {
    defer { refresh() }
    return (0..<count).map { submit(["mode": "FULL", "reason": .string("ticket \($0)")]) }
  }

  func take(_ step: TicketStep, _ id: Ticket.ID) {
    do { _ = try service.take(step, of: id, fence: nil) } catch { Issue.record("\(error)") }
  }

  /// Takes and ends a ticket, and the console hears of it.
  func finish(_ id: Ticket.ID, _ outcome: TicketStep.Outcome = .done) {
    take(.consume(), id)
    take(.complete(outcome, message: "done"), id)
    refresh()
  }
}

// MARK: What there is

extension ScreenWorld {
  /// A shift's tickets: some waiting, one in progress, one stuck, some done, one failed.
  @discardableResult
  func fill() -> [Ticket.ID] {
    var ids: [Ticket.ID] = []
    for number in 0..<14 {
      clock.advance(seconds: 31)
      ids.append(submit(Self.payloads[number % 4].1, type: Self.payloads[number % 4].0, trace: "trace-\(number)"))
    }
    for id in ids[0..<5] {
      take(.consume(by: "worker_4242"), id)
      clock.advance(seconds: 1)
      take(.complete(.done, message: "SUCCESS [MOCK_ONLY]: Simulated execution for REQUEST", by: "worker_4242"), id)
    }
    take(.consume(by: "worker_17"), ids[5])
    take(.consume(by: "manual"), ids[6])
    take(.complete(.failed, message: "FAILED: 시뮬레이션 오류가 나서 다시 요청해야 합니다"), ids[6])
    take(.consume(by: "worker_4242"), ids[7])
    clock.advance(seconds: 2)
    send(.tick(clock.now()))
    refresh(lock: lock)
    return ids
  }

  /// Lines of the logs that are no records. Their text is that of good lines: the service keeps no others.
  func problems() {
    var board = service.currentBoard
    let reasons: [Problem.Reason] = [
      .notJSON, .salvaged, .duplicateRequest, .illegalStep(from: .done, to: .inProgress), .orphan,
    ]
    for (line, reason) in reasons.enumerated() {
      let place = RecordPlace(offset: 1_000 + 289 * line, line: line + 3)
      board.note(Problem(file: line < 3 ? .requests : .results, place: place, reason: reason))
    }
    strangeBoard = board
    refresh(lock: lock)
  }

  func messages() {
    send(.message(.info, "took ticket 9a27a6d7"))
    send(.message(.warning, "A stale worker lock was taken over (700 s old)."))
    wait(seconds: 86_400)
    send(.message(.error, "state/tickets/ticket_results.jsonl: 공간이 부족하여 쓰지 못했습니다. 워커가 곧 다시 시도합니다."))
    press("y")
  }

  private static let payloads: [(RequestType, JSONValue)] = [
    (.reconcile, ["mode": "FULL", "reason": "일일 정산 불일치 확인"]),
    (.reports, ["mode": "RE-EVALUATE", "scope": "PHASE_C_LATEST", "reason": "보고서 재생성 (지표 정의 변경)"]),
    (.acknowledge, ["message_id": "push_20260103_143000_001"]),
    (.reconcile, ["mode": "INCREMENTAL", "reason": "Nightly drift check"]),
  ]
}
