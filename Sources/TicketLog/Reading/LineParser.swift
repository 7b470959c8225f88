import CSimdJSON
import Glibc
import TicketCore
import TicketJSON

/// What one line turned out to be.
enum ParsedLine {
  case request(RequestRecord)
  case result(ResultRecord)
  case problem(Problem)

  /// Only blanks: no record, and no problem.
  case blank
}

/// Tells what a line is: a record, a problem, or a record to be saved from behind a torn one (spec: tickets.md, "What
/// a reader does").
struct LineParser: ~Copyable, Sendable {
  /// The longest line, without its `\n`.
  static let lineLimit = 1 << 20
  private static let salvageLimit = 64

  private var json = JSONParser()

  /// A record, and a problem with the line that it was saved from.
  struct Outcome {
    var record: ParsedLine
    var salvaged: Problem?
  }

  /// `line` without its `\n`, followed by what `JSONParser.padding` asks for.
  mutating func parse(_ line: UnsafeBufferPointer<UInt8>, of file: LogFile, at place: RecordPlace) -> Outcome {
    guard line.count <= Self.lineLimit else { return Outcome(record: .problem(file, place, .lineTooLong)) }
    guard let first = line.first(where: { !$0.isBlank }) else { return Outcome(record: .blank) }
    let reason: Problem.Reason
    do throws(JSONError) {
      return Outcome(record: try record(line, isObject: first == UInt8(ascii: "{"), of: file, at: place))
    } catch {
      reason = error.reason
    }
    if let saved = salvage(line, of: file, at: place) {
      return Outcome(record: saved, salvaged: Problem(file: file, place: place, reason: .salvaged))
    }
    return Outcome(record: .problem(file, place, reason))
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

  private mutating func record(
    _ line: UnsafeBufferPointer<UInt8>, isObject: Bool, of file: LogFile, at place: RecordPlace
  ) throws(JSONError) -> ParsedLine {
    try json.record(line) { record in
      guard isObject else { return .problem(file, place, .notAnObject) }
      return switch file {
      case .requests: Self.request(record, at: place)
      case .results: Self.result(record, at: place)
      }
    }
  }

  /// The record whose object ends the line.
  private mutating func salvage(
    _ line: UnsafeBufferPointer<UInt8>, of file: LogFile, at place: RecordPlace
  ) -> ParsedLine? {
    var saved: ParsedLine?
    Self.forEachObjectStart(in: line) { suffix in
      guard let parsed = try? record(suffix, isObject: true, of: file, at: place) else { return false }
      if case .problem = parsed {} else { saved = parsed }
      return true
    }
    return saved
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

  private static func request(_ record: csj_record, at place: RecordPlace) -> ParsedLine {
    if record.has_schema != 0, !record.schema.isSame(as: "TICKET_REQUEST_V1") {
      return .problem(.requests, place, .unknownSchema)
    }
    guard let id = record.request_id.bytes.flatMap(Ticket.ID.init(utf8:)) else {
      return .problem(.requests, place, .missingRequestID)
    }
    return .request(
      RequestRecord(
        requestID: id, type: Ticket.TypeName(record.request_type.text ?? ""), mode: record.payload_mode.text,
        reasonHash: record.payload_reason.bytes.map { FNV1a.hash($0) } ?? 0,
        requestedAt: record.requested_at.bytes.flatMap(Timestamp.init(utf8:)), place: place))
  }

  private static func result(_ record: csj_record, at place: RecordPlace) -> ParsedLine {
    if record.has_schema != 0, !record.schema.isSame(as: "TICKET_RESULT_V1") {
      return .problem(.results, place, .unknownSchema)
    }
    guard let id = record.request_id.bytes.flatMap(Ticket.ID.init(utf8:)) else {
      return .problem(.results, place, .missingRequestID)
    }
    guard let status = status(record.status) else { return .problem(.results, place, .unknownStatus) }
    return .result(
      ResultRecord(
        requestID: id, status: status, processor: record.processor_id.text ?? "",
        processedAt: record.processed_at.bytes.flatMap(Timestamp.init(utf8:)), place: place))
  }

  private static func status(_ text: csj_string) -> TicketStatus? {
    if text.isSame(as: "IN_PROGRESS") { return .inProgress }
    if text.isSame(as: "DONE") { return .done }
    return text.isSame(as: "FAILED") ? .failed : nil
  }
}

extension ParsedLine {
  fileprivate static func problem(_ file: LogFile, _ place: RecordPlace, _ reason: Problem.Reason) -> ParsedLine {
    .problem(Problem(file: file, place: place, reason: reason))
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0d }
}
