import ConsoleCore
import Synchronization
import TicketCore
import Testing

/// A console over tickets in memory, at a moment that stands still until a test moves it.
final class ScreenWorld {
  let clock = StandingClock()
  let service: InMemoryTicketService
  var console: ConsoleState
  private(set) var effects: [Effect] = []

  init(
    _ language: Language = .korean, columns: Int = 120, rows: Int = 40, asciiOnly: Bool = false
  ) {
    service = InMemoryTicketService(clock: clock, generator: SplitMix64(seed: 7))
    let settings = ConsoleSettings(
      language: language, borders: asciiOnly ? .ascii : .lines, asciiOnly: asciiOnly, folder: "state")
    console = ConsoleState(settings: settings, size: Size(columns: columns, rows: rows), now: clock.now())
  }

  var world: World { World(board: service.currentBoard, records: service) }
  var frame: Frame { console.view(world) }

  func send(_ event: ConsoleEvent) { effects += console.update(event, world) }

  func press(_ keys: Key...) { for key in keys { send(.key(key)) } }

  func type(_ text: String) { for character in text { send(.key(.character(character))) } }

  /// The board changed, and the console hears of it.
  func refresh(lock: LockHolder? = nil, feed: FeedStatus = .live) {
    send(.boardChanged(feed, lock: lock))
  }

  func wait(seconds: Int) {
    clock.advance(seconds: seconds)
    send(.tick(clock.now()))
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

  func take(_ step: TicketStep, _ id: Ticket.ID) {
    do { _ = try service.take(step, of: id, fence: nil) } catch { Issue.record("\(error)") }
  }

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

  var lock: LockHolder {
    LockHolder(pid: 4242, acquiredAt: Timestamp(microseconds: clock.now().microseconds - 12_000_000), isAlive: true, content: "")
  }

  private static let payloads: [(RequestType, JSONValue)] = [
    (.reconcile, ["mode": "FULL", "reason": "일일 정산 불일치 확인"]),
    (.reports, ["mode": "RE-EVALUATE", "scope": "PHASE_C_LATEST", "reason": "보고서 재생성 (지표 정의 변경)"]),
    (.acknowledge, ["message_id": "push_20260103_143000_001"]),
    (.reconcile, ["mode": "INCREMENTAL", "reason": "Nightly drift check"]),
  ]
}

/// Time that only tests move: 2026-01-03 14:20:00 in Korea at first.
final class StandingClock: TicketClock, Sendable {
  private let microseconds = Mutex<Int64>(1_767_417_600_000_000)

  func now() -> Timestamp { microseconds.withLock { Timestamp(microseconds: $0) } }

  func advance(seconds: Int) { microseconds.withLock { $0 += Int64(seconds) * 1_000_000 } }
}
