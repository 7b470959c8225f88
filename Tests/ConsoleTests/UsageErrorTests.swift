import TicketCore
import Testing

@testable import Console

@Suite struct UsageErrorTests {
  @Test(arguments: [
    ("sumbit", "submit"), ("boad", "board"), ("Board", "board"), ("shwo x", "show"), ("workr", "worker"),
    ("chekc", "check"), ("tial", "tail"), ("inof", "info"), ("compleet x", "complete"), ("consum x", "consume"),
    ("hlep", "help"), ("submit recon", "reconcile"), ("submit REQUEST_RECONCILE", "reconcile"),
    ("submit report", "reports"), ("submit ack", "acknowledge"), ("help bord", "board"),
    ("--staet x", "--state"), ("--lnag ko", "--lang"), ("--utcoffset x", "--utc-offset"), ("board --limt 3", "--limit"),
    ("board --Status OPEN", "--status"), ("complete x --artefact y", "--artifact"),
    ("worker --takeover", "--take-over"),
    ("submit acknowledge --message x", "--message-id"), ("-state x", "--state"),
  ])
  func unknownWordsNameTheNearestRightOne(_ line: String, _ nearest: String) throws {
    let error = try #require(usageError(line))
    for language in Language.allCases {
      #expect(error.sentence(in: language).contains(nearest))
    }
  }

  @Test(arguments: ["play", "frobnicate", "board --zzzzz"])
  func whatIsNotThereIsAnUnknownWord(_ line: String) throws {
    switch try #require(usageError(line)).reason {
    case .unknownWord, .unknownOption: break
    default: Issue.record("\(line)")
    }
  }

  @Test(arguments: [
    ("board --limit x", UsageError.Reason.wrongValue(.limit, "x")),
    ("board --limit -1", .wrongValue(.limit, "-1")),
    ("board --limit 99999999999999999999", .wrongValue(.limit, "99999999999999999999")),
    ("board --status x", .wrongValue(.status, "x")),
    ("board --type x", .wrongValue(.type, "x")),
    ("board --json=1", .wrongValue(.json, "1")),
    ("board --limit", .missingValue(.limit)),
    ("board --limit --json", .missingValue(.limit)),
    ("board --api localhost:8000", .wrongValue(.api, "localhost:8000")),
    ("--api", .missingValue(.api)),
    ("board x", .unexpectedWord("x")),
    ("consume a b", .unexpectedWord("b")),
    ("consume", .missingID),
    ("show", .missingID),
    ("complete --status DONE", .missingID),
    ("complete x", .missingOption(.status)),
    ("complete x --status OPEN", .wrongValue(.status, "OPEN")),
    ("complete x --status done", .wrongValue(.status, "done")),
    ("complete x --status DONE --status FAILED", .repeated(.status)),
    ("consume x --processor=", .wrongValue(.processor, "")),
    ("submit", .missingOption(.json)),
    ("submit reconcile --json f", .misplacedOption(.json)),
    ("submit reports --message-id f", .misplacedOption(.messageID)),
    ("--limit 3 board", .misplacedOption(.limit)),
    ("--json", .misplacedOption(.json)),
    ("worker --once --drain", .contradiction(.once, .drain)),
    ("worker --drain --follow", .contradiction(.drain, .follow)),
    ("worker --delay -1", .wrongValue(.delay, "-1")),
    ("worker --delay 3600.1", .wrongValue(.delay, "3600.1")),
    ("worker --delay 1e3", .wrongValue(.delay, "1e3")),
    ("worker --delay .", .wrongValue(.delay, ".")),
    ("worker --delay nan", .wrongValue(.delay, "nan")),
    ("--utc-offset 9 board", .wrongValue(.utcOffset, "9")),
    ("--utc-offset +24:00 board", .wrongValue(.utcOffset, "+24:00")),
    ("--lang fr board", .wrongValue(.lang, "fr")),
    ("--state= board", .wrongValue(.state, "")),
    ("demo --state x", .refusedOption(.state)),
    ("--api http://127.0.0.1:1 demo", .refusedOption(.api)),
    ("demo --token-file x", .refusedOption(.tokenFile)),
    ("demo --delay 1", .misplacedOption(.delay)),
  ])
  func wrongWordsAreToldApart(_ line: String, _ reason: UsageError.Reason) throws {
    #expect(try #require(usageError(line)).reason == reason)
  }

  @Test func whereToListenIsNoMereText() throws {
    let error = try #require(usageError("serve --listen 1"))
    #expect(error.sentence(in: .english) == "--listen takes HOST:PORT or unix:PATH, such as 127.0.0.1:8000, not '1'.")
    #expect(error.sentence(in: .korean) == "--listen HOST:PORT나 unix:PATH여야 합니다 (예: 127.0.0.1:8000): '1'.")
  }

  @Test(arguments: ["--limit takes a whole number from 0, not 'x'."])
  func aWrongValueSaysWhatWouldBeRight(_ sentence: String) throws {
    #expect(try #require(usageError("board --limit x")).sentence(in: .english) == sentence)
  }

  @Test(arguments: [
    ("3600", Duration.seconds(3600)), ("0", .zero), ("0.5", .milliseconds(500)), (".5", .milliseconds(500)),
    ("2.", .seconds(2)), ("0.0000019", .microseconds(1)), ("007", .seconds(7)),
  ])
  func delaysAreExact(_ word: String, _ expected: Duration) {
    #expect(WordReading.seconds(word) == expected)
  }

  @Test(arguments: [("board", "board", 0), ("boad", "board", 1), ("baord", "board", 1), ("show", "serve", 4)])
  func distanceCountsSlips(_ one: String, _ other: String, _ distance: Int) {
    #expect(Nearest.distance(Array(one.utf8), Array(other.utf8)) == distance)
    #expect(Nearest.distance(Array(other.utf8), Array(one.utf8)) == distance)
  }
}
