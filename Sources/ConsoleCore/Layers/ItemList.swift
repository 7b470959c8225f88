/// A list whose selection belongs to an item, not to a row: whatever comes or goes before it, it stays selected.
struct ItemList<Item> {
  private(set) var cursor: ListCursor
  /// The selected one; nil while there is none.
  private(set) var item: Item?

  init(_ cursor: ListCursor = ListCursor(), item: Item?) {
    self.cursor = cursor
    self.item = item
  }

  /// The same list, now that its item stands in that row; one that is gone leaves the selection to what is there now.
  func following(to row: Int?, item: (Int) -> Item?) -> ItemList {
    var list = self
    if let row { list.cursor.follow(to: row) }
    list.item = item(list.cursor.index)
    return list
  }

  /// Whether the command moved in a list of `count` items, `visible` of them on the screen.
  mutating func move(_ command: ConsoleCommand, count: Int, visible: Int, item: (Int) -> Item?) -> Bool {
    guard cursor.move(command, count: count, visible: visible) else { return false }
    self.item = item(cursor.index)
    return true
  }
}
