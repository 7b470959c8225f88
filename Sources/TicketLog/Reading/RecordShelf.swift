import Glibc
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

  private static let firstRead = 1 << 12

  var logs: [LogFile: OpenLog] = [:]
  /// The log in which something else was found than what had been read there.
  private(set) var stray: LogFile?

  private let folder: StateFolder
  private var kept = RecentlyUsed<Key, StoredRecord>(limit: 1_024)
  private var parser = LineParser()

  init(in folder: StateFolder) { self.folder = folder }

  /// Throws `changing` where the record of `id` does not stand there, and `unreadable`.
  mutating func record(
    at place: RecordPlace, in file: LogFile, of id: Ticket.ID
  ) throws(TicketServiceError) -> StoredRecord {
    let key = Key(file: file, offset: place.offset)
    if let record = kept[key] { return record }
    var line = try bytes(at: place.offset, in: file, limit: LineParser.lineLimit)
    if place.offset == 0, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    let count = line.count
    line.append(contentsOf: repeatElement(0, count: JSONParser.padding))
    let json = line.withUnsafeBufferPointer { parser.value(UnsafeBufferPointer(rebasing: $0[..<count])) }
    guard let json, json["request_id"]?.string.flatMap({ Ticket.ID($0) }) == id else { throw changed(file) }
    let record = StoredRecord(
      file: file, place: place, raw: String(decoding: line[..<count], as: UTF8.self), json: json)
    // A few long ones must not fill the memory.
    if count <= 1 << 14 { kept[key] = record }
    return record
  }

  /// Throws `changing` where no line begins there, and `unreadable`.
  mutating func line(at place: RecordPlace, in file: LogFile, limit: Int) throws(TicketServiceError) -> String {
    String(decoding: try bytes(at: place.offset, in: file, limit: limit), as: UTF8.self)
  }

  /// The bytes from `offset` to the end of the line, at most `limit`.
  private mutating func bytes(
    at offset: Int, in file: LogFile, limit: Int
  ) throws(TicketServiceError) -> [UInt8] {
    guard let log = logs[file] else { throw changed(file) }
    // The end of the line before tells that one begins here.
    let head = offset > 0 ? 1 : 0
    var count = min(Self.firstRead, head + limit)
    while true {
      var bytes = try read(log, at: offset - head, count: count, of: file)
      guard bytes.count > head, head == 0 || bytes[0] == UInt8(ascii: "\n") else { throw changed(file) }
      let isAll = bytes.count < count || count == head + limit
      bytes.removeFirst(head)
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        bytes.removeSubrange(end...)
      } else if !isAll {
        count = head + limit
        continue
      }
      if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
      return bytes
    }
  }

  private func read(
    _ log: OpenLog, at offset: Int, count: Int, of file: LogFile
  ) throws(TicketServiceError) -> [UInt8] {
    do throws(SystemError) {
      return try log.bytes(at: offset, count: count)
    } catch {
      throw TicketServiceError(.unreadable, context: folder.path(of: file), errno: error.number)
    }
  }

  private mutating func changed(_ file: LogFile) -> TicketServiceError {
    stray = file
    return TicketServiceError(.changing, context: folder.path(of: file))
  }
}
