extension TextField {
  mutating func perform(_ edit: Edit) {
    switch edit {
    case .type(let character): type(character)
    case .paste(let text): paste(text)
    case .move(let motion):
      cursor = target(of: motion)
      history.close()
    case .erase(let motion): erase(to: target(of: motion))
    case .cut(let motion): cut(to: target(of: motion))
    case .yank: insert(lastCut)
    case .transpose: transpose()
    case .undo: if let snapshot = history.pop() { restore(snapshot) }
    }
  }

  private mutating func type(_ character: Character) {
    let new = Self.oneLine(String(character))
    guard !new.isEmpty else { return }
    let beginsWord = cursor > 0 && characters[cursor - 1].isWhitespace && !character.isWhitespace
    if beginsWord { history.close() }
    let before = snapshot
    refused = !replace(cursor..<cursor, with: new)
    if !refused { history.push(before, .typing) }
  }

  private mutating func paste(_ text: String) {
    insert(Array(Self.oneLine(text)))
    // What `oneLine` cut off was refused too.
    if text.unicodeScalars.count > Self.mostScalars { refused = true }
  }

  /// Inserts as much as there is room for.
  private mutating func insert(_ new: [Character]) {
    guard !new.isEmpty else { return }
    let before = snapshot
    var room = Self.mostScalars - text.unicodeScalars.count
    // One more than there is room for, as the first may join the character before it.
    var fitting = new.prefix(limit - count + 1).prefix { character in
      room -= character.unicodeScalars.count
      return room >= 0
    }
    while !fitting.isEmpty, !replace(cursor..<cursor, with: String(fitting)) { fitting.removeLast() }
    refused = fitting.count < new.count
    if !fitting.isEmpty { history.push(before, .other) }
  }

  private mutating func erase(to target: Int) {
    guard target != cursor else { return }
    let before = snapshot
    replace(min(cursor, target)..<max(cursor, target), with: "")
    history.push(before, .erasing)
  }

  /// What is cut one after the other comes back in one piece.
  private mutating func cut(to target: Int) {
    guard target != cursor else { return }
    let before = snapshot
    let range = min(cursor, target)..<max(cursor, target)
    let piece = characters[range]
    if history.last != .cutting {
      lastCut = Array(piece)
    } else if target < cursor {
      lastCut = piece + lastCut
    } else {
      lastCut += piece
    }
    replace(range, with: "")
    history.push(before, .cutting)
  }

  /// Swaps the characters around the cursor, at the end of the line the last two, and steps on.
  private mutating func transpose() {
    let right = min(cursor, count - 1)
    guard cursor > 0, right > 0 else { return }
    let before = snapshot
    replace(right - 1..<right + 1, with: String([characters[right], characters[right - 1]]))
    history.push(before, .other)
  }

  private var snapshot: History.Snapshot {
    History.Snapshot(characters: characters, cursor: cursor)
  }
}
