extension TextField {
  /// A way through the text, from the cursor on.
  enum Motion: Hashable, Sendable {
    case left, right
    case start, end
    /// Over what is no word and then over a word of letters and digits.
    case wordLeft, wordRight
    /// Over blanks and then over all that is none.
    case blankLeft
  }

  /// Where the cursor comes by that motion.
  func target(of motion: Motion) -> Int {
    switch motion {
    case .left: max(0, cursor - 1)
    case .right: min(count, cursor + 1)
    case .start: 0
    case .end: count
    case .wordLeft: left(over: \.isPartOfWord)
    case .wordRight: right(over: \.isPartOfWord)
    case .blankLeft: left(over: \.isNotBlank)
    }
  }

  private func left(over isWord: (Character) -> Bool) -> Int {
    let before = characters[..<cursor]
    let word = before.lastIndex(where: isWord).map { before[...$0] } ?? []
    return word.lastIndex { !isWord($0) }.map { $0 + 1 } ?? 0
  }

  private func right(over isWord: (Character) -> Bool) -> Int {
    let after = characters[cursor...]
    let word = after.firstIndex(where: isWord).map { after[$0...] } ?? []
    return word.firstIndex { !isWord($0) } ?? count
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
  fileprivate var isNotBlank: Bool { !isWhitespace }
}
