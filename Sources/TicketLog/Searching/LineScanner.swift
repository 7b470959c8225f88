import TicketCore
import TicketJSON

/// Tells which words stand in the texts of records.
struct LineScanner: ~Copyable {
  private let words: [TextPattern]
  private var scan: PatternScan
  private var json = JSONParser()
  private var parser = LineParser()

  init(_ words: [TextPattern]) {
    self.words = words
    scan = PatternScan(words)
  }

  /// The lines of `bytes` that hold a word; `bytes` begin with a line, and at `offset` of the log.
  ///
  /// Only lines in which a word stands as it is are looked at more closely, and those with an escape, which may hide one.
  mutating func lines(of bytes: UnsafeBufferPointer<UInt8>, of file: LogFile, at offset: Int) -> [FoundLine] {
    var found: [FoundLine] = []
    var (start, escape) = (0, -1)
    scan.begin()
    while start < bytes.count {
      if escape < start { escape = bytes.index(of: UInt8(ascii: "\\"), from: start) ?? .max }
      let next = min(escape, scan.next(in: bytes, from: start) ?? .max)
      guard next < bytes.count else { break }
      let lineStart = bytes[start..<next].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
      let end = bytes.index(of: UInt8(ascii: "\n"), from: next) ?? bytes.count
      if let match = words(in: UnsafeBufferPointer(rebasing: bytes[lineStart..<end]), of: file) {
        found.append(FoundLine(offset: offset + lineStart, id: match.id, words: match.words))
      }
      start = end + 1
    }
    return found
  }

  /// The words in a line's texts, and whose they are; nil where it holds none, or is no record.
  mutating func words(
    in line: UnsafeBufferPointer<UInt8>, of file: LogFile
  ) -> (id: Ticket.ID, words: WordMask)? {
    if let nodes = try? json.nodes(line) {
      let record = RecordTexts(nodes, of: file)
      // Of a payload without either text all of it counts.
      if file == .results || !record.texts.isEmpty {
        let words = mask { word in record.texts.contains { word.matches($0) } }
        return words.isEmpty ? nil : record.id.flatMap { Ticket.ID(utf8: $0) }.map { ($0, words) }
      }
    }
    guard let json = parser.value(line), let id = json["request_id"]?.string.flatMap({ Ticket.ID($0) })
    else { return nil }
    let texts = StoredRecord(file: file, place: .unknown, raw: "", json: json).searchedTexts
    let words = mask { word in texts.contains { word.matches($0) } }
    return words.isEmpty ? nil : (id, words)
  }

  private func mask(_ isThere: (TextPattern) -> Bool) -> WordMask {
    var mask = WordMask()
    for (index, word) in words.enumerated() where isThere(word) { mask.insert(WordMask(word: index)) }
    return mask
  }
}
