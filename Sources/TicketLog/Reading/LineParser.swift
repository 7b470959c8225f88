import CSimdJSON
import Glibc
import TicketCore
import TicketJSON

/// Tells what a line is: a record, a problem, or a record to be saved from behind a torn one (spec: tickets.md, "What
/// a reader does").
struct LineParser: ~Copyable, Sendable {
  /// The longest line, without its `\n`.
  static let lineLimit = 1 << 20
  private static let salvageLimit = 64

  private var json = JSONParser()

  /// Adds what each of `lines` is to `batch`; they stand whole, with their `\n`, the first of them at `first` in the log.
  /// How many they are.
  mutating func parse(
    _ lines: UnsafeBufferPointer<UInt8>, of file: LogFile, from first: RecordPlace, into batch: inout RecordBatch
  ) -> Int {
    json.lookAhead(lines)
    defer { json.lookAhead(UnsafeBufferPointer(start: nil, count: 0)) }
    var count = 0
    var used = 0
    while let newline = lines.index(of: UInt8(ascii: "\n"), from: used) {
      let line = UnsafeBufferPointer(rebasing: lines[used..<newline])
      let place = RecordPlace(offset: first.offset + used, line: first.line + count)
      parse(place.offset == 0 ? line.withoutMark : line, of: file, at: place, into: &batch)
      count += 1
      used = newline + 1
    }
    return count
  }

  /// Adds what `line` is to `batch`: it stands without its `\n`, followed by what `JSONParser.padding` asks for. Blanks
  /// alone are neither a record nor a problem.
  mutating func parse(
    _ line: UnsafeBufferPointer<UInt8>, of file: LogFile, at place: RecordPlace, into batch: inout RecordBatch
  ) {
    guard line.count <= Self.lineLimit else {
      return batch.add(Problem(file: file, place: place, reason: .lineTooLong))
    }
    guard let first = line.first(where: { !$0.isBlank }) else { return }
    var reason: Problem.Reason?
    do throws(JSONError) {
      let record = try json.record(line)
      reason = first == UInt8(ascii: "{") ? Self.add(record, of: file, at: place, to: &batch) : .notAnObject
    } catch {
      reason = salvage(line, of: file, at: place, into: &batch) ? .salvaged : error.reason
    }
    if let reason { batch.add(Problem(file: file, place: place, reason: reason)) }
  }

  /// The JSON of a good line, or of the record that is saved from a bad one.
  mutating func value(_ line: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    do throws(JSONError) {
      return try json.value(line)
    } catch {
      var saved: JSONValue?
      Self.forEachObjectStart(in: line) { suffix in
        saved = try? json.value(suffix)
        return saved != nil
      }
      return saved
    }
  }

  /// Adds the record whose object ends the line; whether there is one.
  private mutating func salvage(
    _ line: UnsafeBufferPointer<UInt8>, of file: LogFile, at place: RecordPlace, into batch: inout RecordBatch
  ) -> Bool {
    var isSaved = false
    Self.forEachObjectStart(in: line) { suffix in
      guard let record = try? json.record(suffix) else { return false }
      isSaved = Self.add(record, of: file, at: place, to: &batch) == nil
      return true
    }
    return isSaved
  }

  /// Goes through the places where an object may begin, from the end, until `body` has found one.
  private static func forEachObjectStart(
    in line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    var end = line.count
    var tries = 0
    while tries < salvageLimit, let start = line[..<end].lastIndex(of: UInt8(ascii: "{")), start > 0 {
      end = start
      // In a string a quote is escaped, so braces of texts use up no try.
      guard line[(start + 1)...].first(where: { !$0.isBlank }) == UInt8(ascii: "\"") else { continue }
      tries += 1
      if body(UnsafeBufferPointer(rebasing: line[start...])) { return }
    }
  }

  /// Why it is no record of that log; nil where it was added.
  private static func add(
    _ record: csj_record, of file: LogFile, at place: RecordPlace, to batch: inout RecordBatch
  ) -> Problem.Reason? {
    switch file {
    case .requests: addRequest(record, at: place, to: &batch)
    case .results: addResult(record, at: place, to: &batch)
    }
  }

  private static func addRequest(
    _ record: csj_record, at place: RecordPlace, to batch: inout RecordBatch
  ) -> Problem.Reason? {
    if record.has_schema != 0, !record.schema.isSame(as: "TICKET_REQUEST_V1") { return .unknownSchema }
    let isAdded = batch.addRequest(
      id: record.request_id.text, type: record.request_type.text, mode: record.payload_mode.bytes,
      reason: record.payload_reason.bytes, trace: record.trace_id.bytes,
      requestedAt: record.requested_at.bytes.flatMap(Timestamp.init(utf8:)), place: place)
    return isAdded ? nil : .missingRequestID
  }

  private static func addResult(
    _ record: csj_record, at place: RecordPlace, to batch: inout RecordBatch
  ) -> Problem.Reason? {
    if record.has_schema != 0, !record.schema.isSame(as: "TICKET_RESULT_V1") { return .unknownSchema }
    // An empty id is the first thing that is wrong with a record.
    guard record.request_id.count > 0 else { return .missingRequestID }
    guard let status = status(record.status) else { return .unknownStatus }
    let isAdded = batch.addResult(
      id: record.request_id.text, status: status, processor: record.processor_id.text,
      processedAt: record.processed_at.bytes.flatMap(Timestamp.init(utf8:)), place: place)
    return isAdded ? nil : .missingRequestID
  }

  private static func status(_ text: csj_string) -> TicketStatus? {
    if text.isSame(as: "IN_PROGRESS") { return .inProgress }
    if text.isSame(as: "DONE") { return .done }
    return text.isSame(as: "FAILED") ? .failed : nil
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0d }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without a byte order mark at the start.
  var withoutMark: Self {
    starts(with: [0xef, 0xbb, 0xbf]) ? UnsafeBufferPointer(rebasing: self[3...]) : self
  }
}
