/// What the program ends with (spec: cli.md, the table of exit codes).
enum ExitCode: Int32, CaseIterable, Sendable {
  case done = 0
  /// I/O, no terminal, problems found by `check`.
  case failed = 1
  case wrongWords = 2
  /// The ticket is not in the state that this needs.
  case conflict = 3
  case noSuchTicket = 4
  /// Another worker holds the lock, or the lock was lost.
  case locked = 5

  /// What it tells whoever looks at it.
  var meaning: Wording {
    switch self {
    case .done: Wording("done", "완료")
    case .failed:
      Wording(
        "it could not be done (I/O, no terminal, problems found by check)", "수행하지 못함 (입출력 오류, 터미널 없음, check가 문제를 발견)")
    case .wrongWords: Wording("the words or the submitted ticket are wrong", "명령 또는 제출한 티켓이 잘못됨")
    case .conflict:
      Wording("conflict: the ticket is not in the state that this needs", "충돌: 티켓이 필요한 상태가 아님")
    case .noSuchTicket: Wording("no such ticket", "해당 티켓 없음")
    case .locked: Wording("another worker holds the lock", "다른 워커가 락을 잡고 있음")
    }
  }
}
