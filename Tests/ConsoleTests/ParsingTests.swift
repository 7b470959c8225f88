import Reference
import TicketCore
import Testing
import Worker

@testable import Console

/// Parses a line as a shell without quotes would split it.
func parse(_ line: String, _ environment: [Environment.Name: String] = [:]) -> Result<Invocation, UsageError> {
  Invocation.parse(line.split(separator: " ").map(String.init), Environment(environment))
}

func command(_ line: String) throws -> Command { try parse(line).get().command }

func usageError(_ line: String) -> UsageError? {
  if case .failure(let error) = parse(line) { error } else { nil }
}

@Suite struct ParsingTests {
  static let id = Ticket.ID.text("t-1")

  @Test(arguments: [
    ("", Command.console),
    ("board", .read(.board(BoardQuery(), json: false))),
    ("board --json", .read(.board(BoardQuery(), json: true))),
    ("board --limit 0", .read(.board(BoardQuery(limit: 0), json: false))),
    ("board --limit=12", .read(.board(BoardQuery(limit: 12), json: false))),
    (
      "board --status OPEN --status=in-progress --type reports --type REQUEST_RECONCILE",
      .read(
        .board(
          BoardQuery(statuses: [.open, .inProgress], types: ["REQUEST_REPORTS", "REQUEST_RECONCILE"]), json: false))
    ),
    ("show t-1", .read(.show(id))),
    ("show -- --odd", .read(.show(.text("--odd")))),
    ("tail", .tail),
    ("check", .read(.check(json: false))),
    ("check --json", .read(.check(json: true))),
    ("info", .info),
    ("demo", .demo),
    ("consume t-1", .write(.consume(id, processor: "manual"))),
    ("consume --processor me t-1", .write(.consume(id, processor: "me"))),
    (
      "complete t-1 --status DONE",
      .write(.complete(CompleteCommand(id: id, outcome: .done, message: "", processor: "manual", artifacts: [])))
    ),
    (
      "complete --status=FAILED --message=no --processor=p --artifact a --artifact=b t-1",
      .write(
        .complete(CompleteCommand(id: id, outcome: .failed, message: "no", processor: "p", artifacts: ["a", "b"])))
    ),
    ("submit --json -", .write(.submitFile(.standardInput))),
    ("submit --json=x.json", .write(.submitFile(.file("x.json")))),
    ("worker", .worker(WorkerCommand(mode: .follow, delay: .seconds(1), takesOver: false))),
    ("worker --follow", .worker(WorkerCommand(mode: .follow))),
    ("worker --once --delay 0", .worker(WorkerCommand(mode: .once, delay: .zero))),
    ("worker --drain --delay=0.25", .worker(WorkerCommand(mode: .drain, delay: .milliseconds(250)))),
    ("worker --take-over", .worker(WorkerCommand(takesOver: true))),
    ("--help", .help([])),
    ("-h", .help([])),
    ("help", .help([])),
    ("help submit reports", .help(["submit", "reports"])),
    ("submit --help", .help(["submit"])),
    ("submit reconcile --help", .help(["submit", "reconcile"])),
    ("worker --delay x --help", .help(["worker"])),
    ("--version", .version),
    ("board --version", .version),
    ("docs commands", .docs(.commands)), ("docs man", .docs(.manual)),
    ("docs completion zsh", .docs(.completion(.zsh))),
  ])
  func wordsBecomeCommands(_ line: String, _ expected: Command) throws {
    #expect(try command(line) == expected)
  }

  @Test func theDemoAsksNobodyForAFolder() throws {
    let invocation = try parse("demo --lang ko", [.state: "/s", .api: "no address", .tokenFile: "t"]).get()
    #expect(invocation.options.statePath == ConsoleOptions().statePath && invocation.options.server == nil)
    #expect(invocation.options.language == .korean)
  }

