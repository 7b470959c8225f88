import TicketCore

/// What two logs make, folded plainly: what the board has to agree with.
struct PlainBoard {
  /// A ticket as texts and numbers, which are compared exactly: `String` would take `é` and `é` for the same.
  struct Row: Hashable, CustomStringConvertible {
    let id: [UInt8]
    let type: [UInt8]
    let mode: [UInt8]?
    let requestedAt: Int64?
    let trace: [UInt8]?
    var status = TicketStatus.open
    var processor: [UInt8]?
    var lastAt: Int64?
    let request: RecordPlace
    var consumed: RecordPlace?
    var completed: RecordPlace?

    var description: String {
      "\(String(decoding: id, as: UTF8.self)) \(status.rawValue) type \(type) mode \(mode ?? []) at \(requestedAt ?? -1)"
        + " last \(lastAt ?? -1) by \(processor ?? []) trace \(trace?.count ?? -1) places \(request)"
        + " \(consumed.map { "\($0)" } ?? "-") \(completed.map { "\($0)" } ?? "-")"
    }
  }

  /// Longer ones are not kept.
  private static let traceLimit = 1_024

  private(set) var rows: [Row] = []
  private(set) var problems: [LogFile: [RecordPlace: Problem.Reason]] = [.requests: [:], .results: [:]]
  private var ordinals: [[UInt8]: Int] = [:]

  init(requests: [UInt8], results: [UInt8]) {
    for line in PlainLog(requests, of: .requests).lines {
      note(line.reason, at: line.place, in: .requests)
      if let record = line.record { addRequest(record, at: line.place) }
    }
    for line in PlainLog(results, of: .results).lines {
      note(line.reason, at: line.place, in: .results)
      if let record = line.record { addResult(record, at: line.place) }
    }
  }

  /// At most one a line: the first.
  private mutating func note(_ reason: Problem.Reason?, at place: RecordPlace, in file: LogFile) {
    guard let reason, problems[file]?[place] == nil else { return }
    problems[file]?[place] = reason
  }

  private mutating func addRequest(_ record: JSONValue, at place: RecordPlace) {
    guard let id = record["request_id"]?.string.map({ Self.canonical($0) }) else { return }
    guard ordinals[id] == nil else { return note(.duplicateRequest, at: place, in: .requests) }
    ordinals[id] = rows.count
    let time = Self.time(record["requested_at"])
    let trace = record["trace_id"]?.string.map { Array($0.utf8) }
    rows.append(
      Row(
        id: id, type: Array((record["request_type"]?.string ?? "").utf8),
        mode: record["payload"]?["mode"]?.string.map { Array($0.utf8) }, requestedAt: time,
        trace: trace.flatMap { $0.isEmpty || $0.count > Self.traceLimit ? nil : $0 }, lastAt: time, request: place))
  }

  private mutating func addResult(_ record: JSONValue, at place: RecordPlace) {
    guard let id = record["request_id"]?.string.map({ Self.canonical($0) }), let to = PlainLog.status(of: record) else {
      return
    }
    guard let ordinal = ordinals[id] else { return note(.orphan, at: place, in: .results) }
    let from = rows[ordinal].status
    switch (from, to) {
    case (.open, .inProgress):
      rows[ordinal].processor = Array((record["processor_id"]?.string ?? "").utf8)
      rows[ordinal].consumed = place
    case (.inProgress, .done), (.inProgress, .failed):
      rows[ordinal].completed = place
    case (_, _):
      return note(.illegalStep(from: from, to: to), at: place, in: .results)
    }
    rows[ordinal].status = to
    let times = [rows[ordinal].lastAt, Self.time(record["processed_at"])].compactMap(\.self)
    rows[ordinal].lastAt = times.max()
  }

  private static func canonical(_ id: String) -> [UInt8] { Array(id.utf8) }

  private static func time(_ value: JSONValue?) -> Int64? { value?.string.flatMap { Timestamp($0) }?.microseconds }
}
