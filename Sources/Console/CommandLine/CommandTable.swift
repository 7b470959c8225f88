/// The one table of commands, from which parsing, help, suggestions and documentation are made.
enum CommandTable {
  /// Every command, in the order in which help shows them.
  static let all: [CommandSpec] = [console] + writing + reading + [worker, serve] + looking + [demo, help] + docs

  /// What people are told about.
  static let visible = all.filter { !$0.isHidden }

  static func spec(_ name: CommandName) -> CommandSpec { all.first { $0.name == name } ?? console }

  /// The command that exactly these words call.
  static func spec(words: [String]) -> CommandSpec? { all.first { $0.words == words } }

  /// The commands whose words begin with these.
  static func specs(under words: [String]) -> [CommandSpec] { all.filter { $0.words.starts(with: words) } }

  /// The words that may follow these; hidden commands are known only to who knows how they begin.
  static func nextWords(behind words: [String]) -> [String] {
    let longer = specs(under: words).filter { $0.words.count > words.count && !($0.isHidden && words.isEmpty) }
    return longer.map { $0.words[words.count] }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Options that every command takes, before or behind its words.
  static let commonOptions: [OptionSpec] = [
    OptionSpec(
      .state, .folder, "the folder that holds tickets/ and worker.lock (else $TICKETS_STATE, else ./state)",
      "tickets/와 worker.lock이 있는 폴더 (없으면 $TICKETS_STATE, 그것도 없으면 ./state)"),
    OptionSpec(
      .api, .endpoint, "a server to work through instead (else $TICKETS_API); worker.lock stays that of the folder",
      "대신 사용할 서버 (없으면 $TICKETS_API). worker.lock은 폴더의 것을 사용"),
    OptionSpec(
      .tokenFile, .path("FILE"), "the server's token, in a file of mode 600 (else $TICKETS_TOKEN_FILE)",
      "서버 토큰이 든 파일, 권한 600 (없으면 $TICKETS_TOKEN_FILE)"),
    OptionSpec(
      .utcOffset, .offset, "the offset in which times are written and shown (else +09:00)",
      "시각을 쓰고 보여 줄 UTC 차이 (기본 +09:00)"),
    OptionSpec(
      .lang, .choice(["ko", "en"]), "the language (else by LC_ALL, LC_MESSAGES, LANG)",
      "언어 (없으면 LC_ALL, LC_MESSAGES, LANG에 따름)"),
    OptionSpec(.ascii, .flag, "nothing but ASCII for people to read", "사람이 읽는 출력에 ASCII만 사용"),
    OptionSpec(.help, .flag, "say how a command is used", "명령의 사용법 보기"),
    OptionSpec(.version, .flag, "say which version this is", "버전 보기"),
  ]

  private static let console = CommandSpec(
    .console, "", summary: Wording("the board, in the terminal", "터미널에 상태 보드 열기"),
    details: Wording(
      "Where standard output is not a terminal, prints the board as a table and ends.",
      "표준 출력이 터미널이 아니면 보드를 표로 출력하고 끝납니다."))

  private static let worker = CommandSpec(
    .worker, "worker",
    options: [
      OptionSpec(.once, .flag, "process one OPEN ticket, then end", "OPEN 티켓 하나만 처리하고 끝냄"),
      OptionSpec(.drain, .flag, "process all OPEN tickets, then end", "OPEN 티켓을 모두 처리하고 끝냄"),
      OptionSpec(.follow, .flag, "stay and process what comes (the default)", "계속 남아 새 티켓을 처리 (기본)"),
      OptionSpec(
        .delay, .seconds, "how long the mock execution of one ticket takes (else 1)", "티켓 하나의 모의 실행 시간, 초 (기본 1)"),
      OptionSpec(
        .takeOver, .flag, "take the lock of a worker that is dead, after asking", "죽은 워커의 락을 확인 후 넘겨받음"),
    ],
    alternatives: [.once, .drain, .follow],
    summary: Wording(
      "the mock worker: takes OPEN tickets to DONE, executes nothing", "모의 워커: OPEN 티켓을 DONE으로 (실행은 하지 않음)"),
    details: Wording(
      """
      Tickets are taken in file order. One worker runs at a time: it holds worker.lock, and a second one ends with 5, \
      also when the lock is lost on the way. SIGTERM, SIGINT and SIGHUP finish the ticket in hand, release the lock and \
      end with 0.
      A lock is stale after 10 minutes and is then taken over with a warning. --take-over does not wait for that: it \
      names the holder, asks in the terminal, and refuses while that process lives.
      """,
      """
      파일 순서대로 처리합니다. 워커는 한 번에 하나만 돕니다: worker.lock을 잡으며, 두 번째 워커나 도중에 락을 잃은 워커는 \
      코드 5로 끝납니다. SIGTERM, SIGINT, SIGHUP을 받으면 처리 중인 티켓을 마치고 락을 놓은 뒤 0으로 끝납니다.
      락은 10분이 지나면 만료되어 경고와 함께 넘겨받습니다. --take-over는 기다리지 않습니다: 락을 잡은 쪽을 알리고 터미널에서 \
      물으며, 그 프로세스가 살아 있으면 거절합니다.
      """))

  private static let serve = CommandSpec(
    .serve, "serve",
    options: [
      OptionSpec(
        .listen, .listener, "HOST:PORT or unix:PATH (else 127.0.0.1:8000)",
        "HOST:PORT 또는 unix:PATH (기본 127.0.0.1:8000)"),
      OptionSpec(
        .tokenFile, .path("FILE"), "callers must show the token in this file of mode 600",
        "호출자가 제시해야 할 토큰이 든 파일 (권한 600)"),
      OptionSpec(
        .allowOrigin, .text("URL"), repeats: true, "pages of this origin may call too", "이 출처의 웹 페이지도 호출할 수 있음"),
    ],
    summary: Wording("the HTTP API", "HTTP API 서버"),
    details: Wording(
      """
      An address that others can reach needs a token. What is refused or fails is one line each on standard error. SIGTERM, SIGINT and \
      SIGHUP finish what is running, for 5 seconds at most, and end with 0.
      """,
      """
      외부에서 접근할 수 있는 주소에는 토큰이 필요합니다. 거절하거나 실패한 요청은 표준 오류에 한 줄씩 남깁니다. SIGTERM, SIGINT, SIGHUP을 \
      받으면 처리 중인 요청을 최대 5초 동안 마치고 0으로 끝납니다.
      """))

  private static let demo = CommandSpec(
    .demo, "demo", refused: [.state, .api, .tokenFile],
    summary: Wording(
      "a living board in a scratch folder: tickets arrive, the worker runs", "임시 폴더의 움직이는 보드: 티켓이 들어오고 워커가 처리"),
    details: Wording(
      """
      For looking around: everything works as on a real board, and everything may be tried. The folder is made below \
      $TMPDIR, else /tmp, and removed at the end.
      """,
      """
      둘러보기용입니다. 실제 보드와 똑같이 움직이며 무엇이든 해 볼 수 있습니다. 폴더는 $TMPDIR(없으면 /tmp) 아래에 만들고 끝날 때 지웁니다.
      """))

  private static let help = CommandSpec(
    .help, "help", operand: .command,
    summary: Wording("how the program or one command is used", "프로그램 또는 명령 하나의 사용법"))

  private static let docs = [
    CommandSpec(
      .docs, "docs commands", isHidden: true,
      summary: Wording("the table of commands as Markdown", "명령 표를 마크다운으로 출력")),
    CommandSpec(.manual, "docs man", isHidden: true, summary: Wording("the man page", "man 페이지 출력")),
    completion(.bashCompletion, "bash"), completion(.zshCompletion, "zsh"), completion(.fishCompletion, "fish"),
  ]

  private static func completion(_ name: CommandName, _ shell: String) -> CommandSpec {
    CommandSpec(
      name, "docs completion \(shell)", isHidden: true,
      summary: Wording("the words' completion for \(shell)", "\(shell)용 자동 완성 스크립트 출력"))
  }
}
