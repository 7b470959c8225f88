import Testing
import TicketContract

@testable import TicketCore

@Suite struct TicketFilterTests {
  private static let now = Timestamp(microseconds: 1_767_418_202_000_000)  // 2026-01-03T14:30:02+09:00

  private func filter(_ text: String) -> TicketFilter { TicketFilter(text, now: Self.now, offset: .korea) }

  private static let statuses: [(String, Set<TicketStatus>)] = [
    ("status:open", [.open]), ("status:OPEN", [.open]), ("status:o", [.open]), ("상태:대기", [.open]),
    ("status:진행", [.inProgress]),
    ("status:in_progress", [.inProgress]), ("status:in-progress", [.inProgress]), ("status:progress", [.inProgress]),
    ("status:done,failed", [.done, .failed]), ("status:open status:failed", [.open, .failed]), ("status:ㅇ", [.done]),
    ("ㄴㅅㅁ션:ㅐㅔ두", [.open]), ("tkdxo:dhksfy", [.done]), ("STATUS:실패", [.failed]), ("status:open,nonsense", [.open]),
  ]

  @Test(arguments: statuses)
  func `a status may be named in either language`(_ text: String, _ expected: Set<TicketStatus>) {
    #expect(filter(text).terms == [.init(meaning: .status(expected), isNegated: false)])
  }

  private static let limits: [(String, TimeLimit)] = [
    ("since:10m", .younger(seconds: 600, orEqual: true)), ("since:10분", .younger(seconds: 600, orEqual: true)),
    ("since:1h30m", .younger(seconds: 5_400, orEqual: true)), ("최근:2시간", .younger(seconds: 7_200, orEqual: true)),
    ("since:10ㅡ", .younger(seconds: 600, orEqual: true)), ("since:90S", .younger(seconds: 90, orEqual: true)),
    ("age:>1h", .older(seconds: 3_600, orEqual: false)), ("age:>=1h", .older(seconds: 3_600, orEqual: true)),
    ("age:1h", .older(seconds: 3_600, orEqual: true)), ("age:<10m", .younger(seconds: 600, orEqual: false)),
    ("age:<=2d", .younger(seconds: 172_800, orEqual: true)), ("경과:>1주", .older(seconds: 604_800, orEqual: false)),
    ("age:9999999999d9999999999d", .older(seconds: 3_162_240_000, orEqual: true)),
  ]

  @Test(arguments: limits)
  func `spans of time are read`(_ text: String, _ limit: TimeLimit) {
    #expect(filter(text).terms == [.init(meaning: .time(limit), isNegated: false)])
  }

  @Test(arguments: [
    ("since:14:30", "2026-01-03T14:30:00+09:00"), ("since:14:31", "2026-01-02T14:31:00+09:00"),
    ("since:09:05:07", "2026-01-03T09:05:07+09:00"), ("since:2025-12-31", "2025-12-31T00:00:00+09:00"),
    ("since:today", "2026-01-03T00:00:00+09:00"), ("since:어제", "2026-01-02T00:00:00+09:00"),
    ("since:2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"),
  ])
  func `moments are read`(_ text: String, _ expected: String) throws {
    let limit = TimeLimit.since(Timestamp(microseconds: try #require(Timestamp(expected)).microseconds))
    guard case .time(.since(let moment))? = filter(text).terms.first?.meaning else {
      Issue.record("\(filter(text))")
      return
    }
    #expect(TimeLimit.since(Timestamp(microseconds: moment.microseconds)) == limit)
  }

  private static let wrong: [(String, FilterProblem.Reason)] = [
    ("stauts:open", .unknownField(near: .status)), ("tpye:full", .unknownField(near: .type)),
    ("trcae:1", .unknownField(near: .trace)), ("status:OPNE", .unknownValue(.status, near: "open")),
    ("status:실퍠", .unknownValue(.status, near: "실패")), ("status:zzzzzz", .unknownValue(.status, near: nil)),
    ("type:recnocile", .unknownValue(.type, near: "RECONCILE")), ("mode:fulll", .unknownValue(.mode, near: "FULL")),
    ("since:10x", .notATime(.since)), ("since:x", .notATime(.since)), ("age:>>1h", .notATime(.age)),
    ("since:25:00", .notATime(.since)), ("since:10", .missingUnit(.since)), ("age:>", .missingUnit(.age)),
    ("age:1h30", .missingUnit(.age)), ("status:", .missingValue(.status)), ("-by:", .missingValue(.by)),
  ]

  @Test(arguments: wrong)
  func `a wrong word says what would be right`(_ text: String, _ reason: FilterProblem.Reason) {
    #expect(filter(text).problems.map(\.reason) == [reason])
    for language in Language.allCases { #expect(!filter(text).problems[0].sentence(in: language).isEmpty) }
  }

  @Test func `a wrong word says in words what would be right`() {
    #expect(filter("stauts:open").problems[0].sentence(in: .english) == "stauts: is no field; did you mean status:?")
    #expect(filter("status:OPNE").problems[0].sentence(in: .korean).hasPrefix("모르는 값 OPNE (open 인가요?)"))
  }

  @Test(arguments: ["FAILED: x", "http://x", "14:30", "a:b", ":", "::", "오류:", "worker_1:2"])
  func `a colon makes no field of a word`(_ text: String) {
    #expect(filter(text).problems == [])
    #expect(filter(text).terms.allSatisfy { $0.word != nil })
  }

  @Test func `words are parted by blanks, and held together by quotes`() {
    #expect(
      filter("  a  -b \"c d\" -\"e f\" \"status:open\"").terms.map { $0.word?.word } == [
        "a", "b", "c d", "e f", "status:open",
      ])
    #expect(filter("a -b \"c").terms.map(\.isNegated) == [false, true, false])
    #expect(filter("by:\"a, b\",c").terms.map(\.meaning) == [.text(.by, ["a, b", "c"].compactMap(TextPattern.init))])
  }

  @Test(arguments: ["", " ", "-", "\"\"", "- -", "-\"\""])
  func `what says nothing lets everything through`(_ text: String) { #expect(filter(text).isEmpty) }

  @Test func `no text can harm the reading`() {
    let parts = [
      "-", "\"", ":", ",", "status", "age", ">", "1", "h", " ", "ㅈ", "정", "\u{301}", "\u{0}", "since", "=",
      "999999999999999999999",
    ]
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      let text = (0..<Int(generator.next() % 9)).map { _ in parts[Int(generator.next() % UInt64(parts.count))] }
        .joined()
      for problem in filter(text).problems {
        for language in [Language.korean, .english] { #expect(!problem.sentence(in: language).isEmpty) }
      }
      #expect(FilterCompletion.complete(text) != text)
    }
  }

  @Test(arguments: [
    ("st", "status:"), ("-st", "-status:"), ("status:o", "status:open"), ("status:d", "status:done"),
    ("status:진", "status:진행"),
    ("status:open,f", "status:open,failed"), ("type:rec", "type:reconcile"), ("type:re", nil), ("mode:re", nil),
    ("by:m", "by:manual"), ("상", "상태:"), ("x", nil), ("", nil), ("status:open", nil), ("zzz:o", nil),
  ])
  func `Tab completes what is certain`(_ word: String, _ whole: String?) {
    #expect(FilterCompletion.complete(word) == whole)
  }
}
