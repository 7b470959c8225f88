public import TicketCore

/// Every text of the screens, each once, in both languages. What TicketCore's own values say stands with them.
public struct Words: Hashable, Sendable {
  /// What is spoken.
  public let language: Language

  /// The texts in one language.
  public init(_ language: Language) { self.language = language }

  func pick(_ english: @autoclosure () -> String, _ korean: @autoclosure () -> String) -> String {
    language.pick(english(), korean())
  }
}

// MARK: The head

extension Words {
  var demo: String { pick("DEMO", "데모") }
  var live: String { pick("LIVE", "실시간") }
  var loading: String { pick("LOADING", "읽는 중") }
  var reloading: String { pick("RELOADING", "다시 읽는 중") }
  var stale: String { pick("STALE", "갱신 안 됨") }
  var notWritten: String { pick("NOT WRITTEN", "쓰기 실패") }
  /// Nobody knows whether the last write was done.
  var mayBeWritten: String { pick("UNKNOWN", "확인 필요") }
  func mayBeWritten(_ sentence: String) -> String {
    "\(mayBeWritten): " + pick("look it up before sending it again. ", "다시 보내기 전에 보드에서 찾아보세요. ") + sentence
  }
  func share(_ what: String, _ share: Double) -> String { "\(what) \(Int(max(0, min(share, 1)) * 100))%" }
  func paused(new: Int) -> String { pick("PAUSED +\(new) new", "일시정지 +\(new)건") }
  func problems(_ count: Int) -> String { pick("problems \(count)", "문제 \(count)") }
  func stuck(_ count: Int) -> String { pick("stuck \(count)", "멈춘 티켓 \(count)") }
  var following: String { pick("follow", "따라가기") }
  var hangulMode: String { "한" }
  func unfinishedLine(_ file: String) -> String {
    pick("\(file): last line unfinished", "\(file): 마지막 줄 미완성")
  }
}

// MARK: The worker

extension Words {
  var workerOff: String { pick("worker off", "워커 꺼짐") }
  var workerStarting: String { pick("worker starting", "워커 시작 중") }
  var workerIdle: String { pick("worker on, idle", "워커 켜짐, 할 일 없음") }
  func workerWorking(on type: String, since: String) -> String {
    pick("worker on: \(type) \(since)", "워커 켜짐: \(type) \(since)")
  }
  var workerWaits: String { pick("worker waits", "워커 기다림") }
  func workerWaits(for process: String, renewed: String) -> String {
    pick("worker waits for the lock of \(process), \(renewed)", "워커 기다림: \(process)의 락, \(renewed)")
  }
  /// How long ago a lock was renewed. Nobody renews that of a process which does not run.
  func renewed(_ seconds: Int, isAlive: Bool) -> String {
    let ago = ago(seconds)
    return pick(isAlive ? "renewed \(ago)" : "last renewed \(ago)", isAlive ? "\(ago) 갱신" : "마지막 갱신 \(ago)")
  }
  var workerRetries: String { pick("worker retries", "워커 재시도") }
  func workerRetrying(_ sentence: String) -> String { "\(workerRetries): \(sentence)" }
  var workerStopping: String { pick("worker stopping", "워커 멈추는 중") }
  func workerFinishing(_ type: String) -> String {
    pick("worker stopping after \(type)", "워커 멈추는 중: \(type) 마무리")
  }

  func lock(_ process: String, age: String) -> String { pick("lock: \(process), \(age)", "락: \(process), \(age)") }
  func ownLock(_ process: String, renewed: String) -> String {
    pick("its lock: \(process), \(renewed)", "이 워커의 락: \(process), \(renewed)")
  }
  func foreignLock(_ process: String, renewed: String) -> String {
    pick("lock of another worker: \(process), \(renewed)", "다른 워커의 락: \(process), \(renewed)")
  }
  func process(_ pid: Int, isAlive: Bool) -> String {
    isAlive ? "pid \(pid)" : pick("pid \(pid) (not running)", "pid \(pid) (없는 프로세스)")
  }
  var unknownProcess: String { pick("unreadable", "읽을 수 없음") }
}

// MARK: The board

extension Words {
  func columnTitle(_ status: TicketStatus) -> String { pick(status.rawValue, "\(status.rawValue) \(gloss(status))") }

  private func gloss(_ status: TicketStatus) -> String {
    switch status {
    case .open: "대기"
    case .inProgress: "진행"
    case .done: "완료"
    case .failed: "실패"
    }
  }

