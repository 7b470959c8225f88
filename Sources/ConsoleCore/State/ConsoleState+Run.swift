import TicketCore

extension ConsoleState {
  /// Runs a command, whichever way it was given; it means the layer that has the keys.
  mutating func run(_ command: ConsoleCommand, _ world: World) -> [Effect] {
    if let effects = runInLayer(command, world) { return effects }
    switch command {
    case .up, .down, .first, .last, .pageUp, .pageDown, .previousColumn, .nextColumn, .columnOpen, .columnInProgress,
      .columnDone, .columnFailed:
      move(command, world)
    case .nextTrouble: goToNextTrouble(world)
    case .follow: toggleFollow(world)
    case .pause: togglePause(world)
    case .showInColumn: showInColumn(subject, world)
    case .open:
      guard let id = board.selected else {
        askForTicket()
        return []
      }
      open(.detail(DetailState(ticket: id)))
    case .consume, .completeDone, .completeFailed: ask(command, world)
    case .copyID, .copyRecord: return copy(command, world)
    case .newTicket: open(.newTicket(ListCursor()))
    case .newReconcile: openForm(.reconcile)
    case .newReports: openForm(.reports)
    case .newAcknowledge: openForm(.acknowledge)
    case .toggleWorker: return toggleWorker()
    case .toggleServer: return [serving == nil ? .startServer : .stopServer]
    case .filter: openFilter()
    case .clearFilter: clearFilter(world)
    case .problems: open(.problems(ItemList(item: world.problemPlace(at: 0))))
    case .messages:
      messages.markRead()
      open(.messages(ItemList(ListCursor(index: max(0, messages.all.count - 1)), item: messages.newest)))
    case .palette: open(.picker(CommandPicker(.palette)))
    case .help: open(.picker(CommandPicker(.help)))
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    case .back:
      if layers.isEmpty, board.filter != nil { clearFilter(world) } else { goBack() }
    case .quit, .quitAnywhere: return quit(asking: true)
    }
    return []
  }

  /// Puts a layer on top. One of its kind that is already open gives way, with what lies over it: layers never pile up.
  private mutating func open(_ layer: Layer) {
    if let index = layers.firstIndex(where: { $0.isSameKind(as: layer) }) { goBack(to: index) }
    layers.append(layer)
  }

  /// What a command means in the layer that has the keys; nil if it means the same as on the board.
  private mutating func runInLayer(_ command: ConsoleCommand, _ world: World) -> [Effect]? {
    guard let top = layers.last else { return nil }
    if case .filter(let prompt) = top { return run(command, filter: prompt, world) }
    if command == .back {
      // What was typed for a ticket that moved on is not lost without a word.
      if case .confirmation(let late) = top, refusal(of: late, world) != nil { return confirm(late, world) }
      goBack()
      return []
    }
    switch top {
    case .newTicket(let cursor): return run(command, newTicket: cursor, world)
    case .detail(let detail): return run(command, detail: detail, world)
    case .confirmation(let confirmation): return command == .open ? confirm(confirmation, world) : []
    case .problems(var list):
      let count = world.problemCount
      if list.move(command, count: count, visible: listRows, item: world.problemPlace) {
        layers[layers.count - 1] = .problems(list)
      }
      return command == .open ? [] : nilUnlessMove(command)
    case .messages(var list):
      let first = messages.forgotten
      if list.move(command, count: messages.all.count, visible: listRows, item: { first + $0 }) {
        layers[layers.count - 1] = .messages(list)
      }
      return command == .open ? [] : nilUnlessMove(command)
    case .picker(let picker): return run(command, picker: picker, world)
    case .form, .filter: return nil
    }
  }

  /// Keeps the lists on what is selected in them, whatever has come or gone before it.
  mutating func followItems(_ world: World) {
    for index in layers.indices {
      switch layers[index] {
      case .problems(let list): layers[index] = .problems(following(list, world))
      case .messages(let list): layers[index] = .messages(following(list))
      case .newTicket, .form, .detail, .confirmation, .picker, .filter: break
      }
    }
  }

