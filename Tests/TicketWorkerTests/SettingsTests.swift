import Testing
import TicketClient
import TicketCore
import Worker

@testable import TicketWorker

@Suite("The settings of ticket-worker")
struct SettingsTests {
  private func settings(_ words: String, _ variables: [String: String] = [:]) throws(SettingError) -> WorkerSettings {
    let words = words.split(separator: " ").map(String.init)
    return try WorkerSettings(try GivenWords(words, Variables(variables)))
  }

  @Test func nothingSaidIsTheContractsWorkerOnTheFolderState() throws {
    let plain = try settings("")
    #expect(plain == WorkerSettings())
    #expect(plain.place == .logs)
    #expect(plain.pace.hands == 1)
    #expect(plain.pace.retryLimit == 5)
    #expect(plain.pace.delay == .seconds(1))
  }

  @Test(
    arguments: [
      ("--api http://a:1", [:], "http://a:1"), ("", ["TICKETS_API": "http://b"], "http://b"),
      ("--api=http://a", ["TICKETS_API": "http://b"], "http://a"),
      ("--state s --api http://a", [:], "http://a"),
      ("", ["TICKETS_API": "http://b", "TICKETS_STATE": "s"], "http://b"),
      ("--state s", ["TICKETS_API": "http://b"], nil), ("", ["TICKETS_API": ""], nil),
    ] as [(String, [String: String], String?)])
  func anOptionCountsMoreThanAVariable(words: String, variables: [String: String], server: String?) throws {
    switch try settings(words, variables).place {
    case .api(let endpoint, _): #expect(endpoint.description == server)
    case .logs: #expect(server == nil)
    }
  }

  @Test func aVariableThatCountsMustBeUTF8() throws {
    let garbled = Variables(["TICKETS_STATE": "nb/\u{FFFD}"], garbled: ["TICKETS_STATE"])
    let words = try GivenWords([], garbled)
    #expect(throws: SettingError(notUTF8: "TICKETS_STATE")) { () throws in try WorkerSettings(words) }
    #expect(try WorkerSettings(try GivenWords(["--state", "s"], garbled)).statePath == "s")
  }

  @Test func variablesAndOptionsSayTheSame() throws {
    let variables = ["WORKER_CONCURRENCY": "7", "MAX_RETRIES": "0", "BACKOFF_BASE_MS": "250", "LOG_LEVEL": "warn"]
    let words = "--concurrency 7 --max-retries 0 --backoff-base-ms 250 --log-level warn"
    #expect(try settings("", variables) == settings(words))
    #expect(try settings(words).backoffBase == .milliseconds(250))
  }

  @Test(arguments: [
    "WORKER_CONCURRENCY=0", "WORKER_CONCURRENCY=1001", "WORKER_CONCURRENCY= 1", "WORKER_CONCURRENCY=+1",
    "MAX_RETRIES=11", "MAX_RETRIES=-1", "BACKOFF_BASE_MS=99", "BACKOFF_BASE_MS=10001", "BACKOFF_BASE_MS=1e3",
    "LOG_LEVEL=INFO", "TICKETS_API=localhost:8000",
  ])
  func aWrongVariableIsNamedWithItsValue(text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let error = #expect(throws: SettingError.self) { try settings("", [parts[0]: parts[1]]) }
    #expect(error?.sentence.hasPrefix(parts[0] + " takes ") == true)
    #expect(error?.sentence.hasSuffix("not '\(parts[1])'.") == true)
  }

  @Test(arguments: [
    "--once --drain", "--delay", "--delay -1", "--delay 3601", "--delay 1.", "--delay x", "--nothing", "extra",
    "--once=1", "--metrics 9090", "--metrics [::1:9090",
    "--metrics 127.0.0.1:+9090", "--metrics ::1:9090", "--utc-offset 9", "--state=",
  ])
  func otherWordsAreWrong(words: String) {
    #expect(throws: SettingError.self) { try settings(words) }
  }

  @Test(arguments: [("0", 0), ("0.5", 500_000), ("3600", 3_600_000_000), ("1.0000019", 1_000_001)])
  func delaysAreDecimals(text: String, microseconds: Int64) throws {
    #expect(try settings("--delay \(text)").delay == .microseconds(microseconds))
  }

  @Test func helpNamesEverySettingAndItsVariable() {
    for setting in Setting.allCases {
      #expect(Help.text.contains("  \(setting.word)"))
      if let variable = setting.variable { #expect(Help.text.contains("$" + variable)) }
    }
  }
}
