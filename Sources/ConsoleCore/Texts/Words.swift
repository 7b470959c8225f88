public import TicketCore

/// Every text of the screens, each once, in both languages. What TicketCore's own values say stands with them.
public struct Words: Hashable, Sendable {
  public let language: Language

  public init(_ language: Language) { self.language = language }

  func pick(_ english: @autoclosure () -> String, _ korean: @autoclosure () -> String) -> String {
    language.pick(english(), korean())
  }
}

// MARK: The head

extension Words {
  var live: String { pick("LIVE", "실시간") }
  var loading: String { pick("LOADING", "읽는 중") }
  var reloading: String { pick("RELOADING", "다시 읽는 중") }
  var stale: String { pick("STALE", "끊김") }
  func paused(new: Int) -> String { pick("PAUSED +\(new) new", "정지 +\(new) 새 변경") }
  func problems(_ count: Int) -> String { pick("problems \(count)", "문제 \(count)") }
  func stuck(_ count: Int) -> String { pick("stuck \(count)", "멈춘 티켓 \(count)") }
  var following: String { pick("follow", "따라가기") }
  var hangulMode: String { "한" }
  func unfinishedLine(_ file: String) -> String {
    pick("\(file): last line unfinished", "\(file): 마지막 줄이 덜 쓰임")
  }
}

// MARK: The worker

extension Words {
  var workerOff: String { pick("worker off", "워커 꺼짐") }
  var workerStarting: String { pick("worker starting", "워커 시작 중") }
  var workerIdle: String { pick("worker on, idle", "워커 켜짐, 대기") }
  func workerWorking(on type: String, since: String) -> String {
    pick("worker on: \(type) \(since)", "워커 켜짐: \(type) \(since)")
  }
  func workerBlocked(pid: String, age: String) -> String {
    pick("worker waits: lock of \(pid), renewed \(age) ago", "워커 기다림: 락 \(pid), \(age) 전 갱신")
  }
  var workerStopping: String { pick("worker stopping", "워커 멈추는 중") }
  func lockHeld(pid: String, age: String) -> String {
    pick("lock: \(pid), renewed \(age) ago", "락: \(pid), \(age) 전 갱신")
  }
  func process(_ pid: Int, isAlive: Bool) -> String {
    isAlive ? "pid \(pid)" : pick("pid \(pid) (dead)", "pid \(pid) (죽음)")
  }
  var unknownProcess: String { pick("unreadable lock", "읽을 수 없는 락") }
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

  /// What stands in an empty column.
  func emptyColumn(_ status: TicketStatus) -> String {
    switch status {
    case .open: pick("Nothing waits. n files a ticket.", "대기 중인 티켓 없음. n: 새 티켓")
    case .inProgress: pick("Nothing in progress.", "진행 중인 티켓 없음")
    case .done: pick("Nothing done yet.", "완료된 티켓 없음")
    case .failed: pick("Nothing failed.", "실패한 티켓 없음")
    }
  }

  var stuckMark: String { pick("stuck", "멈춤") }
  var noTicket: String { pick("No ticket selected.", "선택한 티켓 없음") }
  var notRead: String { pick("(cannot be read)", "(읽을 수 없음)") }
  var notYetOnBoard: String { pick("This ticket is not on the board yet.", "이 티켓은 아직 보드에 없습니다.") }
  func movedTo(_ status: TicketStatus) -> String {
    pick("now \(status.rawValue)", "지금 \(status.rawValue) \(gloss(status))")
  }
  func waiting(_ age: String, before: Int) -> String {
    let queue =
      switch before {
      case 0: pick("next in line", "다음 차례")
      case 1: pick("1 ticket before it", "앞에 1건")
      default: pick("\(before) tickets before it", "앞에 \(before)건")
      }
    return pick("waiting \(age), \(queue)", "\(age) 대기, \(queue)")
  }
  var requested: String { pick("requested", "접수") }
  func place(file: String, line: Int, offset: Int) -> String {
    pick("\(file) line \(line) byte \(offset)", "\(file) \(line)행 \(offset)바이트")
  }
  func stuckReason(_ reason: StuckReason) -> String {
    switch reason {
    case .workerGone(let processor):
      pick("stuck: \(processor) does not hold the worker lock", "멈춤: \(processor)이(가) 워커 락을 갖고 있지 않음")
    case .tooLong: pick("stuck: in progress for over 10 minutes", "멈춤: 10분 넘게 진행 중")
    }
  }
  func tooSmall(_ size: Size) -> String {
    pick(
      "\(size.columns)x\(size.rows): too small, needs 40x10. q quits.",
      "\(size.columns)x\(size.rows): 40x10 이상 필요. q 종료")
  }
  func lineOf(_ shown: Int, _ count: Int) -> String { "\(shown)/\(count)" }
}

extension Words {
  func workerRetrying(_ sentence: String) -> String { pick("worker retries: \(sentence)", "워커 재시도: \(sentence)") }
}