  func following(_ list: ItemList<ProblemPlace>, _ world: World) -> ItemList<ProblemPlace> {
    list.following(to: list.item.flatMap(world.rank), item: world.problemPlace)
  }

  func following(_ list: ItemList<Int>) -> ItemList<Int> {
    let first = messages.forgotten
    return list.following(to: list.item.map { max(0, $0 - first) }) { first + $0 }
  }

  private func nilUnlessMove(_ command: ConsoleCommand) -> [Effect]? { command.chapter == .moving ? [] : nil }

  private mutating func run(
    _ command: ConsoleCommand, newTicket cursor: ListCursor, _ world: World
  ) -> [Effect]? {
    var cursor = cursor
    if cursor.move(command, count: Self.newTickets.count, visible: Self.newTickets.count) {
      layers[layers.count - 1] = .newTicket(cursor)
      return []
    }
    layers.removeLast()
    return command == .open ? run(Self.newTickets[cursor.index], world) : nil
  }

  private mutating func run(_ command: ConsoleCommand, picker: CommandPicker, _ world: World) -> [Effect]? {
    var picker = picker
    let found = picker.found(words)
    if picker.cursor.move(command, count: found.count, visible: pickerRows(picker)) {
      layers[layers.count - 1] = .picker(picker)
      return []
    }
    guard command == .open else { return nil }
    guard found.indices.contains(picker.cursor.index) else { return [] }
    guard case .command(let command) = found[picker.cursor.index] else {
      answer(.info, words.onlyInForms)
      return []
    }
    layers.removeLast()
    // What is about the board is not done behind a form.
    if command.chapter != .console, layers.last?.form != nil { goBack() }
    return run(command, world)
  }

  private mutating func run(_ command: ConsoleCommand, detail: DetailState, _ world: World) -> [Effect]? {
    var detail = detail
    switch command {
    case .pageUp, .pageDown:
      let view = detailText(detail, world)
      detail.settle(rows: view.lines.count, visible: view.visible)
      let distance = max(1, view.visible - 1) * (command == .pageUp ? -1 : 1)
      detail.scroll(by: distance, rows: view.lines.count, visible: view.visible)
      layers[layers.count - 1] = .detail(detail)
      return []
    case .open:
      return run(DetailState.commands[detail.actions.index], world)
    default:
      if detail.actions.move(command, count: DetailState.commands.count, visible: actionRows) {
        layers[layers.count - 1] = .detail(detail)
        return []
      }
      return nilUnlessMove(command)
    }
  }

  private mutating func move(_ command: ConsoleCommand, _ world: World) {
    let (live, layout) = (world.board, layout)
    let page = max(1, layout.cards(in: board.focus) - 1)
    switch command {
    case .up: board.move(by: -1, live, layout)
    case .down: board.move(by: 1, live, layout)
    case .pageUp: board.move(by: -page, live, layout)
    case .pageDown: board.move(by: page, live, layout)
    case .first: board.move(toLast: false, live, layout)
    case .last: board.move(toLast: true, live, layout)
    case .previousColumn: board.focus(on: board.focus.neighbour(-1), live, layout)
    case .nextColumn: board.focus(on: board.focus.neighbour(1), live, layout)
    case .columnOpen: go(to: .open, world)
    case .columnInProgress: go(to: .inProgress, world)
    case .columnDone: go(to: .done, world)
    case .columnFailed: go(to: .failed, world)
    default: break
    }
  }

  /// Goes to a column by its number, and says why nothing is selected there.
  private mutating func go(to status: TicketStatus, _ world: World) {
    board.focus(on: status, world.board, layout)
    if board.tickets(status, world.board).isEmpty { answer(.info, words.columnIsEmpty(status)) }
  }

  private mutating func toggleFollow(_ world: World) {
    board.toggleFollow()
    answer(.info, board.follows ? words.followOn : words.followOff)
    settle(world)
  }

  private mutating func togglePause(_ world: World) {
    board.togglePause(world.board)
    answer(.info, board.paused == nil ? words.liveAgain : words.pauseOn)
    settle(world)
  }
}
