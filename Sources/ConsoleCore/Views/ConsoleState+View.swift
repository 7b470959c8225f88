import TicketCore

extension ConsoleState {
  /// The screen as it is now. Pure: the same state and world give the same frame.
  public func view(_ world: World) -> Frame {
    if let filter = board.filter, !filter.isCurrent(with: board.shown(world.board)) {
      // The board has moved on since the last event.
      var current = self
      current.settle(world)
      return current.view(world)
    }
    var frame = Frame(size: size, borders: settings.borders, asciiOnly: settings.asciiOnly)
    guard !layout.isTooSmall else {
      put(tooSmallText, .warning, &frame, in: frame.bounds)
      return frame
    }
    drawBoard(&frame, world)
    for index in layers.indices { draw(layers[index], isTop: index == layers.count - 1, &frame, world) }
    drawHead(&frame, world)
    drawMessage(&frame, world)
    drawFooter(&frame, world)
    return frame
  }

  private var tooSmallText: String {
    if isAskingToQuit { return words.tooSmallToAsk(heldText) }
    return words.tooSmall(size, key: layers.isEmpty ? "q" : "Ctrl-C")
  }

  private func drawBoard(_ frame: inout Frame, _ world: World) {
    if layout.isNarrow { drawTabs(&frame, world) }
    for status in TicketStatus.allCases { drawColumn(status, &frame, world) }
    drawPanel(&frame, world)
    drawFilter(&frame, world)
  }

  /// Why a ticket looks stuck. On a board that stands still, only what is in progress to this day can be.
  func stuck(_ ticket: Ticket, _ world: World) -> StuckReason? {
    guard ticket.status == .inProgress else { return nil }
    let today = board.paused == nil ? ticket : world.board.ticket(ticket.id)
    return today.flatMap { StuckReason($0, lock: workersLock, now: now) }
  }

  private func draw(_ layer: Layer, isTop: Bool, _ frame: inout Frame, _ world: World) {
    if case .filter = layer { return }
    if isTop { frame.cursor = nil }
    switch layer {
    case .newTicket(let cursor): drawNewTicket(cursor, &frame)
    case .form(let form): drawForm(form, &frame, world)
    case .detail(let detail): drawDetail(detail, &frame, world)
    case .confirmation(let confirmation): drawConfirmation(confirmation, &frame, world)
    case .problems(let list): drawProblems(list, &frame, world)
    case .messages(let list): drawMessages(list, &frame)
    case .picker(let picker): drawPicker(picker, &frame)
    case .filter: break
    }
  }

  /// Between head and message line: what screens that cover the board have. The filter stays in sight where there is
  /// room.
  var body: Rect {
    let end = layout.panel.rows > 0 ? layout.filter.row : layout.message.row
    return Rect(column: 0, row: 1, columns: size.columns, rows: end - 1)
  }

  /// A sentence that takes as many rows as it needs.
  func put(_ sentence: String, _ role: Style.Role, _ frame: inout Frame, in rect: Rect) {
    let lines = TerminalText.rows(ofSentence: sentence, columns: rect.columns)
    for (row, line) in lines.prefix(rect.rows).enumerated() {
      frame.put(line, at: rect.line(row).origin, style: Style(role), within: rect.columns)
    }
  }

  /// Says without colour which row is selected.
  func mark(_ isSelected: Bool) -> String { isSelected ? ">" : " " }

  /// A box over the middle of the board.
  func dialog(columns: Int, rows: Int) -> Rect {
    // Nearly as wide as the screen is no dialog any more, but two borders side by side.
    let width = body.columns - columns < 10 ? body.columns : columns
    let height = min(rows, body.rows)
    return Rect(
      column: (body.columns - width) / 2, row: body.row + (body.rows - height) / 2, columns: width, rows: height)
  }
}

extension Frame {
  /// Clears a rectangle, draws its border, and gives what is inside, a blank column on both sides taken off.
  mutating func panel(
    _ rect: Rect, title: TerminalText, trailing: TerminalText? = nil, style: Style = Style(.border),
    titleStyle: Style = Style(.title)
  ) -> Rect {
    fill(rect)
    box(rect, title: title, trailing: trailing, style: style, titleStyle: titleStyle)
    return rect.inset(columns: 2)
  }

  /// Draws text that ends at the right edge of a line, and returns the columns that are left before it.
  @discardableResult
  mutating func putRight(_ text: TerminalText, in line: Rect, style: Style) -> Int {
    let width = min(text.width, line.columns)
    put(text, at: Position(column: line.endColumn - width, row: line.row), style: style, within: width)
    return line.columns - width
  }
}
