import TicketContract
import TicketCore

@testable import TicketLog

/// Two logs that hold everything that may stand in one, in any order: no truth is known of them but that all ways of
/// reading must find the same.
struct WildLogs {
  private(set) var requests: [UInt8] = []
  private(set) var results: [UInt8] = []
  var generator: SeededGenerator
  private var ids: [String] = []

  init(lines: Int, seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    if pick([true, false]) { requests = [0xef, 0xbb, 0xbf] }
    for _ in 0..<lines {
      if pick([true, false]) { addRequest() } else { addResult() }
    }
    // Unfinished.
    if pick([true, false]) { results += Array(Line.result(ids.last ?? "x", .done).utf8.dropLast(pick([1, 2, 60]))) }
  }

  subscript(file: LogFile) -> [UInt8] { file == .requests ? requests : results }

  mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }

  /// New, met before, or one that comes later.
  private mutating func id() -> String {
    if !ids.isEmpty, pick([true, true, true, false]) {
      return ids[max(0, ids.count - Int.random(in: 1...40, using: &generator))]
    }
    let id = pick([Ticket.ID.random(using: &generator).description, "티켓 \(ids.count)", "\"\\quoted/\(ids.count)", "x"])
    ids.append(id)
    return id
  }

  private mutating func addRequest() {
    let trace: JSONValue = pick([
      .null, .string("trace \(ids.count)"), .string(String(repeating: "추", count: pick([1, 200, 341, 342, 2_000]))),
      .bool(true),
    ])
    let mode: JSONValue = pick(["FULL", "REGEN", .null, .string("mode \(ids.count % 90)")])
    requests += frame([
      "schema": "TICKET_REQUEST_V1", "request_id": .string(id()),
      "requested_at": pick([
        "2026-01-03T14:20:00+09:00", .string("2026-01-03T05:\(10 + ids.count % 50):00.25Z"), "?", .null,
      ]),
      "request_type": .string(pick(["REQUEST_RECONCILE", "ACKNOWLEDGE", "foreign \(ids.count % 70)", ""])),
      "payload": ["mode": mode, "reason": .string(filler())], "status": "OPEN", "trace_id": trace,
    ])
  }

  private mutating func addResult() {
    results += frame([
      "request_id": .string(id()),
      "processed_at": pick([.string("2026-01-03T14:\(10 + ids.count % 50):00"), .null, "?"]),
      "status": .string(pick(["IN_PROGRESS", "IN_PROGRESS", "DONE", "FAILED", "done"])),
      "processor_id": .string(pick(["manual", "worker \(ids.count % 300)", ""])), "message": .string(filler()),
    ])
  }

  private mutating func filler() -> String {
    let length = pick([0, 0, 0, 0, 0, 3, 3, 100, 5_000])
    return String(repeating: pick(["a", "가", "{\"request_id\": \"y\"}", "\n"]), count: length)
  }

  /// The record as a line, after or within what else may stand in a log.
  private mutating func frame(_ record: JSONValue) -> [UInt8] {
    let line = Array(JSONWriter.text(record).utf8)
    let end = pick(["\n", "\n", "\n", "\n", "\r\n", "\n\n", " \t\n"])
    return switch Int.random(in: 0..<120, using: &generator) {
    case 0..<6: Array(line.prefix(line.count / 2)) + line + end.utf8
    case 6: [0, 0, 0] + line + end.utf8
    case 7: Array(line.prefix(20)) + [0xff] + line.dropFirst(20) + end.utf8
    case 8: Array(line.dropLast()) + end.utf8
    case 9: line + line + end.utf8
    case 10: Array("[\(String(repeating: "[", count: pick([3, 63, 64, 200])))\n".utf8)
    case 11: [UInt8](repeating: UInt8(ascii: pick(["\n", " "])), count: 3_000) + line + end.utf8
    default: line + end.utf8
    }
  }
}