  @Test func submitBuildsTheSubmissionThatAProgramWouldSend() throws {
    let words = ["submit", "reports", "--mode", "REGEN", "--reason=지표 정의 변경", "--trace-id", "t 1"]
    let invocation = try Invocation.parse(words, Environment([:])).get()
    #expect(
      invocation.command
        == .write(
          .submit([
            "schema": "TICKET_SUBMIT_V1", "request_type": "REQUEST_REPORTS",
            "payload": ["mode": "REGEN", "scope": "PHASE_C_LATEST", "reason": "지표 정의 변경"], "trace_id": "t 1",
          ])))
  }

  @Test func whatIsMissingInSubmitIsLeftToTheValidation() throws {
    #expect(
      try command("submit acknowledge")
        == .write(
          .submit(["schema": "TICKET_SUBMIT_V1", "request_type": "ACKNOWLEDGE", "payload": .object([])])))
  }

  @Test(arguments: [
    "--state /s --utc-offset -03:30 --lang ko --ascii board",
    "board --state=/s --utc-offset=-03:30 --lang=ko --ascii",
    "--state /s --lang=ko board --ascii --utc-offset -03:30",
    "--state /other board --lang en --lang ko --ascii --utc-offset -03:30 --state /s",
  ])
  func optionsOfAllCommandsStandAnywhereAndTheLastCounts(_ line: String) throws {
    let options = try parse(line).get().options
    #expect(options.statePath == "/s")
    #expect(options.utcOffset == UTCOffset(minutes: -210))
    #expect(options.chosenLanguage == .korean)
    #expect(options.ascii)
  }

  @Test func theStateFolderIsTheOptionElseTheEnvironmentElseState() throws {
    #expect(try parse("board").get().options.statePath == "state")
    #expect(try parse("board", [.state: ""]).get().options.statePath == "state")
    #expect(try parse("board", [.state: "/e"]).get().options.statePath == "/e")
    #expect(try parse("board --state /o", [.state: "/e"]).get().options.statePath == "/o")
  }

  typealias Variables = [Environment.Name: String]

  @Test(arguments: [
    ([.locale: "ko_KR.UTF-8"] as Variables, Language.korean),
    ([.locale: "ko"] as Variables, .korean),
    ([.locale: "en_US.UTF-8", .localeOfMessages: "ko_KR"] as Variables, .korean),
    ([.locale: "ko_KR.UTF-8", .localeOfMessages: "C"] as Variables, .english),
    ([.locale: "ko_KR.UTF-8", .localeOfMessages: "ko_KR", .localeOfAll: "C.UTF-8"] as Variables, .english),
    ([.locale: "ko_KR.UTF-8", .localeOfAll: ""] as Variables, .korean),
    ([.locale: "kok_IN"] as Variables, .english),
    ([:] as Variables, .english),
  ])
  func theLanguageFollowsTheLocale(_ variables: Variables, _ expected: Language) throws {
    #expect(try parse("board", variables).get().options.language == expected)
  }

  @Test(arguments: [
    ("state given", "--state s board", Environment.Name.state, false), ("variable", "board", .state, true),
    ("api", "board", .api, true), ("api given", "--api http://a:1 board", .api, false),
    ("api unused", "--state s board", .api, false), ("token", "--api http://a:1 board", .tokenFile, true),
    ("token unused", "board", .tokenFile, false), ("locale", "board", .locale, false),
  ])
  func aVariableThatCountsMustBeUTF8(_ what: String, _ line: String, _ name: Environment.Name, _ isRefused: Bool) {
    let words = line.split(separator: " ").map(String.init)
    let result = Invocation.parse(words, Environment([name: "nb/\u{FFFD}"], garbled: [name]))
    guard case .failure(let error) = result else { return #expect(!isRefused) }
    #expect(isRefused && error.reason == .notUTF8(name.rawValue))
  }

  @Test func wrongWordsAreExplainedInTheLanguageAskedFor() {
    #expect(Invocation.language(of: ["bord", "--lang", "ko"], Environment([:])) == .korean)
    #expect(Invocation.language(of: ["--lang=en", "bord"], Environment([.locale: "ko"])) == .english)
    #expect(Invocation.language(of: ["--lang=xx"], Environment([.locale: "ko"])) == .korean)
  }
}
