import TicketCore

/// A log read plainly, line by line (spec: tickets.md, "What a reader does"): what the fast reader has to agree with.
struct PlainLog {
  /// A record, or what is wrong with a line, or both of a line from which a record was saved.
  struct Line {
    let place: RecordPlace
    var record: JSONValue?
    var reason: Problem.Reason?
  }

  private static let lineLimit = 1 << 20
  private static let tries = 64

  /// The lines that are complete, without those of blanks alone.
  let lines: [Line]

  init(_ bytes: [UInt8], of file: LogFile) {
    var lines: [Line] = []
    var offset = 0
    var pieces = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    // What stands behind the last `\n` is no line yet.
    pieces.removeLast()
    for (index, piece) in pieces.enumerated() {
      var text = Array(piece)
      let place = RecordPlace(offset: offset, line: index + 1)
      offset += text.count + 1
      if place.offset == 0, text.starts(with: [0xef, 0xbb, 0xbf]) { text.removeFirst(3) }
      if let line = Self.line(text, of: file, at: place) { lines.append(line) }
    }
    self.lines = lines
  }

  private static func line(_ text: [UInt8], of file: LogFile, at place: RecordPlace) -> Line? {
    if text.count > lineLimit { return Line(place: place, reason: .lineTooLong) }
    guard let first = text.first(where: { !isBlank($0) }) else { return nil }
    do throws(PlainJSON.Fault) {
      let value = try PlainJSON.value(text)
      guard first == UInt8(ascii: "{") else { return Line(place: place, reason: .notAnObject) }
      let reason = reason(against: value, in: file)
      return Line(place: place, record: reason == nil ? value : nil, reason: reason)
    } catch {
      let saved = saved(from: text)
      let isRecord = saved.map { reason(against: $0, in: file) == nil } ?? false
      return Line(place: place, record: isRecord ? saved : nil, reason: isRecord ? .salvaged : .notJSON)
    }
  }

  /// The object that ends a bad line.
  private static func saved(from text: [UInt8]) -> JSONValue? {
    var tried = 0
    for start in text.indices.reversed() where start > 0 && text[start] == UInt8(ascii: "{") {
      guard text[(start + 1)...].first(where: { !isBlank($0) }) == UInt8(ascii: "\"") else { continue }
      tried += 1
      if tried > tries { return nil }
      if let value = try? PlainJSON.value(Array(text[start...])) { return value }
    }
    return nil
  }

  /// Why an object is no record of that log.
  private static func reason(against value: JSONValue, in file: LogFile) -> Problem.Reason? {
    let schema = file == .requests ? "TICKET_REQUEST_V1" : "TICKET_RESULT_V1"
    if let written = value["schema"], !(written.string ?? "").utf8.elementsEqual(schema.utf8) { return .unknownSchema }
    guard let id = value["request_id"]?.string, !id.isEmpty else { return .missingRequestID }
    return file == .requests || status(of: value) != nil ? nil : .unknownStatus
  }

  /// What a result makes of its ticket.
  static func status(of value: JSONValue) -> TicketStatus? {
    let named = TicketStatus.allCases.first { ($0.rawValue.utf8).elementsEqual((value["status"]?.string ?? "").utf8) }
    return named == .open ? nil : named
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
}
