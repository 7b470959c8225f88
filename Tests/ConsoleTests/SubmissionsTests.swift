import Glibc
import TicketCore
import Testing

@testable import Console

@Suite struct SubmissionsTests {
  private static let good = #"{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}"#

  @Test(arguments: [
    ("", []),
    ("\n \r\n", []),
    (good, [true]),
    ("\(good)\n\n\(good)\n", [true, true]),
    ("{\n  \"a\": 1\n}\n", [true]),
    ("{\"bad\"}\n\(good)\n", [false, true]),
    ("{\"torn\n\(good)\n\(good)", [false, true, true]),
    ("{\n  \"a\": ,\n}\n", [false]),
    ("{\"a\" 1}", [false]),
    ("x\ny\n", [false, false]),
    ("\(good)\n{\n\(good)\n", [true, false, true]),
    (String(repeating: "x", count: (1 << 20) + 1) + "\n" + good, [false, true]),
    ("[\n\(good)\n]\n", [true]),
  ])
  func oneObjectOrOneALine(_ input: String, _ expected: [Bool]) throws {
    #expect(try Self.find(input).map { (try? $0.content.get()) != nil } == expected)
  }

  @Test func linesAreNamedWhereThereIsMoreThanOneObject() throws {
    #expect(try Self.find("\n\(Self.good)\n\n\(Self.good)").map(\.line) == [2, 4])
    #expect(try Self.find("{\n}\n").map(\.line) == [nil])
  }

  @Test func answersGoOnAfterErrorsAndTheFirstFailureCounts() throws {
    let bench = Bench()
    let input = try Self.file("\(Self.good)\nnope\n{}\n\(Self.good)\n")
    defer { unlink(input) }
    let code = bench.context.submit(from: .file(input), to: bench.service)
    #expect(code == .wrongWords)
    let results = bench.output(of: code).split(separator: "\n").map { $0.contains("\"result\": \"OK\"") }
    #expect(results == [true, false, false, true])
    #expect(bench.service.currentBoard.count == 2)
    #expect(bench.err.text.contains("tickets: line 2: "))
  }

  @Test func aFileThatIsNotThereIsNotAValidationError() {
    let bench = Bench()
    #expect(bench.context.submit(from: .file("/nowhere/x"), to: bench.service) == .failed)
    #expect(bench.context.submit(from: .file("/"), to: bench.service) == .failed)
    #expect(bench.err.text.contains("tickets: / cannot be read"))
  }

  private static func find(_ input: String) throws -> [Submissions.Found] {
    let path = try file(input)
    defer { unlink(path) }
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var submissions = Submissions(LineReader(file))
    var found: [Submissions.Found] = []
    while let next = submissions.next() { found.append(next) }
    return found
  }

  private static func file(_ text: String) throws -> String {
    var path = Array("/tmp/tickets-test-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    defer { close(file) }
    try DescriptorSink(file: file).write(Array(text.utf8))
    return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
