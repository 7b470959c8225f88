import Glibc
import TicketCore
import TicketJSON

/// Reads single lines for display, and keeps the last thousand records at hand.
struct RecordShelf: ~Copyable {
  private struct Key: Hashable {
    let file: LogFile
    let offset: Int
  }

  private static let firstRead = 1 << 12

  private let folder: StateFolder
  private var kept = RecentlyUsed<Key, StoredRecord>(limit: 1_024)
  private var parser = LineParser()
  private var requests = OpenLog()
  private var results = OpenLog()

  init(folder: StateFolder) { self.folder = folder }

  mutating func clear() { kept = RecentlyUsed(limit: 1_024) }

  mutating func record(at place: RecordPlace, in file: LogFile) -> StoredRecord? {
    let key = Key(file: file, offset: place.offset)
    if let record = kept[key] { return record }
    guard var line = line(at: place.offset, in: file, limit: LineParser.lineLimit) else { return nil }
    if place.offset == 0, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    let count = line.count
    line.append(contentsOf: repeatElement(0, count: JSONParser.padding))
    let json = line.withUnsafeBufferPointer { parser.value(UnsafeBufferPointer(rebasing: $0[..<count])) }
    guard let json else { return nil }
    let record = StoredRecord(
      file: file, place: place, raw: String(decoding: line[..<count], as: UTF8.self), json: json)
    // A few long ones must not fill the memory.
    if count <= 1 << 14 { kept[key] = record }
    return record
  }

  /// In the order of the ticket's life: the request, then the results that count.
  mutating func history(of ticket: Ticket) -> [StoredRecord] {
    var records = record(at: ticket.request, in: .requests).map { [$0] } ?? []
    for place in [ticket.consumed, ticket.completed] {
      if let record = place.flatMap({ record(at: $0, in: .results) }) { records.append(record) }
    }
    return records
  }

  mutating func line(at place: RecordPlace, in file: LogFile, limit: Int) -> String? {
    line(at: place.offset, in: file, limit: limit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes from `offset` to the end of the line, at most `limit`.
  private mutating func line(at offset: Int, in file: LogFile, limit: Int) -> [UInt8]? {
    let path = folder.path(of: file)
    switch file {
    case .requests: return requests.line(path: path, at: offset, limit: limit, firstRead: Self.firstRead)
    case .results: return results.line(path: path, at: offset, limit: limit, firstRead: Self.firstRead)
    }
  }
}

/// A log kept open for reading single lines.
private struct OpenLog: ~Copyable {
  private var log: Descriptor?
  private var identity: FileIdentity?

  mutating func line(path: String, at offset: Int, limit: Int, firstRead: Int) -> [UInt8]? {
    open(path)
    var count = min(firstRead, limit)
    while true {
      guard var bytes = bytes(at: offset, count: count), !bytes.isEmpty else { return nil }
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { bytes.removeSubrange(end...) }
      if bytes.count < count || count == limit {
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes
      }
      count = limit
    }
  }

  private func bytes(at offset: Int, count: Int) -> [UInt8]? {
    switch log {
    case .some(let log): try? log.bytes(at: offset, count: count)
    case .none: nil
    }
  }

  /// Opens what stands at `path`, where that is not open already.
  private mutating func open(_ path: String) {
    if let identity, identity == FileIdentity(at: path) { return }
    let sight = LogSight(at: path)
    identity = sight.identity
    log = sight.intoLog()
  }
}
