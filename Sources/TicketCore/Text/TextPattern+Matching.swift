extension TextPattern {
  /// Whether the word stands in UTF-8 text, however it is read.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    readings.contains { $0.range(in: text, from: 0) != nil }
  }

  /// Whether the word stands in a text.
  public func matches(_ text: String) -> Bool {
    text.withBytes { matches($0) }
  }

  /// Where the word first stands in UTF-8 text at or behind `start`, in bytes.
  public func range(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Range<Int>? {
    readings.compactMap { $0.range(in: text, from: start) }.min { $0.lowerBound < $1.lowerBound }
  }
}

extension TextPattern.Reading {
  func range(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    switch self {
    case .latin(let word): word.withUnsafeBufferPointer { Self.latin($0, in: text, from: start) }
    case .letters(let word): word.withUnsafeBufferPointer { Self.letters($0, in: text, from: start) }
    case .keys(let keys): keys.withUnsafeBufferPointer { Self.keys($0, in: text, from: start) }
    }
  }

  private static func latin(
    _ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    var at = start
    while let found = text.firstPlace(of: word, from: at) {
      let end = found + word.count
      // With a mark behind it, the last letter is another one.
      guard text.isMark(at: end) else { return found..<end }
      at = found + 1
    }
    return nil
  }

  private static func letters(
    _ word: UnsafeBufferPointer<UInt32>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    guard let first = word.first else { return nil }
    let folded = FoldedText(text)
    var at = start
    while at < text.count {
      // What begins beyond ASCII is not looked for in it, but for a letter that a mark follows.
      if first >= 0x80, text[at] < 0x80, !text.isMark(at: at + 1) {
        at = text.endOfASCII(from: at)
        if text.isMark(at: at) { at -= 1 }
        continue
      }
      var end = at
      let scalar = folded.next(&end)
      let next = end
      if Chosung.matches(first, scalar), rest(of: word, folded, &end) { return at..<end }
      at = next
    }
    return nil
  }

  private static func rest(of word: UnsafeBufferPointer<UInt32>, _ text: FoldedText, _ end: inout Int) -> Bool {
    for letter in word.dropFirst() {
      guard end < text.bytes.count, Chosung.matches(letter, text.next(&end)) else { return false }
    }
    return true
  }

  private static func keys(
    _ keys: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    guard let first = keys.first else { return nil }
    let folded = FoldedText(text)
    let beginsInASCII = first &- 0x30 < 10
    var at = start
    while at < text.count {
      if !beginsInASCII, text[at] < 0x80 {
        at = text.endOfASCII(from: at)
        continue
      }
      var next = at
      let scalar = folded.next(&next)
      if begins(first, scalar) {
        var end = at
        if isWritten(keys, folded, &end) { return at..<end }
      }
      at = next
    }
    return nil
  }

  private static func begins(_ key: UInt8, _ scalar: UInt32) -> Bool {
    guard let syllable = HangulSyllable(scalar) else { return scalar == UInt32(key) }
    return HangulSyllable.leadingKey(syllable.leading) == key
  }

  /// Whether pressing `keys` writes what stands at `end`; the last syllable as far as there are keys.
  private static func isWritten(_ keys: UnsafeBufferPointer<UInt8>, _ text: FoldedText, _ end: inout Int) -> Bool {
    var pressed = 0
    while pressed < keys.count {
      guard end < text.bytes.count else { return false }
      let scalar = text.next(&end)
      guard let syllable = HangulSyllable(scalar) else {
        guard scalar == UInt32(keys[pressed].lowercasedASCII) else { return false }
        pressed += 1
        continue
      }
      let written = syllable.keys
      for key in [written.0, written.1, written.2, written.3, written.4] where key != 0 {
        if pressed == keys.count { return true }
        guard key == keys[pressed] else { return false }
        pressed += 1
      }
    }
    return true
  }
}
