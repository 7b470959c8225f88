import Glibc
import TicketCore
import TicketJSON
import TicketLog
import Testing

@testable import Console

/// Commands over a real state folder.
@Suite struct CommandRunTests {
  @Test func aTicketGoesItsWayThroughTheCommands() throws {
    let folder = try TemporaryFolder()
    let submitted = try folder.run("submit", "reconcile", "--mode", "FULL", "--reason", "정산 불일치")
    #expect(submitted.exit == .done)
    let id = try #require(try JSONReader.value(Array(submitted.out.utf8))["request_id"]?.string)
    #expect(try folder.run("complete", id, "--status", "DONE").exit == .conflict)
    #expect(try folder.run("consume", id).exit == .done)
    #expect(try folder.run("consume", id).exit == .conflict)
    #expect(try folder.run("complete", id, "--status", "FAILED", "--message", "안 됨", "--artifact", "a").exit == .done)
    #expect(try folder.run("show", id).out.contains("FAILED"))
    #expect(try folder.run("show", "nobody").exit == .noSuchTicket)
    #expect(try folder.run("check").exit == .done)
    let board = try JSONReader.value(Array(try folder.run("board", "--json").out.utf8))
    guard case .array(let rows)? = board["rows"] else { throw Unexpected() }
    #expect(rows.map { $0["current_status"] } == ["FAILED"])
    #expect(rows.map { $0["last_message"] } == ["안 됨"])
  }

  @Test func theWorkerDrainsInFileOrderAndEndsWithDone() throws {
    let folder = try TemporaryFolder()
    for message in ["a", "b"] { _ = try folder.run("submit", "acknowledge", "--message-id", message) }
    let worked = try folder.run("worker", "--drain", "--delay", "0")
    #expect(worked.exit == .done)
    #expect(worked.err.split(separator: "\n").filter { $0.hasSuffix("is DONE.") }.count == 2)
    #expect(try folder.run("worker", "--once").exit == .done)
    #expect(try folder.run("board", "--status", "OPEN", "--json").out.contains(#""row_count": 0"#))
  }

  @Test func aHeldLockIsNamedAndEndsWithItsCode() throws {
    let folder = try TemporaryFolder()
    try StateFolder(path: folder.path).create()
    let lock = WorkerLockFile(guard: StateGuard(folder: StateFolder(path: folder.path)))
    let lease = try lock.acquire()
    let locked = try folder.run("worker", "--once")
    #expect(locked.exit == .locked)
    #expect(locked.err.contains("worker \(getpid()) (alive)"))
    #expect(try folder.run("worker", "--take-over").exit == .locked)
    #expect(try folder.run("info").out.contains("\(getpid())"))
    lease.release()
  }

  @Test(arguments: [["board"], ["board", "--json"], ["check"], ["check", "--json"], ["show", "x"], ["info"], []])
  func readingCreatesNothing(_ words: [String]) throws {
    let folder = try TemporaryFolder()
    _ = try folder.run(words)
    #expect(access(folder.path, F_OK) == -1)
  }

  @Test(arguments: [["board"], ["board", "--json"], ["check"], ["check", "--json"], ["show", "x"], ["tail"], []])
  func logsThatCannotBeReadAreNoEmptyBoard(_ words: [String]) throws {
    let folder = try TemporaryFolder()
    try StateFolder(path: folder.path).create()
    mkdir(StateFolder(path: folder.path).path(of: .requests), 0o755)
    let outcome = try folder.run(words)
    #expect(outcome.exit == .failed)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("ticket_requests.jsonl cannot be read (Is a directory)."))
  }

  @Test func aFileInThePlaceOfTheFolderIsNoEmptyBoard() throws {
    let folder = try TemporaryFolder()
    close(open(folder.path, O_CREAT | O_WRONLY, 0o644))
    #expect(try folder.run("board").exit == .failed)
    #expect(try folder.run("submit", "acknowledge", "--message-id", "x").exit == .failed)
  }

  @Test func withoutATerminalTheBoardIsATableAndTheWayToTheScreenIsSaid() throws {
    let outcome = try TemporaryFolder().run()
    #expect(outcome.exit == .done)
    #expect(outcome.out.contains("No tickets in "))
    #expect(outcome.err.contains("in a terminal"))
  }

  @Test func versionAndDocsAndHelpGoToStandardOutput() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.run("--version").out == "tickets \(Product.version)\n")
    #expect(try folder.run("docs", "commands").out == CommandTable.markdown(in: .english))
    for words in [["--help"], ["help", "worker"], ["submit", "--help"]] {
      let outcome = try folder.run(words)
      #expect(outcome.exit == .done && outcome.out.contains("--state DIR") && outcome.err.isEmpty)
    }
  }

  @Test(arguments: [
    ("y", true), ("Yes\r", true), ("예", true), ("네", true), ("ㅛ", true), ("", false), ("n", false), ("yy", false),
  ])
  func onlyAYesTakesALockOver(_ answer: String, _ expected: Bool) {
    #expect(TakeOver.isYes(answer) == expected)
  }

  @Test func takingOverIsAskedOnlyForTheFreshLockOfADeadWorker() {
    let now = Timestamp(microseconds: 0)
    func holder(age: Int64, isAlive: Bool) -> LockHolder {
      LockHolder(pid: 1, acquiredAt: Timestamp(microseconds: -age * 1_000_000), isAlive: isAlive, content: "")
    }
    #expect(TakeOver(nil, now: now) == .notNeeded)
    #expect(TakeOver(holder(age: 600, isAlive: false), now: now) == .notNeeded)
    #expect(TakeOver(holder(age: 599, isAlive: false), now: now) == .ask(holder(age: 599, isAlive: false)))
    #expect(TakeOver(holder(age: 0, isAlive: true), now: now) == .refused(holder(age: 0, isAlive: true)))
  }
}

/// A state folder of one test, which is not there yet; removed with everything in it.
final class TemporaryFolder {
  let path: String
  private let parent: String

  init() throws {
    var name = Array("/tmp/tickets-test-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Unexpected() }
    parent = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = parent + "/state"
  }

  deinit {
    for file in LogFile.allCases {
      unlink(StateFolder(path: path).path(of: file))
      rmdir(StateFolder(path: path).path(of: file))
    }
    for end in ["/tickets", ""] { rmdir(path + end) }
    unlink(path)
    rmdir(parent)
  }

  func run(_ words: String...) throws -> (exit: ExitCode, out: String, err: String) { try run(words) }

  /// Runs a command here, without a terminal and in English.
  func run(_ words: [String]) throws -> (exit: ExitCode, out: String, err: String) {
    let (out, err) = (MemorySink(), MemorySink())
    let invocation = try Invocation.parse(["--state", path] + words, Environment([:])).get()
    let context = CommandContext(
      options: invocation.options, environment: Environment([:]), output: Output(out),
      diagnostics: Diagnostics(err, ascii: false), terminal: OutputTerminal(isTerminal: false, columns: nil),
      clock: SystemClock())
    let exit = context.finish(context.run(invocation.command))
    return (exit, out.text, err.text)
  }
}
