import ConsoleCore
import TicketCore
import Testing
import Worker

/// A moment of a shift that has a golden screen.
struct Scene: Sendable, CustomTestStringConvertible {
  let name: String
  let play: @Sendable (ScreenWorld) -> Void

  var testDescription: String { name }

  init(_ name: String, _ play: @escaping @Sendable (ScreenWorld) -> Void) {
    self.name = name
    self.play = play
  }

  /// Over a board that is filled.
  private static func filled(_ name: String, _ play: @escaping @Sendable (ScreenWorld) -> Void) -> Scene {
    Scene(name) { world in
      world.fill()
      play(world)
    }
  }
}

// MARK: The board

extension Scene {
  static let board = filled("board") { _ in }
  static let failed = filled("board-failed") { $0.press("4") }

  static let boards = [
    board, failed,
    Scene("board-empty") { $0.refresh() },
    Scene("board-loading") { $0.refresh(feed: .loading(0.42)) },
    filled("board-reloading") { $0.refresh(lock: $0.lock, feed: .reloading(0.07)) },
    filled("board-stale") { $0.refresh(lock: $0.lock, feed: .stale("ticket_results.jsonl: Permission denied (13)")) },
    filled("board-unfinished") { $0.refresh(lock: $0.lock, feed: .unfinished(.results)) },
    filled("board-paused") { world in
      world.press("p")
      world.submit(["mode": "FULL", "reason": "정지 중에 온 티켓"])
      world.refresh(lock: world.lock)
      world.wait(seconds: 4)
    },
    filled("board-not-written") { world in
      world.send(.stepped(.text("none"), .failure(TicketServiceError(.diskFull, context: "ticket_results.jsonl"))))
      world.wait(seconds: 3)
      world.press(.up)
    },
    filled("board-write-unknown") { world in
      let lost = TicketServiceError(.answerLost, context: "http://127.0.0.1:8000: Timeout was reached")
      world.send(.stepped(.text("none"), .failure(lost)))
      world.wait(seconds: 3)
      world.press(.up)
    },
    filled("board-follow") { $0.press("3", "f") },
    filled("board-hangul") { $0.press("ㅓ") },
    filled("board-moved-on") { world in
      world.press("2")
      guard let id = world.console.selected else { return }
      world.take(.complete(.done, message: "SUCCESS"), id)
      world.refresh(lock: world.lock)
    },
  ]
}

// MARK: The worker

extension Scene {
  private static func worker(
    _ name: String, lock: Int? = ScreenWorld.pid, _ phase: @escaping @Sendable (ScreenWorld) -> WorkerPhase
  ) -> Scene {
    filled("worker-\(name)") { world in
      world.send(.worker(phase(world)))
      world.refresh(lock: lock.map(world.lock))
    }
  }

  private static let ticket = WorkerTicket(id: .text("none"), type: .known(.reconcile))

  static let workers = [
    worker("off", lock: nil) { _ in .off },
    worker("off-locked", lock: 4242) { _ in .off },
    worker("starting", lock: nil) { _ in .acquiring },
    worker("blocked", lock: 4242) { .blocked(WorkerLockError(.locked($0.lock), context: "worker.lock")) },
    worker("lock-unusable", lock: nil) { _ in
      .blocked(WorkerLockError(.unusable, context: "state/worker.lock", errno: 13))
    },
    worker("idle") { _ in .idle },
    worker("working") { .working(ticket, since: $0.clock.now()) },
    worker("retrying") { _ in .retrying(ticket, after: TicketServiceError(.diskFull, context: "ticket_results.jsonl"))
    },
    worker("stopping") { _ in .stopping(ticket) },
  ]
}

// MARK: What lies over the board

extension Scene {
  static let layers = [
    filled("detail") { $0.press(.enter) },
    filled("detail-done") { $0.press("3", .enter, .down, .pageDown) },
    filled("detail-stuck") { $0.press("2", .down, .enter) },
    filled("confirm-consume") { $0.press("c") },
    filled("confirm-done") { world in
      world.press("2", "D")
      world.type("재실행 확인함")
    },
    filled("confirm-failed") { $0.press("2", "X") },
    filled("confirm-late") { world in
      world.press("2", "D")
      world.type("재실행 확인함")
      guard let id = world.console.selected else { return }
      world.take(.complete(.failed, message: "elsewhere"), id)
      world.refresh(lock: world.lock)
    },
    filled("confirm-quit") { world in
      world.press("n", "r")
      world.type("정산")
      world.press(.control("c"))
    },
    filled("new-ticket") { world in
      world.press("n", "p")
      world.type("초안")
      world.press(.escape, "n", .down)
    },
    filled("console-form") { world in
      world.press("n", "r")
      world.type("정산 불일치")
    },
    filled("console-form-preview") { world in
      world.press("n", "r")
      world.type("정산 불일치")
      world.press(.control("p"))
    },
    filled("problems-none") { $0.press("!") },
    filled("problems") { world in
      world.problems()
      world.press("!", .down)
    },
    filled("messages") { world in
      world.messages()
      world.press("@")
    },
    filled("message-line") { $0.messages() },
    filled("help") { $0.press("?") },
    filled("help-search") { world in
      world.press("?")
      world.type("worker")
    },
    filled("help-form") { $0.press("n", "r", .function(1)) },
    filled("palette") { $0.press(":") },
    filled("palette-query") { world in
      world.press(":")
      world.type("co")
      world.press(.down)
    },
    filled("palette-nothing") { world in
      world.press(":")
      world.type("zzz")
    },
  ]

  // MARK: The filter

  /// Types a filter; its words in records are found at once, or not at all.
  private static func filtered(_ name: String, _ text: String, searches: Bool = true, keys: [Key] = []) -> Scene {
    filled("filter-\(name)") { world in
      world.press("/")
      world.type(text)
      if searches { world.search() }
      for key in keys { world.press(key) }
    }
  }

  static let filters = [
    filtered("empty", ""),
    filtered("typed", "status:open,done wjd -drift"),
    filtered("kept", "정산 by:worker_4242", keys: [.enter]),
    filtered("searching", "wjdtks", searches: false),
    filtered("nothing", "type:reports age:>3h", keys: [.enter]),
    filtered("wrong", "stauts:open full"),
    filtered("wrong-kept", "full status:OPNE", keys: [.enter]),
    filtered("unfinished", "since:10"),
    filtered("detail", "시뮬레이션", keys: [.enter, "4", .enter]),
  ]

  static let all = boards + workers + layers + filters
}
