import TicketCore

/// Tells which words stand in the texts of a record.
struct LineScanner: ~Copyable {
  private let words: [TextPattern]
  private var parser = LineParser()

  init(_ words: [TextPattern]) { self.words = words }

  /// The lines of `bytes` that hold a word; `bytes` begin with a line, and at `offset` of the log.
  mutating func lines(of bytes: UnsafeBufferPointer<UInt8>, of file: LogFile, at offset: Int) -> [FoundLine] {
    var found: [FoundLine] = []
    var start = 0
    while start < bytes.count {
      let end = bytes.index(of: UInt8(ascii: "\n"), from: start) ?? bytes.count
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if let match = scan(line, of: file) {
        found.append(FoundLine(offset: offset + start, id: match.id, words: match.words))
      }
      start = end + 1
    }
    return found
  }

  /// The words in a line's texts, and whose they are; nil where it holds none, or is no record.
  mutating func scan(_ line: UnsafeBufferPointer<UInt8>, of file: LogFile) -> (id: Ticket.ID, words: WordMask)? {
    guard mayHold(line), let json = parser.value(line), let id = json["request_id"]?.string.flatMap({ Ticket.ID($0) })
    else { return nil }
    let texts = StoredRecord(file: file, place: .unknown, raw: "", json: json).searchedTexts
    var mask = WordMask()
    for (index, word) in words.enumerated() where texts.contains(where: { word.matches($0) }) {
      mask.insert(WordMask(word: index))
    }
    return mask.isEmpty ? nil : (id, mask)
  }

  /// Whether a word stands in the line as it is, or may stand there as escapes.
  private func mayHold(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.index(of: UInt8(ascii: "\\"), from: 0) != nil || words.contains { $0.matches(line) }
  }
}
