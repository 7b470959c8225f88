import TicketCore

/// The live filter (spec: console.md, "Filter").
extension ConsoleState {
  /// Opens the line in which a filter is typed, over the board and nothing else.
  mutating func openFilter() {
    goBack(to: 0)
    layers.append(.filter(FilterPrompt(board.filter?.filter.text ?? "")))
  }

  /// A key in the filter's line.
  mutating func type(_ key: Key, in prompt: inout FilterPrompt, _ world: World) -> [Effect] {
    let before = prompt.field.text
    switch KeyTable.filter.command(for: key) {
    case .up: prompt.recall(back: true, in: filterHistory)
    case .down: prompt.recall(back: false, in: filterHistory)
    case let command?:
      narrowAsTyped(world)
      return run(command, world)
    case nil where key == .tab: prompt.complete()
    case nil: _ = prompt.handle(key)
    }
    layers[layers.count - 1] = .filter(prompt)
    if prompt.field.text != before { typedFilter = prompt.field.text }
    return []
  }

  /// Narrows the board by what was typed since.
  mutating func narrowAsTyped(_ world: World) {
    guard let text = typedFilter else { return }
    typedFilter = nil
    narrow(to: text, world)
  }

  /// What a command means while the filter's line has the keys; nil if it means the same as on the board.
  mutating func run(_ command: ConsoleCommand, filter prompt: FilterPrompt, _ world: World) -> [Effect]? {
    switch command {
    case .open:
      layers.removeLast()
      board.keepSelection()
      remember(prompt.field.text)
      return []
    case .back:
      layers.removeLast()
      if prompt.field.text != prompt.before { narrow(to: prompt.before, world) }
      board.keepSelection()
      return []
    case .pageUp, .pageDown:
      return nil
    default:
      return []
    }
  }

  /// Shows the whole board again; the filter can be called up again in its line.
  mutating func clearFilter(_ world: World) {
    guard let filter = board.filter else { return }
    remember(filter.filter.text)
    board.keepSelection()
    narrow(to: "", world)
    answer(.info, words.filterCleared)
  }

  private mutating func narrow(to text: String, _ world: World) {
    let filter = TicketFilter(text, now: now, offset: settings.offset)
    let isNothing = text.allSatisfy(\.isWhitespace)
    board.narrow(to: isNothing ? nil : filter, world.board, layout, isWhole: feed.isSettled, now: now)
  }

  private static let longestHistory = 50

  private mutating func remember(_ text: String) {
    guard !text.allSatisfy(\.isWhitespace) else { return }
    filterHistory.removeAll { $0 == text }
    filterHistory.append(text)
    if filterHistory.count > Self.longestHistory { filterHistory.removeFirst() }
  }

  // MARK: The search

  /// The search that the filter needs now; one that it needs no more is ended.
  mutating func searchEffects(_ world: World) -> [Effect] {
    if let search = board.nextSearch(number: searches + 1, world.board, layout) {
      searches += 1
      isSearching = true
      return [.search(search, number: searches)]
    }
    guard isSearching, board.filter?.running == nil else { return [] }
    isSearching = false
    return [.endSearch]
  }
}
