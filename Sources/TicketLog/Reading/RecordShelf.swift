import TicketCore
import TicketJSON

/// Reads single lines of open logs for display, and keeps the last thousand records at hand.
///
/// A log may be written anew in its place: what is read is given only where it is still what was read there before.
struct RecordShelf: ~Copyable {
  private struct Key: Hashable {
    let file: LogFile
    let offset: Int
  }

  private static let firstRead = 1 << 10

  var logs: [LogFile: OpenLog] = [:]
  /// The log in which something else was found than what had been read there.
  private(set) var stray: LogFile?

  private let folder: StateFolder
  private var kept = RecentlyUsed<Key, StoredRecord>(limit: 1_024)
  private var parser = LineParser()
  private let buffer = LineBuffer()

  init(in folder: StateFolder) { self.folder = folder }

  /// Throws `changing` where the record of `id` does not stand there, and `unreadable`.
  mutating func record(
    at place: RecordPlace, in file: LogFile, of id: Ticket.ID
  ) throws(TicketServiceError) -> StoredRecord {
    let key = Key(file: file, offset: place.offset)
    if let record = kept[key] { return record }
    let bytes = try bytes(at: place.offset, in: file, limit: LineParser.lineLimit)
    let line = place.offset == 0 ? bytes.withoutMark : bytes
    let json = parser.value(line)
    guard let json, json["request_id"]?.string.flatMap({ Ticket.ID($0) }) == id else { throw changed(file) }
    let record = StoredRecord(file: file, place: place, raw: String(decoding: line, as: UTF8.self), json: json)
    // A few long ones must not fill the memory.
    if line.count <= 1 << 14 { kept[key] = record }
    return record
  }

  /// Throws `changing` where no line begins there, and `unreadable`.
  mutating func line(at place: RecordPlace, in file: LogFile, limit: Int) throws(TicketServiceError) -> String {
    String(decoding: try bytes(at: place.offset, in: file, limit: limit), as: UTF8.self)
  }

  /// The bytes from `offset` to the end of the line, at most `limit`; they stand in the buffer.
  private mutating func bytes(
    at offset: Int, in file: LogFile, limit: Int
  ) throws(TicketServiceError) -> UnsafeBufferPointer<UInt8> {
    guard let log = logs[file] else { throw changed(file) }
    // The end of the line before tells that one begins here.
    let head = offset > 0 ? 1 : 0
    var count = min(Self.firstRead, head + limit)
    while true {
      let bytes = try read(log, at: offset - head, count: count, of: file)
      guard bytes.count > head, head == 0 || bytes[0] == UInt8(ascii: "\n") else { throw changed(file) }
      let isAll = bytes.count < count || count == head + limit
      guard let end = bytes.index(of: UInt8(ascii: "\n"), from: head) ?? (isAll ? bytes.count : nil) else {
        count = min(4 * count, head + limit)
        continue
      }
      // A writer in place that overtakes the reading leaves the beginning of one line and the end of another, as they
      // never stood together. It is past both then: what is read again is another.
      let line = Array(bytes[head..<end])
      let again = try read(log, at: offset, count: line.count, of: file)
      guard line.withUnsafeBufferPointer(again.isSame(as:)) else { throw changed(file) }
      return again.last == UInt8(ascii: "\r") ? UnsafeBufferPointer(rebasing: again.dropLast()) : again
    }
  }

  private func read(
    _ log: OpenLog, at offset: Int, count: Int, of file: LogFile
  ) throws(TicketServiceError) -> UnsafeBufferPointer<UInt8> {
    do throws(SystemError) {
      return buffer.bytes(try log.borrowed.read(into: buffer.window(count), at: offset))
    } catch {
      throw TicketServiceError(.unreadable, context: folder.path(of: file), errno: error.number)
    }
  }

  private mutating func changed(_ file: LogFile) -> TicketServiceError {
    stray = file
    return TicketServiceError(.changing, context: folder.path(of: file))
  }
}