  func columnIsEmpty(_ status: TicketStatus) -> String {
    pick("\(status.rawValue) is empty.", "\(status.rawValue) 열이 비어 있습니다.")
  }

  /// What stands in an empty column.
  func emptyColumn(_ status: TicketStatus) -> String {
    switch status {
    case .open: pick("Nothing waits.", "대기 중인 티켓 없음")
    case .inProgress: pick("Nothing in progress.", "진행 중인 티켓 없음")
    case .done: pick("Nothing done yet.", "완료된 티켓 없음")
    case .failed: pick("Nothing failed.", "실패한 티켓 없음")
    }
  }

  var stuckMark: String { pick("stuck", "멈춤") }
  var noTicket: String { pick("No ticket selected.", "선택한 티켓 없음") }
  var notRead: String { pick("(cannot be read)", "(읽을 수 없음)") }
  var notOnBoard: String { pick("This ticket is not on the board.", "보드에 없는 티켓입니다.") }
  var firstRun: String {
    pick(
      "No tickets yet. n files one, w starts the worker that takes them one by one, ? lists every key.",
      "아직 티켓이 없습니다. n으로 새 티켓을 만들고, w로 워커를 켜면 차례로 처리합니다. ?를 누르면 모든 키가 보입니다.")
  }
  var nobodyWorks: String { pick("no worker runs, w starts it", "켜진 워커 없음, w로 켜기") }
  func movedTo(_ status: TicketStatus) -> String {
    pick("now \(status.rawValue)", "지금 \(status.rawValue) \(gloss(status))")
  }
  /// `seconds` since it was requested; nil if that is not known.
  func waiting(_ seconds: Int?, before: Int) -> String {
    let queue =
      switch before {
      case 0: pick("next in line", "다음 차례")
      case 1: pick("1 ticket before it", "앞에 1건")
      default: pick("\(before) tickets before it", "앞에 \(before)건")
      }
    guard let seconds else { return queue }
    let isToCome = seconds <= -60
    return pick(
      isToCome ? "requested \(ago(seconds)), \(queue)" : "waiting \(span(seconds)), \(queue)",
      isToCome ? "접수 시각이 \(ago(seconds)), \(queue)" : "\(span(seconds)) 대기, \(queue)")
  }
  var requested: String { pick("requested", "접수") }
  func place(file: String, line: Int, offset: Int) -> String {
    pick("\(place(file: file, line: line)), byte \(offset)", "\(place(file: file, line: line)), \(offset)바이트")
  }
  func place(file: String, line: Int) -> String { pick("\(file) line \(line)", "\(file) \(line)번째 줄") }
  func stuckReason(_ reason: StuckReason) -> String {
    switch reason {
    case .workerGone(let processor):
      pick("stuck: \(processor) does not hold the worker lock", "멈춤: \(processor)에 워커 락 없음")
    case .workerDead(let processor):
      pick("stuck: \(processor) is gone, its process does not run", "멈춤: \(processor) 프로세스가 없음")
    case .tooLong: pick("stuck: in progress for over 10 minutes", "멈춤: 10분 넘게 진행 중")
    }
  }
  func tooSmall(_ size: Size, key: String) -> String {
    pick(
      "Too small: \(size.columns)x\(size.rows), needs 40x10. \(key) quits.",
      "화면이 작습니다: \(size.columns)x\(size.rows), 40x10 이상 필요. \(key) 종료")
  }
  func tooSmallToAsk(_ text: HeldText?) -> String {
    switch text {
    case .unknown:
      pick("A form's ticket may be filed or not. Ctrl-C again quits.", "접수되었는지 알 수 없는 글이 있습니다. Ctrl-C를 다시 누르면 종료합니다.")
    case .form:
      pick("A form holds text that was not sent. Ctrl-C again quits.", "보내지 않은 글이 있습니다. Ctrl-C를 다시 누르면 종료합니다.")
    case .message:
      pick("A message was not sent. Ctrl-C again quits.", "보내지 않은 메시지가 있습니다. Ctrl-C를 다시 누르면 종료합니다.")
    case nil: pick("Ctrl-C again quits.", "Ctrl-C를 다시 누르면 종료합니다.")
    }
  }
  func lineOf(_ shown: Int, _ count: Int) -> String { "\(shown)/\(count)" }
}
