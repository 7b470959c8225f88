/// Which row of a list is selected, and which one is at the top.
struct ListCursor: Hashable {
  private(set) var index = 0
  private(set) var top = 0

  init(index: Int = 0, top: Int = 0) {
    self.index = index
    self.top = top
  }

  /// Whether the command moved in a list of `count` rows, `visible` of them on the screen.
  mutating func move(_ command: ConsoleCommand, count: Int, visible: Int) -> Bool {
    switch command {
    case .up: index -= 1
    case .down: index += 1
    case .pageUp: index -= max(1, visible - 1)
    case .pageDown: index += max(1, visible - 1)
    case .first: index = 0
    case .last: index = count - 1
    default: return false
    }
    settle(count: count, visible: visible)
    return true
  }

  /// The selected row is another now: it stays where it is on the screen, as far as the list goes.
  mutating func follow(to row: Int) {
    top += row - index
    index = row
  }

  /// Stays within a list that changed.
  mutating func settle(count: Int, visible: Int) {
    index = max(0, min(index, count - 1))
    top = max(0, min(top, index, count - visible))
    if visible > 0 { top = max(top, index - visible + 1) }
  }

  /// The rows on the screen.
  func rows(count: Int, visible: Int) -> Range<Int> {
    let start = min(top, max(0, count))
    return start..<max(start, min(count, start + max(0, visible)))
  }
}
