@testable import TicketCore
@testable import TicketLog

/// Whatever a writer left that died, a whole record behind it is not lost.
enum SalvageEntry {
  private static let records: [LogFile: String] = [
    .requests: #"{"schema": "TICKET_REQUEST_V1", "request_id": "saved", "requested_at": "2026-01-03T14:20:00+09:00", "#
      + #""request_type": "REQUEST_RECONCILE", "payload": {"mode": "FULL", "reason": "정산 {\"확인\"}"}, "#
      + #""status": "OPEN", "trace_id": null}"#,
    .results: #"{"schema": "TICKET_RESULT_V1", "result_id": "r", "request_id": "saved", "#
      + #""processed_at": "2026-01-03T14:21:00+09:00", "status": "IN_PROGRESS", "processor_id": "manual", "#
      + #""message": "티켓 {처리} \\ 시작", "artifacts": []}"#,
  ]

  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let file = choices.pick(LogFile.allCases)
    let end = choices.pick(["", "\r", " \t "])
    let fragment = choices.rest().filter { $0 != 0x0a }
    let line = PaddedBytes(fragment + (records[file] ?? "").utf8 + end.utf8)
    var parser = LineParser()
    var batch = RecordBatch()
    parser.parse(line.bytes, of: file, at: RecordPlace(offset: 7, line: 1), into: &batch)
    let found = file == .requests ? batch.requests.count : batch.results.count
    try Finding.unlessSame(found, 1, "records behind \(fragment)")
    let isBlank = fragment.allSatisfy { [0x20, 0x09, 0x0d].contains($0) }
    try Finding.unlessSame(batch.problems.map(\.reason), isBlank ? [] : [.salvaged], "problems")
    try Finding.unlessSame(parser.value(line.bytes)?["request_id"]?.string, "saved", "the record that is shown")
  }
}
